import { createHash, timingSafeEqual } from "node:crypto";
import type { Identity } from "./identity.ts";
import { nobody } from "./identity.ts";
import type { Services } from "./services.ts";

export interface Credentials {
  /** Session token of the cookie. */
  readonly session: string | undefined;
  /** Admin secret or wall token. */
  readonly bearer: string | undefined;
}

export interface Identified {
  readonly identity: Identity;
  /** A bearer was shown and nobody has it: worth counting, it may be guessed. Cookies go stale by themselves. */
  readonly wrongSecret: boolean;
}

/** Who these credentials belong to. An explicit bearer is looked at before the ambient cookie. */
export async function identify(
  services: Pick<Services, "access" | "adminSecret">,
  credentials: Credentials,
): Promise<Identified> {
  const { session, bearer } = credentials;
  if (bearer !== undefined) {
    if (isSame(bearer, services.adminSecret)) return { identity: { role: "admin" }, wrongSecret: false };
    const wall = await services.access.findWallToken(bearer);
    if (wall) return { identity: { role: "wall", id: wall.id, centerId: wall.centerId }, wrongSecret: false };
    return { identity: nobody, wrongSecret: true };
  }
  if (session !== undefined) {
    const found = await services.access.findSession(session);
    if (found) return { identity: theOperator(found.id), wrongSecret: false };
  }
  return { identity: nobody, wrongSecret: false };
}

/** Until people have accounts of their own, every session is the operator's. */
function theOperator(sessionId: string): Identity {
  return {
    role: "person",
    staffRole: "platform_admin",
    memberships: [],
    person: { id: "operator", name: "operator", email: "operator@localhost" },
    session: { id: sessionId, expiresAtMs: Number.MAX_SAFE_INTEGER },
  };
}

/** Compares hashes, so that neither length nor prefix shows in the time it takes. */
function isSame(given: string, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}
