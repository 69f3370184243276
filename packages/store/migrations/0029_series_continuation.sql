CREATE TABLE "series_continuation" (
	"center_id" text NOT NULL,
	"series_id" integer NOT NULL,
	"former_id" integer NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "series_continuation_center_id_series_id_pk" PRIMARY KEY("center_id","series_id")
);
--> statement-breakpoint
ALTER TABLE "series_continuation" ADD CONSTRAINT "series_continuation_fk" FOREIGN KEY ("center_id","series_id") REFERENCES "public"."series"("center_id","id") ON DELETE cascade ON UPDATE no action;