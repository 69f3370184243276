CREATE TABLE "report_delivery" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"event" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	CONSTRAINT "report_delivery_center_id_id_pk" PRIMARY KEY("center_id","id"),
	CONSTRAINT "report_delivered_once" UNIQUE("center_id","schedule_id","target_id","report_id","event")
);
--> statement-breakpoint
CREATE TABLE "report_delivery_attempt" (
	"center_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "report_delivery_attempt_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"number" integer NOT NULL,
	"ok" boolean NOT NULL,
	"status" integer,
	"answer" text NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "report_delivery_attempt_center_id_seq_pk" PRIMARY KEY("center_id","seq")
);
--> statement-breakpoint
CREATE TABLE "report_run" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"period" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text,
	"ended_at" timestamp (3) with time zone,
	"report_id" uuid NOT NULL,
	CONSTRAINT "report_run_center_id_id_pk" PRIMARY KEY("center_id","id"),
	CONSTRAINT "report_run_once" UNIQUE("center_id","schedule_id","period")
);
--> statement-breakpoint
CREATE TABLE "report_schedule" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"every" text NOT NULL,
	"day" integer NOT NULL,
	"time" text NOT NULL,
	"language" text NOT NULL,
	"targets" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "report_schedule_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_center_id_schedule_id_report_schedule_center_id_id_fk" FOREIGN KEY ("center_id","schedule_id") REFERENCES "public"."report_schedule"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_delivery_attempt" ADD CONSTRAINT "report_delivery_attempt_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_delivery_attempt" ADD CONSTRAINT "report_delivery_attempt_center_id_delivery_id_report_delivery_center_id_id_fk" FOREIGN KEY ("center_id","delivery_id") REFERENCES "public"."report_delivery"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_center_id_schedule_id_report_schedule_center_id_id_fk" FOREIGN KEY ("center_id","schedule_id") REFERENCES "public"."report_schedule"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_delivery_center_id_state_index" ON "report_delivery" USING btree ("center_id","state");--> statement-breakpoint
CREATE INDEX "report_delivery_attempt_center_id_delivery_id_seq_index" ON "report_delivery_attempt" USING btree ("center_id","delivery_id","seq");--> statement-breakpoint
CREATE INDEX "report_run_center_id_state_index" ON "report_run" USING btree ("center_id","state");