/** Availability and incidents of a report. Source: standards 3.4. */
import type { Figure, ServiceEvent, WindowMs } from "@aidc/contract";
import { privacyRule } from "../billing/neighbour-privacy.ts";
import type { ServedCapacity, ServiceSpan, ServiceTime } from "../service/availability.ts";
import { availabilityOf, repairTimes, serviceTimeOf } from "../service/availability.ts";
import { leasedAcceleratorMs } from "../tenancy/leases.ts";
import { acceleratorsOf } from "./capacity-figures.ts";
import type { Compared, ReportInputs } from "./inputs.ts";
import { ownFigure } from "./report-methods.ts";

/** What is still open lasts to the end of what is looked at. */
function spanOf(event: ServiceEvent, window: WindowMs): ServiceSpan {
  return {
    kind: event.kind,
    fromMs: Date.parse(event.from),
    toMs: event.to === null ? window.toMs : Date.parse(event.to),
  };
}

/** Of each tenant what it leases, and of all that is not leased nothing: no service of it was agreed. */
function servedCapacity(inputs: ReportInputs, window: WindowMs): ServedCapacity[] {
  const { document, events } = inputs;
  const touching = (tenant: string | null) =>
    events
      .filter(({ tenants }) => tenants === null || (tenant !== null && tenants.includes(tenant)))
      .map((event) => spanOf(event, window));
  const leased = document.tenants.flatMap(({ id }) => {
    const ms = leasedAcceleratorMs(document.leases, window, id);
    return ms > 0 ? [{ accelerators: ms / (window.toMs - window.fromMs), spans: touching(id) }] : [];
  });
  if (leased.length > 0) return leased;
  const installed = acceleratorsOf(document);
  return installed > 0 ? [{ accelerators: installed, spans: touching(null) }] : [];
}

export function serviceTime(inputs: ReportInputs, window: WindowMs): ServiceTime {
  return serviceTimeOf(servedCapacity(inputs, window), window);
}

/** An event that touches one or two tenants would tell their size through its weight. */
export function isServiceTellable({ events }: ReportInputs, window: WindowMs): boolean {
  const inWindow = events.filter((event) => {
    const span = spanOf(event, window);
    return span.toMs > window.fromMs && span.fromMs < window.toMs;
  });
  const touched = new Set(inWindow.flatMap(({ tenants }) => tenants ?? []));
  return touched.size === 0 || touched.size >= privacyRule.leastContributors;
}

export function availabilityFigure(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const recorded = inputs.events.length > 0;
  const time = serviceTime(inputs, window);
  const reason = !recorded
    ? ("not_collected" as const)
    : time.agreedMs === 0
      ? ("no_inventory" as const)
      : !isServiceTellable(inputs, window)
        ? ("suppressed" as const)
        : undefined;
  return ownFigure({
    name: "availability",
    method: "availability",
    value: reason ? null : availabilityOf(time),
    reason,
    unit: "ratio",
    window,
    coverage: reason ? 0 : 1,
    grade: "derived",
  });
}

/** Incidents as they were announced, united and cut to the window. */
function unitedIncidents({ events }: ReportInputs, window: WindowMs) {
  const incidents = events.filter(({ kind }) => kind === "incident").map((event) => spanOf(event, window));
  return repairTimes(incidents, window);
}

export function incidentsFigure(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const recorded = inputs.events.length > 0;
  return ownFigure({
    name: "incidents",
    method: "incidents",
    value: recorded ? unitedIncidents(inputs, window).repairs : null,
    reason: recorded ? undefined : "not_collected",
    unit: "count",
    window,
    coverage: recorded ? 1 : 0,
    grade: "metered",
  });
}
