import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import {
  shiftEntryDraftSchema,
  shiftEntrySchema,
  shiftHandoverSchema,
  shiftSummarySchema,
} from "../nouns/shift.ts";
import { windowSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;

const shiftLog = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/shift-log",
  summary: "What operators wrote down in the window, newest first, 1,000 at most",
  tags: ["shift"],
})
  .input(windowSchema.extend({ center }))
  .output(z.array(shiftEntrySchema));

const writeShiftEntry = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/shift-log",
  summary: "Write an entry; it is never changed, a correction is another one",
  tags: ["shift"],
})
  .input(z.object({ center, entry: shiftEntryDraftSchema }))
  .output(shiftEntrySchema);

const shiftSummary = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/shift-summary",
  summary: "What happened in the window: alarms, shelves, service events, entries",
  tags: ["shift"],
})
  .input(windowSchema.extend({ center }))
  .output(shiftSummarySchema);

const handovers = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/shift-handovers",
  summary: "Hand-over notes, newest first, the last 100",
  tags: ["shift"],
})
  .input(z.object({ center }))
  .output(z.array(shiftHandoverSchema));

const handOver = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/shift-handovers",
  summary: "Sign a hand-over note; its summary is frozen with it",
  tags: ["shift"],
})
  .input(windowSchema.extend({ center, id: z.uuid(), note: z.string().trim().max(8000) }))
  .output(shiftHandoverSchema);

const takeOver = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/shift-handovers/{handover}/takeover",
  summary: "Sign as the one who takes over; another person than the one who handed over",
  tags: ["shift"],
})
  .input(z.object({ center, handover: z.uuid() }))
  .output(shiftHandoverSchema);

export const shift = {
  log: shiftLog,
  write: writeShiftEntry,
  summary: shiftSummary,
  handovers,
  handOver,
  takeOver,
};
