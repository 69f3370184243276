ALTER TABLE "assignment" ADD COLUMN "declared_end" text;--> statement-breakpoint
ALTER TABLE "lease" ADD COLUMN "declared_end" text;--> statement-breakpoint
ALTER TABLE "service_event" ADD COLUMN "everybody" boolean NOT NULL DEFAULT false;--> statement-breakpoint
UPDATE "service_event" e SET "everybody" = NOT EXISTS (SELECT 1 FROM "service_event_tenant" t WHERE t."center_id" = e."center_id" AND t."event_id" = e."id");--> statement-breakpoint
ALTER TABLE "service_event" ALTER COLUMN "everybody" DROP DEFAULT;--> statement-breakpoint
-- What was withdrawn before it began ends at its beginning: it stays on record, and an empty range overlaps nothing.
ALTER TABLE "assignment" DROP CONSTRAINT "assignment_ends_after_start";--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_ends_after_start" CHECK ("ends_at" IS NULL OR "ends_at" >= "starts_at");--> statement-breakpoint
ALTER TABLE "lease" DROP CONSTRAINT "lease_ends_after_start";--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_ends_after_start" CHECK ("ends_at" IS NULL OR "ends_at" >= "starts_at");
