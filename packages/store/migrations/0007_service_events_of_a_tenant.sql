-- An event is the center's, yet a tenant sees those only that touch it: everybody's, and its own by the rows that it
-- can see. Only staff and the server's own jobs write.
ALTER TABLE "service_event" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "touches_scope" ON "service_event" FOR SELECT USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) IS NOT NULL
	AND ("everybody" OR EXISTS (SELECT FROM "service_event_tenant" t WHERE t."center_id" = "service_event"."center_id" AND t."event_id" = "service_event"."id"))
);
--> statement-breakpoint
CREATE POLICY "whole_center" ON "service_event" USING (
	(SELECT nullif(current_setting('app.center', true), '')) IN ("center_id", '*')
	AND (SELECT nullif(current_setting('app.tenant', true), '')) = '*'
);
