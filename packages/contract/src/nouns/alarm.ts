import { z } from "zod";
import { localIdSchema } from "./center-document.ts";
import { quantitySchema, subjectKinds } from "./quantity.ts";

/** Four levels for people, worst first; an alarm needs an operator's response, anything else is an event. */
export const severities = ["critical", "major", "minor", "warning"] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/**
 * States of ISA-18.2 / IEC 62682 as letters: A normal, B unacknowledged, C acknowledged, D returned unacknowledged,
 * G shelved, H suppressed by design, I out of service. Flags are stored, the letter is derived.
 */
export const alarmLetters = ["A", "B", "C", "D", "G", "H", "I"] as const;
export type AlarmLetter = (typeof alarmLetters)[number];

const seconds = z.number().nonnegative().max(86_400);

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
  /** An accelerator reports a fault code. */
  z.strictObject({ kind: z.literal("fault") }),
  /** A source sends nothing for so many of its cadences: one alarm for the source, not one per point. */
  z.strictObject({ kind: z.literal("source_lost"), cadences: z.number().min(2).max(1000).default(3) }),
  /**
   * A device falls silent while its source goes on without it: nothing it tells is newer than so many cadences. A rack
   * is silent when everything in it is.
   */
  z.strictObject({
    kind: z.literal("silent"),
    subjectKind: z.enum(["rack", "server", "meter"]),
    cadences: z.number().min(2).max(1000).default(3),
  }),
  /** Two measurements of one thing differ by more than the band (share of the larger). */
  z.strictObject({ kind: z.literal("disagreement"), band: z.number().positive().max(1) }),
  /** A wall that stopped drawing, or draws an old picture. */
  z.strictObject({ kind: z.literal("wall_frozen") }),
]);
export type AlarmCondition = z.infer<typeof alarmConditionSchema>;

export const alarmRuleSchema = z.strictObject({
  id: localIdSchema,
  name: z.string().trim().min(1).max(200),
  nameZh: z.string().trim().min(1).max(200).optional(),
  severity: severitySchema,
  condition: alarmConditionSchema,
  /** The condition must hold so long before the alarm is raised; a leak has none. */
  onDelayS: seconds.default(0),
  /** It must be gone so long before the alarm clears. */
  offDelayS: seconds.default(0),
});
export type AlarmRule = z.infer<typeof alarmRuleSchema>;

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
  letter: z.enum(alarmLetters),
  /** bad: the input is missing or stale, so the state is held and may be old. */
  quality: z.enum(["good", "bad"]),
  occurrence: z.number().int(),
  onsetMs: z.number(),
  raisedMs: z.number(),
  clearedMs: z.number().nullable(),
  acknowledged: z.object({ atMs: z.number(), by: z.string(), note: z.string() }).nullable(),
  shelf: z.object({ by: z.string(), reason: z.string(), untilMs: z.number() }).nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  unit: z.string(),
  /** What hangs on it; the list is ranked by this within a severity. */
  exposure: z.object({ tenants: z.number().int(), accelerators: z.number().int() }),
  /** The alarm that explains this one (a lost source, a parent that is down); null: it is a root itself. */
  root: z.string().nullable(),
});
export type AlarmView = z.infer<typeof alarmViewSchema>;

/** Topic `center:<id>:alarms`. */
export const alarmBoardSchema = z.object({
  nowMs: z.number(),
  /** Everything that is not normal, worst and most exposed first; at most 500, `more` counts the rest. */
  alarms: z.array(alarmViewSchema),
  more: z.number().int(),
  counts: z.record(severitySchema, z.object({ unacknowledged: z.number().int(), active: z.number().int() })),
  silenced: z.number().int(),
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
});
export type AlarmEventLine = z.infer<typeof alarmEventSchema>;
