import { defineConfig } from "drizzle-kit";

/** `drizzle-kit generate` compares the schema with the newest snapshot in `migrations/meta`. */
export default defineConfig({ dialect: "postgresql", schema: "./src/schema/schema.ts", out: "./migrations" });
