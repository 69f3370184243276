ALTER TABLE "service_event" ADD COLUMN "places" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
-- What suppresses an alarm is kept with its reason and its end; nothing was ever suppressed before.
UPDATE "alarm" SET "life" = ("life" - 'suppressed') || '{"suppression": null}'::jsonb WHERE "life" ? 'suppressed';
