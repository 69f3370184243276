/**
 * What the racks of each hall use of their power limits over the period, hall beside hall: where room is left, and
 * where it runs out. The rule of decision 65: what the known racks draw / their limits. Source: ecosystem 5 "heat map
 * by hall and week".
 */
import type { Reason, ReportChart, ReportTable, WindowMs, Worded } from "@aidc/contract";
import { hallsOfFew } from "../access/halls-of-few.ts";
import { millijoulesPerKwh } from "../energy/integral.ts";
import { coverageGates, isCovered } from "../figure/figure.ts";
import type { LimitUse } from "../rack/occupancy.ts";
import { noLimitUse, shareOfLimits } from "../rack/occupancy.ts";
import { localDaysOver } from "../time/days.ts";
import type { Cell } from "./cells.ts";
import { column, number, same, table } from "./cells.ts";
import { pointOf } from "./charts.ts";
import type { HallDay, ReportInputs } from "./inputs.ts";
import { judgedBy } from "./judged-by.ts";
import { printedNumber } from "./printed-number.ts";
import type { Step } from "./time-steps.ts";
import { stepsOf } from "./time-steps.ts";
import { worded } from "./words.ts";

interface HallStep {
  readonly step: Step;
  readonly use: LimitUse;
  /** null: why is in `reason`. */
  readonly value: number | null;
  readonly reason?: Reason;
  readonly coverage: number;
}

interface Hall {
  readonly id: string;
  readonly title: Worded;
  readonly steps: readonly HallStep[];
}

const known = new WeakMap<ReportInputs, readonly Hall[]>();

/** For the chart and for its table. */
function hallSteps(inputs: ReportInputs): readonly Hall[] {
  const found = known.get(inputs) ?? lookUp(inputs);
  known.set(inputs, found);
  return found;
}

function lookUp(inputs: ReportInputs): Hall[] {
  const { document, halls } = inputs;
  const steps = stepsToTell(inputs);
  const gone = halls.flatMap(({ hall, name }): [string, string][] =>
    name === undefined ? [] : [[hall, name]],
  );
  const names = new Map([...gone, ...document.halls.map(({ id, name }): [string, string] => [id, name])]);
  const nameOf = (id: string) => names.get(id) ?? id;
  const single = halls.map(({ hall, days }) => ({
    id: hall,
    title: same(nameOf(hall)),
    steps: steps.map(({ step, withheld }) =>
      hallStep(inputs, step, withheld.has(hall) ? null : within(days, step)),
    ),
  }));
  // Halls that are withheld most of the time are one row under their names.
  const joined = halls
    .map(({ hall }) => hall)
    .filter((id) => 2 * steps.filter(({ withheld }) => withheld.has(id)).length >= steps.length);
  if (joined.length < 2) return single;
  const together = {
    id: joined.join("+"),
    title: same(joined.map(nameOf).join(" + ")),
    steps: steps.map(({ step, withheld, isSumTold }) => {
      const own = halls.filter(({ hall }) => joined.includes(hall)).flatMap(({ days }) => within(days, step));
      // Beside them one more that is withheld would be what is left of all.
      const isTold = isSumTold && [...withheld].every((id) => joined.includes(id));
      return hallStep(inputs, step, isTold ? own : null);
    }),
  };
  return [...single.filter(({ id }) => !joined.includes(id)), together];
}

/** Of each step the halls that are not told by themselves. As for every sum over days: each of them must pass. */
function stepsToTell(inputs: ReportInputs) {
  const { document, period, rackLimits } = inputs;
  const { timeZone } = document.center;
  const days = localDaysOver(period.window, timeZone);
  // By where racks stood, as it is told, and by where they stand: either names who is alone in a hall.
  const few = judgedBy(inputs).flatMap((judged) => [
    hallsOfFew(judged, days),
    ...(rackLimits ? [hallsOfFew(judged, days, rackLimits)] : []),
  ]);
  return stepsOf(period, timeZone, "week").map((step) => {
    const own = few.flatMap((byDay) => byDay.filter((_, at) => isWithin(days[at], step)));
    const withheld: ReadonlySet<string> = new Set(own.flatMap(({ halls }) => [...halls]));
    return { step, withheld, isSumTold: own.every(({ isSumTold }) => isSumTold) };
  });
}

const isWithin = (day: WindowMs | undefined, step: Step): boolean =>
  day !== undefined && day.fromMs >= step.fromMs && day.toMs <= step.toMs;
const within = (days: readonly HallDay[], step: Step) => days.filter(({ window }) => isWithin(window, step));

/** @param days null: withheld */
function hallStep(inputs: ReportInputs, step: Step, days: readonly HallDay[] | null): HallStep {
  if (days === null) return { step, use: noLimitUse(), value: null, reason: "suppressed", coverage: 0 };
  const use = days.reduce<LimitUse>(
    (sum, day) => ({
      used: sum.used + day.use.used,
      heard: sum.heard + day.use.heard,
      empty: sum.empty + day.use.empty,
      limits: sum.limits + day.use.limits,
    }),
    noLimitUse(),
  );
  const share = shareOfLimits(use);
  const coverage = share?.coverage ?? 0;
  const unknown = (reason: Reason): HallStep => ({ step, use, value: null, reason, coverage: 0 });
  if (!share) return unknown("no_limit");
  if (share.whole === 0) return unknown(inputs.racks.current.isMetered ? "no_data" : "no_meter");
  if (coverage < coverageGates.provisional) return unknown("coverage_low");
  return { step, use, value: (share.part / share.whole) * 100, coverage };
}

/** null: of no hall anything is known. */
export function hallChart(inputs: ReportInputs): ReportChart | null {
  const halls = hallSteps(inputs);
  if (!halls.some(({ steps }) => steps.some(({ value }) => value !== null))) return null;
  return {
    kind: "chart",
    id: "hall_use_time",
    form: "heat",
    unit: "%",
    digits: 1,
    limit: null,
    title: titleOf(halls),
    series: halls.map(({ id, title, steps }) => ({
      id,
      title,
      points: steps.map((one) => pointOf(one.step.name, one.step.fromMs, one)),
    })),
  };
}

/** Where it was least, and where most, of what is known whole. */
function titleOf(halls: readonly Hall[]): Worded {
  const { en, zh } = worded("Use of rack power limits by hall", "各机房机柜功率使用率");
  const cells = halls.flatMap(({ title, steps }) =>
    steps.flatMap(({ value, coverage, step }) =>
      value !== null && isCovered(coverage)
        ? [{ value, en: `(${title.en}, ${step.name})`, zh: `（${title.zh}，${step.name}）` }]
        : [],
    ),
  );
  const [first] = cells;
  if (!first) return worded(`${en}: nothing is measured whole`, `${zh}：没有完整计量的时段`);
  const low = cells.reduce((best, one) => (one.value < best.value ? one : best), first);
  const high = cells.reduce((best, one) => (one.value > best.value ? one : best), first);
  const said = ({ value }: typeof first) => `${printedNumber(value, 1)} %`;
  if (said(low) === said(high)) return worded(`${en}: ${said(low)} throughout`, `${zh}：始终为 ${said(low)}`);
  return worded(
    `${en}: from ${said(low)} ${low.en} to ${said(high)} ${high.en}`,
    `${zh}：最低 ${said(low)}${low.zh}，最高 ${said(high)}${high.zh}`,
  );
}

export function hallTable(inputs: ReportInputs): ReportTable {
  const rows = hallSteps(inputs).flatMap(({ id, title, steps }) =>
    steps.map(({ step, use, reason }) => ({
      id: `${id} ${step.name}`,
      label: worded(`${title.en} ${step.name}`, `${title.zh} ${step.name}`),
      cells: cellsOf(use, reason),
    })),
  );
  const columns = [
    column("kwh", "Drawn by racks that were heard", "已计量机柜用电量", "kWh", 3),
    column(
      "heard_limit_kwh",
      "Limits of those heard and of empty racks x hours",
      "已计量及空机柜功率上限 × 小时",
      "kWh",
      2,
    ),
    column("limit_kwh", "Limits x hours of all racks", "全部机柜功率上限 × 小时", "kWh", 2),
  ];
  const note = worded(
    "Limits hold from the import that stated them on; a rack that is gone since counts with its limit, and what it drew is not known. Of a day on which a rack was moved, or its limit changed, what it drew is shared out by time. A hall that is gone since stands under the name that it had. A hall in which fewer than 3 tenants hold racks on a day is withheld on that day and in its week, and with it others from which it would follow; halls that are withheld most of the time stand in one row together.",
    "功率上限自其导入之时起适用；此后已撤走的机柜计入其功率上限，用电量视为未知。机柜当日迁移或功率上限当日变更的，其用电量按时间分摊。此后已撤销的机房以当时名称列出。某日租户少于 3 个的机房，当日及所在周不予公布，可由其推算的机房一并不予公布；多数时段不予公布的机房合并为一行。",
  );
  const title = worded("Racks of each hall and their limits", "各机房机柜用电与功率上限");
  return table("hall_use", title, columns, rows, [note]);
}

function cellsOf({ used, heard, empty, limits }: LimitUse, reason: Reason | undefined): Cell[] {
  const kwh = (millijoules: number) => number(millijoules / Number(millijoulesPerKwh));
  if (reason === "suppressed" || reason === "no_limit")
    return ["kwh", "heard", "all"].map(() => number(null, reason));
  const isHeard = heard > 0 || empty === limits;
  return [
    isHeard ? kwh(used) : number(null, reason),
    isHeard ? kwh(heard + empty) : number(null, reason),
    kwh(limits),
  ];
}
