import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { createSecret, sha256 } from "../access/secrets.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import type { LinkPurpose } from "../schema/access.ts";
import { signInToken } from "../schema/access.ts";
import { person, personAccount } from "../schema/people.ts";
import { tell } from "./change-by.ts";
import { endSessionsOf } from "./sessions.ts";

const lifeMs: Record<LinkPurpose, number> = { session: 15 * 60_000, password: 24 * 3_600_000 };

export interface LinkFacts {
  readonly personId: string;
  readonly purpose: LinkPurpose;
}

/** @returns the token of a link that works once; a link that sets a password ends the earlier ones of its person */
export async function createLink(tx: Transaction, personId: string, purpose: LinkPurpose): Promise<string> {
  const { text, sha256: tokenSha256 } = createSecret("sig");
  await tx.delete(signInToken).where(lt(signInToken.expiresAt, sql`now()`));
  if (purpose === "password") await tx.delete(signInToken).where(eq(signInToken.personId, personId));
  const expiresAt = new Date(Date.now() + lifeMs[purpose]);
  await tx.insert(signInToken).values({ tokenSha256, personId, purpose, expiresAt });
  return text;
}

/** What a link would do, without using it. @returns null when it was used, has expired or never was */
export async function peekLink(db: Drizzle, token: string): Promise<LinkFacts | null> {
  const [found] = await db
    .select({ personId: signInToken.personId, purpose: signInToken.purpose })
    .from(signInToken)
    .innerJoin(person, eq(person.id, signInToken.personId))
    .where(and(usable(token), isNull(person.disabledAt)));
  return found ?? null;
}

export interface Redeeming {
  readonly token: string;
  readonly passwordHash: string | null;
  readonly requestId: string | null;
}

/**
 * Uses a link up and, with a hash, sets the person's password; every other session and link of the person ends then.
 * One statement decides, so that of two redemptions at once exactly one succeeds.
 */
export function redeemLink(
  db: Drizzle,
  { token, passwordHash, requestId }: Redeeming,
): Promise<LinkFacts | null> {
  return inScope(db, everything, async (tx) => {
    const [used] = await tx
      .update(signInToken)
      .set({ usedAt: sql`now()` })
      .where(and(usable(token), passwordHash === null ? eq(signInToken.purpose, "session") : undefined))
      .returning({ personId: signInToken.personId, purpose: signInToken.purpose });
    if (!used || passwordHash === null) return used ?? null;
    await setPassword(tx, used.personId, passwordHash);
    await endSessionsOf(tx, used.personId);
    await tx
      .delete(signInToken)
      .where(and(eq(signInToken.personId, used.personId), isNull(signInToken.usedAt)));
    await tellPassword(tx, used.personId, requestId);
    return used;
  });
}

const usable = (token: string) =>
  and(
    eq(signInToken.tokenSha256, sha256(token)),
    isNull(signInToken.usedAt),
    gt(signInToken.expiresAt, sql`now()`),
  );

/** In the log with the change itself: who has the link has the account from then on. */
async function tellPassword(tx: Transaction, id: string, requestId: string | null): Promise<void> {
  const [own] = await tx.select({ name: person.name }).from(person).where(eq(person.id, id));
  const actor = { kind: "person" as const, id, name: own?.name ?? id };
  const after = { password: "set by link" };
  await tell(tx, { actor, requestId }, { action: "person.change", subject: id, after });
}

/** Provider under which the sign-in library keeps passwords. */
export const passwordProvider = "credential";

async function setPassword(tx: Transaction, personId: string, password: string): Promise<void> {
  const own = and(eq(personAccount.userId, personId), eq(personAccount.providerId, passwordProvider));
  const changed = await tx
    .update(personAccount)
    .set({ password, updatedAt: new Date() })
    .where(own)
    .returning({ id: personAccount.id });
  if (changed.length > 0) return;
  await tx.insert(personAccount).values({
    id: randomUUID(),
    accountId: personId,
    providerId: passwordProvider,
    userId: personId,
    password,
  });
}
