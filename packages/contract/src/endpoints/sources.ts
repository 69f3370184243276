import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { freshnessSchema } from "../nouns/quantity.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const keyId = z.string().uuid();

export const seriesExampleSchema = z.object({
  id: z.number().int(),
  labels: z.record(z.string(), z.string()),
  lastSampleAt: instantSchema.nullable(),
});
/** Something that pushes with one ingest key. */
export const sourceSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  prefix: z.string(),
  freshness: freshnessSchema,
  lastSampleAt: instantSchema.nullable(),
  samplesPerSecond: z.number(),
  acceptedSamples: z.number().int(),
  seriesBound: z.number().int(),
  seriesUnmatched: z.number().int(),
  quarantined: z.number().int(),
});
export const sourcesSchema = z.object({
  sources: z.array(sourceSchema),
  /** Series no profile recognised, newest first, at most 50; they are stored all the same. */
  unmatched: z.array(seriesExampleSchema),
  quarantine: z.array(
    z.object({ reason: z.string(), count: z.number().int(), example: z.string(), lastAt: instantSchema }),
  ),
});
const list = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/sources",
  summary: "Sources with rate, age, unmatched series and quarantine",
  tags: ["sources"],
})
  .input(z.object({ center }))
  .output(sourcesSchema);

export const createdKeySchema = z.object({
  id: keyId,
  name: z.string(),
  key: z.string(),
  remoteWriteUrl: z.string(),
  prometheusBlock: z.string(),
});
const createKey = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/keys",
  summary: "Create an ingest key; it is shown once",
  tags: ["sources"],
  successStatus: 201,
})
  .input(z.object({ center, name: z.string().trim().min(1).max(100) }))
  .output(createdKeySchema);
const revokeKey = endpoint({
  access: "operator",
  method: "DELETE",
  path: "/centers/{center}/keys/{key}",
  summary: "Revoke an ingest key",
  tags: ["sources"],
})
  .input(z.object({ center, key: keyId }))
  .output(z.object({ id: keyId }));

export const sources = { list, createKey, revokeKey };
