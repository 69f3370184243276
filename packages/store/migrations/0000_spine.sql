CREATE TABLE "ingest_key" (
	"center_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"accepted_samples" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "ingest_key_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_sha256" "bytea" NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "session_token_sha256_unique" UNIQUE("token_sha256")
);
--> statement-breakpoint
CREATE TABLE "sign_in_token" (
	"token_sha256" "bytea" PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "wall_token" (
	"center_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "wall_token_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "accelerator_model" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"maker" text NOT NULL,
	"dense_peak_tflops" jsonb NOT NULL,
	"memory_gb" double precision,
	"power_w" double precision,
	"evidence" text NOT NULL,
	"source" text NOT NULL,
	"effective_from" date NOT NULL,
	"note" text,
	CONSTRAINT "accelerator_model_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "meter" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"modulus_wh" double precision,
	"resolution_wh" double precision,
	"rated_power_w" double precision,
	"grade" text NOT NULL,
	CONSTRAINT "meter_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "accelerator" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"server_id" text NOT NULL,
	"slot" integer NOT NULL,
	"model_id" text NOT NULL,
	"uuid" text,
	CONSTRAINT "accelerator_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "center" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	"region_id" text NOT NULL,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"it_boundary" text NOT NULL,
	"compute_class" text NOT NULL,
	"rated_it_power_w" double precision,
	"retention_days" integer,
	"origin" text NOT NULL,
	"note" text,
	"default_interval_s" double precision NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hall" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "hall_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "rack" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"row_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"height_u" integer NOT NULL,
	"usable_u" integer,
	"power_limit_w" double precision,
	"limit_grade" text NOT NULL,
	"placement_grade" text NOT NULL,
	CONSTRAINT "rack_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "region" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "row" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"hall_id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "row_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "server" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"rack_id" text NOT NULL,
	"name" text NOT NULL,
	"hostname" text,
	"position_u" integer,
	"height_u" integer NOT NULL,
	"rated_power_w" double precision,
	"accelerators" jsonb,
	CONSTRAINT "server_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "rollup_1d" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"integral" numeric NOT NULL,
	"covered_ms" integer NOT NULL,
	"min" double precision,
	"max" double precision,
	"samples" integer NOT NULL,
	"resets" integer NOT NULL,
	CONSTRAINT "rollup_1d_center_id_series_id_starts_at_pk" PRIMARY KEY("center_id","series_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "rollup_1h" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"integral" numeric NOT NULL,
	"covered_ms" integer NOT NULL,
	"min" double precision,
	"max" double precision,
	"samples" integer NOT NULL,
	"resets" integer NOT NULL,
	CONSTRAINT "rollup_1h_center_id_series_id_starts_at_pk" PRIMARY KEY("center_id","series_id","starts_at") INCLUDE ("ends_at","integral","covered_ms","min","max","samples","resets")
);
--> statement-breakpoint
CREATE TABLE "rollup_5m" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"integral" numeric NOT NULL,
	"covered_ms" integer NOT NULL,
	"min" double precision,
	"max" double precision,
	"samples" integer NOT NULL,
	"resets" integer NOT NULL,
	CONSTRAINT "rollup_5m_center_id_series_id_starts_at_pk" PRIMARY KEY("center_id","series_id","starts_at") INCLUDE ("ends_at","integral","covered_ms","min","max","samples","resets")
);
--> statement-breakpoint
CREATE TABLE "binding" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"quantity" text NOT NULL,
	"scale" double precision NOT NULL,
	"offset_by" double precision NOT NULL,
	"bound_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"rebuild" boolean DEFAULT false NOT NULL,
	CONSTRAINT "binding_center_id_series_id_pk" PRIMARY KEY("center_id","series_id"),
	CONSTRAINT "binding_point_unique" UNIQUE("center_id","subject_kind","subject_id","quantity")
);
--> statement-breakpoint
CREATE TABLE "point" (
	"center_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"quantity" text NOT NULL,
	"interval_s" double precision,
	"max_gap_s" double precision,
	"grade" text,
	"declared" boolean NOT NULL,
	CONSTRAINT "point_pk" PRIMARY KEY("center_id","subject_kind","subject_id","quantity")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"center_id" text NOT NULL,
	"source_id" text NOT NULL,
	"reason" text NOT NULL,
	"count" bigint NOT NULL,
	"example" text NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quarantine_center_id_source_id_reason_pk" PRIMARY KEY("center_id","source_id","reason")
);
--> statement-breakpoint
CREATE TABLE "sample_chunk" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"generation" integer NOT NULL,
	"samples" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	CONSTRAINT "sample_chunk_center_id_series_id_window_start_pk" PRIMARY KEY("center_id","series_id","window_start")
) PARTITION BY RANGE ("window_start");
--> statement-breakpoint
CREATE TABLE "sample_journal" (
	"center_id" text NOT NULL,
	"id" bigint NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"source_id" text NOT NULL,
	"samples" integer NOT NULL,
	"newest_sample_at" timestamp (3) with time zone NOT NULL,
	"payload" "bytea" NOT NULL,
	CONSTRAINT "sample_journal_center_id_id_received_at_pk" PRIMARY KEY("center_id","id","received_at")
) PARTITION BY RANGE ("received_at");
--> statement-breakpoint
CREATE TABLE "series" (
	"center_id" text NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"labels" jsonb NOT NULL,
	"labels_sha256" "bytea" NOT NULL,
	"source_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_sample_at" timestamp (3) with time zone,
	"last_value" double precision,
	CONSTRAINT "series_center_id_id_pk" PRIMARY KEY("center_id","id"),
	CONSTRAINT "series_center_id_labels_sha256_unique" UNIQUE("center_id","labels_sha256")
);
--> statement-breakpoint
CREATE TABLE "watermark" (
	"center_id" text PRIMARY KEY NOT NULL,
	"journal_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"center_id" text NOT NULL,
	"lease_id" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "assignment_pk" PRIMARY KEY("center_id","lease_id","target_kind","target_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "lease" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"resource" text NOT NULL,
	"amount" double precision NOT NULL,
	"model_id" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"grade" text NOT NULL,
	CONSTRAINT "lease_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenant" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text,
	CONSTRAINT "tenant_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
ALTER TABLE "accelerator_model" ADD CONSTRAINT "accelerator_model_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meter" ADD CONSTRAINT "meter_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accelerator" ADD CONSTRAINT "accelerator_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accelerator" ADD CONSTRAINT "accelerator_center_id_server_id_server_center_id_id_fk" FOREIGN KEY ("center_id","server_id") REFERENCES "public"."server"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "center" ADD CONSTRAINT "center_region_id_region_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."region"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hall" ADD CONSTRAINT "hall_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rack" ADD CONSTRAINT "rack_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rack" ADD CONSTRAINT "rack_center_id_row_id_row_center_id_id_fk" FOREIGN KEY ("center_id","row_id") REFERENCES "public"."row"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "row" ADD CONSTRAINT "row_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "row" ADD CONSTRAINT "row_center_id_hall_id_hall_center_id_id_fk" FOREIGN KEY ("center_id","hall_id") REFERENCES "public"."hall"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server" ADD CONSTRAINT "server_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "server" ADD CONSTRAINT "server_center_id_rack_id_rack_center_id_id_fk" FOREIGN KEY ("center_id","rack_id") REFERENCES "public"."rack"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "binding" ADD CONSTRAINT "binding_point_fk" FOREIGN KEY ("center_id","subject_kind","subject_id","quantity") REFERENCES "public"."point"("center_id","subject_kind","subject_id","quantity") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_center_id_lease_id_lease_center_id_id_fk" FOREIGN KEY ("center_id","lease_id") REFERENCES "public"."lease"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ingest_key_prefix_index" ON "ingest_key" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "wall_token_prefix_index" ON "wall_token" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "quarantine_center_id_last_at_index" ON "quarantine" USING btree ("center_id","last_at");