import { readDisagreements } from "../../usecases/power/read-disagreements.ts";
import { readDistribution, readImpact } from "../../usecases/power/read-distribution.ts";
import { readEnergyFlow } from "../../usecases/power/read-flow.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function powerRoutes(services: Services) {
  const { power } = api;
  return {
    flow: power.flow.handler(({ input }) => readEnergyFlow(services, input)),
    distribution: power.distribution.handler(({ input }) => readDistribution(services, input.center)),
    impact: power.impact.handler(({ input }) => readImpact(services, input)),
    disagreements: power.disagreements.handler(({ input }) => readDisagreements(services, input)),
  };
}
