import type { TenantKey } from "@aidc/contract";
import { and, asc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { createSecret, isSameHash, prefixOf, sha256 } from "../access/secrets.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Scope } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import { tenantKey } from "../schema/access.ts";
import type { ChangeBy } from "./change-by.ts";
import { tell } from "./change-by.ts";
import { hasTenant } from "./members.ts";

/** Last use is written at most this often. */
const noteUseEveryMs = 60_000;

export interface FoundKey {
  readonly id: string;
  readonly name: string;
  readonly centerId: string;
  readonly tenantId: string;
  readonly expiresAtMs: number | null;
}

export function listKeys(db: Drizzle, scope: Scope): Promise<TenantKey[]> {
  return inScope(db, scope, async (tx) => {
    const rows = await tx
      .select()
      .from(tenantKey)
      .where(ofScope(scope))
      .orderBy(asc(tenantKey.createdAt), asc(tenantKey.id));
    return rows.map(toKey);
  });
}

/** @returns the key's own text beside what is kept of it, or null when there is no such tenant */
export function createKey(
  db: Drizzle,
  scope: Scope,
  wanted: { readonly name: string; readonly expiresAt: string | null },
  by: ChangeBy,
): Promise<(TenantKey & { key: string }) | null> {
  return inScope(db, scope, async (tx) => {
    if (!(await hasTenant(tx, scope))) return null;
    const { text, prefix, sha256: secretSha256 } = createSecret("ten");
    const expiresAt = wanted.expiresAt === null ? null : new Date(wanted.expiresAt);
    const { centerId, tenantId } = scope;
    const own = { centerId, tenant: tenantId, name: wanted.name, createdBy: by.actor.name };
    const [row] = await tx
      .insert(tenantKey)
      .values({ ...own, prefix, secretSha256, expiresAt })
      .returning();
    if (!row) throw new Error("an insert returned no row");
    await tell(tx, by, {
      action: "key.create",
      subject: row.id,
      center: centerId,
      tenant: tenantId,
      after: { name: wanted.name, expiresAt: wanted.expiresAt },
    });
    return { ...toKey(row), key: text };
  });
}

/** @returns null when the tenant has no such live key */
export function revokeKey(db: Drizzle, scope: Scope, id: string, by: ChangeBy): Promise<TenantKey | null> {
  return inScope(db, scope, async (tx) => {
    const [row] = await tx
      .update(tenantKey)
      .set({ revokedAt: sql`now()` })
      .where(and(ofScope(scope), eq(tenantKey.id, id), isNull(tenantKey.revokedAt)))
      .returning();
    if (!row) return null;
    const { centerId: center, tenantId } = scope;
    await tell(tx, by, { action: "key.revoke", subject: id, center, tenant: tenantId });
    return toKey(row);
  });
}

/** @returns null for a key that does not exist, was revoked or has expired */
export async function findKey(db: Drizzle, text: string): Promise<FoundKey | null> {
  const prefix = prefixOf("ten", text);
  if (prefix === null) return null;
  const hash = sha256(text);
  return inScope(db, everything, async (tx) => {
    const rows = await tx
      .select()
      .from(tenantKey)
      .where(
        and(
          eq(tenantKey.prefix, prefix),
          isNull(tenantKey.revokedAt),
          or(isNull(tenantKey.expiresAt), gt(tenantKey.expiresAt, sql`now()`)),
        ),
      );
    const found = rows.find((row) => isSameHash(row.secretSha256, hash));
    if (!found) return null;
    const scope = { centerId: found.centerId, tenantId: found.tenant };
    const longAgo = new Date(Date.now() - noteUseEveryMs);
    const isDue = or(isNull(tenantKey.lastUsedAt), lt(tenantKey.lastUsedAt, longAgo));
    if (found.lastUsedAt === null || found.lastUsedAt < longAgo) {
      await tx
        .update(tenantKey)
        .set({ lastUsedAt: sql`now()` })
        .where(and(ofScope(scope), eq(tenantKey.id, found.id), isDue));
    }
    return { id: found.id, name: found.name, ...scope, expiresAtMs: found.expiresAt?.getTime() ?? null };
  });
}

const ofScope = ({ centerId, tenantId }: Scope) =>
  and(eq(tenantKey.centerId, centerId), eq(tenantKey.tenant, tenantId));

function toKey(row: typeof tenantKey.$inferSelect): TenantKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
