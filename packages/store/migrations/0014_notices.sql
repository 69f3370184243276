CREATE TABLE "external_alert" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"key_id" uuid NOT NULL,
	"labels" jsonb NOT NULL,
	"summary" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "external_alert_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_attempt" (
	"center_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "notice_attempt_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"target_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"is_test" boolean NOT NULL,
	"ok" boolean NOT NULL,
	"status" integer,
	"answer" text NOT NULL,
	"duration_ms" integer NOT NULL,
	"events" integer NOT NULL,
	CONSTRAINT "notice_attempt_center_id_seq_pk" PRIMARY KEY("center_id","seq")
);
--> statement-breakpoint
CREATE TABLE "notice_message" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"digest" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	CONSTRAINT "notice_message_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_target" (
	"center_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"destination" text NOT NULL,
	"is_signed" boolean NOT NULL,
	"sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_seq" bigint NOT NULL,
	"pending" jsonb,
	"bucket" jsonb,
	"last_message_at" timestamp (3) with time zone,
	"busy_until" timestamp (3) with time zone,
	"state" text DEFAULT 'untried' NOT NULL,
	"failing_since" timestamp (3) with time zone,
	CONSTRAINT "notice_target_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
ALTER TABLE "external_alert" ADD CONSTRAINT "external_alert_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_attempt" ADD CONSTRAINT "notice_attempt_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_attempt" ADD CONSTRAINT "notice_attempt_center_id_target_id_notice_target_center_id_id_fk" FOREIGN KEY ("center_id","target_id") REFERENCES "public"."notice_target"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_message" ADD CONSTRAINT "notice_message_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_message" ADD CONSTRAINT "notice_message_center_id_target_id_notice_target_center_id_id_fk" FOREIGN KEY ("center_id","target_id") REFERENCES "public"."notice_target"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_target" ADD CONSTRAINT "notice_target_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_attempt_center_id_target_id_seq_index" ON "notice_attempt" USING btree ("center_id","target_id","seq");--> statement-breakpoint
CREATE INDEX "notice_message_center_id_target_id_state_index" ON "notice_message" USING btree ("center_id","target_id","state");