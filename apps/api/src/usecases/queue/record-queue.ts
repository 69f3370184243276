import type { QueueImport, QueueJudgement, QueueStatement } from "@aidc/contract";
import { badField } from "../app-error.ts";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import type { Services } from "../services.ts";

type OfCenter = QueueStatement & { readonly center: string };

/**
 * Keeps what a scheduler said of its queue at an instant: all rows or none.
 * @throws AppError bad_request for an instant to come, conflict when a job was told otherwise for the same instant
 */
export async function recordQueue(
  services: Services,
  caller: Caller,
  { center, ...statement }: OfCenter,
): Promise<QueueImport> {
  await checkStatement(services, center, statement);
  return services.queuedJobs.record(center, statement, { ...changedBy(caller), clock: services.clock });
}

/** What would become of each job; nothing is kept. */
export async function judgeQueue(
  services: Services,
  { center, ...statement }: OfCenter,
): Promise<QueueJudgement> {
  await checkStatement(services, center, statement);
  return services.queuedJobs.judge(center, statement);
}

async function checkStatement(services: Services, center: string, { knownAt }: QueueStatement) {
  await services.directory.get(center);
  if (Date.parse(knownAt) > services.clock())
    throw badField("knownAt", "lies in the future; it is when the accounting was read");
}
