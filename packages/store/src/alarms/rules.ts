import type { AlarmRule } from "@aidc/contract";
import { and, asc, desc, eq, lte, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { alarmRule } from "../schema/alarms.ts";
import type { RuleCheck, RuleVersion, StoredRule } from "./alarm-store.ts";

export async function seedRules(db: Drizzle, centerId: string, rules: readonly AlarmRule[]): Promise<void> {
  const values = rules.map((definition) => ({
    centerId,
    id: definition.id,
    version: 1,
    definition,
    enabled: true,
    setBy: "system",
  }));
  if (values.length > 0) await db.insert(alarmRule).values(values).onConflictDoNothing();
}

interface Setting {
  readonly centerId: string;
  readonly rule: AlarmRule;
  readonly enabled: boolean;
  readonly by: ChangedBy;
  readonly check: RuleCheck;
}

export function setRule(db: Drizzle, { centerId, rule, enabled, by, check }: Setting): Promise<StoredRule> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    // Two changes at once must not both become the same version, nor two rules both take what neither saw of the other.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`alarm rules\n${centerId}`}, 0))`);
    check(await readRules(tx, centerId, null));
    const [before] = await tx
      .select()
      .from(alarmRule)
      .where(and(eq(alarmRule.centerId, centerId), eq(alarmRule.id, rule.id)))
      .orderBy(desc(alarmRule.version))
      .limit(1);
    const version = (before?.version ?? 0) + 1;
    const [row] = await tx
      .insert(alarmRule)
      .values({ centerId, id: rule.id, version, definition: rule, enabled, setBy: by.actor.name })
      .returning();
    if (row === undefined) throw new Error("no row came back");
    await appendDone(tx, centerId, by, [
      {
        action: "alarm_rule.set",
        tenant: null,
        subject: `alarm_rule/${rule.id}`,
        before: before ? { version: before.version, enabled: before.enabled, ...before.definition } : null,
        after: { version, enabled, ...rule },
      },
    ]);
    return { rule, version, enabled, sinceMs: row.since.getTime() };
  });
}

/** @param atMs null: as they are now */
export async function readRules(
  db: Pick<Drizzle, "selectDistinctOn">,
  centerId: string,
  atMs: number | null,
): Promise<StoredRule[]> {
  const rows = await db
    .selectDistinctOn([alarmRule.id])
    .from(alarmRule)
    .where(
      and(eq(alarmRule.centerId, centerId), atMs === null ? undefined : lte(alarmRule.since, new Date(atMs))),
    )
    .orderBy(asc(alarmRule.id), desc(alarmRule.version));
  return rows.map(({ definition, version, enabled, since }) => ({
    rule: definition,
    version,
    enabled,
    sinceMs: since.getTime(),
  }));
}

const mostVersions = 200;

/** Newest first. */
export async function readRuleVersions(
  db: Drizzle,
  centerId: string,
  ruleId: string,
): Promise<RuleVersion[]> {
  const rows = await db
    .select()
    .from(alarmRule)
    .where(and(eq(alarmRule.centerId, centerId), eq(alarmRule.id, ruleId)))
    .orderBy(desc(alarmRule.version))
    .limit(mostVersions);
  return rows.map(({ definition, version, enabled, since, setBy }) => ({
    rule: definition,
    version,
    enabled,
    sinceMs: since.getTime(),
    setBy,
  }));
}
