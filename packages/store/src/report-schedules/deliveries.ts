import { randomUUID } from "node:crypto";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { reportDelivery, reportDeliveryAttempt } from "../schema/report-schedules.ts";
import { report } from "../schema/reports.ts";
import type {
  DeliveryAttempt,
  ReportScheduleStore,
  StoredDelivery,
  ToldDelivery,
} from "./report-schedule-store.ts";
import { subjectOf } from "./schedules.ts";

type Row = typeof reportDelivery.$inferSelect;
const deliveryOf = ({ madeAt, ...row }: Row): StoredDelivery => ({ ...row, madeAtMs: madeAt.getTime() });
const ofId = (centerId: string, id: string) =>
  and(eq(reportDelivery.centerId, centerId), eq(reportDelivery.id, id));

/** Every version that is issued, also of a period that people drafted by hand. The name of a period tells its kind. */
export async function planIssued(db: Drizzle, nowMs: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    insert into report_delivery (center_id, id, schedule_id, job_id, target_id, report_id, event, made_at)
    select s.center_id, gen_random_uuid(), s.id, gen_random_uuid(), (t->>'id')::uuid, r.id, 'issued', ${new Date(nowMs)}
    from report_schedule s cross join lateral jsonb_array_elements(s.targets) t
      join report r on r.center_id = s.center_id and r.issued_at >= s.created_at
        and case s.every when 'month' then r.period ~ '^[0-9]{4}-[0-9]{2}$' when 'quarter' then r.period ~ 'Q' else r.period ~ '^[0-9]{4}$' end
    on conflict do nothing`);
  return rowCount ?? 0;
}

export async function waitingDeliveries(db: Drizzle): Promise<StoredDelivery[]> {
  const rows = await db
    .select()
    .from(reportDelivery)
    .where(eq(reportDelivery.state, "waiting"))
    .orderBy(asc(reportDelivery.madeAt))
    .limit(500);
  return rows.map(deliveryOf);
}

export async function readDelivery(
  db: Drizzle,
  centerId: string,
  jobId: string,
): Promise<StoredDelivery | null> {
  const [row] = await db
    .select()
    .from(reportDelivery)
    .where(
      and(
        ...[eq(reportDelivery.centerId, centerId), eq(reportDelivery.jobId, jobId)],
        eq(reportDelivery.state, "waiting"),
      ),
    );
  return row === undefined ? null : deliveryOf(row);
}

export async function listDeliveries(
  db: Drizzle,
  centerId: string,
  scheduleId: string,
): Promise<ToldDelivery[]> {
  const rows = await db
    .select({ row: reportDelivery, period: report.period, number: report.number })
    .from(reportDelivery)
    .innerJoin(
      report,
      and(eq(report.centerId, reportDelivery.centerId), eq(report.id, reportDelivery.reportId)),
    )
    .where(and(eq(reportDelivery.centerId, centerId), eq(reportDelivery.scheduleId, scheduleId)))
    .orderBy(desc(reportDelivery.madeAt), desc(reportDelivery.id))
    .limit(100);
  const attempts = await readAttempts(
    db,
    centerId,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, period, number }) => ({
    ...deliveryOf(row),
    // A draft has no number, and the number that it got since belongs to what was issued.
    period,
    number: row.event === "issued" ? number : null,
    attempts: attempts.get(row.id) ?? [],
  }));
}

const shownAttempts = 20;

async function readAttempts(
  db: Drizzle,
  centerId: string,
  ids: readonly string[],
): Promise<Map<string, DeliveryAttempt[]>> {
  const found = new Map<string, DeliveryAttempt[]>();
  if (ids.length === 0) return found;
  const { centerId: center, deliveryId, seq } = reportDeliveryAttempt;
  const rows = await db
    .select()
    .from(reportDeliveryAttempt)
    .where(and(eq(center, centerId), inArray(deliveryId, [...ids])))
    .orderBy(desc(seq));
  for (const { deliveryId: id, at, number, ok, status, answer, durationMs } of rows) {
    const known = found.get(id) ?? [];
    if (known.length < shownAttempts)
      known.push({ atMs: at.getTime(), number, ok, status, answer, durationMs });
    found.set(id, known);
  }
  return found;
}

export function recordAttempt(
  db: Drizzle,
  { centerId, id, jobId }: StoredDelivery,
  { atMs, ...attempt }: DeliveryAttempt,
  isLast: boolean,
): Promise<void> {
  return db.transaction(async (tx) => {
    const state = attempt.ok ? "delivered" : isLast ? "given_up" : "waiting";
    // What a person has tried again meanwhile belongs to the new job; what has arrived has arrived.
    const still = attempt.ok ? undefined : eq(reportDelivery.jobId, jobId);
    const [kept] = await tx
      .update(reportDelivery)
      .set({ state })
      .where(and(ofId(centerId, id), eq(reportDelivery.state, "waiting"), still))
      .returning({ id: reportDelivery.id });
    if (kept === undefined) return;
    await tx
      .insert(reportDeliveryAttempt)
      .values({ centerId, deliveryId: id, at: new Date(atMs), ...attempt });
  });
}

export function deliverAgain(
  db: Drizzle,
  { centerId, scheduleId, id }: Parameters<ReportScheduleStore["deliverAgain"]>[0],
  by: ChangedBy,
): Promise<boolean> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const which = and(ofId(centerId, id), eq(reportDelivery.scheduleId, scheduleId));
    const [row] = await tx.select().from(reportDelivery).where(which).for("update");
    if (row === undefined) return false;
    if (row.state === "delivered") throw new StoreConflict("It has arrived already.");
    await tx.update(reportDelivery).set({ state: "waiting", jobId: randomUUID() }).where(which);
    const done = { action: "report_schedule.deliver", tenant: null, before: null } as const;
    const after = { delivery: id, report: row.reportId };
    await appendDone(tx, centerId, by, [{ ...done, subject: subjectOf(scheduleId), after }]);
    return true;
  });
}
