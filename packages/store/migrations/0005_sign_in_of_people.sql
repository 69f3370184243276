DROP TABLE "session" CASCADE;--> statement-breakpoint
-- Links of before were nobody's in particular and live for minutes only.
DELETE FROM "sign_in_token";--> statement-breakpoint
ALTER TABLE "sign_in_token" ADD COLUMN "person_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_token" ADD COLUMN "purpose" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_token" ADD CONSTRAINT "sign_in_token_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_token_person_id_index" ON "sign_in_token" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_open_once" ON "membership" USING btree ("center_id","tenant_id","person_id") WHERE "membership"."ends_at" is null;