/** Charts of a report: one chart is one sentence, and a gap stays a gap. Source: ecosystem 5, check 31. */
import type { ReportChart, ReportFigure, Worded } from "@aidc/contract";
import { monthNameAt } from "../billing/month.ts";
import { kwhOf } from "../energy/integral.ts";
import { isCovered, isoOf } from "../figure/figure.ts";
import { localMonthsOver } from "../time/days.ts";
import { daysIn, jointIn, reportPue, sideEnergy } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { twelveMonthsTo } from "./period.ts";
import { printedNumber } from "./printed-number.ts";
import { worded } from "./words.ts";

type Point = ReportChart["series"][number]["points"][number];

/** Without the limit: it is one of 12 months, and a month above it in summer misses nothing. */
export function pueChart(inputs: ReportInputs): ReportChart {
  const { document, energy, period } = inputs;
  const { timeZone } = document.center;
  const points = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone).map((month): Point => {
    const figure = reportPue(document, energy, month);
    return pointOf(monthNameAt(month.fromMs, timeZone), month.fromMs, figure);
  });
  return {
    kind: "chart",
    id: "pue_month",
    form: "line",
    unit: "ratio",
    digits: 3,
    limit: null,
    title: extremeTitle(points, worded("Monthly PUE", "月度 PUE"), (value) => value.toFixed(3)),
    series: [{ id: "pue", title: worded("PUE", "PUE"), points }],
  };
}

/** Each month's PUE of the 12 months that end with it: what an unqualified PUE is told over. */
export function rollingChart(inputs: ReportInputs, figures: readonly ReportFigure[]): ReportChart {
  const { document, energy, period } = inputs;
  const { timeZone } = document.center;
  const limit = figures.find(({ id }) => id === "energy.pue_12_months")?.limit ?? null;
  const points = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone).map((month): Point => {
    const figure = reportPue(document, energy, twelveMonthsTo({ window: month }, timeZone));
    return pointOf(monthNameAt(month.fromMs, timeZone), month.fromMs, figure);
  });
  return {
    kind: "chart",
    id: "pue_rolling",
    form: "line",
    unit: "ratio",
    digits: 3,
    limit,
    title: extremeTitle(points, worded("PUE of rolling 12 months", "滚动 12 个月 PUE"), (value) =>
      value.toFixed(3),
    ),
    series: [{ id: "pue_12_months", title: worded("PUE, 12 months", "12 个月 PUE"), points }],
  };
}

export function energyChart(inputs: ReportInputs): ReportChart {
  const { document, energy, period } = inputs;
  const { timeZone } = document.center;
  const months = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone);
  const series = (["facility", "it"] as const).map((side) => ({
    id: side,
    title: side === "it" ? worded("IT energy", "IT 用电量") : worded("Facility energy", "总用电量"),
    points: months.map((month) =>
      pointOf(monthNameAt(month.fromMs, timeZone), month.fromMs, sideEnergy(energy, side, month)),
    ),
  }));
  const told = series.find(({ points }) => points.some(({ value }) => value !== null))?.points ?? [];
  return {
    kind: "chart",
    id: "kwh_month",
    form: "bar",
    unit: "kWh",
    digits: 1,
    limit: null,
    title: extremeTitle(
      told,
      worded("Monthly energy", "月度用电量"),
      (value) => `${printedNumber(value, 1)} kWh`,
    ),
    series,
  };
}

/** Mean IT power against the PUE of the same day: efficiency is told against load. */
export function loadChart(inputs: ReportInputs): ReportChart {
  const { document, energy, period } = inputs;
  const days = daysIn(energy.days, period.window);
  const points = days.map((day): Point => {
    // A year would be looked through for each of its days.
    const ofDay = { ...energy, days: [day] };
    const figure = reportPue(document, ofDay, day.window);
    // What a document states of the day counts, as it does in its PUE.
    const { itMj, coveredMs } = jointIn(ofDay, day.window);
    const meanKw = kwhOf(itMj) / (coveredMs / 3_600_000);
    return pointOf(coveredMs > 0 ? meanKw.toFixed(1) : "–", day.window.fromMs, figure);
  });
  return {
    kind: "chart",
    id: "pue_load",
    form: "line",
    unit: "ratio",
    digits: 3,
    limit: null,
    title: loadTitle(points),
    series: [{ id: "pue", title: worded("PUE", "PUE"), points }],
  };
}

/** What the days say: the PUE of the least and of the greatest load. */
function loadTitle(points: readonly Point[]): Worded {
  const known = points.flatMap(({ value, label }) => (value === null ? [] : [{ value, kw: Number(label) }]));
  const title = worded(
    "PUE of each day, by mean IT power in kW",
    "各日 PUE 与平均 IT 功率（横轴，kW）的关系",
  );
  const [first] = known;
  if (!first) return title;
  const low = known.reduce((best, one) => (one.kw < best.kw ? one : best), first);
  const high = known.reduce((best, one) => (one.kw > best.kw ? one : best), first);
  if (low.kw === high.kw) return title;
  return worded(
    `${title.en}: ${low.value.toFixed(3)} at ${low.kw} kW, ${high.value.toFixed(3)} at ${high.kw} kW`,
    `${title.zh}：${low.kw} kW 时为 ${low.value.toFixed(3)}，${high.kw} kW 时为 ${high.value.toFixed(3)}`,
  );
}

export function pointOf(
  label: string,
  fromMs: number,
  figure: { value: number | null; reason?: Point["reason"]; coverage: number },
): Point {
  const { value, reason, coverage } = figure;
  return { label, from: isoOf(fromMs), value, ...(reason ? { reason } : {}), coverage };
}

/** The title says what is to be seen: the least and the greatest of the months or days that are known whole. */
export function extremeTitle(
  points: readonly Point[],
  { en, zh }: Worded,
  say: (value: number) => string,
): Worded {
  const whole = points.filter(({ coverage }) => coverage !== null && isCovered(coverage));
  const known = whole.flatMap(({ value, label }) => (value === null ? [] : [{ value, label }]));
  const [first] = known;
  if (!first && points.some(({ value }) => value !== null))
    return worded(`${en}: nothing is measured whole`, `${zh}：没有完整计量的时段`);
  if (!first) return worded(`${en}: not measured`, `${zh}：未计量`);
  const low = known.reduce((best, one) => (one.value < best.value ? one : best), first);
  const high = known.reduce((best, one) => (one.value > best.value ? one : best), first);
  if (known.length === 1)
    return worded(`${en}: ${say(low.value)} in ${low.label}`, `${zh}：${low.label} 为 ${say(low.value)}`);
  // Of what reads the same on every day no day is the least.
  if (say(low.value) === say(high.value))
    return worded(`${en}: ${say(low.value)} throughout`, `${zh}：始终为 ${say(low.value)}`);
  return worded(
    `${en}: from ${say(low.value)} in ${low.label} to ${say(high.value)} in ${high.label}`,
    `${zh}：最低 ${say(low.value)}（${low.label}），最高 ${say(high.value)}（${high.label}）`,
  );
}
