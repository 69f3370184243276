import { asc, eq } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { bindingRule } from "../schema/telemetry.ts";
import type { MetricMeaning } from "./bind-by-hand.ts";

/** What a person said of every series of a metric that a source sends, those to come included. */
export interface BindingRule extends MetricMeaning {
  readonly id: number;
  readonly sourceId: string;
  readonly createdAtMs: number;
}

export async function listRules(db: Drizzle, centerId: string): Promise<BindingRule[]> {
  const rows = await db
    .select()
    .from(bindingRule)
    .where(eq(bindingRule.centerId, centerId))
    .orderBy(asc(bindingRule.id));
  return rows.map(ruleOfRow);
}

export function ruleOfRow(row: typeof bindingRule.$inferSelect): BindingRule {
  const { id, metric, sourceId, subjectKind: kind, label, slot, quantity, unit, createdAt } = row;
  return {
    id,
    metric,
    sourceId,
    kind,
    by: { label, slot },
    quantity,
    unit,
    createdAtMs: createdAt.getTime(),
  };
}
