import { z } from "zod";
import { alarmLetters } from "./alarm.ts";
import { localIdSchema } from "./center-document.ts";
import { instantSchema } from "./time.ts";

/** What an operator writes down. Nothing is changed afterwards: a correction is an entry that names the one before. */
export const shiftEntryDraftSchema = z.strictObject({
  /** Given by who writes, so that a second try is the same entry. */
  id: z.uuid(),
  text: z.string().trim().min(1).max(4000),
  alarm: z.string().min(1).max(400).nullable().default(null),
  rack: localIdSchema.nullable().default(null),
  corrects: z.uuid().nullable().default(null),
});
export type ShiftEntryDraft = z.infer<typeof shiftEntryDraftSchema>;

export const shiftEntrySchema = shiftEntryDraftSchema.extend({ at: instantSchema, by: z.string() });
export type ShiftEntry = z.infer<typeof shiftEntrySchema>;

const alarmOfShift = z.object({
  alarm: z.string(),
  ruleName: z.string(),
  ruleNameZh: z.string().optional(),
  place: z.string(),
  severity: z.string(),
});

/** What happened between two instants, and what the next shift has to know. Lists are cut at 50, the counts are not. */
export const shiftSummarySchema = z.object({
  from: instantSchema,
  to: instantSchema,
  alarmsRaised: z.number().int(),
  /** Of these, what another one brought about. Absent, as below: a note that was signed before it was counted. */
  alarmsExplained: z.number().int().optional(),
  alarmsReturned: z.number().int(),
  /** Without what one of them explains. */
  open: z.array(
    alarmOfShift.extend({
      /** Absent: a note that was signed before it was told. */
      letter: z.enum(alarmLetters).optional(),
      acknowledgedBy: z.string().nullable(),
      /** How many others it explains. */
      explains: z.number().int().optional(),
    }),
  ),
  openCount: z.number().int(),
  /** Of these, what the list leaves to its causes. */
  openExplained: z.number().int().optional(),
  shelved: z.array(alarmOfShift.extend({ by: z.string(), reason: z.string(), until: instantSchema })),
  shelvedCount: z.number().int(),
  serviceEvents: z.array(
    z.object({ title: z.string(), kind: z.string(), from: instantSchema, to: instantSchema.nullable() }),
  ),
  entries: z.number().int(),
});
export type ShiftSummary = z.infer<typeof shiftSummarySchema>;

const signature = z.object({ by: z.string(), at: instantSchema });

/** A hand-over note: frozen when the first person signs it, whole when the second one does. */
export const shiftHandoverSchema = z.object({
  id: z.uuid(),
  note: z.string(),
  summary: shiftSummarySchema,
  handedOver: signature,
  takenOver: signature.nullable(),
});
export type ShiftHandover = z.infer<typeof shiftHandoverSchema>;
