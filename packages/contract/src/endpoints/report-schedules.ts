import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { reportPeriodNameSchema } from "../nouns/report.ts";
import {
  addedReportScheduleSchema,
  reportDeliverySchema,
  reportRunSchema,
  reportScheduleDraftSchema,
  reportScheduleSchema,
} from "../nouns/report-schedule.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const schedule = z.uuid();
const tags = ["reports"];

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-schedules",
  summary: "Schedules that draft reports, with their next and last run",
  tags,
})
  .input(z.object({ center }))
  .output(
    z.object({
      schedules: z.array(reportScheduleSchema),
      /** Whether this server can send mail. */
      mail: z.boolean(),
    }),
  );
const add = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/report-schedules",
  summary: "Draft reports by the calendar from now on, and deliver what is issued",
  tags,
  successStatus: 201,
})
  .input(z.object({ center, schedule: reportScheduleDraftSchema }))
  .output(addedReportScheduleSchema);
const remove = endpoint({
  access: "operator",
  method: "DELETE",
  path: "/centers/{center}/report-schedules/{schedule}",
  summary: "End a schedule; its runs and deliveries go with it, its reports stay",
  tags,
})
  .input(z.object({ center, schedule }))
  .output(z.object({ id: z.uuid() }));
const run = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/report-schedules/{schedule}/run",
  summary: "Draft the report of a period that has ended now, or again after it failed; a period is run once",
  tags,
})
  .input(
    z.object({
      center,
      schedule,
      /** Absent: the last one that has ended. */
      period: reportPeriodNameSchema.optional(),
    }),
  )
  .output(reportRunSchema);
const history = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-schedules/{schedule}/history",
  summary: "The last 50 runs and the last 100 deliveries with every answer, newest first",
  tags,
})
  .input(z.object({ center, schedule }))
  .output(z.object({ runs: z.array(reportRunSchema), deliveries: z.array(reportDeliverySchema) }));
const deliverAgain = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/report-schedules/{schedule}/deliveries/{delivery}/again",
  summary: "Try a delivery that did not arrive again now",
  tags,
})
  .input(z.object({ center, schedule, delivery: z.uuid() }))
  .output(z.object({ id: z.uuid() }));

export const reportSchedules = { list, add, remove, run, history, deliverAgain };
