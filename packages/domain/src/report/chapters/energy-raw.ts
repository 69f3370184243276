/** Raw tables of the energy chapter. */
import type { ReportTable } from "@aidc/contract";
import { dayNameAt, monthNameAt } from "../../billing/month.ts";
import { kwhOf } from "../../energy/integral.ts";
import { isoOf } from "../../figure/figure.ts";
import { localMonthsOver } from "../../time/days.ts";
import type { Cell, Column } from "../cells.ts";
import { column, hourMs, label, number, same, table } from "../cells.ts";
import { daysIn, jointOf, sumOfDays } from "../energy-figures.ts";
import type { EnergyDay, EnergyInputs, ReportInputs } from "../inputs.ts";
import { twelveMonthsTo } from "../period.ts";
import { worded } from "../words.ts";

export function energyRawTables(inputs: ReportInputs): ReportTable[] {
  return [
    energyDays(inputs),
    energyMonths(inputs),
    energyCost(inputs),
    demandMonths(inputs),
    factors(inputs),
  ];
}

const energyColumns: Column[] = [
  column("hours", "Hours", "小时", "h", 2),
  column("facility_kwh", "Facility energy", "总用电量", "kWh", 3),
  column("facility_coverage", "Facility coverage", "总用电覆盖率", "ratio", 4),
  column("it_kwh", "IT energy", "IT 用电量", "kWh", 3),
  column("it_coverage", "IT coverage", "IT 覆盖率", "ratio", 4),
  column("joint_facility_kwh", "Facility energy, joint time", "总用电量(共同覆盖)", "kWh", 3),
  column("joint_it_kwh", "IT energy, joint time", "IT 用电量(共同覆盖)", "kWh", 3),
  column("joint_covered_h", "Joint covered time", "共同覆盖时间", "h", 4),
];

function energyCells(days: readonly EnergyDay[], energy: EnergyInputs): Cell[] {
  const lengthMs = days.reduce((sum, { window }) => sum + window.toMs - window.fromMs, 0);
  const side = (name: "facility" | "it"): Cell[] => {
    const { count } = energy[name];
    const sum = sumOfDays(days.map((day) => day[name]));
    if (count === 0) return [number(null, "no_meter"), number(null, "no_meter")];
    return [
      number(sum.coveredMs > 0 ? kwhOf(sum.integral) : null),
      number(lengthMs > 0 ? sum.coveredMs / count / lengthMs : null),
    ];
  };
  const joint = jointOf(days);
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
  return table("energy_day", worded("Energy by local day", "按日用电量"), energyColumns, rows);
}

function energyMonths({ energy, period, document }: ReportInputs): ReportTable {
  const { timeZone } = document.center;
  const rows = localMonthsOver(twelveMonthsTo(period, timeZone), timeZone).map((month) => {
    const name = monthNameAt(month.fromMs, timeZone);
    return { id: name, label: same(name), cells: energyCells(daysIn(energy.days, month), energy) };
  });
  const title = worded(
    "Energy by local month, 12 months to the end of the period",
    "按月用电量(截至期末 12 个月)",
  );
  return table("energy_month", title, energyColumns, rows);
}

function energyCost({ energyCost: months, document }: ReportInputs): ReportTable {
  const rows = months.map(({ month, cost, reason, coverage }) => ({
    id: month,
    label: same(month),
    cells: [number(cost, reason), number(coverage)],
  }));
  const columns = [
    column("cost", "Energy cost by the tariff in force", "按现行电价电费", document.center.currency, 2),
    column("coverage", "Coverage", "覆盖率", "ratio", 4),
  ];
  return table("energy_cost", worded("Energy cost by month", "按月电费"), columns, rows);
}

function demandMonths({ demand }: ReportInputs): ReportTable {
  const rows = demand.map(({ month, watts, atMs, reason, coverage }) => ({
    id: month,
    label: same(month),
    cells: [
      number(watts === null ? null : watts / 1000, reason),
      label(atMs === null ? "" : isoOf(atMs)),
      number(coverage),
    ],
  }));
  const columns = [
    column("kw", "Greatest 15-minute mean", "15 分钟平均最大值", "kW", 3),
    column("at", "Begin of that quarter", "该时段开始", "", 0),
    column("coverage", "Quarters known", "已知时段占比", "ratio", 4),
  ];
  return table("demand_month", worded("Demand by month", "按月最大需量"), columns, rows);
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
