/**
 * When service was lost: accelerator-hours that incidents took, by day of a month and by month of longer periods. A step
 * is judged as the availability of that step would be, by whom events touched and by who held leases on its days; where
 * the steps whose events touched few touched fewer tenants together than a sum may be told of, nothing is told, because
 * they are what is left of the period. Source: standards 3.4, decisions 55 and 70.
 */
import type { Reason, ReportChart, ReportFigure, ReportTable } from "@aidc/contract";
import { monthNameAt } from "../billing/month.ts";
import { localMonthsOver } from "../time/days.ts";
import { column, hourMs, number, same, table } from "./cells.ts";
import { pointOf } from "./charts.ts";
import type { ReportInputs } from "./inputs.ts";
import { printedNumber } from "./printed-number.ts";
import { isAgreedTellable, knownShare, recordedShare, serviceTime } from "./service-figures.ts";
import { isLossTellable, lostServiceIn, lostTogether } from "./service-privacy.ts";
import type { Step } from "./time-steps.ts";
import { stepsOf } from "./time-steps.ts";
import { textOf, worded } from "./words.ts";

interface ServiceStep {
  readonly step: Step;
  /** Accelerators x ms; null: why is in `reason`. */
  readonly time: { readonly agreedMs: number; readonly downMs: number } | null;
  readonly reason?: Reason;
  readonly coverage: number;
}

const known = new WeakMap<ReportInputs, readonly ServiceStep[]>();

/** For the chart and for its table. */
function serviceSteps(inputs: ReportInputs): readonly ServiceStep[] {
  const found = known.get(inputs) ?? lookUp(inputs);
  known.set(inputs, found);
  return found;
}

function lookUp(inputs: ReportInputs): ServiceStep[] {
  const lostIn = lostServiceIn(inputs);
  const steps = stepsIn(inputs).map((step) => ({ step, lost: lostIn(step) }));
  const withheld = steps.filter(({ lost }) => !isLossTellable(lost));
  const isLeftTold = isLossTellable(lostTogether(withheld.map(({ lost }) => lost)));
  const isTold = ({ step, lost }: (typeof steps)[number]) =>
    isLeftTold && isLossTellable(lost) && isAgreedTellable(inputs, step);
  return steps.map((one) => serviceStep(inputs, one.step, isTold(one)));
}

/** Of weeks and their days the rule of a period would not hold: a week less its other days is a day. */
function stepsIn({ period, document }: ReportInputs): Step[] {
  const { timeZone } = document.center;
  if (period.kind === "month") return stepsOf(period, timeZone, "month");
  return localMonthsOver(period.window, timeZone).map(({ fromMs, toMs }) => ({
    name: monthNameAt(fromMs, timeZone),
    fromMs,
    toMs: Math.min(toMs, period.window.toMs),
  }));
}

function serviceStep(inputs: ReportInputs, step: Step, isTold: boolean): ServiceStep {
  const time = isTold ? serviceTime(inputs, step) : null;
  const unknown = (reason: Reason) => ({ step, time: null, reason, coverage: 0 });
  if (!isTold) return unknown("suppressed");
  if (time === null) return unknown("not_collected");
  if (time.agreedMs === 0) return unknown("no_inventory");
  return { step, time, coverage: recordedShare(inputs, step) * knownShare(time) };
}

/** null: nothing was lost, or nothing may be told. */
export function serviceChart(inputs: ReportInputs, figures: readonly ReportFigure[]): ReportChart | null {
  const points = serviceSteps(inputs).map(({ step, time, reason, coverage }) =>
    pointOf(step.name, step.fromMs, {
      value: time === null ? null : time.downMs / hourMs,
      ...(reason ? { reason } : {}),
      coverage,
    }),
  );
  const most = points.reduce<(typeof points)[number] | null>(
    (best, one) => ((one.value ?? 0) > (best?.value ?? 0) ? one : best),
    null,
  );
  const row = figures.find(({ id }) => id === "service.availability");
  const lost = serviceTime(inputs, inputs.period.window);
  if (most === null || !row || row.figure.value === null || lost === null) return null;
  const [share, all] = [textOf(row), printedNumber(lost.downMs / hourMs, 2)];
  const greatest = printedNumber(most.value ?? 0, 2);
  const isAllTold = points.every(({ reason }) => reason !== "suppressed");
  return {
    kind: "chart",
    id: "downtime",
    form: "bar",
    unit: "h",
    digits: 2,
    limit: null,
    title: worded(
      `Availability ${share}: incidents took ${all} accelerator-hours, ${isAllTold ? "" : "of what is told "}the most in ${most.label} (${greatest})`,
      `可用率 ${share}：故障造成 ${all} 卡时中断，${isAllTold ? "" : "已公布各期中"}最多的一期为 ${most.label}（${greatest}）`,
    ),
    series: [{ id: "down", title: worded("Accelerator-hours lost to incidents", "故障中断卡时"), points }],
  };
}

export function serviceTimeTable(inputs: ReportInputs): ReportTable {
  const rows = serviceSteps(inputs).map(({ step, time, reason }) => ({
    id: step.name,
    label: same(step.name),
    cells: [time?.agreedMs, time?.downMs].map((ms) => number(ms === undefined ? null : ms / hourMs, reason)),
  }));
  const columns = [
    column("agreed_accelerator_h", "Agreed accelerator-hours", "约定卡时", "h", 2),
    column("down_accelerator_h", "Of them unplanned down", "其中计划外中断", "h", 2),
  ];
  return table("service_time", worded("Service over time", "服务时间（分时段）"), columns, rows);
}
