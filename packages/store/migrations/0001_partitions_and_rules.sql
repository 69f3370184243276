-- What the schema language has no words for. The partitioning of sample_journal and sample_chunk and the INCLUDE
-- columns of the roll-ups (range reads need the index only) are written by hand in 0000, in the CREATE statements.

CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- One rack, or one accelerator, belongs to one lease at a time. Deferrable: an import may end one assignment and
-- begin the next in either order.
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_no_overlap" EXCLUDE USING gist (
	"center_id" WITH =, "target_kind" WITH =, "target_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_ends_after_start" CHECK ("ends_at" IS NULL OR "ends_at" > "starts_at");
--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_ends_after_start" CHECK ("ends_at" IS NULL OR "ends_at" > "starts_at");
--> statement-breakpoint
-- Payloads are packed already: a second compression would cost CPU for nothing.
ALTER TABLE "sample_journal" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE "sample_chunk" ALTER COLUMN "packed" SET STORAGE EXTERNAL;
--> statement-breakpoint
CREATE VIEW "rollup_5m_by_point" AS
SELECT b.center_id, b.subject_kind, b.subject_id, b.quantity, r.starts_at, r.ends_at, r.integral, r.covered_ms, r.min, r.max, r.samples, r.resets
FROM "rollup_5m" r JOIN "binding" b ON b.center_id = r.center_id AND b.series_id = r.series_id;
--> statement-breakpoint
CREATE VIEW "rollup_1h_by_point" AS
SELECT b.center_id, b.subject_kind, b.subject_id, b.quantity, r.starts_at, r.ends_at, r.integral, r.covered_ms, r.min, r.max, r.samples, r.resets
FROM "rollup_1h" r JOIN "binding" b ON b.center_id = r.center_id AND b.series_id = r.series_id;
--> statement-breakpoint
CREATE VIEW "rollup_1d_by_point" AS
SELECT b.center_id, b.subject_kind, b.subject_id, b.quantity, r.starts_at, r.ends_at, r.integral, r.covered_ms, r.min, r.max, r.samples, r.resets
FROM "rollup_1d" r JOIN "binding" b ON b.center_id = r.center_id AND b.series_id = r.series_id;
