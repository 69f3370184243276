CREATE TABLE "alarm" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"rule_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"life" jsonb NOT NULL,
	"condition" jsonb NOT NULL,
	"value" double precision,
	CONSTRAINT "alarm_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "alarm_event" (
	"center_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "alarm_event_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"alarm_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"rule_version" integer NOT NULL,
	"severity" text NOT NULL,
	"occurrence" integer NOT NULL,
	"event" text NOT NULL,
	"by_whom" text,
	"note" text NOT NULL,
	"value" double precision,
	CONSTRAINT "alarm_event_center_id_seq_pk" PRIMARY KEY("center_id","seq"),
	CONSTRAINT "alarm_event_once" UNIQUE("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "alarm_rule" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"enabled" boolean NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"set_by" text NOT NULL,
	CONSTRAINT "alarm_rule_center_id_id_version_pk" PRIMARY KEY("center_id","id","version")
);
--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_event" ADD CONSTRAINT "alarm_event_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm_rule" ADD CONSTRAINT "alarm_rule_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alarm_event_center_id_event_at_index" ON "alarm_event" USING btree ("center_id","event","at");--> statement-breakpoint
CREATE INDEX "alarm_event_center_id_alarm_id_occurrence_index" ON "alarm_event" USING btree ("center_id","alarm_id","occurrence");