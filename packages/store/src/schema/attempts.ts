import { bigint, boolean, integer, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { ofCenter } from "./places.ts";

/** Every try to deliver something: when, how often before, and what the other side said. */
export const attemptColumns = (sequence: string) => ({
  centerId: ofCenter(),
  seq: bigint("seq", { mode: "number" }).notNull().generatedAlwaysAsIdentity({ name: sequence }),
  number: integer("number").notNull(),
  at: instant("at").notNull(),
  ok: boolean("ok").notNull(),
  status: integer("status"),
  answer: text("answer").notNull(),
  durationMs: integer("duration_ms").notNull(),
});
