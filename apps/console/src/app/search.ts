import {
  figureNames,
  mapMetrics,
  monthSchema,
  severities,
  wallSceneSchema,
  wallSettingsSchema,
} from "@aidc/contract";
import { z } from "zod";
import { languages } from "../i18n/languages.ts";
import { themes } from "../ui/theme/theme.ts";

/** What every address may say. A value nobody knows is dropped, never an error: addresses get mangled in chats. */
export const rootSearch = z.object({
  lang: z.enum(languages).optional().catch(undefined),
  theme: z.enum(themes).optional().catch(undefined),
});

/** A wall is set at the desk; its address may say otherwise for a quick look. */
export const wallSearch = z.object({
  unit: z.enum(["pflops", "cards"]).optional().catch(undefined),
  scene: wallSceneSchema.optional().catch(undefined),
  /** `overview,racks`: in this order. */
  scenes: z
    .preprocess(
      (listed) => (typeof listed === "string" ? listed.split(",") : listed),
      wallSettingsSchema.shape.scenes.unwrap(),
    )
    .optional()
    .catch(undefined),
  seconds: z.coerce
    .number()
    .pipe(wallSettingsSchema.shape.secondsPerScene.unwrap())
    .optional()
    .catch(undefined),
  distance: z.coerce.number().min(0.5).max(100).optional().catch(undefined),
  diagonal: z.coerce.number().min(10).max(1_000).optional().catch(undefined),
  metric: wallSettingsSchema.shape.mapMetric.unwrap().optional().catch(undefined),
});

/** Kept as it is written: another month than the one that somebody asked for must not stand there without a word. */
const wantedPeriod = z.string().max(40).optional().catch(undefined);

export const reportsSearch = z.object({
  center: z.string().optional().catch(undefined),
  period: wantedPeriod,
  /** The number or id of a kept report; absent: the period as known now. */
  report: z.string().max(120).optional().catch(undefined),
  /** A day of the center: the period as it was known at its end; absent: as known now. */
  known: z.iso.date().optional().catch(undefined),
  /** Whose origin is open beside the page. */
  figure: z.string().max(120).optional().catch(undefined),
  /** What every number stands beside: another period, the plan, the limit, or another center. */
  compare: z
    .string()
    .regex(/^(previous|lastYear|plan|limit|center:[a-z0-9][a-z0-9._-]*)$/)
    .optional()
    .catch(undefined),
});

export const regionSearch = z.object({ period: wantedPeriod });

export const schedulesSearch = z.object({ center: z.string().optional().catch(undefined) });

/** A way inside this console; another site's address is nobody's next page. */
const ownPath = z
  .string()
  .regex(/^\/(?![/\\])/)
  .optional()
  .catch(undefined);

export const signInSearch = z.object({
  token: z.string().optional().catch(undefined),
  /** An invitation or a reset: the link asks for a new password. */
  set: z.enum(["password"]).optional().catch(undefined),
  next: ownPath,
  /** What an identity provider's refusal brings back. */
  error: z.string().max(200).optional().catch(undefined),
});

const localDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined);

/** The period of a tenant's page: a named one, or from and to as local dates, both included. */
const periodSearch = {
  period: z.enum(["month", "last-month", "7d", "30d", "own"]).optional().catch(undefined),
  from: localDate,
  to: localDate,
};

export const mySearch = z.object({
  /** Whose origin is open beside the page: a number of the page by its name. */
  explain: z.string().max(80).optional().catch(undefined),
});

export const usageSearch = z.object({
  ...periodSearch,
  by: z.enum(["day", "model", "member", "job", "team"]).optional().catch(undefined),
});

export const energySearch = z.object(periodSearch);

export const statementSearch = z.object({
  /** The line that is unfolded. */
  line: z.string().max(300).optional().catch(undefined),
});

export const requestsSearch = z.object({
  /** Opens the form with what is asked for, and for which lease. */
  ask: z.enum(["new", "resize", "renew", "end"]).optional().catch(undefined),
  lease: z.string().max(200).optional().catch(undefined),
});

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
  "rackContracted",
  "rackAllocated",
  "rackLimit",
  "rackHumidity",
  "rackOutlet",
  "rackDewPoint",
] as const;

export const opsSearch = z.object({
  center: z.string().optional().catch(undefined),
  range: z.enum(["today", "1h", "24h", "7d", "30d"]).optional().catch(undefined),
  /** Search and order of the page's list, what of it is open, and which form. */
  q: z.string().optional().catch(undefined),
  sort: z.string().optional().catch(undefined),
  open: z.string().optional().catch(undefined),
  form: z.string().optional().catch(undefined),
  /** Whose origin is open beside the page. */
  explain: z
    .enum([...figureNames, ...liveNumbers])
    .optional()
    .catch(undefined),
});

export const racksSearch = z.object({
  view: z.enum(["map", "list", "stranded"]).optional().catch(undefined),
  /** What the map's brightness stands for, and which part of the floor is in sight. */
  metric: z.enum(["power", "inlet", "utilisation", "held"]).optional().catch(undefined),
  sight: z.string().max(40).optional().catch(undefined),
  /** Cards in one piece, for what is stranded. */
  gang: z.coerce.number().int().min(1).max(1024).optional().catch(undefined),
  q: z.string().optional().catch(undefined),
  sort: z.string().optional().catch(undefined),
});

export const rackSearch = z.object({
  /** The accelerator whose facts are open. */
  card: z.string().max(200).optional().catch(undefined),
  quantity: z
    .enum([
      "power",
      "inlet_temperature",
      "outlet_temperature",
      "relative_humidity",
      "utilisation",
      "temperature",
    ])
    .optional()
    .catch(undefined),
  as: z.enum(["chart", "table"]).optional().catch(undefined),
});

export const sourcesSearch = z.object({
  connect: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
});

export const leasesSearch = z.object({
  view: z.enum(["timeline", "table"]).optional().catch(undefined),
  /** Days of the center's calendar, the second one not included. */
  from: z.string().optional().catch(undefined),
  to: z.string().optional().catch(undefined),
});
export const opsRequestsSearch = z.object({ show: z.enum(["open", "all"]).optional().catch(undefined) });
export const statementsSearch = z.object({ month: monthSchema.optional().catch(undefined) });
export const pricesSearch = z.object({ as: z.enum(["form", "json"]).optional().catch(undefined) });
/** Which alarms of which severity. */
export const alarmsSearch = z.object({
  view: z.enum(["board", "journal", "grade"]).optional().catch(undefined),
  show: z.enum(["open", "unacknowledged", "acknowledged", "silenced", "all"]).optional().catch(undefined),
  severity: z.enum(severities).optional().catch(undefined),
});
export const auditSearch = z.object({
  at: z.string().optional().catch(undefined),
  tenant: z.string().optional().catch(undefined),
  actor: z.string().optional().catch(undefined),
  action: z.string().optional().catch(undefined),
  outcome: z.enum(["done", "refused"]).optional().catch(undefined),
});
export const shiftSearch = z.object({ hours: z.enum(["8h", "12h", "24h"]).optional().catch(undefined) });
/** The instant in UTC; the speed at which it plays. */
export const replaySearch = z.object({
  at: z.string().max(40).optional().catch(undefined),
  speed: z.enum(["x1", "x10", "x60"]).optional().catch(undefined),
  scene: wallSceneSchema.exclude(["visitor"]).optional().catch(undefined),
  metric: z.enum(mapMetrics).optional().catch(undefined),
});
