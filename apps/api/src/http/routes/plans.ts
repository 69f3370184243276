import { listPlans, publishPlan, readPlanned } from "../../usecases/plans/plans.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function planRoutes(services: Services) {
  const { plans } = api;
  return {
    list: plans.list.handler(({ input }) => listPlans(services, input.center)),
    read: plans.read.handler(({ input }) => readPlanned(services, input)),
    publish: plans.publish.handler(({ input, context }) => publishPlan(services, context, input)),
  };
}
