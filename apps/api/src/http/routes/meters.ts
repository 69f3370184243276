import { readMeter } from "../../usecases/figures/read-meter.ts";
import { seesOnlyWholes } from "../../usecases/figures/shared-figures.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function meterRoutes(services: Services) {
  const { meters } = api;
  return {
    readings: meters.readings.handler(({ input, context }) =>
      readMeter(services, input, seesOnlyWholes(context.identity)),
    ),
  };
}
