import type { QueueList, QueueWaitJob } from "@aidc/contract";
import { listedJobs } from "@aidc/contract";
import { can, periodSoFar } from "@aidc/domain";
import { AppError, badField } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { periodOf } from "../reports/read-inputs.ts";
import type { Services } from "../services.ts";
import { isPeriodTold } from "./period-told.ts";

interface OfPeriod {
  readonly center: string;
  readonly period: string;
  readonly recordedBy?: string | undefined;
}

/** Jobs that a file holds at most. */
const mostExported = 200_000;

const suppressed: QueueList = { reason: "suppressed", jobs: [], next: null };

/**
 * The jobs behind the queue wait of a period, by the rule of the figure. Whose they are is told to operators alone; to
 * others none are told where the figure is withheld.
 * @throws AppError bad_request when the name is no period, not_found for an unknown center
 */
export async function listQueuedJobs(
  services: Services,
  caller: Caller,
  query: OfPeriod & { readonly group?: number | undefined; readonly after?: string | undefined },
): Promise<QueueList> {
  const { after, group = null } = query;
  return read(services, caller, query, { after: placeOf(after), group, limit: listedJobs });
}

/** Where a page begins: after the job with this wait in ms and this id. */
function placeOf(after: string | undefined) {
  if (after === undefined) return null;
  const end = after.indexOf(":");
  return { waitMs: Number(after.slice(0, end)), id: after.slice(end + 1) };
}

/** @throws AppError as above, not_found where the figure is withheld, bad_request for more jobs than a file holds */
export async function exportQueuedJobs(
  services: Services,
  caller: Caller,
  query: OfPeriod,
): Promise<readonly QueueWaitJob[]> {
  const { reason, jobs, next } = await read(services, caller, query, {
    after: null,
    group: null,
    limit: mostExported,
  });
  if (reason) throw new AppError("not_found", "The jobs are withheld: one tenant could be read off.");
  if (next !== null)
    throw badField("period", `has more jobs than the ${mostExported} that a file holds; ask for its months`);
  return jobs;
}

async function read(
  services: Services,
  { identity }: Caller,
  { center, period: name, recordedBy }: OfPeriod,
  page: Pick<Parameters<Services["queuedJobs"]["list"]>[0], "group" | "after" | "limit">,
): Promise<QueueList> {
  const view = await services.directory.get(center);
  const { timeZone } = view.document.center;
  const recordedByMs = recordedBy === undefined ? services.clock() : Date.parse(recordedBy);
  const period = periodSoFar(periodOf(name, timeZone), recordedByMs, timeZone);
  const asked = { centerId: center, window: period.window, recordedByMs };
  const isOperator = can(identity, "call:operator", { centerId: center });
  if (!isOperator && !(await isPeriodTold(services, view, period, recordedByMs))) return suppressed;
  const { jobs, next } = await services.queuedJobs.list({ ...asked, ...page });
  const tenants = new Set(isOperator ? view.document.tenants.map(({ id }) => id) : []);
  const told = jobs.map((job) => ({
    ...job,
    account: isOperator ? job.account : null,
    isTenant: tenants.has(job.account),
  }));
  return { jobs: told, next: next && `${next.waitMs}:${next.id}` };
}
