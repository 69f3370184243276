import { jobsFile } from "../../exports/jobs-file.ts";
import { exportQueuedJobs, listQueuedJobs } from "../../usecases/queue/list-queued-jobs.ts";
import { judgeQueue, recordQueue } from "../../usecases/queue/record-queue.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function queueRoutes(services: Services) {
  const { queue } = api;
  return {
    record: queue.record.handler(({ input, context }) => recordQueue(services, context, input)),
    judge: queue.judge.handler(({ input }) => judgeQueue(services, input)),
    list: queue.list.handler(({ input, context }) => listQueuedJobs(services, context, input)),
    exportJobs: queue.exportJobs.handler(async ({ input, context }) =>
      jobsFile(await exportQueuedJobs(services, context, input), input.period),
    ),
  };
}
