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
