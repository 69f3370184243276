CREATE TABLE "report" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"number" text,
	"supersedes" text,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"drafted_by" text NOT NULL,
	"drafter_id" text,
	"reviewed_at" timestamp (3) with time zone,
	"reviewer" text,
	"reviewer_id" text,
	"issued_at" timestamp (3) with time zone,
	"issuer" text,
	"issuer_id" text,
	"content" text NOT NULL,
	"content_sha256" text NOT NULL,
	"parts" jsonb NOT NULL,
	"restatement" jsonb NOT NULL,
	CONSTRAINT "report_center_id_id_pk" PRIMARY KEY("center_id","id"),
	CONSTRAINT "report_number" UNIQUE("center_id","number")
);
--> statement-breakpoint
CREATE TABLE "report_seal" (
	"center_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"report_id" uuid NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"signature" text NOT NULL,
	"public_key" text NOT NULL,
	CONSTRAINT "report_seal_center_id_seq_pk" PRIMARY KEY("center_id","seq"),
	CONSTRAINT "report_sealed_once" UNIQUE("center_id","report_id")
);
--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_seal" ADD CONSTRAINT "report_seal_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_seal" ADD CONSTRAINT "report_seal_center_id_report_id_report_center_id_id_fk" FOREIGN KEY ("center_id","report_id") REFERENCES "public"."report"("center_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_center_id_period_version_index" ON "report" USING btree ("center_id","period","version");--> statement-breakpoint
-- What a report says is never changed. Its life goes one way, and each step may fill in its own columns and no others.
CREATE FUNCTION report_keeps_what_it_says() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	step text := OLD.status || ' > ' || NEW.status;
	may text[] := CASE step
		WHEN 'draft > reviewed' THEN array['status', 'reviewed_at', 'reviewer', 'reviewer_id']
		WHEN 'reviewed > issued' THEN array['status', 'number', 'version', 'supersedes', 'issued_at', 'issuer', 'issuer_id', 'restatement']
		WHEN 'issued > superseded' THEN array['status']
	END;
BEGIN
	IF may IS NULL OR to_jsonb(NEW) - may IS DISTINCT FROM to_jsonb(OLD) - may THEN
		RAISE EXCEPTION 'a report is never changed' USING ERRCODE = 'restrict_violation';
	END IF;
	IF NEW.status = 'issued' AND (NEW.issuer = NEW.reviewer OR NEW.issuer_id = NEW.reviewer_id) THEN
		RAISE EXCEPTION 'a report is issued by somebody else than its reviewer' USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "report_keeps_what_it_says" BEFORE UPDATE ON "report" FOR EACH ROW EXECUTE FUNCTION report_keeps_what_it_says();--> statement-breakpoint
CREATE FUNCTION report_seal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'a seal is never changed' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "report_seal_stays" BEFORE UPDATE ON "report_seal" FOR EACH ROW EXECUTE FUNCTION report_seal_stays();
