import { and, eq } from "drizzle-orm";
import { createSecret, isSameHash, prefixOf, sha256 } from "../access/secrets.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Scope } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { calendarToken } from "../schema/access.ts";

/** One link of a tenant: a new one takes the place of the one before. @returns the token, shown once */
export function createCalendarToken(db: Drizzle, scope: Scope, by: ChangedBy): Promise<string> {
  const { centerId, tenantId } = scope;
  const { text, prefix, sha256: secretSha256 } = createSecret("cal");
  return inScope(db, scope, async (tx) => {
    const fresh = { prefix, secretSha256, createdAt: new Date() };
    await tx
      .insert(calendarToken)
      .values({ centerId, tenant: tenantId, ...fresh })
      .onConflictDoUpdate({ target: [calendarToken.centerId, calendarToken.tenant], set: fresh });
    const subject = `calendar/${tenantId}`;
    await appendDone(tx, centerId, by, [
      { action: "calendar.create", tenant: tenantId, subject, before: null, after: { prefix } },
    ]);
    return text;
  });
}

/** @returns false when there was none */
export function revokeCalendarToken(db: Drizzle, scope: Scope, by: ChangedBy): Promise<boolean> {
  const { centerId, tenantId } = scope;
  return inScope(db, scope, async (tx) => {
    const own = and(eq(calendarToken.centerId, centerId), eq(calendarToken.tenant, tenantId));
    const [gone] = await tx.delete(calendarToken).where(own).returning({ prefix: calendarToken.prefix });
    if (gone === undefined) return false;
    const subject = `calendar/${tenantId}`;
    await appendDone(tx, centerId, by, [
      { action: "calendar.revoke", tenant: tenantId, subject, before: gone, after: null },
    ]);
    return true;
  });
}

/** By the public prefix first, so that no secret is ever compared inside the database. */
export async function findCalendarToken(db: Drizzle, token: string): Promise<Scope | null> {
  const prefix = prefixOf("cal", token);
  if (prefix === null) return null;
  const hash = sha256(token);
  const rows = await inScope(db, everything, (tx) =>
    tx.select().from(calendarToken).where(eq(calendarToken.prefix, prefix)),
  );
  const found = rows.find((row) => isSameHash(row.secretSha256, hash));
  return found === undefined ? null : { centerId: found.centerId, tenantId: found.tenant };
}
