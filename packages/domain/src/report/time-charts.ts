/**
 * Shares of accelerators and of space over the period, and capacity over the year: small charts on one axis from zero. A
 * step is the figure of that step, so that what is withheld of a day is withheld in every step that holds it.
 * Source: issue 5, ecosystem 5.
 */
import type { Figure, ReportChart, WindowMs, Worded } from "@aidc/contract";
import { monthNameAt } from "../billing/month.ts";
import { headlinePrecision, installedCapacity } from "../capacity/installed.ts";
import { localMonthsOver } from "../time/days.ts";
import { extremeTitle, pointOf } from "./charts.ts";
import { modelCounts } from "./held.ts";
import { allocationOf, occupancyOf, utilisationOf } from "./holding-figures.ts";
import type { HeldState, ReportInputs } from "./inputs.ts";
import { letShare, spaceMeasures } from "./lease-measures.ts";
import { twelveMonthsTo } from "./period.ts";
import { printedNumber } from "./printed-number.ts";
import { stepsOf } from "./time-steps.ts";
import { worded } from "./words.ts";

interface Share {
  readonly id: string;
  readonly title: Worded;
  make(window: WindowMs): Figure;
}

/** Of what is installed what is allocated, and of that what works. */
export function utilisationChart(inputs: ReportInputs): ReportChart | null {
  const { holdings } = inputs;
  return sharesOverTime(inputs, "utilisation_time", [
    {
      id: "allocated",
      title: worded("Allocated share of installed accelerators", "加速卡分配率（占已安装）"),
      make: (window) => allocationOf(inputs, window),
    },
    {
      id: "active",
      title: worded("Active share of allocated accelerators", "加速卡利用率（占已分配）"),
      make: (window) => utilisationOf(holdings, window),
    },
  ]);
}

const spaceTitles = {
  racks: worded("Leased share of racks", "机柜出租率"),
  rack_units: worded("Leased share of usable rack units", "U 数出租率"),
  power_w: worded("Leased share of rack power limits", "功率出租率"),
} as const;

export function leasesChart(inputs: ReportInputs): ReportChart | null {
  return sharesOverTime(inputs, "leases_time", [
    {
      id: "accelerators",
      title: worded("Leased share of accelerators", "加速卡出租率"),
      make: (window) => occupancyOf(inputs, window),
    },
    ...spaceMeasures.map((id) => ({
      id,
      title: spaceTitles[id],
      make: (window: WindowMs) => letShare(inputs, id, window),
    })),
  ]);
}

/** A share of which nothing is known at any time is left out; null: that holds for all. */
function sharesOverTime(inputs: ReportInputs, id: string, shares: readonly Share[]): ReportChart | null {
  const steps = stepsOf(inputs.period, inputs.document.center.timeZone, "month");
  const series = shares
    .map((share) => ({
      id: share.id,
      title: share.title,
      points: steps.map((step) => {
        const figure = share.make(step);
        const value = figure.value === null ? null : figure.value * 100;
        return pointOf(step.name, step.fromMs, { ...figure, value });
      }),
    }))
    .filter(({ points }) => points.some(({ value }) => value !== null));
  if (series.length === 0) return null;
  // Of four shares the sentence tells two; the charts tell the others.
  const told = series
    .slice(0, 2)
    .map(({ points, title }) => extremeTitle(points, title, (value) => `${printedNumber(value, 1)} %`));
  return {
    kind: "chart",
    id,
    form: "bar",
    unit: "%",
    digits: 1,
    limit: null,
    title: worded(
      told.map(({ en }, at) => (at === 0 ? en : `${en.charAt(0).toLowerCase()}${en.slice(1)}`)).join("; "),
      told.map(({ zh }) => zh).join("；"),
    ),
    series,
  };
}

/**
 * What was installed when each of the 12 months ended, by the lines that imports left: before the first of them nothing
 * is known. null: it did not change.
 */
export function capacityChart({ states, period, document }: ReportInputs): ReportChart | null {
  const { timeZone, computeClass } = document.center;
  const precision = headlinePrecision[computeClass];
  const points = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone).map(({ fromMs, toMs }) => {
    const state = states.findLast(({ atMs }) => atMs < toMs);
    return pointOf(monthNameAt(fromMs, timeZone), fromMs, pflopsOf(document, state));
  });
  if (new Set(points.flatMap(({ value }) => value ?? [])).size < 2) return null;
  const name = precision.toUpperCase();
  const title = worded(
    `Installed PFLOPS (dense ${name}) at the end of the month`,
    `月末已安装算力（稠密 ${name}）`,
  );
  return {
    kind: "chart",
    id: "capacity_time",
    form: "bar",
    unit: "PFLOPS",
    digits: 3,
    limit: null,
    title: extremeTitle(points, title, (value) => printedNumber(value, 3)),
    series: [{ id: precision, title: worded(`Dense ${name}`, `稠密 ${name}`), points }],
  };
}

function pflopsOf({ catalogue, center }: ReportInputs["document"], state: HeldState | undefined) {
  if (!state) return { value: null, reason: "no_inventory" as const, coverage: 0 };
  const precision = headlinePrecision[center.computeClass];
  const { pflops, cards, cardsWithPeak } = installedCapacity(modelCounts(state), catalogue, precision);
  const coverage = cards > 0 ? cardsWithPeak / cards : 0;
  const reason = cards === 0 ? ("no_inventory" as const) : ("no_peak_known" as const);
  return { value: pflops, ...(coverage < 1 ? { reason } : {}), coverage };
}
