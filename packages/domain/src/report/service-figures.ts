/** Availability and incidents of a report. Source: standards 3.4. */
import type { Figure, Reason, ServiceEvent, WindowMs } from "@aidc/contract";
import { dayWindow } from "../billing/month.ts";
import { isEveryDayTellable } from "../billing/neighbour-privacy.ts";
import { statusOfSum } from "../figure/figure.ts";
import type { ServedCapacity, ServiceSpan, ServiceTime } from "../service/availability.ts";
import { availabilityOf, repairTimes, serviceTimeOf } from "../service/availability.ts";
import { happenedIn, installedService, leasedService } from "../service/leased-service.ts";
import { localMonthsOver } from "../time/days.ts";
import { intersectIntervals } from "../time/intervals.ts";
import { daysIn } from "./energy-figures.ts";
import { cardsOf } from "./held.ts";
import type { Compared, ReportInputs } from "./inputs.ts";
import { heldOver } from "./installed-time.ts";
import { countedMs } from "./ladder-peaks.ts";
import { ownFigure } from "./report-methods.ts";
import { isLossTellable, lostServiceIn } from "./service-privacy.ts";

/** What is still open lasts to the end of what is looked at. */
function spanOf(event: ServiceEvent, window: WindowMs): ServiceSpan {
  return {
    kind: event.kind,
    fromMs: Date.parse(event.from),
    toMs: event.to === null ? window.toMs : Date.parse(event.to),
  };
}

/** Of each lease what it agreed, while it ran; of all that is not leased nothing: no service of it was agreed. */
function servedCapacity(inputs: ReportInputs, window: WindowMs): ServedCapacity[] {
  const { document, events } = inputs;
  const happened = happenedIn(document, events, window);
  const leased = leasedService(document, happened, window);
  if (leased.length > 0) return leased;
  return heldOver(inputs, window).flatMap(({ held, ...agreed }) => {
    const cards = cardsOf(held);
    return cards > 0 ? installedService(document, happened, { cards, agreed }) : [];
  });
}

/**
 * Of the window the time of which incidents are on record: from the day that the center states, quiet months included,
 * and without one from the first event on, because nothing says that anybody wrote them down before. Unknown time is
 * disclosed as coverage and not counted as up.
 */
export function recordedTime(inputs: ReportInputs, window: WindowMs): WindowMs | null {
  const sinceMs = recordBegins(inputs);
  if (sinceMs === null || sinceMs >= window.toMs) return null;
  return { fromMs: Math.max(window.fromMs, sinceMs), toMs: window.toMs };
}

/** null: nobody has recorded anything, and the center states nothing. */
function recordBegins({ document, events }: ReportInputs): number | null {
  const { incidentsSince, timeZone } = document.center;
  if (incidentsSince !== undefined) return dayWindow(incidentsSince, timeZone).fromMs;
  const [first = null] = events.map(({ from }) => Date.parse(from)).sort((a, b) => a - b);
  return first;
}

/** Of the agreed time what is known to have been up or down. */
export function knownShare(time: ServiceTime | null): number {
  return time === null ? 0 : time.agreedMs / (time.agreedMs + time.unknownMs);
}

export function recordedShare(inputs: ReportInputs, window: WindowMs): number {
  const part = recordedTime(inputs, window);
  return part === null ? 0 : (part.toMs - part.fromMs) / (window.toMs - window.fromMs);
}

/** null: nothing of the window is on record. */
export function serviceTime(inputs: ReportInputs, window: WindowMs): ServiceTime | null {
  const recorded = recordedTime(inputs, window);
  return recorded && serviceTimeOf(servedCapacity(inputs, recorded), recorded);
}

/**
 * Time that leases agreed is what they hold: it is told where the leased hours of each of the days are. Without a
 * lease of cards it is of what stands there, which is the operator's.
 */
export function isAgreedTellable(inputs: ReportInputs, window: WindowMs): boolean {
  const { document, holdings } = inputs;
  const recorded = recordedTime(inputs, window);
  if (!recorded || leasedService(document, [], recorded).length === 0) return true;
  const days = daysIn(holdings.days, window);
  if (!isEveryDayTellable(days.map(({ byTenant }) => byTenant.leased))) return false;
  // Leases of racks hold cards too and agree no time of them: of a few who lease cards it would be theirs.
  if (document.leases.every(({ resource }) => resource === "accelerators")) return true;
  const agreed = (day: WindowMs) => document.tenants.map(({ id }) => countedMs(document, day, id));
  return isEveryDayTellable(days.map((day) => agreed(day.window)));
}

/** A longer period is told where each month of it is: less those that are, it would tell the one that is not. */
export function isServiceTellable(inputs: ReportInputs, window: WindowMs): boolean {
  const lostIn = lostServiceIn(inputs);
  const months = intersectIntervals([window], localMonthsOver(window, inputs.document.center.timeZone));
  return months.every((month) => isLossTellable(lostIn(month))) && isAgreedTellable(inputs, window);
}

function whyUntold(inputs: ReportInputs, window: WindowMs, time: ServiceTime | null): Reason | undefined {
  if (time === null) return "not_collected";
  if (time.agreedMs === 0) return "no_inventory";
  return isServiceTellable(inputs, window) ? undefined : "suppressed";
}

export function availabilityFigure(inputs: ReportInputs, compared: Compared): Figure {
  const { window } = inputs.periods[compared];
  const time = serviceTime(inputs, window);
  const reason = whyUntold(inputs, window, time);
  const coverage = reason ? 0 : recordedShare(inputs, window) * knownShare(time);
  return ownFigure({
    name: "availability",
    method: "availability",
    value: reason || time === null ? null : availabilityOf(time),
    reason,
    unit: "ratio",
    window,
    coverage,
    status: statusOfSum(coverage),
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
  const recorded = recordedTime(inputs, window);
  const coverage = recordedShare(inputs, window);
  return ownFigure({
    name: "incidents",
    method: "incidents",
    value: recorded ? unitedIncidents(inputs, recorded).repairs : null,
    reason: recorded ? undefined : "not_collected",
    unit: "count",
    window,
    coverage,
    status: statusOfSum(coverage),
    grade: "metered",
  });
}
