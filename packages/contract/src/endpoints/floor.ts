import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

/** What would be built next: one server as a unit of capacity. */
export const referenceNodeSchema = z.object({
  heightU: z.number().int().positive(),
  powerW: z.number().positive(),
  cards: z.number().int().positive(),
  model: z.string().nullable(),
  /** stated: by who asked. typical: the commonest server of the center. */
  origin: z.enum(["stated", "typical"]),
});
export type ReferenceNode = z.infer<typeof referenceNodeSchema>;

export const strandedBounds = ["space", "power", "cooling", "gang"] as const;
export const strandedBoundSchema = z.enum(strandedBounds);
export type StrandedBound = z.infer<typeof strandedBoundSchema>;

/** How many reference nodes a rack takes by each measure; null is not known and not judged. */
export const strandedRackSchema = z.object({
  rack: z.string(),
  name: z.string(),
  hall: z.string(),
  freeU: z.number().nullable(),
  largestBlockU: z.number().nullable(),
  /** 0 when the free room is in one piece; null when nothing is free. */
  fragmentation: z.number().nullable(),
  /** Lowest unit where the node fits. */
  fitsAtU: z.number().nullable(),
  powerHeadroomW: z.number().nullable(),
  bySpace: z.number().nullable(),
  byPower: z.number().nullable(),
  byCooling: z.number().nullable(),
  /** The smallest of what is known; null while space or power is not. */
  usable: z.number().nullable(),
  /** What keeps more from being used, if one measure alone does. */
  binds: strandedBoundSchema.nullable(),
  /** Nodes that would fit if only that measure were lifted, with their cards and power. */
  strandedNodes: z.number(),
  strandedCards: z.number(),
  strandedPowerW: z.number(),
  /** Installed and held by nobody, and how many of these come in whole gangs. */
  freeCards: z.number(),
  gangCards: z.number(),
});

export const strandedSchema = z.object({
  at: instantSchema,
  /** null: the center has no server with accelerators and a rated power, and none was stated. */
  node: referenceNodeSchema.nullable(),
  gang: z.number().int(),
  groups: z.array(
    z.object({
      binds: strandedBoundSchema,
      racks: z.number(),
      cards: z.number(),
      powerW: z.number(),
    }),
  ),
  usableNodes: z.number(),
  /** Racks of which space or power is not known. */
  unknownRacks: z.number(),
  /** Racks whose cooling nobody states. */
  coolingUnknownRacks: z.number(),
  /** Free cards against blocks of n. */
  gangs: z.array(z.object({ gang: z.number().int(), freeCards: z.number(), gangCards: z.number() })),
  racks: z.array(strandedRackSchema),
});
export type Stranded = z.infer<typeof strandedSchema>;

const stranded = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/stranded",
  summary: "Room, power, cooling and cards that cannot be used, and what keeps each from use",
  tags: ["racks"],
})
  .input(
    z.object({
      center: centerIdSchema,
      /** Cards that a job wants in one piece. */
      gang: z.coerce.number().int().min(1).max(1024).default(8),
      /** The node to build, all three or none. */
      heightU: z.coerce.number().int().min(1).max(60).optional(),
      powerW: z.coerce.number().positive().max(1_000_000).optional(),
      cards: z.coerce.number().int().min(1).max(128).optional(),
    }),
  )
  .output(strandedSchema);

export const floor = { stranded };
