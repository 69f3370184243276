import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { Database, Drizzle } from "../database/open-database.ts";
import { ingestKey, session, signInToken, wallToken } from "../schema/access.ts";
import * as schema from "../schema/schema.ts";
import type { SecretKind } from "./secrets.ts";
import { createSecret, isSameHash, prefixOf, sha256 } from "./secrets.ts";

/** Who may come in. Secrets are shown once and kept as SHA-256. */
export interface AccessStore {
  /** The third live key of a name revokes the oldest: two are enough to rotate without losing a sample. */
  createIngestKey(centerId: string, name: string): Promise<{ id: string; key: string }>;
  /** @returns null for a key that does not exist or was revoked */
  verifyIngestKey(key: string): Promise<{ sourceId: string; centerId: string } | null>;
  /** @returns false when the center has no such live key */
  revokeIngestKey(centerId: string, id: string): Promise<boolean>;
  createWallToken(centerId: string, name: string): Promise<{ id: string; token: string }>;
  findWallToken(token: string): Promise<{ id: string; centerId: string } | null>;
  revokeWallToken(centerId: string, id: string): Promise<boolean>;
  /** Valid once, for 15 minutes. */
  createSignInToken(): Promise<{ token: string; expiresAtMs: number }>;
  /** Exchanges the token for a session of 30 days. @returns null when it was used, has expired or never was */
  redeemSignInToken(token: string): Promise<{ id: string; token: string; expiresAtMs: number } | null>;
  /** Looking a session up moves its end 30 days ahead. */
  findSession(token: string): Promise<{ id: string } | null>;
  endSession(id: string): Promise<void>;
}

const signInMs = 15 * 60_000;
const sessionMs = 30 * 86_400_000;
/** The sliding end is written at most this often, so that reading a page is not a write. */
const slideEveryMs = 3_600_000;
const liveKeysOfOneName = 2;

export function openAccessStore({ db, ingestPool }: Pick<Database, "db" | "ingestPool">): AccessStore {
  const ingestDb = drizzle(ingestPool, { schema });
  return {
    createIngestKey: (centerId, name) => createIngestKey(db, centerId, name),
    verifyIngestKey: async (key) => {
      const found = await findSecret(ingestDb, ingestKey, "ing", key);
      return found && { sourceId: found.id, centerId: found.centerId };
    },
    revokeIngestKey: (centerId, id) => revoke(db, ingestKey, centerId, id),
    createWallToken: async (centerId, name) => {
      const { text, prefix, sha256: secretSha256 } = createSecret("wall");
      const [row] = await db
        .insert(wallToken)
        .values({ centerId, name, prefix, secretSha256 })
        .returning({ id: wallToken.id });
      return { id: created(row).id, token: text };
    },
    findWallToken: (token) => findSecret(db, wallToken, "wall", token),
    revokeWallToken: (centerId, id) => revoke(db, wallToken, centerId, id),
    createSignInToken: () => createSignInToken(db),
    redeemSignInToken: (token) => redeemSignInToken(db, token),
    findSession: (token) => findSession(db, token),
    endSession: async (id) => {
      await db.delete(session).where(eq(session.id, id));
    },
  };
}

async function createIngestKey(
  db: Drizzle,
  centerId: string,
  name: string,
): Promise<{ id: string; key: string }> {
  const { text, prefix, sha256: secretSha256 } = createSecret("ing");
  return db.transaction(async (tx) => {
    // Two creations at once must not both see one live key.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${centerId}\n${name}`}, 0))`);
    const live = await tx
      .select({ id: ingestKey.id })
      .from(ingestKey)
      .where(and(eq(ingestKey.centerId, centerId), eq(ingestKey.name, name), isNull(ingestKey.revokedAt)))
      .orderBy(asc(ingestKey.createdAt), asc(ingestKey.id));
    for (const { id } of live.slice(0, Math.max(0, live.length - liveKeysOfOneName + 1))) {
      await tx
        .update(ingestKey)
        .set({ revokedAt: sql`now()` })
        .where(and(eq(ingestKey.centerId, centerId), eq(ingestKey.id, id)));
    }
    const values = { centerId, name, prefix, secretSha256, createdAt: sql`clock_timestamp()` };
    const [row] = await tx.insert(ingestKey).values(values).returning({ id: ingestKey.id });
    return { id: created(row).id, key: text };
  });
}

type SecretTable = typeof ingestKey | typeof wallToken;

/** By the public prefix first, so that no secret is ever compared inside the database. */
async function findSecret(
  db: Drizzle,
  table: SecretTable,
  kind: SecretKind,
  text: string,
): Promise<{ id: string; centerId: string } | null> {
  const prefix = prefixOf(kind, text);
  if (prefix === null) return null;
  const hash = sha256(text);
  const rows = await db
    .select({ id: table.id, centerId: table.centerId, secretSha256: table.secretSha256 })
    .from(table)
    .where(and(eq(table.prefix, prefix), isNull(table.revokedAt)));
  const found = rows.find((row) => isSameHash(row.secretSha256, hash));
  return found === undefined ? null : { id: found.id, centerId: found.centerId };
}

async function revoke(db: Drizzle, table: SecretTable, centerId: string, id: string): Promise<boolean> {
  const revoked = await db
    .update(table)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(table.centerId, centerId), eq(table.id, id), isNull(table.revokedAt)))
    .returning({ id: table.id });
  return revoked.length > 0;
}

async function createSignInToken(db: Drizzle): Promise<{ token: string; expiresAtMs: number }> {
  const { text, sha256: tokenSha256 } = createSecret("sig");
  const expiresAt = new Date(Date.now() + signInMs);
  await db.delete(signInToken).where(lt(signInToken.expiresAt, sql`now()`));
  await db.insert(signInToken).values({ tokenSha256, expiresAt });
  return { token: text, expiresAtMs: expiresAt.getTime() };
}

/** One statement decides, so that of two redemptions at once exactly one succeeds. */
async function redeemSignInToken(
  db: Drizzle,
  token: string,
): Promise<{ id: string; token: string; expiresAtMs: number } | null> {
  const used = await db
    .update(signInToken)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(signInToken.tokenSha256, sha256(token)),
        isNull(signInToken.usedAt),
        gt(signInToken.expiresAt, sql`now()`),
      ),
    )
    .returning({ at: signInToken.usedAt });
  if (used.length === 0) return null;
  const { text, sha256: tokenSha256 } = createSecret("ses");
  const expiresAt = new Date(Date.now() + sessionMs);
  await db.delete(session).where(lt(session.expiresAt, sql`now()`));
  const [row] = await db
    .insert(session)
    .values({ tokenSha256, role: "operator", expiresAt })
    .returning({ id: session.id });
  return { id: created(row).id, token: text, expiresAtMs: expiresAt.getTime() };
}

async function findSession(db: Drizzle, token: string): Promise<{ id: string } | null> {
  if (prefixOf("ses", token) === null) return null;
  const [found] = await db
    .select({ id: session.id, expiresAt: session.expiresAt })
    .from(session)
    .where(and(eq(session.tokenSha256, sha256(token)), gt(session.expiresAt, sql`now()`)));
  if (found === undefined) return null;
  const expiresAt = new Date(Date.now() + sessionMs);
  if (expiresAt.getTime() - found.expiresAt.getTime() > slideEveryMs) {
    await db.update(session).set({ expiresAt }).where(eq(session.id, found.id));
  }
  return { id: found.id };
}

function created<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("an insert returned no row");
  return row;
}
