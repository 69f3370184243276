CREATE TABLE "shift_entry" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by_whom" text NOT NULL,
	"text" text NOT NULL,
	"alarm_id" text,
	"rack_id" text,
	"corrects" uuid,
	CONSTRAINT "shift_entry_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift_handover" (
	"center_id" text NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by_whom" text NOT NULL,
	"actor" text NOT NULL,
	"note" text NOT NULL,
	"summary" jsonb NOT NULL,
	CONSTRAINT "shift_handover_center_id_id_pk" PRIMARY KEY("center_id","id")
);
--> statement-breakpoint
CREATE TABLE "shift_takeover" (
	"center_id" text NOT NULL,
	"handover_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"by_whom" text NOT NULL,
	CONSTRAINT "shift_takeover_center_id_handover_id_pk" PRIMARY KEY("center_id","handover_id")
);
--> statement-breakpoint
ALTER TABLE "shift_entry" ADD CONSTRAINT "shift_entry_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_entry" ADD CONSTRAINT "shift_entry_center_id_corrects_shift_entry_center_id_id_fk" FOREIGN KEY ("center_id","corrects") REFERENCES "public"."shift_entry"("center_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_handover" ADD CONSTRAINT "shift_handover_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_takeover" ADD CONSTRAINT "shift_takeover_center_id_center_id_fk" FOREIGN KEY ("center_id") REFERENCES "public"."center"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_takeover" ADD CONSTRAINT "shift_takeover_center_id_handover_id_shift_handover_center_id_id_fk" FOREIGN KEY ("center_id","handover_id") REFERENCES "public"."shift_handover"("center_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shift_entry_center_id_at_index" ON "shift_entry" USING btree ("center_id","at");--> statement-breakpoint
CREATE INDEX "shift_handover_center_id_at_index" ON "shift_handover" USING btree ("center_id","at");