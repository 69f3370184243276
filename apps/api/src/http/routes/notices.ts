import {
  createTarget,
  listDeliveries,
  listTargets,
  removeTarget,
  setTarget,
} from "../../usecases/notices/targets.ts";
import { sendTest } from "../../usecases/notices/tell.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function noticeRoutes(services: Services) {
  const { notices } = api;
  return {
    list: notices.list.handler(({ input }) => listTargets(services, input)),
    create: notices.create.handler(({ input, context }) => createTarget(services, context, input)),
    set: notices.set.handler(({ input, context }) => setTarget(services, context, input)),
    remove: notices.remove.handler(({ input, context }) => removeTarget(services, context, input)),
    test: notices.test.handler(({ input, context }) => sendTest(services, context, input)),
    deliveries: notices.deliveries.handler(({ input }) => listDeliveries(services, input)),
  };
}
