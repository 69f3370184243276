import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { nameOf } from "../nouns/name.ts";
import { freshnessSchema, quantitySchema, subjectKinds, subjectSchema } from "../nouns/quantity.ts";
import { seriesUnitSchema } from "../nouns/series-unit.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const keyId = z.string().uuid();

/** Which labels of a series name its subject; `slot` is the second one that an accelerator may need. */
const namedBySchema = z.object({
  label: z.string().min(1).max(200),
  slot: z.string().min(1).max(200).nullable().default(null),
});
/** What a series seems to measure, judged by its name and labels; nothing is bound before a person says so. */
export const bindingSuggestionSchema = z.object({
  subject: subjectSchema,
  quantity: quantitySchema,
  unit: seriesUnitSchema,
  by: namedBySchema,
});
export const seriesExampleSchema = z.object({
  id: z.number().int(),
  labels: z.record(z.string(), z.string()),
  lastSampleAt: instantSchema.nullable(),
  /** As it was sent; null: not known. */
  lastValue: z.number().nullable(),
  /** Name of the ingest key that sent it first; null: the key is gone. */
  source: z.string().nullable(),
  /** null: nothing in it tells for certain, or what it tells of has a series already, as `measured` says. */
  suggestion: bindingSuggestionSchema.nullable(),
  /** What it seems to measure and another series measures already; null with a suggestion, or where nothing is certain. */
  measured: bindingSuggestionSchema.nullable(),
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
  /** Its samples are of the future: how far, and at most 5 of the things they tell of; null: not more than clocks differ. */
  clockAhead: z.object({ ms: z.number(), of: z.array(subjectSchema) }).nullable(),
  samplesPerSecond: z.number(),
  acceptedSamples: z.number().int(),
  seriesBound: z.number().int(),
  seriesUnmatched: z.number().int(),
  quarantined: z.number().int(),
});
export const sourcesSchema = z.object({
  sources: z.array(sourceSchema),
  /** Series no profile recognised: those with a suggestion first, then the newest, at most 50; all are stored. */
  unmatched: z.array(seriesExampleSchema),
  quarantine: z.array(
    z.object({ reason: z.string(), count: z.number().int(), example: z.string(), lastAt: instantSchema }),
  ),
});
const ruleId = z.number().int().min(1).max(2_147_483_647);
/** What people said of series: of single ones, and of all of a metric that a source sends. */
export const handBindingsSchema = z.object({
  rules: z.array(
    z.object({
      id: ruleId,
      metric: z.string(),
      /** Name of the ingest key; null: the key is gone. */
      source: z.string().nullable(),
      kind: z.enum(subjectKinds),
      by: namedBySchema,
      quantity: quantitySchema,
      unit: seriesUnitSchema,
      createdAt: instantSchema,
      /** Series that it binds now. */
      series: z.number().int(),
    }),
  ),
  /** The newest 200 of all that a person bound, alone or by a rule. */
  series: z.array(
    z.object({
      id: z.number().int(),
      labels: z.record(z.string(), z.string()),
      subject: subjectSchema,
      quantity: quantitySchema,
      unit: seriesUnitSchema,
      boundAt: instantSchema,
      rule: ruleId.nullable(),
    }),
  ),
  total: z.number().int(),
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
  .input(z.object({ center, name: nameOf(100) }))
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

const seriesId = z.coerce.number().int().min(1).max(2_147_483_647);
/** In which unit its samples are sent, and as what they count. */
const meaning = { quantity: quantitySchema, unit: seriesUnitSchema };
const bindSeries = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/series/{series}/binding",
  summary: "Say what an unmatched series measures; its samples count from then on",
  tags: ["sources"],
})
  .input(
    z.object({
      center,
      series: seriesId,
      subject: subjectSchema,
      ...meaning,
    }),
  )
  .output(z.object({ series: z.number().int() }));
const bindMetric = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/bindings",
  summary:
    "The same for every unmatched series of a metric whose label names its subject, and those that come later",
  tags: ["sources"],
})
  .input(
    z.object({
      center,
      metric: z.string().min(1).max(500),
      kind: z.enum(subjectKinds),
      by: namedBySchema,
      ...meaning,
    }),
  )
  .output(
    z.object({
      bound: z.number().int(),
      /** Those whose label names nothing known, or something that has a series already. */
      left: z.number().int(),
    }),
  );

const bindings = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/bindings",
  summary: "What people said that series measure",
  tags: ["sources"],
})
  .input(z.object({ center }))
  .output(handBindingsSchema);
const unbindSeries = endpoint({
  access: "operator",
  method: "DELETE",
  path: "/centers/{center}/series/{series}/binding",
  summary:
    "Take back what a person said of a series: its samples stay and count nowhere, also those of before",
  tags: ["sources"],
})
  .input(z.object({ center, series: seriesId }))
  .output(z.object({ series: z.number().int() }));
const removeRule = endpoint({
  access: "operator",
  method: "DELETE",
  path: "/centers/{center}/binding-rules/{rule}",
  summary: "Take back what a person said of a metric, with every binding that came of it",
  tags: ["sources"],
})
  .input(z.object({ center, rule: z.coerce.number().int().min(1).max(2_147_483_647) }))
  .output(z.object({ unbound: z.number().int() }));

export const sources = {
  list,
  createKey,
  revokeKey,
  bindSeries,
  bindMetric,
  bindings,
  unbindSeries,
  removeRule,
};
