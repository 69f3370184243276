export { migrate } from "./database/migrate.ts";
export { type Database, type DatabaseOptions, openDatabase } from "./database/open-database.ts";
export * from "./store.ts";
