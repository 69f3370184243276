import { sql } from "drizzle-orm";
import { doublePrecision, integer, numeric, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";

/**
 * Ordinary rows anyone can read: the views `rollup_*_by_point` name the subject and the quantity.
 * `integral` is value x milliseconds x the quantity's scale, an exact integer (power: millijoules).
 */
const columns = () => ({
  centerId: centerId(),
  seriesId: integer("series_id").notNull(),
  startsAt: instant("starts_at").notNull(),
  endsAt: instant("ends_at").notNull(),
  integral: numeric("integral").notNull(),
  coveredMs: integer("covered_ms").notNull(),
  min: doublePrecision("min"),
  max: doublePrecision("max"),
  samples: integer("samples").notNull(),
  resets: integer("resets").notNull(),
});

export const rollup5m = pgTable("rollup_5m", columns(), (t) => [
  primaryKey({ columns: [t.centerId, t.seriesId, t.startsAt] }),
]);
export const rollup1h = pgTable("rollup_1h", columns(), (t) => [
  primaryKey({ columns: [t.centerId, t.seriesId, t.startsAt] }),
]);
/** Days of the center's own calendar: 23 or 25 hours where the clock changes. */
export const rollup1d = pgTable(
  "rollup_1d",
  {
    ...columns(),
    /** When it last became what it is; what came late is told by it. */
    writtenAt: instant("written_at").notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.seriesId, t.startsAt] })],
);

/**
 * Another value each time any roll-up of the day is written or removed, by a trigger, so that no way of writing forgets
 * it: what was found in a day's roll-ups stands while its state does. What roll-ups a restore writes, it tells anew.
 */
export const rollup1dState = pgTable(
  "rollup_1d_state",
  { centerId: centerId(), startsAt: instant("starts_at").notNull(), state: uuid("state").notNull() },
  (t) => [primaryKey({ columns: [t.centerId, t.startsAt] })],
);
