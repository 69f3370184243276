import { contentSha256 } from "@aidc/domain";
import type { JobTry, StoredRun, StoredSchedule } from "@aidc/store";
import { buildReport, draftBySchedule, sha256 } from "../reports/report-life.ts";
import type { Services } from "../services.ts";

/**
 * Drafts the report of a run. A try after a crash finds what the one before has done: the draft has the id that was
 * chosen with the run.
 * @throws what kept it from being drafted, so that the queue tries again
 */
export async function runSchedule(services: Services, job: JobTry): Promise<void> {
  const run = await services.reportSchedules.waitingRun(job.centerId, job.id);
  const schedule = run && (await findSchedule(services, run));
  if (!run || !schedule) return;
  try {
    const end = await draftOnce(services, schedule, run);
    const { targets } = schedule;
    await services.reportSchedules.endRun(run, { ...end, atMs: services.clock(), targets });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const failure = { error: why.slice(0, 1000), isLast: job.isLast, atMs: services.clock() };
    await services.reportSchedules.failRun(run, failure);
    throw error;
  }
}

export async function findSchedule(
  { reportSchedules }: Services,
  { centerId, scheduleId }: Pick<StoredRun, "centerId" | "scheduleId">,
): Promise<StoredSchedule | null> {
  const schedules = await reportSchedules.list(centerId);
  return schedules.find(({ id }) => id === scheduleId) ?? null;
}

interface End {
  readonly state: "drafted" | "already_issued";
  readonly reportId: string;
}

async function draftOnce(services: Services, schedule: StoredSchedule, run: StoredRun): Promise<End> {
  const { centerId: center, period, reportId } = run;
  if ((await services.reports.find(center, reportId)) !== null) return { state: "drafted", reportId };
  const knownAtMs = services.clock();
  const content = await buildReport(services, { center, period });
  const same = await findSame(services, { center, period, sha: contentSha256(content, sha256) });
  if (same !== null) return same;
  const draft = await draftBySchedule(services, content, { id: reportId, name: schedule.name, knownAtMs });
  // Another server may have drafted the same in this moment.
  return { state: "drafted", reportId: draft.id };
}

/**
 * A report of the period that says the same already. A second number for the same words would say that something had
 * changed, and a second draft would get one: schedules of two languages share what they draft.
 */
async function findSame(
  { reports, clock }: Services,
  { center, period, sha }: { readonly center: string; readonly period: string; readonly sha: string },
): Promise<End | null> {
  const inForce = await reports.inForceAt(center, period, clock());
  if (inForce?.contentSha256 === sha) return { state: "already_issued", reportId: inForce.id };
  const unissued = (await reports.list(center)).find(
    (report) =>
      report.period === period &&
      report.contentSha256 === sha &&
      // One from before the version in force cannot be issued any more.
      (inForce === null || report.draftedAt >= inForce.draftedAt) &&
      (report.status === "draft" || report.status === "reviewed"),
  );
  return unissued === undefined ? null : { state: "drafted", reportId: unissued.id };
}
