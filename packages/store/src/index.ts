export { type AccessStore, openAccessStore } from "./access/access-store.ts";
export { migrate } from "./database/migrate.ts";
export { type Database, type DatabaseOptions, openDatabase } from "./database/open-database.ts";
export { everything, inScope, type Scope, type Transaction, wholeCenter } from "./database/scope.ts";
export { openInventoryStore } from "./inventory/inventory-store.ts";
export { StoreConflict } from "./inventory/write-document.ts";
export {
  openSourceStore,
  type QuarantineSummary,
  type SourceStore,
  type SourceSummary,
  type UnmatchedSeries,
} from "./sources/source-store.ts";
export * from "./store.ts";
export {
  openTelemetryStore,
  type RunningTelemetryStore,
  type StoreHealth,
  type TelemetryOptions,
} from "./telemetry/telemetry-store.ts";
