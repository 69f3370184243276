CREATE TABLE "report_file" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"number" text NOT NULL,
	"format" text NOT NULL,
	"language" text NOT NULL,
	"job_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" text NOT NULL,
	"state" text NOT NULL,
	"step" text,
	"error" text,
	"ended_at" timestamp (3) with time zone,
	"content" "bytea",
	"size" integer,
	"sha256" text,
	CONSTRAINT "report_file_center_id_id_pk" PRIMARY KEY("center_id","id"),
	CONSTRAINT "report_file_once" UNIQUE("center_id","report_id","format","language")
);
--> statement-breakpoint
ALTER TABLE "report_file" ADD CONSTRAINT "report_file_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_file" ADD CONSTRAINT "report_file_center_id_report_id_report_center_id_id_fk" FOREIGN KEY ("center_id","report_id") REFERENCES "public"."report"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_file_state_asked_at_index" ON "report_file" USING btree ("state","asked_at");