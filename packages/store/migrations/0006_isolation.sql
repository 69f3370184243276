CREATE TABLE "audit_head" (
	"only_row" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" bigint NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "audit_head_one_row" CHECK ("audit_head"."only_row")
);
--> statement-breakpoint
INSERT INTO "audit_head" ("seq", "sha256")
SELECT coalesce(max("seq"), 0), coalesce((SELECT "sha256" FROM "audit_entry" ORDER BY "seq" DESC LIMIT 1), repeat('0', 64)) FROM "audit_entry";
--> statement-breakpoint
-- From here on by hand. A row shows, and may be written, where the transaction's center and tenant are the row's own,
-- or '*', which is no possible id. After a transaction a setting is '' and not null, hence nullif. In a sub-select a
-- setting is read once a statement, not once a row. FORCE binds the owner as well.
ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "tenant" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("id", '*')
);
--> statement-breakpoint
ALTER TABLE "lease" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "lease" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "assignment" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "assignment" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "membership" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "team" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "team" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "tenant_key" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "tenant_key" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "calendar_token" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "calendar_token" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "lease_request" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "lease_request" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "job" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "job" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "service_event_tenant" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "service_event_tenant" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "tenant_price_version" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "tenant_price_version" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "ledger_entry" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "ledger_entry" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
ALTER TABLE "statement" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "statement" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
-- Entries that name no center or no tenant show to the whole installation only. Any scope may append; none may change.
ALTER TABLE "audit_entry" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "of_scope" ON "audit_entry" FOR SELECT USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IN ("tenant_id", '*')
);
--> statement-breakpoint
CREATE POLICY "append_in_scope" ON "audit_entry" FOR INSERT WITH CHECK (
	(SELECT nullif(current_setting('app.center', true), '')) IS NOT NULL
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IS NOT NULL
);
--> statement-breakpoint
-- A view reads as who asks, not as who made it.
ALTER VIEW "rollup_5m_by_point" SET (security_invoker = true);
--> statement-breakpoint
ALTER VIEW "rollup_1h_by_point" SET (security_invoker = true);
--> statement-breakpoint
ALTER VIEW "rollup_1d_by_point" SET (security_invoker = true);
