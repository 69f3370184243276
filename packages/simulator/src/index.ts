export { dayMs, hourMs } from "./calendar.ts";
export { demoAnchorMs, demoDocument, historyIntervalMs } from "./document.ts";
export { demoPrices } from "./prices.ts";
export { type DemoKind, type DemoSeries, demoSeries, liveIntervalsMs, sampleAt, silence } from "./series.ts";
export { demoCenterId, fullTenant, hotRack, idleTenant, silentMeter } from "./story.ts";
export { demoTariff } from "./tariff.ts";
