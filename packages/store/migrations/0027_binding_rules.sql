CREATE TABLE "binding_rule" (
	"center_id" text NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "binding_rule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"metric" text NOT NULL,
	"source_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"label" text NOT NULL,
	"slot" text,
	"quantity" text NOT NULL,
	"unit" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "binding_rule_center_id_id_pk" PRIMARY KEY("center_id","id"),
	CONSTRAINT "binding_rule_unique" UNIQUE("center_id","metric","source_id")
);
--> statement-breakpoint
CREATE TABLE "unbound_series" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"quantity" text NOT NULL,
	"scale" double precision NOT NULL,
	"offset_by" double precision NOT NULL,
	"unbound_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unbound_series_center_id_series_id_pk" PRIMARY KEY("center_id","series_id")
);
--> statement-breakpoint
ALTER TABLE "binding" ADD COLUMN "rule_id" integer;--> statement-breakpoint
ALTER TABLE "binding_rule" ADD CONSTRAINT "binding_rule_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unbound_series" ADD CONSTRAINT "unbound_series_fk" FOREIGN KEY ("center_id","series_id") REFERENCES "public"."series"("center_id","id") ON DELETE cascade ON UPDATE no action;