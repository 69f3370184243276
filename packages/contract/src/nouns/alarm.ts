import { z } from "zod";
import { precisionSchema } from "./accelerator.ts";
import { localIdSchema } from "./center-document.ts";
import { currencySchema, decimalSchema } from "./money.ts";
import { nameOf } from "./name.ts";
import { quantitySchema, subjectKinds } from "./quantity.ts";
import { instantSchema } from "./time.ts";

/** Four levels for people, worst first; an alarm needs an operator's response, anything else is an event. */
export const severities = ["critical", "major", "minor", "warning"] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/**
 * States of ISA-18.2 / IEC 62682 as letters: A normal, B unacknowledged, C acknowledged, D returned unacknowledged,
 * E latched unacknowledged, F latched acknowledged (both returned, and waiting for a person's reset), G shelved,
 * H suppressed by design, I out of service. Flags are stored, the letter is derived.
 */
export const alarmLetters = ["A", "B", "C", "D", "E", "F", "G", "H", "I"] as const;
export type AlarmLetter = (typeof alarmLetters)[number];

const seconds = z.number().nonnegative().max(86_400);

/**
 * What can be wrong with an accelerator. xid: the driver reported a code of the hardware, or one that nobody knows.
 * xid_application: a code that a program brings about. off_bus: code 79. ecc: memory errors that could not be
 * corrected. throttle: slowed down by heat or by its supply. missing: the inventory has it, its server reports others
 * and not it.
 */
export const acceleratorFaults = ["xid", "xid_application", "off_bus", "ecc", "throttle", "missing"] as const;
export type AcceleratorFault = (typeof acceleratorFaults)[number];

/** What makes the alarm: a rule is data, and a change of it is a new version. */
export const alarmConditionSchema = z.discriminatedUnion("kind", [
  /** A point beyond a limit. Clears at the limit minus the dead-band, not just below the limit. */
  z.strictObject({
    kind: z.literal("limit"),
    subjectKind: z.enum(subjectKinds),
    quantity: quantitySchema,
    side: z.enum(["above", "below"]),
    raiseAt: z.number(),
    deadBand: z.number().nonnegative().default(0),
  }),
  /** A rack's power as a share of its limit. */
  z.strictObject({
    kind: z.literal("rack_share"),
    raiseAt: z.number().positive().max(2),
    deadBand: z.number().nonnegative().default(0.02),
  }),
  /**
   * A feed's load as a share of what it may carry all the time. own: what it carries now. alone: what it would have to
   * carry with the other path lost, of feeds whose racks have both.
   */
  z.strictObject({
    kind: z.literal("feed_share"),
    of: z.enum(["own", "alone"]),
    raiseAt: z.number().positive().max(2),
    deadBand: z.number().nonnegative().default(0.02),
  }),
  /** A fault of an accelerator; absent: xid. */
  z.strictObject({ kind: z.literal("fault"), of: z.enum(acceleratorFaults).optional() }),
  /** A leak sensor, wherever it sits. No delay, always latched, and no maintenance hides it. */
  z.strictObject({ kind: z.literal("leak") }),
  /** A feed that carries nothing although servers hang on it: its breaker is open, or what is above it. */
  z.strictObject({ kind: z.literal("feed_dead") }),
  /**
   * Air at a rack's inlet outside the range of its thermal class. A value on the bound is inside; it clears once it is
   * inside by the dead-band, in kelvin or in hundredths of relative humidity.
   */
  z.strictObject({
    kind: z.literal("envelope"),
    envelope: z.enum(["allowable", "recommended"]),
    of: z.enum(["temperature", "dew_point", "humidity"]),
    deadBand: z.number().nonnegative().max(10).default(1),
  }),
  /**
   * Liquid that a loop supplies is no more than so many kelvin above the dew point of the air at a rack that it reaches:
   * water of the air condenses on what it cools.
   */
  z.strictObject({
    kind: z.literal("condensation"),
    raiseAt: z.number().nonnegative().max(20).default(2),
    deadBand: z.number().nonnegative().max(10).default(1),
  }),
  /** A source sends nothing for so many of its cadences: one alarm for the source, not one per point. */
  z.strictObject({ kind: z.literal("source_lost"), cadences: z.number().min(2).max(1000).default(3) }),
  /**
   * A device falls silent while its source goes on without it: nothing it tells is newer than so many cadences. A rack
   * is silent when everything in it is, a hall when nine of ten of its racks are.
   */
  z.strictObject({
    kind: z.literal("silent"),
    subjectKind: z.enum(["rack", "server", "meter", "hall"]),
    cadences: z.number().min(2).max(1000).default(3),
  }),
  /**
   * Two measurements of one thing lie outside what their instruments and losses allow, by at least the band (share of
   * the larger). It is over when they agree again.
   */
  z.strictObject({ kind: z.literal("disagreement"), band: z.number().positive().max(1) }),
  /** A wall that stopped drawing, or draws an old picture. */
  z.strictObject({ kind: z.literal("wall_frozen") }),
  /**
   * An alert that another rule engine judged and told us, as Alertmanager does. The rule takes those whose `severity`
   * label is one of these words, in small letters; `others` takes what no rule claims.
   */
  z.strictObject({
    kind: z.literal("external"),
    severityLabels: z.array(z.string().trim().min(1).max(60).toLowerCase()).max(50),
    others: z.boolean().default(false),
  }),
]);
export type AlarmCondition = z.infer<typeof alarmConditionSchema>;

/**
 * isa: missing data holds the state. prometheus: the delays are `for` and `keep_firing_for`, and a missing input is an
 * absent element, which starts the one over and the other running; such a rule wants one about silence beside it.
 */
export const alarmTimings = ["isa", "prometheus"] as const;

const ruleFields = z.strictObject({
  id: localIdSchema,
  name: nameOf(200),
  nameZh: nameOf(200).optional(),
  severity: severitySchema,
  condition: alarmConditionSchema,
  /** The condition must hold so long before the alarm is raised; a leak has none. */
  onDelayS: seconds.default(0),
  /** It must be gone so long before the alarm clears. */
  offDelayS: seconds.default(0),
  /** Absent: isa. */
  timing: z.enum(alarmTimings).optional(),
  /** Stays until it is acknowledged and a person resets it, though the condition has gone. A leak always does. */
  latched: z.boolean().optional(),
});

const isPrompt = ({ condition, onDelayS }: Pick<AlarmRule, "condition" | "onDelayS">): boolean =>
  condition.kind !== "leak" || onDelayS === 0;
const notPrompt = { path: ["onDelayS"], error: "must be 0: a leak is told at once" };
export const alarmRuleSchema = ruleFields.refine(isPrompt, notPrompt);
/** A rule as its setter hands it in, without its id. */
export const alarmRuleDefinitionSchema = ruleFields.omit({ id: true }).refine(isPrompt, notPrompt);
export const storedAlarmRuleSchema = ruleFields.extend({
  version: z.number().int(),
  since: instantSchema,
  enabled: z.boolean(),
});
export type AlarmRule = z.infer<typeof ruleFields>;

/** Why a share of what is exposed cannot be told. */
export const exposureReasons = [
  "no_peak_known",
  "no_price",
  "no_model",
  "no_places",
  "no_place_named",
] as const;
const exposureReason = z.enum(exposureReasons).nullable();

/** What hangs on a subject now: who holds any of it, what it could compute, and what the holders pay for it. */
export const exposureSchema = z.object({
  /** Between whoever surely holds any of it and those, too, who may: their leases or the alert itself name no place. */
  tenants: z.object({ atLeast: z.number().int(), atMost: z.number().int(), reason: exposureReason }),
  /** null: the alert of another rule engine names no place. */
  accelerators: z.number().int().nullable(),
  /** Dense peak of all these accelerators at one precision; null: of some it is not known. */
  pflops: z.object({ value: z.number().nullable(), precision: precisionSchema, reason: exposureReason }),
  /** Prices in force of the leases that hold it, a minute; null: some have none, or may hold it. */
  perMinute: z.object({
    amount: decimalSchema.nullable(),
    /** The part of it that is known. */
    atLeast: decimalSchema,
    currency: currencySchema,
    reason: exposureReason,
  }),
});
export type Exposure = z.infer<typeof exposureSchema>;

/** One alarm as lists, walls and the live topic show it. */
export const alarmViewSchema = z.object({
  /** `<rule>/<subject kind>/<subject id>`: the same condition of the same thing keeps its name. */
  id: z.string().max(400),
  rule: localIdSchema,
  ruleName: z.string(),
  ruleNameZh: z.string().optional(),
  severity: severitySchema,
  subject: z.object({ kind: z.string(), id: z.string() }),
  /** As people call it, with its place: `Hall A / R-07`. */
  place: z.string(),
  /** Id of the rack that it is, or that it stands in; null: it stands in none. */
  rack: z.string().nullable(),
  letter: z.enum(alarmLetters),
  /** bad: the input is missing or stale, so the state is held and may be old. */
  quality: z.enum(["good", "bad"]),
  occurrence: z.number().int(),
  /** null: never raised, only silenced. */
  onsetMs: z.number().nullable(),
  raisedMs: z.number().nullable(),
  /** When silence over it ended last and it began to need somebody; absent: it did as soon as it was raised. */
  annunciatedMs: z.number().optional(),
  clearedMs: z.number().nullable(),
  acknowledged: z.object({ atMs: z.number(), by: z.string(), note: z.string() }).nullable(),
  shelf: z.object({ by: z.string(), reason: z.string(), untilMs: z.number() }).nullable(),
  /** The maintenance that suppresses it; it ends by itself. */
  suppression: z.object({ event: z.string(), reason: z.string(), untilMs: z.number() }).nullable(),
  /** Stays until somebody resets it. */
  latched: z.boolean(),
  /** When it last turned. */
  value: z.number().nullable(),
  /** When this occurrence was raised; absent: nothing was read then, or it is not recorded. */
  raisedValue: z.number().optional(),
  limit: z.number().nullable(),
  unit: z.string(),
  /** What hangs on it; the list is ranked by this within a severity. */
  exposure: exposureSchema,
  /** The alarm that explains this one (a lost source, a parent that is down); null: it is a root itself. */
  root: z.string().nullable(),
  /** Acknowledging the root acknowledges this one too; absent: it does not. */
  goesWithRoot: z.boolean().optional(),
  /** How many others it explains, those that are not shown among them. */
  explains: z.number().int(),
});
export type AlarmView = z.infer<typeof alarmViewSchema>;

/** Topic `center:<id>:alarms`. */
export const alarmBoardSchema = z.object({
  nowMs: z.number(),
  /** Everything that is not normal, worst and most exposed first; at most 500, `more` counts the rest. */
  alarms: z.array(alarmViewSchema),
  more: z.number().int(),
  /** `open`: active, or waiting for a person; each alarm once. */
  counts: z.record(
    severitySchema,
    z.object({ unacknowledged: z.number().int(), active: z.number().int(), open: z.number().int() }),
  ),
  /** Of the unacknowledged: those that are acknowledged together with their root. */
  carried: z.number().int(),
  silenced: z.number().int(),
  /** Conditions that hold and have not held for long enough yet. */
  pending: z.number().int(),
  /** Points that were heard once and are silent now: what hangs on them is not known to be normal. */
  stalePoints: z.number().int(),
  flood: z.object({ sinceMs: z.number(), annunciations: z.number().int() }).nullable(),
});
export type AlarmBoard = z.infer<typeof alarmBoardSchema>;

/** A line of the journal; nothing in it is ever changed. */
export const alarmEventSchema = z.object({
  seq: z.number().int(),
  atMs: z.number(),
  alarm: z.string(),
  rule: localIdSchema,
  ruleVersion: z.number().int(),
  severity: severitySchema,
  occurrence: z.number().int(),
  event: z.string(),
  by: z.string().nullable(),
  note: z.string(),
  value: z.number().nullable(),
  /** Of the value, as the rule of that version judged it; null: that rule is not on record. */
  unit: z.string().nullable(),
  /** What the alarm is on, as people call it now: `Hall A / R-07`; null: the alarm is not known any more. */
  place: z.string().nullable(),
});
export type AlarmEventLine = z.infer<typeof alarmEventSchema>;
