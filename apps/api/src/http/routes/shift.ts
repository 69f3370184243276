import type { Services } from "../../usecases/services.ts";
import {
  handOver,
  listHandovers,
  readShiftLog,
  summariseShift,
  takeOver,
  writeShiftEntry,
} from "../../usecases/shift/shift-log.ts";
import { api } from "../contract-access.ts";

export function shiftRoutes(services: Services) {
  const { shift } = api;
  return {
    log: shift.log.handler(({ input }) => readShiftLog(services, input)),
    write: shift.write.handler(({ input, context }) => writeShiftEntry(services, context, input)),
    summary: shift.summary.handler(({ input }) => summariseShift(services, input)),
    handovers: shift.handovers.handler(({ input }) => listHandovers(services, input)),
    handOver: shift.handOver.handler(({ input, context }) => handOver(services, context, input)),
    takeOver: shift.takeOver.handler(({ input, context }) => takeOver(services, context, input)),
  };
}
