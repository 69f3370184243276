export { dayMs, hourMs } from "./calendar.ts";
export { type DemoKind, type DemoSeries, liveIntervalsMs } from "./demo-series.ts";
export { demoAnchorMs, demoDocument, historyIntervalMs } from "./document.ts";
export { demoPlan } from "./plan.ts";
export { demoPrices } from "./prices.ts";
export { demoScenario } from "./scenario.ts";
export { demoSeries, sampleAt, silence } from "./series.ts";
export { badTransformer, demoCenterId, fullTenant, hotRack, idleTenant, silentMeter } from "./story.ts";
export { demoTariff } from "./tariff.ts";
