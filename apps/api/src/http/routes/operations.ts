import { compactStore } from "../../usecases/compact-store.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function operationRoutes(services: Services) {
  const { operations } = api;
  return {
    compact: operations.compact.handler(() => compactStore(services)),
    doctor: operations.doctor.handler(async () => ({ checks: await services.checks() })),
  };
}
