import { recordQueue } from "../../usecases/queue/record-queue.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function queueRoutes(services: Services) {
  const { queue } = api;
  return {
    record: queue.record.handler(({ input, context }) => recordQueue(services, context, input)),
  };
}
