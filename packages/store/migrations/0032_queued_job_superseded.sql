ALTER TABLE "queued_job"
	ADD COLUMN "superseded_at" timestamp (3) with time zone DEFAULT 'infinity' NOT NULL,
	ADD COLUMN "superseded_month" timestamp GENERATED ALWAYS AS (date_trunc('month', superseded_at at time zone 'UTC')) STORED NOT NULL,
	ADD COLUMN "left_at" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(started_at, ended_at, 'infinity')) STORED NOT NULL,
	ADD COLUMN "left_month" timestamp GENERATED ALWAYS AS (date_trunc('month', coalesce(started_at, ended_at, 'infinity') at time zone 'UTC')) STORED NOT NULL,
	ADD COLUMN "wait_order" bigint GENERATED ALWAYS AS (-round(extract(epoch from coalesce(started_at, ended_at) - eligible_at) * 1000)::bigint) STORED;--> statement-breakpoint
UPDATE "queued_job" q SET "superseded_at" = later."at" FROM (
	SELECT "center_id", "tenant_id", "job_id", "known_at", min("recorded_at") OVER (
		PARTITION BY "center_id", "job_id" ORDER BY "known_at" DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "at"
	FROM "queued_job"
) later
WHERE later."at" IS NOT NULL AND (q."center_id", q."tenant_id", q."job_id", q."known_at")
	= (later."center_id", later."tenant_id", later."job_id", later."known_at");--> statement-breakpoint
CREATE INDEX "queued_job_known_index" ON "queued_job" USING btree ("center_id","known_at","recorded_at");--> statement-breakpoint
CREATE INDEX "queued_job_wait_index" ON "queued_job" USING btree ("center_id","left_month","wait_order","job_id","left_at","superseded_at");--> statement-breakpoint
CREATE INDEX "queued_job_eligible_index" ON "queued_job" USING btree ("center_id","left_month","superseded_month","eligible_at","job_id","left_at","superseded_at");