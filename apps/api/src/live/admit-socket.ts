import type { Topic } from "@aidc/contract";
import { handshakeSchema, protocolVersion } from "@aidc/contract";
import { can } from "@aidc/domain";
import type { Identity } from "../usecases/identity.ts";

/** Who connects. Rejects when the database, which knows, is away. */
export type Identify = (credentials: {
  cookie: string | undefined;
  wallToken: string | undefined;
}) => Promise<Identity>;

export interface OriginCheck {
  /** Is this Origin ours? The second argument is the Host the request was sent to. */
  readonly isOwnOrigin: (origin: string, host: string | undefined) => boolean;
  readonly log: (message: string, facts: object) => void;
}

export interface Admitted {
  identity: Identity;
  /** Asks again who this is: with what the socket came with, now. */
  identify: () => Promise<Identity>;
  /** Speaks another protocol: may stay to be told so, and is given nothing. */
  outdated: boolean;
}

interface Handshake {
  readonly auth: unknown;
  readonly headers: { readonly origin?: string | undefined; readonly cookie?: string | undefined };
}

/** No Origin is no browser, and says nothing for or against. */
export function comesFromUs(
  { origin, host }: { readonly origin?: string | undefined; readonly host?: string | undefined },
  { isOwnOrigin, log }: OriginCheck,
): boolean {
  const ours = origin === undefined || isOwnOrigin(origin, host);
  if (!ours) log("socket refused: foreign origin", { origin, host });
  return ours;
}

/** The message is the code that the client is told. */
export class ConnectRefused extends Error {
  override readonly name = "ConnectRefused";
}

/** @throws ConnectRefused for whom nobody knows, and whatever `identify` rejects with */
export async function admitSocket({ auth, headers }: Handshake, identifyBy: Identify): Promise<Admitted> {
  const handshake = handshakeSchema.safeParse(auth);
  if (!handshake.success) throw new ConnectRefused("bad_request");
  const { wallToken, protocol } = handshake.data;
  // Without an Origin it is no browser: a cookie alone then proves nothing.
  const { origin, cookie } = headers;
  const identify = () => identifyBy({ cookie: origin === undefined ? undefined : cookie, wallToken });
  const identity = await identify();
  if (identity.role === "none") throw new ConnectRefused("unauthenticated");
  return { identity, identify, outdated: protocol !== protocolVersion };
}

/** When an identity ends by itself, epoch ms; null: never. */
export function endOf(identity: Identity): number | null {
  if (identity.role === "person") return identity.session.expiresAtMs;
  return identity.role === "tenant_key" ? identity.expiresAtMs : null;
}

export function mayWatch(identity: Identity, topic: Topic): boolean {
  const tenantId = topic.kind === "tenant" ? topic.tenantId : null;
  return can(identity, `watch:${topic.kind}`, { centerId: topic.centerId, tenantId });
}
