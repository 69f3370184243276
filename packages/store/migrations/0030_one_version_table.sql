ALTER TABLE "economic_scenario" DROP COLUMN "effective_from";--> statement-breakpoint
ALTER TABLE "tariff_version" DROP COLUMN "effective_from";