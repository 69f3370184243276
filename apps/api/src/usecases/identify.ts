import { createHash, timingSafeEqual } from "node:crypto";
import type { Identity } from "./identity.ts";
import { nobody } from "./identity.ts";
import type { Services } from "./services.ts";
import { personIdentity } from "./sign-in.ts";

export interface Credentials {
  /** The whole Cookie header. */
  readonly cookie: string | undefined;
  /** Admin secret, tenant key or wall token. */
  readonly bearer: string | undefined;
}

export interface Identified {
  readonly identity: Identity;
  /** A bearer was shown and nobody has it: worth counting, it may be guessed. Cookies go stale by themselves. */
  readonly wrongSecret: boolean;
}

type Asked = Pick<Services, "access" | "adminSecret" | "people" | "auth">;

/** Who these credentials belong to. An explicit bearer is looked at before the ambient cookie. */
export async function identify(services: Asked, { cookie, bearer }: Credentials): Promise<Identified> {
  if (bearer !== undefined) {
    const identity = await identifyBearer(services, bearer);
    return { identity: identity ?? nobody, wrongSecret: identity === null };
  }
  const token = services.auth.sessionToken(cookie);
  const signedIn = token === null ? null : await services.people.findSession(token);
  return { identity: signedIn ? personIdentity(signedIn) : nobody, wrongSecret: false };
}

async function identifyBearer(services: Asked, bearer: string): Promise<Identity | null> {
  if (isSame(bearer, services.adminSecret)) return { role: "admin" };
  const key = await services.people.findKey(bearer);
  if (key) return { role: "tenant_key", ...key };
  const wall = await services.access.findWallToken(bearer);
  return wall && { role: "wall", id: wall.id, centerId: wall.centerId };
}

/** Compares hashes, so that neither length nor prefix shows in the time it takes. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
