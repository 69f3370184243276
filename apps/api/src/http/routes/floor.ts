import { readStranded } from "../../usecases/read-stranded.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function floorRoutes(services: Services) {
  return { stranded: api.floor.stranded.handler(({ input }) => readStranded(services, input)) };
}
