CREATE TABLE "calendar_token" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_token_center_id_tenant_id_pk" PRIMARY KEY("center_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "tenant_key" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "tenant_key_center_id_tenant_id_id_pk" PRIMARY KEY("center_id","tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" jsonb NOT NULL,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"center_id" text,
	"tenant_id" text,
	"subject" text NOT NULL,
	"before" json,
	"after" json,
	"request_id" text,
	"previous_sha256" text NOT NULL,
	"sha256" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"day" text NOT NULL,
	"basis" text NOT NULL,
	"resource" text NOT NULL,
	"lease_id" text,
	"model_id" text,
	"quantity" double precision NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"price_version" integer,
	"provenance" jsonb NOT NULL,
	"reverses" bigint,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_entry_center_id_tenant_id_id_pk" PRIMARY KEY("center_id","tenant_id","id"),
	CONSTRAINT "ledger_entry_reversed_once" UNIQUE("center_id","tenant_id","reverses")
);
--> statement-breakpoint
CREATE TABLE "price_version" (
	"center_id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"note" text NOT NULL,
	"rules" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL,
	"content_sha256" text NOT NULL,
	CONSTRAINT "price_version_center_id_version_pk" PRIMARY KEY("center_id","version")
);
--> statement-breakpoint
CREATE TABLE "statement" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"month" text NOT NULL,
	"number" text NOT NULL,
	"document" jsonb NOT NULL,
	"ledger_head" bigint NOT NULL,
	"content_sha256" text NOT NULL,
	"issued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"issued_by" text NOT NULL,
	CONSTRAINT "statement_center_id_tenant_id_month_pk" PRIMARY KEY("center_id","tenant_id","month"),
	CONSTRAINT "statement_number" UNIQUE("center_id","tenant_id","number")
);
--> statement-breakpoint
CREATE TABLE "tenant_price_version" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"currency" text NOT NULL,
	"note" text NOT NULL,
	"rules" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL,
	"content_sha256" text NOT NULL,
	CONSTRAINT "tenant_price_version_center_id_tenant_id_version_pk" PRIMARY KEY("center_id","tenant_id","version")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_sign_in_at" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "person_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "person_account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"person_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person_session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"person_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "person_two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"person_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "person_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_rate" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "sign_in_rate_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "staff_grant" (
	"person_id" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"member" text NOT NULL,
	"team_id" text,
	"name" text NOT NULL,
	"model_id" text,
	"accelerators" double precision NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "job_center_id_tenant_id_id_pk" PRIMARY KEY("center_id","tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "lease_request" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"wish" jsonb NOT NULL,
	"note" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"lease_id" text,
	CONSTRAINT "lease_request_center_id_tenant_id_id_pk" PRIMARY KEY("center_id","tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"team_id" text,
	"starts_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "membership_center_id_tenant_id_person_id_starts_at_pk" PRIMARY KEY("center_id","tenant_id","person_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "service_event" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_event_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_event_tenant" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "service_event_tenant_center_id_tenant_id_event_id_pk" PRIMARY KEY("center_id","tenant_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "team_center_id_tenant_id_id_pk" PRIMARY KEY("center_id","tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "assignment" DROP CONSTRAINT "assignment_center_id_lease_id_lease_center_id_id_fk";
--> statement-breakpoint
ALTER TABLE "lease" DROP CONSTRAINT "lease_center_id_id_pk";--> statement-breakpoint
ALTER TABLE "lease" ADD CONSTRAINT "lease_center_id_tenant_id_id_pk" PRIMARY KEY("center_id","tenant_id","id");--> statement-breakpoint
ALTER TABLE "center" ADD COLUMN "grid_carbon" jsonb;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "tenant_id" text;--> statement-breakpoint
UPDATE "assignment" a SET "tenant_id" = l."tenant_id" FROM "lease" l WHERE l."center_id" = a."center_id" AND l."id" = a."lease_id";--> statement-breakpoint
ALTER TABLE "assignment" ALTER COLUMN "tenant_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "lease" ADD COLUMN "contract_id" text;--> statement-breakpoint
ALTER TABLE "lease" ADD COLUMN "terms" text NOT NULL DEFAULT 'commitment';--> statement-breakpoint
ALTER TABLE "lease" ALTER COLUMN "terms" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "calendar_token" ADD CONSTRAINT "calendar_token_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_key" ADD CONSTRAINT "tenant_key_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_version" ADD CONSTRAINT "price_version_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statement" ADD CONSTRAINT "statement_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_price_version" ADD CONSTRAINT "tenant_price_version_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_account" ADD CONSTRAINT "person_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_session" ADD CONSTRAINT "person_session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_two_factor" ADD CONSTRAINT "person_two_factor_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_grant" ADD CONSTRAINT "staff_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job" ADD CONSTRAINT "job_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lease_request" ADD CONSTRAINT "lease_request_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_event" ADD CONSTRAINT "service_event_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_event_tenant" ADD CONSTRAINT "service_event_tenant_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_event_tenant" ADD CONSTRAINT "service_event_tenant_center_id_event_id_service_event_center_id_id_fk" FOREIGN KEY ("center_id","event_id") REFERENCES "public"."service_event"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team" ADD CONSTRAINT "team_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_token_prefix_index" ON "calendar_token" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "tenant_key_prefix_index" ON "tenant_key" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "audit_entry_center_id_tenant_id_seq_index" ON "audit_entry" USING btree ("center_id","tenant_id","seq");--> statement-breakpoint
CREATE INDEX "ledger_entry_center_id_tenant_id_day_index" ON "ledger_entry" USING btree ("center_id","tenant_id","day");--> statement-breakpoint
CREATE INDEX "person_account_person_id_index" ON "person_account" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "person_session_person_id_index" ON "person_session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "person_two_factor_person_id_index" ON "person_two_factor" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "person_verification_identifier_index" ON "person_verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "job_center_id_tenant_id_starts_at_index" ON "job" USING btree ("center_id","tenant_id","starts_at");--> statement-breakpoint
CREATE INDEX "membership_person_id_index" ON "membership" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_center_id_tenant_id_lease_id_lease_center_id_tenant_id_id_fk" FOREIGN KEY ("center_id","tenant_id","lease_id") REFERENCES "public"."lease"("center_id","tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" DROP CONSTRAINT "assignment_pk";
--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_pk" PRIMARY KEY("center_id","tenant_id","lease_id","target_kind","target_id","starts_at");