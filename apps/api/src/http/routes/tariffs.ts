import type { Services } from "../../usecases/services.ts";
import { publishTariff, readTariffs } from "../../usecases/tariffs/tariffs.ts";
import { api } from "../contract-access.ts";

export function tariffRoutes(services: Services) {
  const { tariffs } = api;
  return {
    list: tariffs.list.handler(({ input }) => readTariffs(services, input.center)),
    publish: tariffs.publish.handler(({ input, context }) => publishTariff(services, context, input)),
  };
}
