import { readAllocation } from "../../usecases/my/read-allocation.ts";
import { readEnergy } from "../../usecases/my/read-energy.ts";
import { readUsage } from "../../usecases/my/read-usage.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

/** What a tenant has and uses; the rest of the tenant's door is in the files of its stores. */
export function myHoldingsRoutes(services: Services) {
  const { my } = api;
  return {
    allocation: my.allocation.handler(({ input }) => readAllocation(services, input)),
    usage: my.usage.handler(({ input }) => readUsage(services, input)),
    energy: my.energy.handler(({ input }) => readEnergy(services, input)),
  };
}
