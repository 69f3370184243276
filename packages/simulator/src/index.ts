export { dayMs, hourMs } from "./calendar.ts";
export { demoAnchorMs, demoDocument, historyIntervalMs } from "./document.ts";
export { type DemoKind, type DemoSeries, demoSeries, liveIntervalsMs, sampleAt, silence } from "./series.ts";
export { demoCenterId, fullTenant, hotRack, idleTenant, silentMeter } from "./story.ts";
