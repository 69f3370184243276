import type { AuditDraft } from "@aidc/contract";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { ChangeBy } from "../people/change-by.ts";
import { tell } from "../people/change-by.ts";
import { binding, point, series } from "../schema/telemetry.ts";
import type { SeriesMatch } from "../store.ts";
import type { NewBinding } from "./bind-series.ts";

export interface HandBinding {
  readonly labels: Readonly<Record<string, string>>;
  readonly match: SeriesMatch;
}

/** What the log keeps of it. */
export type ToldOfBinding = Pick<AuditDraft, "subject" | "after">;

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
    const points = bindings.map(({ match: { subject, quantity } }) => ({
      ...{ centerId, subjectKind: subject.kind, subjectId: subject.id, quantity, declared: false },
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
    const rows = bindings.map(({ seriesId, match: { subject, quantity, scale, offset } }) => ({
      ...{ centerId, seriesId, subjectKind: subject.kind, subjectId: subject.id, quantity, scale, offset },
      ...{ byHand: true, rebuild: isPacked.has(seriesId) },
    }));
    const bound = await tx
      .insert(binding)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: binding.seriesId });
    if (bound.length !== bindings.length)
      throw new StoreConflict("The series or what it would measure was bound meanwhile; look again.");
    await tell(tx, by, { action: "series.bind", center: centerId, ...told });
  });
}

/** Bindings that people made: no profile would find them again. */
export async function listByHand(db: Drizzle, centerId: string): Promise<HandBinding[]> {
  const rows = await db
    .select()
    .from(binding)
    .innerJoin(series, and(eq(series.centerId, binding.centerId), eq(series.id, binding.seriesId)))
    .where(and(eq(binding.centerId, centerId), eq(binding.byHand, true)));
  return rows.map(({ series: { labels }, binding: { subjectKind: kind, subjectId: id, ...rest } }) => ({
    labels,
    match: { subject: { kind, id }, quantity: rest.quantity, scale: rest.scale, offset: rest.offset },
  }));
}
