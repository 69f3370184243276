import {
  addSchedule,
  deliverAgain,
  listSchedules,
  readHistory,
  removeSchedule,
  runNow,
} from "../../usecases/report-schedules/schedules.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function reportScheduleRoutes(services: Services) {
  const { reportSchedules } = api;
  return {
    list: reportSchedules.list.handler(({ input }) => listSchedules(services, input)),
    add: reportSchedules.add.handler(({ input, context }) => addSchedule(services, context, input)),
    remove: reportSchedules.remove.handler(({ input, context }) => removeSchedule(services, context, input)),
    run: reportSchedules.run.handler(({ input, context }) => runNow(services, context, input)),
    history: reportSchedules.history.handler(({ input }) => readHistory(services, input)),
    deliverAgain: reportSchedules.deliverAgain.handler(({ input, context }) =>
      deliverAgain(services, context, input),
    ),
  };
}
