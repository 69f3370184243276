import { runsBetween } from "@aidc/domain";
import type { StoredSchedule } from "@aidc/store";
import { databaseFault } from "../database-faults.ts";
import { lost, stepOf, unlessAway } from "../job-step.ts";
import type { Services } from "../services.ts";
import { deliverReport } from "./deliver-report.ts";
import { deliveryJob, draftingJob } from "./job-kinds.ts";
import { runSchedule } from "./run-schedule.ts";

/** This server takes part in drafting and delivering. */
export async function workOnSchedules(services: Services): Promise<void> {
  await services.jobs.work(draftingJob, (job) => runSchedule(services, job));
  await services.jobs.work(deliveryJob, (job) => deliverReport(services, job));
}

/** What senders kept while no server ran comes in after its start; what was missed is drafted when that is here. */
const catchUpMs = 15 * 60_000;

/**
 * Keeps what is due and sees that the queue has it. What was missed while no server ran is made up; any number of
 * servers may look, and how often they look changes nothing.
 * @param startedAtMs when this server began to listen
 * @throws the first error of a schedule, after all others were looked after
 */
export function tendSchedules(services: Services, startedAtMs: number): Promise<object | undefined> {
  return unlessAway(async () => {
    const schedules = await services.reportSchedules.list(null);
    if (schedules.length === 0) return undefined;
    const failures: unknown[] = [];
    for (const schedule of schedules) {
      try {
        await planDue(services, schedule, startedAtMs);
      } catch (error) {
        if (databaseFault(error) === "away") throw error;
        failures.push(error);
      }
    }
    const issued = await services.reportSchedules.planIssued(services.clock());
    const moved = await moveOn(services);
    if (failures.length > 0) throw failures[0];
    return issued + moved > 0 ? { issued, moved } : undefined;
  });
}

/** Sees that the queue has what waits; a person need not wait until the server looks. */
export async function sendWaiting(services: Services): Promise<void> {
  await unlessAway(() => moveOn(services));
}

async function planDue(services: Services, schedule: StoredSchedule, startedAtMs: number): Promise<void> {
  const view = await services.directory.find(schedule.centerId);
  if (view === null) return;
  const nowMs = services.clock();
  const since = { afterMs: schedule.createdAtMs, nowMs };
  const due = runsBetween(schedule, view.document.center.timeZone, since);
  const isHere = nowMs >= startedAtMs + catchUpMs;
  const ripe = due.filter(({ dueMs }) => isHere || dueMs >= startedAtMs);
  await services.reportSchedules.planRuns(schedule, ripe);
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
