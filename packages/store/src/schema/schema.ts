export * from "./access.ts";
export * from "./equipment.ts";
export * from "./places.ts";
export * from "./rollups.ts";
export * from "./telemetry.ts";
export * from "./tenancy.ts";
