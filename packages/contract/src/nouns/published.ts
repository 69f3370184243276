import { z } from "zod";
import { instantSchema } from "./time.ts";

/** What publishing adds to a draft: published once, never changed. */
export const publishedSchema = z.object({
  version: z.number().int().positive(),
  publishedAt: instantSchema,
  publishedBy: z.string(),
  contentSha256: z.string(),
});
export type Published = z.infer<typeof publishedSchema>;
