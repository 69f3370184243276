CREATE TABLE "economic_scenario" (
	"center_id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"document" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL,
	"content_sha256" text NOT NULL,
	CONSTRAINT "economic_scenario_center_id_version_pk" PRIMARY KEY("center_id","version")
);
--> statement-breakpoint
CREATE TABLE "inventory_state" (
	"center_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"racks" integer NOT NULL,
	"usable_u" integer NOT NULL,
	"limit_w" double precision NOT NULL,
	"models" jsonb NOT NULL,
	CONSTRAINT "inventory_state_center_id_at_pk" PRIMARY KEY("center_id","at")
);
--> statement-breakpoint
ALTER TABLE "economic_scenario" ADD CONSTRAINT "economic_scenario_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_state" ADD CONSTRAINT "inventory_state_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;