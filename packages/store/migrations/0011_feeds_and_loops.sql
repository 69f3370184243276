CREATE TABLE "cooling_loop" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" text,
	"kind" text NOT NULL,
	"racks" jsonb NOT NULL,
	"design_flow_lpm" double precision,
	"design_heat_w" double precision,
	"fluid" jsonb,
	CONSTRAINT "cooling_loop_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "feed" (
	"center_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" text,
	"path" text,
	"meter_id" text,
	"rated_a" double precision,
	"volts" double precision,
	"phases" integer,
	"limit_w" double precision,
	"continuous_share" double precision NOT NULL,
	"racks" jsonb NOT NULL,
	CONSTRAINT "feed_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
ALTER TABLE "rack" ADD COLUMN "cooling_limit_w" double precision;--> statement-breakpoint
ALTER TABLE "cooling_loop" ADD CONSTRAINT "cooling_loop_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cooling_loop" ADD CONSTRAINT "cooling_loop_center_id_parent_id_cooling_loop_center_id_id_fk" FOREIGN KEY ("center_id","parent_id") REFERENCES "public"."cooling_loop"("center_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed" ADD CONSTRAINT "feed_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed" ADD CONSTRAINT "feed_center_id_parent_id_feed_center_id_id_fk" FOREIGN KEY ("center_id","parent_id") REFERENCES "public"."feed"("center_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed" ADD CONSTRAINT "feed_center_id_meter_id_meter_center_id_id_fk" FOREIGN KEY ("center_id","meter_id") REFERENCES "public"."meter"("center_id","id") ON DELETE no action ON UPDATE no action;
