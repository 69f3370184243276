import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { queueStatementSchema } from "../nouns/queued-job.ts";
import { endpoint } from "./endpoint.ts";

/** `known`: the same was said of the same instant before. */
export const queueImportSchema = z.object({
  stored: z.number().int().nonnegative(),
  known: z.number().int().nonnegative(),
});
export type QueueImport = z.infer<typeof queueImportSchema>;

const record = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/queued-jobs",
  summary:
    "Record what a scheduler says of its queue at an instant, all rows or none; the same again changes nothing",
  tags: ["service"],
})
  .input(queueStatementSchema.safeExtend({ center: centerIdSchema }))
  .output(queueImportSchema);

export const queue = { record };
