import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { planDraftSchema, plannedSchema, planSchema } from "../nouns/plan.ts";
import { reportPeriodNameSchema } from "../nouns/report.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/plans",
  summary: "The newest 100 versions of what the center plans its report's figures to be, newest first",
  tags: ["plans"],
})
  .input(z.object({ center }))
  .output(z.array(planSchema));
const read = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/plans/{period}",
  summary: "What counts as planned for exactly this period: of each figure the newest version that names it",
  tags: ["plans"],
})
  .input(z.object({ center, period: reportPeriodNameSchema }))
  .output(z.array(plannedSchema));
const publish = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/plans",
  summary:
    "Publish a version of the plan; it is never changed, and counts before earlier ones in what it names",
  successStatus: 201,
  tags: ["plans"],
})
  .input(z.object({ center, draft: planDraftSchema }))
  .output(planSchema);

export const plans = { list, read, publish };
