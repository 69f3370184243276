import { runsBetween } from "@aidc/domain";
import type { JobKind, StoredSchedule } from "@aidc/store";
import { databaseFault } from "../database-faults.ts";
import type { Services } from "../services.ts";
import { deliverReport } from "./deliver-report.ts";
import { deliveryJob, draftingJob } from "./job-kinds.ts";
import { runSchedule } from "./run-schedule.ts";

/** This server takes part in drafting and delivering. */
export async function workOnSchedules(services: Services): Promise<void> {
  await services.jobs.work(draftingJob, (job) => runSchedule(services, job));
  await services.jobs.work(deliveryJob, (job) => deliverReport(services, job));
}

/**
 * Keeps what is due and sees that the queue has it. What was missed while no server ran is made up; any number of
 * servers may look, and how often they look changes nothing.
 */
export async function tendSchedules(services: Services): Promise<object | undefined> {
  try {
    const schedules = await services.reportSchedules.list(null);
    if (schedules.length === 0) return undefined;
    for (const schedule of schedules) await planDue(services, schedule);
    const issued = await services.reportSchedules.planIssued(services.clock());
    const moved = await moveOn(services);
    return issued + moved > 0 ? { issued, moved } : undefined;
  } catch (error) {
    // An outage of the database is no news: it is told elsewhere, and what is due stays due.
    if (databaseFault(error) === "away") return undefined;
    throw error;
  }
}

async function planDue(services: Services, schedule: StoredSchedule): Promise<void> {
  const view = await services.directory.find(schedule.centerId);
  if (view === null) return;
  const since = { afterMs: schedule.createdAtMs, nowMs: services.clock() };
  const due = runsBetween(schedule, view.document.center.timeZone, since);
  await services.reportSchedules.planRuns(schedule, due);
}

/** @returns how many jobs were sent or found to be lost */
async function moveOn(services: Services): Promise<number> {
  let moved = 0;
  for (const run of await services.reportSchedules.waitingRuns()) {
    const step = await stepOf(services, draftingJob, run);
    if (step === "lost") {
      const failure = { error: run.error ?? lost, isLast: true, atMs: services.clock() };
      await services.reportSchedules.failRun(run, failure);
    }
    if (step !== "underway") moved++;
  }
  for (const delivery of await services.reportSchedules.waitingDeliveries()) {
    const step = await stepOf(services, deliveryJob, delivery);
    if (step === "lost") {
      const attempt = { atMs: services.clock(), number: deliveryJob.retryLimit + 1, durationMs: 0 };
      const outcome = { ok: false, status: null, answer: lost };
      await services.reportSchedules.recordAttempt(delivery, { ...attempt, ...outcome }, true);
    }
    if (step !== "underway") moved++;
  }
  return moved;
}

const lost = "The server ended while it was being done, at every try.";

/** A job that is over without having said so has died each time. */
async function stepOf(
  { jobs }: Services,
  kind: JobKind,
  { centerId, jobId }: { readonly centerId: string; readonly jobId: string },
): Promise<"sent" | "lost" | "underway"> {
  const { state } = await jobs.standing(kind, jobId);
  if (state === "failed") return "lost";
  if (state !== "gone") return "underway";
  await jobs.send(kind, { id: jobId, centerId });
  return "sent";
}
