ALTER TABLE "center" ADD COLUMN "jurisdiction" text;--> statement-breakpoint
ALTER TABLE "center" ADD COLUMN "limits" jsonb;