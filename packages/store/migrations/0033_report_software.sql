ALTER TABLE "report" ADD COLUMN "software" text;--> statement-breakpoint
-- A file of an issued report that was made is given out for good: it goes with its report and in no other way.
CREATE FUNCTION report_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' AND NOT (
		EXISTS (SELECT FROM "center" c WHERE c."id" = OLD."center_id")
		AND EXISTS (SELECT FROM "report" r WHERE r."center_id" = OLD."center_id" AND r."id" = OLD."report_id")
	) THEN
		RETURN OLD;
	END IF;
	RAISE EXCEPTION 'a file of an issued report is never changed' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "report_file_stays" BEFORE UPDATE OR DELETE ON "report_file" FOR EACH ROW WHEN (OLD."state" = 'ready') EXECUTE FUNCTION report_file_stays();
