import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId, instant, tenantId } from "./columns.ts";
import { center } from "./places.ts";

/**
 * What a scheduler said of a job at an instant. Insert only: of several statements about a job the one that was known
 * last counts, and what was recorded by a day can be told again.
 */
export const queuedJob = pgTable(
  "queued_job",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
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
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.account, t.id, t.knownAt] }),
    index().on(t.centerId, t.id, t.knownAt),
  ],
);
