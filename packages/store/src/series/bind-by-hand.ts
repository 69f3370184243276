import type { AuditDraft, SeriesUnit, SubjectKind } from "@aidc/contract";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { ChangeBy } from "../people/change-by.ts";
import { tell } from "../people/change-by.ts";
import { binding, bindingRule, point, series, unboundSeries } from "../schema/telemetry.ts";
import type { SeriesMatch } from "../store.ts";
import type { NewBinding } from "./bind-series.ts";

export interface HandBinding {
  readonly seriesId: number;
  readonly labels: Readonly<Record<string, string>>;
  /** null: a person said that it is not what it was bound as, and nothing else yet. */
  readonly match: SeriesMatch | null;
}

/** What the log keeps of it. */
export type ToldOfBinding = Pick<AuditDraft, "subject" | "after">;

/** What a person said of a metric: which of its labels names the subject, and what is measured. */
export interface MetricMeaning {
  readonly metric: string;
  readonly kind: SubjectKind;
  readonly by: { readonly label: string; readonly slot: string | null };
  readonly quantity: SeriesMatch["quantity"];
  readonly unit: SeriesUnit;
}

/** A binding and the ingest key that sends the series. */
export interface SentBinding extends NewBinding {
  readonly sourceId: string;
}

/**
 * Binds series of which a person said what they measure; all of them or none. What was packed of them before counts
 * as well: its roll-ups are made with the next compaction.
 * @throws StoreConflict when a series or a point got another binding meanwhile
 */
export function bindByHand(
  db: Drizzle,
  centerId: string,
  bindings: readonly NewBinding[],
  by: ChangeBy,
  told: ToldOfBinding,
): Promise<void> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    await insertBindings(tx, centerId, bindings, () => null);
    await tell(tx, by, { action: "series.bind", center: centerId, ...told });
  });
}

/**
 * The same for a metric: what is there is bound, and a rule for each source that sends it binds what comes later.
 * @throws StoreConflict as above, or when somebody said something of the metric meanwhile
 */
export function bindMetric(
  db: Drizzle,
  centerId: string,
  meaning: MetricMeaning,
  bindings: readonly SentBinding[],
  by: ChangeBy,
  told: ToldOfBinding,
): Promise<void> {
  const { kind: subjectKind, by: namedBy, ...rest } = meaning;
  const sources = [...new Set(bindings.map(({ sourceId }) => sourceId))];
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const rules = await tx
      .insert(bindingRule)
      .values(sources.map((sourceId) => ({ centerId, sourceId, subjectKind, ...namedBy, ...rest })))
      .onConflictDoNothing()
      .returning({ id: bindingRule.id, sourceId: bindingRule.sourceId });
    if (rules.length !== sources.length)
      throw new StoreConflict(`There is a rule for ${meaning.metric} meanwhile; look again.`);
    const ruleOf = new Map(rules.map(({ id, sourceId }) => [sourceId, id]));
    await insertBindings(tx, centerId, bindings, ({ sourceId }) => ruleOf.get(sourceId) ?? null);
    await tell(tx, by, { action: "series.bind", center: centerId, ...told });
  });
}

async function insertBindings<One extends NewBinding>(
  tx: Transaction,
  centerId: string,
  bindings: readonly One[],
  ruleOf: (one: One) => number | null,
): Promise<void> {
  const points = bindings.map(({ match: { subject, quantity } }) => ({
    centerId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    quantity,
    declared: false,
  }));
  await tx.insert(point).values(points).onConflictDoNothing();
  const ids = bindings.map(({ seriesId }) => seriesId);
  const packed = await tx
    .select({ id: series.id })
    .from(series)
    .where(
      and(eq(series.centerId, centerId), inArray(series.id, ids), sql`${series.lastSampleAt} is not null`),
    );
  const isPacked = new Set(packed.map(({ id }) => id));
  const rows = bindings.map((one) => {
    const { subject, quantity, scale, offset } = one.match;
    return {
      centerId,
      seriesId: one.seriesId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      quantity,
      scale,
      offset,
      ruleId: ruleOf(one),
      byHand: true,
      rebuild: isPacked.has(one.seriesId),
    };
  });
  const bound = await tx
    .insert(binding)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: binding.seriesId });
  if (bound.length !== bindings.length)
    throw new StoreConflict("The series or what it would measure was bound meanwhile; look again.");
}

/** What people said of single series: no profile would find it again. */
export async function listByHand(db: Drizzle, centerId: string): Promise<HandBinding[]> {
  const rows = await db
    .select()
    .from(binding)
    .innerJoin(series, and(eq(series.centerId, binding.centerId), eq(series.id, binding.seriesId)))
    .where(and(eq(binding.centerId, centerId), eq(binding.byHand, true)));
  const bound = rows.map(
    ({ series: { labels }, binding: { subjectKind: kind, subjectId: id, ...rest } }) => ({
      seriesId: rest.seriesId,
      labels,
      match: {
        subject: { kind, id },
        quantity: rest.quantity,
        scale: rest.scale,
        offset: rest.offset,
        rule: rest.ruleId,
      },
    }),
  );
  return [...(await listTakenBack(db, centerId)), ...bound];
}

/** Before those that are bound, because some of these were bound anew. */
async function listTakenBack(db: Drizzle, centerId: string): Promise<HandBinding[]> {
  const rows = await db
    .select({ seriesId: series.id, labels: series.labels })
    .from(unboundSeries)
    .innerJoin(
      series,
      and(eq(series.centerId, unboundSeries.centerId), eq(series.id, unboundSeries.seriesId)),
    )
    .where(eq(unboundSeries.centerId, centerId));
  return rows.map((row) => ({ ...row, match: null }));
}
