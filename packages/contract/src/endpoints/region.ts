import { z } from "zod";
import { regionSchema } from "../nouns/region.ts";
import { reportPeriodNameSchema } from "../nouns/report.ts";
import { endpoint } from "./endpoint.ts";

/** Centers that one answer compares at most: each is a report. */
export const regionCenters = 24;

const compare = endpoint({
  access: "planner",
  method: "GET",
  path: "/region/report",
  summary: "Centers side by side over one period, each in its own zone: sums and ratios of sums",
  tags: ["reports"],
})
  .input(
    z.object({
      period: reportPeriodNameSchema,
      /** Ids with commas between; absent: all that the caller may see. */
      centers: z.string().max(2000).optional(),
    }),
  )
  .output(regionSchema);

export const region = { compare };
