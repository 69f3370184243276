CREATE TABLE "rollup_1d_state" (
	"center_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"state" uuid NOT NULL,
	CONSTRAINT "rollup_1d_state_center_id_starts_at_pk" PRIMARY KEY("center_id","starts_at")
);
--> statement-breakpoint
-- By hand: whoever writes roll-ups of a day says so in the same transaction; rows that stay as they are say nothing. Days
-- without a state are read each time, as after a table was emptied.
CREATE FUNCTION rollup_1d_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		DELETE FROM "rollup_1d_state";
	ELSE
		INSERT INTO "rollup_1d_state" ("center_id", "starts_at", "state")
		SELECT d."center_id", d."starts_at", gen_random_uuid()
		FROM (SELECT DISTINCT "center_id", "starts_at" FROM changed ORDER BY 1, 2) d
		ON CONFLICT ("center_id", "starts_at") DO UPDATE SET "state" = excluded."state";
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "rollup_1d_comes" AFTER INSERT ON "rollup_1d" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rollup_1d_changes();--> statement-breakpoint
CREATE TRIGGER "rollup_1d_alters" AFTER UPDATE ON "rollup_1d" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rollup_1d_changes();--> statement-breakpoint
CREATE TRIGGER "rollup_1d_goes" AFTER DELETE ON "rollup_1d" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rollup_1d_changes();--> statement-breakpoint
CREATE TRIGGER "rollup_1d_empties" AFTER TRUNCATE ON "rollup_1d" FOR EACH STATEMENT EXECUTE FUNCTION rollup_1d_changes();--> statement-breakpoint
INSERT INTO "rollup_1d_state" ("center_id", "starts_at", "state") SELECT d."center_id", d."starts_at", gen_random_uuid()
FROM (SELECT DISTINCT "center_id", "starts_at" FROM "rollup_1d") d;
