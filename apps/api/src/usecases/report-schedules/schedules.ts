import { randomBytes, randomUUID } from "node:crypto";
import type {
  NoticeAddress,
  ReportDelivery,
  ReportRun,
  ReportSchedule,
  ReportScheduleDraft,
} from "@aidc/contract";
import { isoOf, lastEndedPeriod, nextRun, reportPeriod, runOf } from "@aidc/domain";
import type { JobKind, SealedTarget, StoredRun, StoredSchedule } from "@aidc/store";
import { AppError, badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { auditActorOf, changeBy } from "../caller.ts";
import { sealPlace } from "../notices/tell.ts";
import type { Services } from "../services.ts";
import { deliveryJob, draftingJob } from "./job-kinds.ts";
import { findSchedule } from "./run-schedule.ts";
import { sendWaiting } from "./tend-schedules.ts";

interface OfCenter {
  readonly center: string;
}
interface OfSchedule extends OfCenter {
  readonly schedule: string;
}

const mostSchedules = 20;

export async function listSchedules(services: Services, { center }: OfCenter) {
  const { document } = await services.directory.get(center);
  const schedules: ReportSchedule[] = [];
  for (const stored of await services.reportSchedules.list(center))
    schedules.push(await shown(services, stored, document.center.timeZone));
  return { schedules, mail: services.noticeSender.mail };
}

async function shown(services: Services, stored: StoredSchedule, timeZone: string): Promise<ReportSchedule> {
  const { centerId, id, name, every, day, time, language, targets, createdAtMs, createdBy } = stored;
  const next = nextRun(stored, timeZone, services.clock());
  const [last] = await services.reportSchedules.runs(centerId, id);
  const deliveries = await services.reportSchedules.deliveries(centerId, id);
  const failing = deliveries.filter(({ state, attempts }) => state !== "delivered" && attempts.length > 0);
  return {
    id,
    name,
    every,
    day,
    time,
    language,
    createdBy,
    createdAt: isoOf(createdAtMs),
    targets: targets.map(({ id: target, kind, destination }) => ({ id: target, kind, destination })),
    next: { period: next.period, at: isoOf(next.dueMs) },
    lastRun: last === undefined ? null : await shownRun(services, last),
    failingDeliveries: failing.length,
  };
}

/** @throws AppError bad_request when nothing may be sent to one of its addresses */
export async function addSchedule(
  services: Services,
  caller: Caller,
  { center, schedule }: OfCenter & { readonly schedule: ReportScheduleDraft },
) {
  const { document } = await services.directory.get(center);
  if ((await services.reportSchedules.list(center)).length >= mostSchedules)
    throw new AppError("conflict", `A center has at most ${mostSchedules} schedules.`);
  const { deliverTo, ...rest } = schedule;
  const sealed = deliverTo.map((address, at) => sealTarget(services, center, address, at));
  const stored: StoredSchedule = {
    ...rest,
    centerId: center,
    id: randomUUID(),
    targets: sealed.map(({ target }) => target),
    createdAtMs: services.clock(),
    createdBy: auditActorOf(caller.identity).name,
  };
  await services.reportSchedules.add(stored, changeBy(caller));
  return {
    schedule: await shown(services, stored, document.center.timeZone),
    madeSecrets: sealed.flatMap(({ target: { destination }, madeSecret: secret }) =>
      secret === null ? [] : [{ destination, secret }],
    ),
  };
}

function sealTarget(
  { noticeSender, noticeSeal }: Services,
  center: string,
  address: ReportScheduleDraft["deliverTo"][number],
  at: number,
): { target: SealedTarget; madeSecret: string | null } {
  const refused = noticeSender.refuse(address);
  const field = address.kind === "email" ? "kind" : "url";
  if (refused !== null) throw badField(`schedule.deliverTo.${at}.${field}`, refused);
  const id = randomUUID();
  // A webhook is always signed.
  const isBare = address.kind === "webhook" && address.secret === undefined;
  const madeSecret = isBare ? `whsec_${randomBytes(32).toString("base64")}` : null;
  const whole: NoticeAddress = isBare ? { ...address, secret: madeSecret ?? undefined } : address;
  const destination = address.kind === "email" ? address.to.join(", ") : new URL(address.url).origin;
  const sealed = noticeSeal.seal(whole, sealPlace(center, id));
  return { target: { id, kind: address.kind, destination, sealed }, madeSecret };
}

export async function removeSchedule(services: Services, caller: Caller, { center, schedule }: OfSchedule) {
  await services.directory.get(center);
  if (!(await services.reportSchedules.remove(center, schedule, changeBy(caller)))) throw gone(schedule);
  return { id: schedule };
}

const gone = (id: string) => notFound(`Report schedule ${id}`);

async function find(services: Services, { center, schedule }: OfSchedule): Promise<StoredSchedule> {
  await services.directory.get(center);
  const found = await findSchedule(services, { centerId: center, scheduleId: schedule });
  if (found === null) throw gone(schedule);
  return found;
}

/** @throws AppError bad_request for a period of another kind, conflict while it runs and when it was run already */
export async function runNow(
  services: Services,
  caller: Caller,
  input: OfSchedule & { readonly period?: string | undefined },
): Promise<ReportRun> {
  const schedule = await find(services, input);
  const { timeZone } = (await services.directory.get(input.center)).document.center;
  const name = input.period ?? lastEndedPeriod(schedule.every, timeZone, services.clock());
  const { kind, window } = reportPeriod(name, timeZone);
  if (kind !== schedule.every) throw badField("period", `is no ${schedule.every}`);
  if (window.toMs > services.clock())
    throw new AppError("conflict", `${name} ends at ${isoOf(window.toMs)}; it is run after its end.`);
  const due = runOf(schedule, name, timeZone);
  const run = await services.reportSchedules.startRun(schedule, due, changeBy(caller));
  await sendWaiting(services);
  return shownRun(services, run);
}

export async function readHistory(services: Services, input: OfSchedule) {
  const { centerId, id, targets } = await find(services, input);
  const runs: ReportRun[] = [];
  for (const run of await services.reportSchedules.runs(centerId, id))
    runs.push(await shownRun(services, run));
  const deliveries: ReportDelivery[] = [];
  for (const one of await services.reportSchedules.deliveries(centerId, id)) {
    const { targetId, reportId, event, period, number, state, attempts } = one;
    deliveries.push({
      id: one.id,
      target: targetId,
      report: reportId,
      event,
      period,
      number,
      state,
      destination: targets.find((target) => target.id === targetId)?.destination ?? "",
      nextAttemptAt: await nextTryOf(services, deliveryJob, one),
      attempts: attempts.map(({ atMs, ...attempt }) => ({ at: isoOf(atMs), ...attempt })),
    });
  }
  return { runs, deliveries };
}

export async function deliverAgain(
  services: Services,
  caller: Caller,
  input: OfSchedule & { readonly delivery: string },
) {
  const { centerId, id: scheduleId } = await find(services, input);
  const which = { centerId, scheduleId, id: input.delivery };
  if (!(await services.reportSchedules.deliverAgain(which, changeBy(caller))))
    throw notFound(`Delivery ${input.delivery}`);
  await sendWaiting(services);
  return { id: input.delivery };
}

async function shownRun(services: Services, run: StoredRun): Promise<ReportRun> {
  const { id, period, dueMs, state, tries, error, endedAtMs, reportId } = run;
  return {
    id,
    period,
    dueAt: isoOf(dueMs),
    state,
    tries,
    error,
    nextAttemptAt: await nextTryOf(services, draftingJob, run),
    endedAt: endedAtMs === null ? null : isoOf(endedAtMs),
    report: state === "drafted" || state === "already_issued" ? reportId : null,
  };
}

async function nextTryOf(
  { jobs }: Services,
  kind: JobKind,
  { state, jobId }: { readonly state: string; readonly jobId: string },
): Promise<string | null> {
  if (state !== "waiting") return null;
  const { nextAtMs } = await jobs.standing(kind, jobId);
  return nextAtMs === null ? null : isoOf(nextAtMs);
}
