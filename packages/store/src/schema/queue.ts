import type { SQL } from "drizzle-orm";
import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { instant, tenantId } from "./columns.ts";
import { ofCenter } from "./places.ts";

/**
 * The first instant of its month. Columns and not keys of an index alone: row-level security lets the database look up
 * by a column, by a function of one only after it has seen the row.
 */
const utcMonthOf = (time: SQL) => sql`date_trunc('month', ${time} at time zone 'UTC')`;
const left = sql`coalesce(started_at, ended_at, 'infinity')`;

/**
 * What a scheduler said of a job at an instant. Insert only: of several statements about a job the one that was known
 * last counts, and what was recorded by a day can be told again: what counted at an instant was recorded by then and
 * superseded later.
 */
export const queuedJob = pgTable(
  "queued_job",
  {
    centerId: ofCenter(),
    /** The scheduler's account: the id of a tenant, or of nobody here. */
    account: tenantId(),
    id: text("job_id").notNull(),
    knownAt: instant("known_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    eligible: instant("eligible_at"),
    start: instant("started_at"),
    end: instant("ended_at"),
    state: text("state").notNull(),
    accelerators: integer("accelerators"),
    /** When something that was known later was first recorded of the job, whichever came first; infinity: nothing was. */
    supersededAt: instant("superseded_at").notNull().default(sql`'infinity'`),
    supersededMonth: timestamp("superseded_month")
      .notNull()
      .generatedAlwaysAs(utcMonthOf(sql`superseded_at`)),
    /** infinity: it waits still. */
    leftAt: instant("left_at").notNull().generatedAlwaysAs(left),
    leftMonth: timestamp("left_month").notNull().generatedAlwaysAs(utcMonthOf(left)),
    /** Of one that left the queue its wait in ms, negated: the longest comes first. */
    waitOrder: bigint("wait_order", { mode: "number" }).generatedAlwaysAs(
      sql`-round(extract(epoch from coalesce(started_at, ended_at) - eligible_at) * 1000)::bigint`,
    ),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.account, t.id, t.knownAt] }),
    index().on(t.centerId, t.id, t.knownAt),
    index("queued_job_known_index").on(t.centerId, t.knownAt, t.recordedAt),
    // Month by month the longest wait first, and what waited first; the last columns are looked at in the index alone.
    index("queued_job_wait_index").on(
      ...[t.centerId, t.leftMonth, t.waitOrder, t.id, t.leftAt, t.supersededAt],
    ),
    index("queued_job_eligible_index").on(
      ...[t.centerId, t.leftMonth, t.supersededMonth, t.eligible, t.id, t.leftAt, t.supersededAt],
    ),
  ],
);
