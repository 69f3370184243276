import { and, eq, inArray } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { ChangeBy } from "../people/change-by.ts";
import { tell } from "../people/change-by.ts";
import { binding, bindingRule, unboundSeries } from "../schema/telemetry.ts";
import type { BindingRule } from "./binding-rules.ts";
import { ruleOfRow } from "./binding-rules.ts";

/**
 * Takes back what a person said of a series. Its samples stay, and feed nothing; no rule and no profile binds it
 * again. Bound once more as the same it has the same history.
 * @throws StoreConflict when no person bound it, or somebody took it back meanwhile
 */
export function unbindSeries(db: Drizzle, centerId: string, seriesId: number, by: ChangeBy): Promise<void> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [taken] = await takeBack(tx, centerId, [seriesId]);
    if (!taken) throw new StoreConflict("Nobody bound this series by hand, or it was taken back meanwhile.");
    const { subjectKind: kind, subjectId: id, quantity, scale, offset } = taken;
    const before = { subject: { kind, id }, quantity, scale, offset, boundAt: taken.boundAt.toISOString() };
    await tell(tx, by, {
      action: "series.unbind" as const,
      center: centerId,
      subject: String(seriesId),
      before,
    });
  });
}

/**
 * Takes back a rule with all that it bound.
 * @returns the rule and the series that feed nothing now; null when the center has no such rule
 */
export function removeRule(
  db: Drizzle,
  centerId: string,
  id: number,
  by: ChangeBy,
): Promise<{ rule: BindingRule; series: number[] } | null> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [removed] = await tx
      .delete(bindingRule)
      .where(and(eq(bindingRule.centerId, centerId), eq(bindingRule.id, id)))
      .returning();
    if (!removed) return null;
    const bound = await tx
      .select({ id: binding.seriesId })
      .from(binding)
      .where(and(eq(binding.centerId, centerId), eq(binding.ruleId, id)));
    const ids = bound.map((row) => row.id);
    await takeBack(tx, centerId, ids);
    const rule = ruleOfRow(removed);
    const { metric, sourceId, kind, quantity, unit } = rule;
    const before = { sourceId, kind, by: { ...rule.by }, quantity, unit, series: ids };
    await tell(tx, by, { action: "series.unbind", center: centerId, subject: metric, before });
    return { rule, series: ids };
  });
}

async function takeBack(tx: Transaction, centerId: string, ids: readonly number[]) {
  if (ids.length === 0) return [];
  const taken = await tx
    .delete(binding)
    .where(and(eq(binding.centerId, centerId), inArray(binding.seriesId, [...ids]), eq(binding.byHand, true)))
    .returning();
  for (const { seriesId, quantity, scale, offset } of taken) {
    const last = { quantity, scale, offset, unboundAt: new Date() };
    await tx
      .insert(unboundSeries)
      .values({ centerId, seriesId, ...last })
      .onConflictDoUpdate({ target: [unboundSeries.centerId, unboundSeries.seriesId], set: last });
  }
  return taken;
}
