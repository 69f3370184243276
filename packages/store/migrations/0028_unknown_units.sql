ALTER TABLE "inventory_state" ALTER COLUMN "usable_u" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "rack" ALTER COLUMN "height_u" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "server" ALTER COLUMN "height_u" DROP NOT NULL;