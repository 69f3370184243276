import { and, asc, eq } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { ChangedBy } from "../leasing/done.ts";
import { appendDone } from "../leasing/done.ts";
import { reportSchedule } from "../schema/report-schedules.ts";
import type { StoredSchedule } from "./report-schedule-store.ts";

export async function listSchedules(db: Drizzle, centerId: string | null): Promise<StoredSchedule[]> {
  const rows = await db
    .select()
    .from(reportSchedule)
    .where(centerId === null ? undefined : eq(reportSchedule.centerId, centerId))
    .orderBy(asc(reportSchedule.createdAt), asc(reportSchedule.id));
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAtMs: createdAt.getTime() }));
}

export function addSchedule(db: Drizzle, schedule: StoredSchedule, by: ChangedBy): Promise<void> {
  const { createdAtMs, ...row } = schedule;
  return inScope(db, wholeCenter(schedule.centerId), async (tx) => {
    await tx.insert(reportSchedule).values({ ...row, createdAt: new Date(createdAtMs) });
    const done = { action: "report_schedule.add", tenant: null, before: null } as const;
    await appendDone(tx, schedule.centerId, by, [
      { ...done, subject: subjectOf(schedule.id), after: told(schedule) },
    ]);
  });
}

export function removeSchedule(db: Drizzle, centerId: string, id: string, by: ChangedBy): Promise<boolean> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const [before] = await tx
      .delete(reportSchedule)
      .where(and(eq(reportSchedule.centerId, centerId), eq(reportSchedule.id, id)))
      .returning();
    if (before === undefined) return false;
    const done = { action: "report_schedule.remove", tenant: null, after: null } as const;
    await appendDone(tx, centerId, by, [{ ...done, subject: subjectOf(id), before: told(before) }]);
    return true;
  });
}

export const subjectOf = (id: string): string => `report_schedule/${id}`;

/** What the audit log may know: everything but the secrets. */
function told({ name, every, day, time, language, targets }: Omit<StoredSchedule, "createdAtMs">) {
  const destinations = targets.map(({ kind, destination }) => ({ kind, destination }));
  return { name, every, day, time, language, targets: destinations };
}
