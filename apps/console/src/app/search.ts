import { figureNames } from "@aidc/contract";
import { z } from "zod";
import { languages } from "../i18n/languages.ts";
import { themes } from "../ui/theme/theme.ts";

/** What every address may say. A value nobody knows is dropped, never an error: addresses get mangled in chats. */
export const rootSearch = z.object({
  lang: z.enum(languages).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
});

export const wallSearch = z.object({ unit: z.enum(["pflops", "cards"]).optional().catch(undefined) });

export const signInSearch = z.object({ token: z.string().optional().catch(undefined) });

/** Numbers of this moment that open their origin too. */
const liveNumbers = [
  "pueLive",
  "pueToday",
  "pueYear",
  "facilityPower",
  "itPower",
  "coolingPower",
  "rackOccupancy",
  "rackPowerUse",
  "liveOccupancy",
  "liveAllocation",
  "liveUtilisation",
  "rackPower",
  "rackInlet",
  "rackUtilisation",
] as const;

export const opsSearch = z.object({
  center: z.string().optional().catch(undefined),
  range: z.enum(["today", "1h", "24h", "7d", "30d"]).optional().catch(undefined),
  /** Whose origin is open beside the page. */
  explain: z
    .enum([...figureNames, ...liveNumbers])
    .optional()
    .catch(undefined),
});

export const racksSearch = z.object({
  view: z.enum(["map", "list"]).optional().catch(undefined),
  q: z.string().optional().catch(undefined),
  sort: z.string().optional().catch(undefined),
});

export const rackSearch = z.object({
  quantity: z.enum(["power", "inlet_temperature"]).optional().catch(undefined),
  as: z.enum(["chart", "table"]).optional().catch(undefined),
});

export const sourcesSearch = z.object({ connect: z.boolean().optional().catch(undefined) });
