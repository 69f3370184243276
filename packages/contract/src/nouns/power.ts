import { z } from "zod";
import { rackFeedSchema, rackLoopSchema } from "../live/rack-state.ts";
import { figureSchema } from "./figure.ts";
import { subjectSchema } from "./quantity.ts";
import { instantSchema } from "./time.ts";

/**
 * Where energy is in the balance. not_held: in racks that no lease holds, and of machines of a rack that are no
 * servers. not_split: of a time in which who drew it is not known. residual: what a level does not pass on to anything
 * that is measured.
 */
export const flowKinds = [
  ...(["grid_import", "generator", "pv", "facility", "grid_export"] as const),
  ...(["ups_output", "cooling", "lighting", "other_overhead", "pdu_output", "racks"] as const),
  ...(["tenant", "not_held", "not_split", "residual"] as const),
] as const;
export type FlowKind = (typeof flowKinds)[number];

const flowNodeSchema = z.object({
  /** The kind; with the tenant or the level where there are several. */
  id: z.string(),
  kind: z.enum(flowKinds),
  tenant: z.object({ id: z.string(), name: z.string(), nameZh: z.string().optional() }).nullable(),
  /** kWh; never negative. */
  figure: figureSchema,
});
const flowLinkSchema = z.object({ from: z.string(), to: z.string(), kwh: z.number().nonnegative() });
/** What a level gets against what its parts get; a negative residual says that more was measured downstream. */
const flowBalanceSchema = z.object({
  at: z.string(),
  wholeKwh: z.number(),
  partsKwh: z.number(),
  residualKwh: z.number(),
  /** Of the whole; null when the whole is 0. */
  residualRatio: z.number().nullable(),
});
/** The energy balance of a window, every level over the time that all of them cover. */
export const energyFlowSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  coverage: z.number().min(0).max(1),
  /** Of the split by tenant; lower where racks have been measured for less long than meters. */
  splitCoverage: z.number().min(0).max(1),
  nodes: z.array(flowNodeSchema),
  links: z.array(flowLinkSchema),
  balances: z.array(flowBalanceSchema),
  /** Left out, because nothing is known of them in the window: a level with one of these is not drawn. */
  silent: z.array(subjectSchema),
  /** Levels that have no point at all, or silent ones. */
  unknownLevels: z.array(z.enum(flowKinds)),
});
export type EnergyFlow = z.infer<typeof energyFlowSchema>;

export const distributionFeedSchema = rackFeedSchema.extend({
  parent: z.string().nullable(),
  /** Racks below, of itself and of feeds below it. */
  racks: z.number().int(),
});
export const distributionLoopSchema = rackLoopSchema.extend({
  parent: z.string().nullable(),
  designFlowLpm: z.number().nullable(),
});
/** Feeds and loops with what they carry at this moment, parents before children. */
export const distributionSchema = z.object({
  nowMs: z.number(),
  feeds: z.array(distributionFeedSchema),
  loops: z.array(distributionLoopSchema),
});
export type Distribution = z.infer<typeof distributionSchema>;

/** dark: no supply is left. one_path: it goes on without a second. fewer_outlets: it keeps its paths. uncooled: no loop is left. */
export const impactEffects = ["dark", "uncooled", "one_path", "partly_cooled", "fewer_outlets"] as const;
export type ImpactEffect = (typeof impactEffects)[number];

/** What hangs on a feed, a loop or a rack, and what its loss would do. */
export const impactSchema = z.object({
  of: subjectSchema.extend({ name: z.string() }),
  /** Feeds or loops that go with it. */
  below: z.array(z.object({ id: z.string(), name: z.string() })),
  racks: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      hallName: z.string(),
      effect: z.enum(impactEffects),
      powerW: z.number().nullable(),
      servers: z.array(z.string()),
      accelerators: z.number().int(),
      tenants: z.array(z.string()),
    }),
  ),
  servers: z.number().int(),
  accelerators: z.number().int(),
  /** What is known of it, and whether that is all. */
  powerW: z.number(),
  powerIsWhole: z.boolean(),
  tenants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameZh: z.string().optional(),
      racks: z.number().int(),
      accelerators: z.number().int(),
      leases: z.array(z.string()),
    }),
  ),
  /** Who may hang on it too: contracts of theirs have no places, or not for all they lease, and something is free here. */
  open: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameZh: z.string().optional(),
      contracts: z.array(z.string()),
    }),
  ),
  /** Feeds of the other path that would then carry more than they may. */
  overloads: z.array(z.object({ id: z.string(), name: z.string(), loadW: z.number(), limitW: z.number() })),
});
export type Impact = z.infer<typeof impactSchema>;
