import { compareCenters } from "../../usecases/region/compare-centers.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function regionRoutes(services: Services) {
  return {
    compare: api.region.compare.handler(({ input, context }) =>
      compareCenters(services, context.identity, input),
    ),
  };
}
