import { publishScenario, readScenarios } from "../../usecases/economics/scenarios.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function economicsRoutes(services: Services) {
  const { economics } = api;
  return {
    list: economics.list.handler(({ input }) => readScenarios(services, input.center)),
    publish: economics.publish.handler(({ input, context }) => publishScenario(services, context, input)),
  };
}
