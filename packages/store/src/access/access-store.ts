import type { WallSettings } from "@aidc/contract";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { fencedDrizzle } from "../database/fenced-drizzle.ts";
import type { Database, Drizzle } from "../database/open-database.ts";
import { ingestKey, wallToken } from "../schema/access.ts";
import type { SecretKind } from "./secrets.ts";
import { createSecret, isSameHash, prefixOf, sha256 } from "./secrets.ts";

/** What comes in without a person: sources and walls. Secrets are shown once and kept as SHA-256. */
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
  /** Oldest first, revoked ones too. */
  listWallTokens(centerId: string): Promise<WallLink[]>;
  /** @returns null when the center has no such link */
  readWallToken(centerId: string, id: string): Promise<WallLink | null>;
  /** @returns false when the center has no such link that works */
  setWallToken(centerId: string, id: string, settings: WallSettings): Promise<boolean>;
}

interface WallLink {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly revokedAtMs: number | null;
  /** As somebody last set them; null: nobody did. */
  readonly settings: WallSettings | null;
}

const liveKeysOfOneName = 2;

export function openAccessStore({ db, ingestPool }: Pick<Database, "db" | "ingestPool">): AccessStore {
  const ingestDb = fencedDrizzle(ingestPool);
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
    listWallTokens: async (centerId) => {
      const rows = await db
        .select()
        .from(wallToken)
        .where(eq(wallToken.centerId, centerId))
        .orderBy(asc(wallToken.createdAt), asc(wallToken.id));
      return rows.map(wallLinkOf);
    },
    readWallToken: async (centerId, id) => {
      const [row] = await db.select().from(wallToken).where(isWall(centerId, id));
      return row === undefined ? null : wallLinkOf(row);
    },
    setWallToken: async (centerId, id, settings) => {
      const changed = await db
        .update(wallToken)
        .set({ settings })
        .where(and(isWall(centerId, id), isNull(wallToken.revokedAt)))
        .returning({ id: wallToken.id });
      return changed.length > 0;
    },
  };
}

function isWall(centerId: string, id: string) {
  return and(eq(wallToken.centerId, centerId), eq(wallToken.id, id));
}

function wallLinkOf({ id, name, createdAt, revokedAt, settings }: typeof wallToken.$inferSelect): WallLink {
  return {
    id,
    name,
    settings,
    createdAtMs: createdAt.getTime(),
    revokedAtMs: revokedAt?.getTime() ?? null,
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

function created<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("an insert returned no row");
  return row;
}
