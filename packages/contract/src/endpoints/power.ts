import { z } from "zod";
import { centerIdSchema, localIdSchema } from "../nouns/center-document.ts";
import { disagreementsSchema } from "../nouns/disagreement.ts";
import { distributionSchema, energyFlowSchema, impactSchema } from "../nouns/power.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const windowOf = z.object({ center, from: instantSchema, to: instantSchema });

const flow = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/energy-flow",
  summary: "The energy balance over a window, from the grid to the tenants, with what nobody accounts for",
  tags: ["power"],
})
  .input(windowOf)
  .output(energyFlowSchema);

const distribution = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/distribution",
  summary: "Feeds and cooling loops with their load and limit of this moment",
  tags: ["power"],
})
  .input(z.object({ center }))
  .output(distributionSchema);

const impact = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/impact",
  summary: "What hangs on a feed, a loop or a rack, and what would go dark without it; name exactly one",
  tags: ["power"],
})
  .input(
    z.object({
      center,
      feed: localIdSchema.optional(),
      loop: localIdSchema.optional(),
      rack: localIdSchema.optional(),
    }),
  )
  .output(impactSchema);

const disagreements = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/disagreements",
  summary: "What is measured twice and does not agree, now or over the window, with both figures",
  tags: ["power"],
})
  // Of a rack: of it and of what stands in it.
  .input(windowOf.extend({ rack: localIdSchema.optional() }))
  .output(disagreementsSchema);

export const power = { flow, distribution, impact, disagreements };
