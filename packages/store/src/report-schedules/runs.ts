import { randomUUID } from "node:crypto";
import { and, asc, desc, eq } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { reportDelivery, reportRun } from "../schema/report-schedules.ts";
import type { ReportScheduleStore, StoredRun, StoredSchedule } from "./report-schedule-store.ts";
import { subjectOf } from "./schedules.ts";

type Due = Pick<StoredRun, "period" | "dueMs">;
type Row = typeof reportRun.$inferSelect;

const runOf = ({ dueAt, endedAt, ...row }: Row): StoredRun => ({
  ...row,
  dueMs: dueAt.getTime(),
  endedAtMs: endedAt?.getTime() ?? null,
});

const freshRun = ({ centerId, id }: StoredSchedule, { period, dueMs }: Due) => ({
  centerId,
  scheduleId: id,
  period,
  dueAt: new Date(dueMs),
  id: randomUUID(),
  jobId: randomUUID(),
  reportId: randomUUID(),
});

export async function planRuns(db: Drizzle, schedule: StoredSchedule, due: readonly Due[]): Promise<void> {
  if (due.length === 0) return;
  await db
    .insert(reportRun)
    .values(due.map((one) => freshRun(schedule, one)))
    .onConflictDoNothing();
}

export function startRun(db: Drizzle, schedule: StoredSchedule, due: Due, by: ChangedBy): Promise<StoredRun> {
  const { centerId, id } = schedule;
  return inScope(db, wholeCenter(centerId), async (tx) => {
    await tx.insert(reportRun).values(freshRun(schedule, due)).onConflictDoNothing();
    const which = and(
      ...[eq(reportRun.centerId, centerId), eq(reportRun.scheduleId, id), eq(reportRun.period, due.period)],
    );
    const [row] = await tx.select().from(reportRun).where(which).for("update");
    if (row === undefined) throw new StoreConflict("The schedule is gone.");
    if (row.state === "drafted" || row.state === "already_issued")
      throw new StoreConflict(`${due.period} was run already; a period is run once.`);
    // A new job: what the old one had left of its tries and pauses is over.
    const anew = { state: "waiting", jobId: randomUUID(), tries: 0, error: null, endedAt: null } as const;
    const [started] = await tx.update(reportRun).set(anew).where(which).returning();
    if (started === undefined) throw new Error("no row came back");
    const done = { action: "report_schedule.run", tenant: null, before: null } as const;
    await appendDone(tx, centerId, by, [{ ...done, subject: subjectOf(id), after: { period: due.period } }]);
    return runOf(started);
  });
}

export async function listRuns(db: Drizzle, centerId: string, scheduleId: string): Promise<StoredRun[]> {
  const rows = await db
    .select()
    .from(reportRun)
    .where(and(eq(reportRun.centerId, centerId), eq(reportRun.scheduleId, scheduleId)))
    .orderBy(desc(reportRun.dueAt))
    .limit(50);
  return rows.map(runOf);
}

export async function waitingRuns(db: Drizzle): Promise<StoredRun[]> {
  const rows = await db
    .select()
    .from(reportRun)
    .where(eq(reportRun.state, "waiting"))
    .orderBy(asc(reportRun.dueAt))
    .limit(500);
  return rows.map(runOf);
}

export async function readRun(db: Drizzle, centerId: string, jobId: string): Promise<StoredRun | null> {
  const [row] = await db
    .select()
    .from(reportRun)
    .where(and(eq(reportRun.centerId, centerId), eq(reportRun.jobId, jobId), eq(reportRun.state, "waiting")));
  return row === undefined ? null : runOf(row);
}

/** Only while it waits for this job: a person may have started it anew meanwhile. */
const stillOf = ({ centerId, id, jobId }: StoredRun) =>
  and(
    ...[eq(reportRun.centerId, centerId), eq(reportRun.id, id)],
    ...[eq(reportRun.jobId, jobId), eq(reportRun.state, "waiting")],
  );

export async function recordFailure(
  db: Drizzle,
  run: StoredRun,
  { error, isLast, atMs }: Parameters<ReportScheduleStore["failRun"]>[1],
): Promise<void> {
  await db
    .update(reportRun)
    .set({
      error,
      tries: run.tries + 1,
      ...(isLast ? ({ state: "failed", endedAt: new Date(atMs) } as const) : {}),
    })
    .where(stillOf(run));
}

export function endRun(
  db: Drizzle,
  run: StoredRun,
  { state, reportId, atMs, targets }: Parameters<ReportScheduleStore["endRun"]>[1],
): Promise<void> {
  const { centerId, scheduleId } = run;
  return db.transaction(async (tx) => {
    const ended = { state, reportId, tries: run.tries + 1, error: null, endedAt: new Date(atMs) };
    const changed = await tx.update(reportRun).set(ended).where(stillOf(run)).returning({ id: reportRun.id });
    if (changed.length === 0 || targets.length === 0) return;
    const event = state === "drafted" ? ("drafted" as const) : ("issued" as const);
    const deliveries = targets.map(({ id: targetId }) => ({
      centerId,
      scheduleId,
      targetId,
      reportId,
      event,
      madeAt: new Date(atMs),
      id: randomUUID(),
      jobId: randomUUID(),
    }));
    await tx.insert(reportDelivery).values(deliveries).onConflictDoNothing();
  });
}
