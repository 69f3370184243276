/**
 * Accelerator-hours of a report over one window, from its days. What adds tenants up is withheld where one of them
 * could be read off: a report is read by people who see no single tenant. Source: standards 2.2, features 7.
 */
import type { Figure, Grade, WindowMs } from "@aidc/contract";
import { isEveryDayTellable, suppressSmallDays } from "../billing/neighbour-privacy.ts";
import { coverageOf } from "../energy/integral.ts";
import { ratioOf } from "../figure/algebra.ts";
import { coverageGates, makeFigure, statusOfSum, worstGrade } from "../figure/figure.ts";
import { acceleratorHoursFigure } from "../figure/integral-figures.ts";
import { addHeld } from "../tenancy/lease-holding.ts";
import { hoursOfHeld } from "../tenancy/leased-hours.ts";
import { downShares } from "./downtime.ts";
import { daysIn, sumOfDays } from "./energy-figures.ts";
import type { HoldingDay, HoldingInputs, ReportInputs, Sources } from "./inputs.ts";
import type { HeldPiece } from "./installed-time.ts";
import { cardMsIn, cardMsOfCovered, heldOver, installedHours } from "./installed-time.ts";
import { ifOnRecord } from "./on-record.ts";
import { ownFigure } from "./report-methods.ts";
import { recordedShare } from "./service-figures.ts";

type Basis = "leased" | "allocated" | "active";

export function leasedHoursOf(inputs: HoldingInputs, window: WindowMs): Figure {
  const days = daysIn(inputs.days, window);
  const held = addHeld(days.map(({ leased }) => leased));
  return withheldIfSmall(hoursOfHeld(held, inputs.leases, window), days, ["leased"]);
}

export function countedHoursOf(
  inputs: HoldingInputs,
  basis: "allocated" | "active",
  window: WindowMs,
): Figure {
  const sources = inputs[basis];
  const days = daysIn(inputs.days, window);
  const sum = sumOfDays(days.map((day) => day[basis]));
  const figure = acceleratorHoursFigure({
    name: `accelerator_hours_${basis}`,
    method: basis === "allocated" ? "allocated_hours" : "active_hours",
    window,
    parts: sum.coveredMs > 0 ? [{ ...sum, grade: sources.grade }] : [],
    expected: sources.count,
    input: { kind: "point", label: basis === "allocated" ? "scheduler counts" : "activity" },
  });
  return withheldIfSmall(figure, days, [judgedBasis(inputs, basis)]);
}

/** Activity that is judged card by card names no tenant: it may be of whoever holds leases of the day. */
export function judgedBasis({ activeByTenant }: HoldingInputs, basis: Basis): Basis {
  return basis === "active" && !activeByTenant ? "leased" : basis;
}

export function occupancyOf(inputs: ReportInputs, window: WindowMs): Figure {
  const [leased, installed] = [leasedHoursOf(inputs.holdings, window), installedHours(inputs, window)];
  const share = ratioOf("occupancy", leased, installed, "occupancy", "no_inventory");
  return ifOnRecord(inputs, window, share, "no_lease");
}

/** Allocated over installed accelerators, both over the time that every tenant's count is known. */
export function allocationOf(inputs: ReportInputs, window: WindowMs): Figure {
  const { holdings } = inputs;
  const days = daysIn(holdings.days, window);
  const pieces = heldOver(inputs, window);
  const allocatedMs = days.reduce((sum, { allocation }) => sum + allocation.allocatedMs, 0n);
  const coveredMs = days.reduce((sum, { allocation }) => sum + allocation.coveredMs, 0);
  const figure = shareFigure("allocation", window, {
    part: Number(allocatedMs),
    whole: days.reduce((sum, day) => sum + installedOfAllocation(pieces, day), 0),
    coverage: coverageOf(coveredMs, window),
    sources: holdings.allocated,
    heardMs: days.reduce((sum, { allocated }) => sum + allocated.coveredMs, 0),
    noWhole: "no_inventory",
  });
  return withheldIfSmall(figure, days, ["allocated"]);
}

/** Installed accelerators x ms of the time of the day that every tenant's count is known. */
export const installedOfAllocation = (
  pieces: readonly HeldPiece[],
  { window, allocation }: HoldingDay,
): number => cardMsOfCovered(pieces, { window, coveredMs: allocation.coveredMs });

/**
 * Of the days of the window what is left for the scheduler: installed less what was recorded as down, over the whole
 * day and over the time of it that every tenant's count is known.
 */
export function schedulableDays(inputs: ReportInputs, window: WindowMs) {
  const days = daysIn(inputs.holdings.days, window);
  const pieces = heldOver(inputs, window);
  const down = downShares(
    inputs,
    days.map((day) => day.window),
  );
  return days.map((day, at) => {
    const left = 1 - (down[at] ?? 0);
    return {
      day,
      wholeMs: cardMsIn(pieces, day.window) * left,
      countedMs: installedOfAllocation(pieces, day) * left,
    };
  });
}

/** Down time is known from the first recorded event on; before it installed is not called schedulable. */
export function schedulableHoursOf(inputs: ReportInputs, window: WindowMs): Figure {
  const sumMs = schedulableDays(inputs, window).reduce((sum, { wholeMs }) => sum + wholeMs, 0);
  const coverage = recordedShare(inputs, window);
  const reason = sumMs === 0 ? "no_inventory" : coverage === 0 ? "not_collected" : undefined;
  return ownFigure({
    name: "accelerator_hours_schedulable",
    method: "schedulable_hours",
    unit: "h",
    window,
    value: reason ? null : sumMs / 3_600_000,
    reason,
    coverage,
    grade: "derived",
    status: statusOfSum(coverage),
  });
}

/** Allocated over schedulable accelerators. Not cut at 1: what is held while it is down is to be seen. */
export function schedulableAllocationOf(inputs: ReportInputs, window: WindowMs): Figure {
  const installed = allocationOf(inputs, window);
  const days = schedulableDays(inputs, window);
  const part = days.reduce((sum, { day }) => sum + Number(day.allocation.allocatedMs), 0);
  const whole = days.reduce((sum, { countedMs }) => sum + countedMs, 0);
  const recorded = recordedShare(inputs, window);
  const coverage = Math.min(installed.coverage, recorded);
  const isKnown = installed.value !== null && recorded > 0 && whole > 0;
  return ownFigure({
    name: "allocation_schedulable",
    method: "allocation_schedulable",
    unit: "ratio",
    window,
    value: isKnown ? part / whole : null,
    reason: isKnown ? undefined : (installed.reason ?? "not_collected"),
    coverage: isKnown ? coverage : 0,
    status: isKnown ? statusOfSum(coverage) : "provisional",
    grade: worstGrade([installed.grade, "derived"]),
  });
}

/** Active over allocated, tenant by tenant over the time that both counts are known. */
export function utilisationOf(inputs: HoldingInputs, window: WindowMs): Figure {
  const days = daysIn(inputs.days, window);
  const activeMs = days.reduce((sum, { use }) => sum + use.activeMs, 0n);
  const allocatedMs = days.reduce((sum, { use }) => sum + use.allocatedMs, 0n);
  const coveredMs = days.reduce((sum, { use }) => sum + use.coveredMs, 0);
  const idleMs = days.reduce((sum, { use }) => sum + use.idleMs, 0);
  const expectedMs = inputs.pairs.count * (window.toMs - window.fromMs) - idleMs;
  const figure = shareFigure("utilisation", window, {
    part: Number(activeMs),
    whole: Number(allocatedMs),
    coverage: expectedMs > 0 ? Math.min(1, coveredMs / expectedMs) : 0,
    sources: inputs.pairs,
    heardMs: coveredMs,
    noWhole: "no_data",
  });
  return withheldIfSmall(figure, days, ["active", "allocated"]);
}

interface ShareFacts {
  readonly part: number;
  readonly whole: number;
  readonly coverage: number;
  readonly sources: Sources;
  /** Of all sources together, apart or at the same time: 0 is no data, anything more too little of it. */
  readonly heardMs: number;
  readonly noWhole: "no_inventory" | "no_data";
}

function shareFigure(name: "allocation" | "utilisation", window: WindowMs, facts: ShareFacts): Figure {
  const { part, whole, coverage, sources } = facts;
  const grade: Grade = sources.grade;
  const reason =
    sources.count === 0
      ? ("not_collected" as const)
      : coverage === 0 && facts.heardMs === 0
        ? ("no_data" as const)
        : coverage < coverageGates.provisional
          ? ("coverage_low" as const)
          : whole <= 0
            ? facts.noWhole
            : undefined;
  return makeFigure({
    name,
    value: reason ? null : part / whole,
    reason,
    unit: "ratio",
    window,
    coverage,
    grade,
    method: name,
    inputs: [{ kind: "point", label: "scheduler counts", count: sources.count, grade, coverage }],
  });
}

/** A figure without a value tells its own reason; one with a value is told only when every day of it may be. */
function withheldIfSmall(figure: Figure, days: readonly HoldingDay[], bases: readonly Basis[]): Figure {
  if (figure.value === null) return figure;
  return suppressSmallDays(
    figure,
    bases.flatMap((basis) => days.map((day) => day.byTenant[basis])),
  );
}

/** Whether the sums of a day may stand in a table. */
export function isDayTellable(day: HoldingDay, basis: Basis): boolean {
  return isEveryDayTellable([day.byTenant[basis]]);
}
