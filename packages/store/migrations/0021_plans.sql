CREATE TABLE "plan_version" (
	"center_id" text NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL,
	"content_sha256" text NOT NULL,
	CONSTRAINT "plan_version_center_id_version_pk" PRIMARY KEY("center_id","version")
);
--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;