import { z } from "zod";
import { rackStateSchema } from "../live/rack-state.ts";
import {
  centerDocumentSchema,
  centerIdSchema,
  centerSchema,
  handedInDocumentSchema,
  localIdSchema,
} from "../nouns/center-document.ts";
import { figureNames, figureSchema, reasonSchema } from "../nouns/figure.ts";
import { pointBases, pointFactsSchema, pointPageSchema } from "../nouns/point-facts.ts";
import { quantitySchema, subjectSchema } from "../nouns/quantity.ts";
import { instantSchema, windowSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
export const importSummarySchema = z.object({
  center: centerIdSchema,
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  seriesBound: z.number().int(),
});

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers",
  summary: "Centers of this installation",
  tags: ["centers"],
}).output(z.array(centerSchema));

const importDocument = endpoint({
  access: "admin",
  method: "POST",
  path: "/centers/import",
  summary: "Create or change a center from a document; importing the same document twice changes nothing",
  tags: ["centers"],
})
  .input(handedInDocumentSchema)
  .output(importSummarySchema);

const exportDocument = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/document",
  summary: "The center as a document that can be imported again",
  tags: ["centers"],
})
  .input(z.object({ center }))
  .output(centerDocumentSchema);

const remove = endpoint({
  access: "admin",
  method: "DELETE",
  path: "/centers/{center}",
  summary: "Delete a demo or replayed center and everything it holds",
  tags: ["centers"],
})
  .input(z.object({ center }))
  .output(z.object({ center: centerIdSchema, rowsLeft: z.literal(0) }));

export const figuresQuerySchema = z.object({
  center,
  from: instantSchema,
  to: instantSchema,
  /** Comma-separated figure names; absent means all. */
  names: z.string().max(1000).optional(),
  tenant: localIdSchema.optional(),
  precision: z.string().optional(),
});
const figures = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/figures",
  summary: `Figures over a window: ${figureNames.join(", ")}`,
  tags: ["figures"],
})
  .input(figuresQuerySchema)
  .output(z.record(z.string(), figureSchema));

/** Where a number comes from: its formula and its points. */
export const explanationSchema = z.object({
  ...pointFactsSchema.shape,
  figure: figureSchema,
  formula: z.string(),
  standard: z.string(),
});
const explain = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/figures/{name}/explanation",
  summary: "Where a figure comes from",
  tags: ["figures"],
})
  .input(
    z.object({
      center,
      name: z.enum(figureNames),
      from: instantSchema,
      to: instantSchema,
      tenant: localIdSchema.optional(),
    }),
  )
  .output(explanationSchema);

const points = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/points/{basis}",
  summary:
    "Points behind a figure, of the meters of a role or behind a step of the ladder: where each was silent and when it last reported",
  tags: ["figures"],
})
  .input(z.object({ center, basis: z.enum(pointBases), ...windowSchema.shape, ...pointPageSchema.shape }))
  .output(pointFactsSchema);

const rack = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/racks/{rack}",
  summary: "One rack, its servers and who holds it",
  tags: ["racks"],
})
  .input(z.object({ center, rack: localIdSchema }))
  .output(rackStateSchema);

/** A curve drawn from at most `maxPoints` buckets; a bucket without data is null, never 0. */
export const historySchema = z.object({
  unit: z.string(),
  bucketMs: z.number(),
  /** Why there are no buckets: nothing ever sent it. */
  reason: reasonSchema.optional(),
  buckets: z.array(
    z.object({
      at: instantSchema,
      mean: z.number().nullable(),
      min: z.number().nullable(),
      max: z.number().nullable(),
      coverage: z.number().min(0).max(1),
    }),
  ),
});
const history = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/history",
  summary: "One point over time, or what a rack sums up of its servers, downsampled by the server",
  tags: ["history"],
})
  .input(
    z.object({
      center,
      subjectKind: subjectSchema.shape.kind,
      subjectId: subjectSchema.shape.id,
      quantity: quantitySchema,
      from: instantSchema,
      to: instantSchema,
      maxPoints: z.coerce.number().int().min(2).max(2000).default(600),
    }),
  )
  .output(historySchema);

export const centers = {
  list,
  importDocument,
  exportDocument,
  remove,
  figures,
  explain,
  points,
  rack,
  history,
};
