/** Charts of a report: one chart is one sentence, and a gap stays a gap. Source: ecosystem 5, check 31. */
import type { ReportChart, ReportFigure, Worded } from "@aidc/contract";
import { monthNameAt } from "../billing/month.ts";
import { headlinePrecision } from "../capacity/installed.ts";
import { kwhOf } from "../energy/integral.ts";
import { isoOf } from "../figure/figure.ts";
import { localMonthsOver } from "../time/days.ts";
import { daysIn, jointIn, reportPue, sideEnergy } from "./energy-figures.ts";
import type { ReportInputs } from "./inputs.ts";
import { pflopsHours } from "./installed-time.ts";
import { twelveMonthsTo } from "./period.ts";
import { worded } from "./words.ts";

type Point = ReportChart["series"][number]["points"][number];

export function pueChart(inputs: ReportInputs, figures: readonly ReportFigure[]): ReportChart {
  const { document, energy, period } = inputs;
  const { timeZone } = document.center;
  const limit = figures.find(({ id }) => id === "energy.pue_12_months")?.limit ?? null;
  const points = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone).map((month): Point => {
    const figure = reportPue(document, energy, month);
    return pointOf(monthNameAt(month.fromMs, timeZone), month.fromMs, figure);
  });
  return {
    ...{ kind: "chart", id: "pue_month", form: "line", unit: "ratio", digits: 3, limit },
    title: extremeTitle(points, "Monthly PUE", "月度 PUE", (value) => value.toFixed(3)),
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
    ...{ kind: "chart", id: "pue_rolling", form: "line", unit: "ratio", digits: 3, limit },
    title: extremeTitle(points, "PUE of rolling 12 months", "滚动 12 个月 PUE", (value) => value.toFixed(3)),
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
    ...{ kind: "chart", id: "kwh_month", form: "bar", unit: "kWh", digits: 1, limit: null },
    title: extremeTitle(told, "Monthly energy", "月度用电量", (value) => `${value.toFixed(1)} kWh`),
    series,
  };
}

/** Mean IT power against the PUE of the same day: efficiency is told against load. */
export function loadChart(inputs: ReportInputs): ReportChart {
  const { document, energy, period } = inputs;
  const days = daysIn(energy.days, period.window);
  const points = days.map((day): Point => {
    const figure = reportPue(document, energy, day.window);
    // What a document states of the day counts, as it does in its PUE.
    const { itMj, coveredMs } = jointIn(energy, day.window);
    const meanKw = kwhOf(itMj) / (coveredMs / 3_600_000);
    return pointOf(coveredMs > 0 ? meanKw.toFixed(1) : "–", day.window.fromMs, figure);
  });
  return {
    ...{ kind: "chart", id: "pue_load", form: "line", unit: "ratio", digits: 3, limit: null },
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

/**
 * Where the installed PFLOPS went: of the installed ones the share that each step of the ladder has over the time
 * that is known on both sides, so that a silent meter is not a loss. What is withheld as a figure is withheld here.
 */
export function waterfallChart(inputs: ReportInputs, figures: readonly ReportFigure[]): ReportChart {
  const precision = headlinePrecision[inputs.document.center.computeClass];
  const { fromMs, toMs } = inputs.period.window;
  const { value: whole, ...rest } = pflopsHours(inputs, inputs.period.window);
  const capacity = { ...rest, value: whole === null ? null : whole / ((toMs - fromMs) / 3_600_000) };
  const shareOf = (label: string, ids: readonly string[]): Point => {
    const shares = ids.map((id) => figures.find((one) => one.id === id)?.figure);
    const coverage = Math.min(...shares.map((share) => share?.coverage ?? 0));
    const missing = [capacity, ...shares].find((one) => (one?.value ?? null) === null);
    const value = shares.reduce(
      (left, share) => left * (share?.value ?? Number.NaN),
      capacity?.value ?? Number.NaN,
    );
    if (!Number.isFinite(value))
      return { label, from: null, value: null, reason: missing?.reason ?? "no_data", coverage };
    return { label, from: null, value, coverage };
  };
  const unknown = (label: string): Point => ({
    ...{ label, from: null, value: null, reason: "not_collected", coverage: 0 },
  });
  const points: Point[] = [
    {
      label: "installed",
      from: null,
      value: capacity?.value ?? null,
      coverage: capacity?.coverage ?? 0,
      ...why(capacity?.reason),
    },
    unknown("powered"),
    unknown("healthy"),
    shareOf("leased", ["leases.occupancy"]),
    shareOf("allocated", ["utilisation.allocation"]),
    shareOf("active", ["utilisation.allocation", "utilisation.active_share"]),
    unknown("effective"),
  ];
  return {
    ...{ kind: "chart", id: "pflops_waterfall", form: "waterfall", unit: "PFLOPS", digits: 3, limit: null },
    title: waterfallTitle(points),
    series: [
      {
        id: precision,
        title: worded(`Dense ${precision.toUpperCase()}`, `稠密 ${precision.toUpperCase()}`),
        points,
      },
    ],
  };
}

/** Steps of the ladder, as the points of the waterfall name them. */
const ladderWords: Readonly<Record<string, Worded>> = {
  installed: worded("installed", "已安装"),
  powered: worded("powered", "已通电"),
  healthy: worded("healthy", "健康"),
  leased: worded("leased", "已出租"),
  allocated: worded("allocated", "已分配"),
  active: worded("active", "工作中"),
  effective: worded("effective", "有效"),
};

const why = (reason: Point["reason"]) => (reason ? { reason } : {});

function waterfallTitle(points: readonly Point[]): Worded {
  const known = points.filter((point) => point.value !== null);
  let worst: { from: string; to: string; loss: number } | null = null;
  for (const [at, point] of known.entries()) {
    const next = known[at + 1];
    if (!next || point.value === null || next.value === null) continue;
    const loss = point.value - next.value;
    if (loss > 0 && (!worst || loss > worst.loss)) worst = { from: point.label, to: next.label, loss };
  }
  if (!worst) return worded("Where the PFLOPS went", "算力去向");
  const [from, to] = [ladderWords[worst.from], ladderWords[worst.to]];
  return worded(
    `Where the PFLOPS went: the largest step is from ${from?.en ?? worst.from} to ${to?.en ?? worst.to}`,
    `算力去向：降幅最大的一级是从“${from?.zh ?? worst.from}”到“${to?.zh ?? worst.to}”`,
  );
}

function pointOf(
  label: string,
  fromMs: number,
  figure: { value: number | null; reason?: Point["reason"]; coverage: number },
): Point {
  const { value, reason, coverage } = figure;
  return { label, from: isoOf(fromMs), value, ...why(reason), coverage };
}

/** The title says what is to be seen: the least and the greatest month. */
function extremeTitle(
  points: readonly Point[],
  en: string,
  zh: string,
  say: (value: number) => string,
): Worded {
  const known = points.flatMap(({ value, label }) => (value === null ? [] : [{ value, label }]));
  const [first] = known;
  if (!first) return worded(`${en}: not measured`, `${zh}：未计量`);
  const low = known.reduce((best, one) => (one.value < best.value ? one : best), first);
  const high = known.reduce((best, one) => (one.value > best.value ? one : best), first);
  if (low === high)
    return worded(`${en}: ${say(low.value)} in ${low.label}`, `${zh}：${low.label} 为 ${say(low.value)}`);
  return worded(
    `${en}: from ${say(low.value)} in ${low.label} to ${say(high.value)} in ${high.label}`,
    `${zh}：最低 ${say(low.value)}（${low.label}），最高 ${say(high.value)}（${high.label}）`,
  );
}
