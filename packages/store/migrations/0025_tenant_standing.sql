CREATE TABLE "tenant_standing" (
	"center_id" text NOT NULL,
	"tenant_id" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"starts_on" date,
	"class" text,
	"industry" text,
	CONSTRAINT "tenant_standing_center_id_tenant_id_recorded_at_pk" PRIMARY KEY("center_id","tenant_id","recorded_at")
);
--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "class" text;
--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "industry" text;
--> statement-breakpoint
ALTER TABLE "tenant_standing" ADD CONSTRAINT "tenant_standing_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "tenant_standing" ADD CONSTRAINT "tenant_standing_center_id_tenant_id_tenant_center_id_id_fk" FOREIGN KEY ("center_id","tenant_id") REFERENCES "public"."tenant"("center_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- From here on by hand: rows of a tenant show inside its scope only.
ALTER TABLE "tenant_standing" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "tenant_standing" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
