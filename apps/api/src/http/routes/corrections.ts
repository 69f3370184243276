import {
  listCorrections,
  previewCorrection,
  recordCorrection,
  withdrawCorrection,
} from "../../usecases/corrections/corrections.ts";
import { importReadings } from "../../usecases/corrections/import-readings.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function correctionRoutes(services: Services) {
  const { corrections } = api;
  return {
    list: corrections.list.handler(({ input }) => listCorrections(services, input.center)),
    preview: corrections.preview.handler(({ input }) => previewCorrection(services, input)),
    record: corrections.record.handler(({ input, context }) => recordCorrection(services, context, input)),
    withdraw: corrections.withdraw.handler(({ input, context }) =>
      withdrawCorrection(services, context, input),
    ),
    importReadings: corrections.importReadings.handler(({ input, context }) =>
      importReadings(services, context, input),
    ),
  };
}
