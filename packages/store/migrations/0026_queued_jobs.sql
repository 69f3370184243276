CREATE TABLE "queued_job" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"job_id" text NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"eligible_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"accelerators" integer,
	CONSTRAINT "queued_job_center_id_tenant_id_job_id_known_at_pk" PRIMARY KEY("center_id","tenant_id","job_id","known_at")
);
--> statement-breakpoint
ALTER TABLE "queued_job" ADD CONSTRAINT "queued_job_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "queued_job_center_id_job_id_known_at_index" ON "queued_job" USING btree ("center_id","job_id","known_at");--> statement-breakpoint
ALTER TABLE "queued_job" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "queued_job" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
