import { sharedFigures } from "../../usecases/figures/shared-figures.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function sharedRoutes(services: Services) {
  return { figures: api.shared.figures.handler(({ input }) => sharedFigures(services, input)) };
}
