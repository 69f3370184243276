/** Raw tables of the energy chapter. */
import type { ReportTable } from "@aidc/contract";
import { dayNameAt, monthNameAt } from "../../billing/month.ts";
import type { EnergySpan } from "../../corrections/used.ts";
import { spansIn, touches } from "../../corrections/used.ts";
import { kwhOf } from "../../energy/integral.ts";
import { localMonthsOver } from "../../time/days.ts";
import type { Cell, Column } from "../cells.ts";
import { column, hourMs, label, number, same, table } from "../cells.ts";
import { daysIn, jointOf, sumOfDays } from "../energy-figures.ts";
import { flowDays } from "../energy-flow.ts";
import { renewableJoint } from "../family-figures.ts";
import type { EnergyDay, EnergyInputs, ReportInputs } from "../inputs.ts";
import { twelveMonthsTo } from "../period.ts";
import { worded } from "../words.ts";
import { besideEnergyTables } from "./beside-energy.ts";
import { energyCostTables } from "./energy-cost.ts";
import { spanName, spanNotes } from "./span-rows.ts";

export function energyRawTables(inputs: ReportInputs): ReportTable[] {
  return [
    energyDays(inputs),
    energyMonths(inputs),
    ...energyCostTables(inputs),
    renewableDays(inputs),
    factors(inputs),
    ...besideEnergyTables(inputs),
    flowDayTable(inputs),
  ];
}

const energyColumns: Column[] = [
  column("hours", "Hours", "小时", "h", 2),
  column("facility_kwh", "Facility energy", "总用电量", "kWh", 3),
  column("facility_coverage", "Facility coverage", "总用电覆盖率", "ratio", 4),
  column("it_kwh", "IT energy", "IT 用电量", "kWh", 3),
  column("it_coverage", "IT coverage", "IT 覆盖率", "ratio", 4),
  column("joint_facility_kwh", "Facility energy, joint time", "总用电量（共同覆盖）", "kWh", 3),
  column("joint_it_kwh", "IT energy, joint time", "IT 用电量（共同覆盖）", "kWh", 3),
  column("joint_covered_h", "Joint covered time", "共同覆盖时间", "h", 4),
];

/** Of days and of what documents state of longer times among them. */
function energyCells(
  days: readonly EnergyDay[],
  energy: EnergyInputs,
  spans: readonly EnergySpan[] = [],
): Cell[] {
  const lengthMs = days.reduce((sum, { window }) => sum + window.toMs - window.fromMs, 0);
  const isStated = (name: "facility" | "it") =>
    energy.spans.some(
      (span) => span[name].coveredMs > 0 && days.some((day) => touches(day.window, span.window)),
    );
  const side = (name: "facility" | "it"): Cell[] => {
    const { count } = energy[name];
    const sum = sumOfDays([...days, ...spans].map((part) => part[name]));
    if (count === 0) return [number(null, "no_meter"), number(null, "no_meter")];
    return [
      number(sum.coveredMs > 0 ? kwhOf(sum.integral) : null, isStated(name) ? "window_mismatch" : undefined),
      number(lengthMs > 0 ? sum.coveredMs / count / lengthMs : null),
    ];
  };
  const joint = jointOf([...days, ...spans]);
  const both = energy.facility.count > 0 && energy.it.count > 0;
  const jointly = (value: number): Cell =>
    both ? number(joint.coveredMs > 0 ? value : null) : number(null, "no_meter");
  return [
    number(lengthMs / hourMs),
    ...side("facility"),
    ...side("it"),
    jointly(kwhOf(joint.facilityMj)),
    jointly(kwhOf(joint.itMj)),
    both ? number(joint.coveredMs / hourMs) : number(null, "no_meter"),
  ];
}

function energyDays({ energy, period, document }: ReportInputs): ReportTable {
  const rows = daysIn(energy.days, period.window).map((day) => {
    const name = dayNameAt(day.window.fromMs, document.center.timeZone);
    return { id: name, label: same(name), cells: energyCells([day], energy) };
  });
  const spans = spansIn(energy.spans, period.window);
  const stated = spans.map((span) => spanRow(span, energy, document.center.timeZone));
  const title = worded("Energy by local day", "按日用电量");
  return table("energy_day", title, energyColumns, [...rows, ...stated], spanNotes(spans));
}

/** Its hours are those of its days and stand there. */
function spanRow(span: EnergySpan, energy: EnergyInputs, timeZone: string): ReportTable["rows"][number] {
  const { fromMs, toMs } = span.window;
  const { joint } = span;
  const stated = (value: number, covered: number) => number(covered !== 0 ? value : null, "not_stated");
  const side = (name: "facility" | "it") => {
    const { integral, coveredMs } = span[name];
    const coverage = coveredMs / Math.max(1, energy[name].count) / (toMs - fromMs);
    return [stated(kwhOf(integral), coveredMs), stated(coverage, coveredMs)];
  };
  const cells = [
    ...[number(null, "not_stated"), ...side("facility"), ...side("it")],
    ...[stated(kwhOf(joint.facilityMj), joint.coveredMs), stated(kwhOf(joint.itMj), joint.coveredMs)],
    stated(joint.coveredMs / hourMs, joint.coveredMs),
  ];
  return { ...spanName(span, timeZone), cells };
}

function energyMonths({ energy, period, document }: ReportInputs): ReportTable {
  const { timeZone } = document.center;
  const rows = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone).map((month) => {
    const name = monthNameAt(month.fromMs, timeZone);
    const cells = energyCells(daysIn(energy.days, month), energy, spansIn(energy.spans, month));
    return { id: name, label: same(name), cells };
  });
  const months = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone);
  const longer = spansIn(energy.spans, twelveMonthsTo(period, timeZone)).filter(
    (span) => !months.some((month) => spansIn([span], month).length > 0),
  );
  const stated = longer.map((span) => spanRow(span, energy, timeZone));
  const title = worded(
    "Energy by local month, 12 months to the end of the period",
    "按月用电量（截至期末 12 个月）",
  );
  return table("energy_month", title, energyColumns, [...rows, ...stated], spanNotes(longer));
}

function factors({ document: { center } }: ReportInputs): ReportTable {
  const { gridCarbon } = center;
  const cells = gridCarbon
    ? [number(gridCarbon.kgPerKwh), label(`${gridCarbon.source}, ${gridCarbon.year}`)]
    : [number(null, "no_factor"), label("")];
  const columns = [
    column("kg_per_kwh", "Emission factor of the grid", "电网排放因子", "kg/kWh", 4),
    column("source", "Source", "来源", "", 0),
  ];
  const rows = [{ id: "grid", label: worded("Grid", "电网"), cells }];
  return table("factors", worded("Published factors", "公布的因子"), columns, rows);
}

function renewableDays(inputs: ReportInputs): ReportTable {
  const { timeZone } = inputs.document.center;
  const rows = renewableJoint(inputs, inputs.period.window).map(({ window, renewableMj, facilityMj }) => {
    const name = dayNameAt(window.fromMs, timeZone);
    return { id: name, label: same(name), cells: [number(kwhOf(renewableMj)), number(kwhOf(facilityMj))] };
  });
  const columns = [
    column("renewable_kwh", "Generated on site from the sun", "现场光伏发电量", "kWh", 3),
    column("facility_kwh", "Facility energy", "总用电量", "kWh", 3),
  ];
  const note = worded("Days only that both sides cover wholly.", "仅列两侧均完整计量的日期。");
  const title = worded("Renewable energy by local day", "按日可再生能源");
  return table("renewable_day", title, columns, rows, [note]);
}

function flowDayTable({ flow, document }: ReportInputs): ReportTable {
  const rows = flowDays(flow).map(({ fromMs, supplied, told }) => {
    const name = dayNameAt(fromMs, document.center.timeZone);
    return { id: name, label: same(name), cells: [number(kwhOf(supplied)), number(kwhOf(told))] };
  });
  const columns = [
    column("supplied_kwh", "Came in at the boundary", "边界输入电量", "kWh", 3),
    column("told_kwh", "Told by meters right behind it", "其后电表已计电量", "kWh", 3),
  ];
  const note = worded(
    "Days only that all of these meters cover wholly.",
    "仅列所有相关电表均完整覆盖的日期。",
  );
  return table("energy_flow_day", worded("Energy flow by local day", "按日电量去向"), columns, rows, [note]);
}
