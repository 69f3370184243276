export { aReportContent } from "./a-report.ts";
export { aCenterDocument } from "./center-builder.ts";
export { testConfig, testData } from "./config.ts";
export { eventually } from "./eventually.ts";
export { type FixedClock, fixedClock } from "./fixed-clock.ts";
export { freePort } from "./free-port.ts";
export { inTime } from "./in-time.ts";
export { openTestDatabase, type TestDatabase } from "./test-database.ts";
export { workedMs } from "./worked.ts";
