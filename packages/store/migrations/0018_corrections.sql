CREATE TABLE "correction" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "correction_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "correction_withdrawal" (
	"center_id" text NOT NULL,
	"correction_id" uuid NOT NULL,
	"withdrawn_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_by" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "correction_withdrawal_center_id_correction_id_pk" PRIMARY KEY("center_id","correction_id")
);
--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_withdrawal" ADD CONSTRAINT "correction_withdrawal_of_correction" FOREIGN KEY ("center_id","correction_id") REFERENCES "public"."correction"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "correction_center_id_recorded_at_index" ON "correction" USING btree ("center_id","recorded_at");