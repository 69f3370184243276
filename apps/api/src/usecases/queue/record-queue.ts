import type { QueueImport, QueueStatement } from "@aidc/contract";
import { badField } from "../app-error.ts";
import { changedBy } from "../billing/changed-by.ts";
import type { Caller } from "../caller.ts";
import type { Services } from "../services.ts";

/**
 * Keeps what a scheduler said of its queue at an instant: all rows or none.
 * @throws AppError bad_request for an instant to come, conflict when a job was told otherwise for the same instant
 */
export async function recordQueue(
  services: Services,
  caller: Caller,
  { center, ...statement }: QueueStatement & { readonly center: string },
): Promise<QueueImport> {
  await services.directory.get(center);
  if (Date.parse(statement.knownAt) > services.clock())
    throw badField("knownAt", "lies in the future; it is when the accounting was read");
  return services.queuedJobs.record(center, statement, { ...changedBy(caller), clock: services.clock });
}
