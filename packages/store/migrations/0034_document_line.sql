CREATE TABLE "document_line" (
	"center_id" text NOT NULL,
	"part" text NOT NULL,
	"id" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"line" jsonb,
	CONSTRAINT "document_line_center_id_part_id_recorded_at_pk" PRIMARY KEY("center_id","part","id","recorded_at")
);
--> statement-breakpoint
ALTER TABLE "document_line" ADD CONSTRAINT "document_line_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "document_line_center_id_recorded_at_index" ON "document_line" USING btree ("center_id","recorded_at");--> statement-breakpoint
-- By hand: lines hold leases of all tenants, so only the scope of a whole center sees them.
ALTER TABLE "document_line" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "whole_center" ON "document_line" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) = '*'
);--> statement-breakpoint
-- Two steps: a default of one instant rewrites no row, and what is there was written by now.
ALTER TABLE "rollup_1d" ADD COLUMN "written_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "rollup_1d" ALTER COLUMN "written_at" SET DEFAULT clock_timestamp();
