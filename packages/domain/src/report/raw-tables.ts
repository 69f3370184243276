/**
 * The raw tables: what every figure of the report can be computed from again. Columns carry the ids that formulas
 * name; an unknown cell is empty with its reason and counts as nothing. Source: features 6 "Audit".
 */
import type { Reason, ReportTable, Worded } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import { dayNameAt, monthNameAt } from "../billing/month.ts";
import { countModels, densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { kwhOf, meanOf } from "../energy/integral.ts";
import { isoOf } from "../figure/figure.ts";
import { localMonthsOver } from "../time/days.ts";
import { intersectIntervals, unionIntervals } from "../time/intervals.ts";
import { acceleratorsOf } from "./capacity-figures.ts";
import { daysIn, jointOf, sumOfDays } from "./energy-figures.ts";
import { isDayTellable } from "./holding-figures.ts";
import type { EnergyDay, EnergyInputs, HoldingDay, ReportInputs } from "./inputs.ts";
import { billedOf, isMonthTellable } from "./money-figures.ts";
import { twelveMonthsTo } from "./period.ts";
import { isServiceTellable, serviceTime } from "./service-figures.ts";
import { worded } from "./words.ts";

type Cell = ReportTable["rows"][number]["cells"][number];
type Column = ReportTable["columns"][number];

const hourMs = 3_600_000;
export const number = (value: number | null, reason?: Reason): Cell =>
  value === null ? { text: null, value: null, reason: reason ?? "no_data" } : { text: null, value };
export const label = (text: string): Cell => ({ text, value: null });
export const column = (id: string, en: string, zh: string, unit: string, digits: number): Column => ({
  id,
  title: worded(en, zh),
  unit,
  digits,
});
const same = (text: string): Worded => worded(text, text);

function table(
  id: string,
  title: Worded,
  columns: Column[],
  rows: ReportTable["rows"],
  notes: Worded[] = [],
): ReportTable {
  return { kind: "table", id, title, columns, rows, notes };
}

export function rawTables(inputs: ReportInputs): ReportTable[] {
  return [
    energyDays(inputs),
    energyMonths(inputs),
    acceleratorDays(inputs),
    racks(inputs),
    itPoints(inputs),
    accelerators(inputs),
    incidents(inputs),
    service(inputs),
    revenue(inputs),
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

const holdingColumns: Column[] = [
  column("installed_h", "Installed", "已安装", "h", 2),
  column("leased_h", "Leased", "已出租", "h", 2),
  column("allocated_h", "Allocated", "已分配", "h", 2),
  column("active_h", "Active", "工作", "h", 2),
  column("allocation_part_h", "Allocated, all counts known", "已分配(计数齐全)", "h", 2),
  column("allocation_whole_h", "Installed, all counts known", "已安装(计数齐全)", "h", 2),
  column("use_active_h", "Active, both counts known", "工作(两种计数齐全)", "h", 2),
  column("use_allocated_h", "Allocated, both counts known", "已分配(两种计数齐全)", "h", 2),
];

function acceleratorDays(inputs: ReportInputs): ReportTable {
  const { holdings, period, document } = inputs;
  const rows = daysIn(holdings.days, period.window).map((day) => {
    const name = dayNameAt(day.window.fromMs, document.center.timeZone);
    return { id: name, label: same(name), cells: holdingCells(inputs, day) };
  });
  const note = worded(
    "A day on which fewer than 3 tenants contribute, or one of them more than 80 %, is withheld.",
    "租户少于 3 个或单一租户超过 80 % 的日期不予公布。",
  );
  return table(
    "accelerator_day",
    worded("Accelerator-hours by local day", "按日卡时"),
    holdingColumns,
    rows,
    [note],
  );
}

function holdingCells({ holdings, document }: ReportInputs, day: HoldingDay): Cell[] {
  const installed = acceleratorsOf(document);
  const lengthMs = day.window.toMs - day.window.fromMs;
  const told = (ms: number | null, basis: ("leased" | "allocated" | "active")[], reason?: Reason): Cell => {
    if (ms === null) return number(null, reason);
    return basis.every((one) => isDayTellable(day, one)) ? number(ms / hourMs) : number(null, "suppressed");
  };
  const count = (basis: "allocated" | "active"): Cell => {
    const { coveredMs, integral } = day[basis];
    const reason = holdings[basis].count === 0 ? "not_collected" : "no_data";
    const private_ = basis === "active" && !holdings.activeByTenant ? [] : [basis];
    return told(coveredMs > 0 ? Number(integral) : null, private_, reason);
  };
  const ofAllocation = (ms: number) =>
    told(day.allocation.coveredMs > 0 ? ms : null, ["allocated"], "not_collected");
  const ofUse = (ms: bigint) =>
    told(day.use.coveredMs > 0 ? Number(ms) : null, ["active", "allocated"], "not_collected");
  return [
    installed > 0 ? number((installed * lengthMs) / hourMs) : number(null, "no_inventory"),
    told(holdings.leases.count > 0 ? day.leasedMs : null, ["leased"], "no_lease"),
    count("allocated"),
    count("active"),
    ofAllocation(Number(day.allocation.allocatedMs)),
    ofAllocation(installed * day.allocation.coveredMs),
    ofUse(day.use.activeMs),
    ofUse(day.use.allocatedMs),
  ];
}

function racks({ racks: { current } }: ReportInputs): ReportTable {
  const rows = current.racks.map(({ id, usableU, usedU, limitW, live }) => ({
    id,
    label: same(id),
    cells: [
      live === null ? number(null, "no_meter") : number(live ? 1 : 0),
      number(usedU),
      number(usableU),
      number(limitW === null ? null : limitW / 1000, "no_limit"),
    ],
  }));
  const columns = [
    column("live", "Live IT in the period", "期间有带电设备", "count", 0),
    column("used_u", "Units filled", "已占用 U", "count", 0),
    column("usable_u", "Usable units", "可用 U", "count", 0),
    column("limit_kw", "Limit", "功率上限", "kW", 2),
  ];
  return table("racks", worded("Racks", "机架"), columns, rows);
}

function itPoints({ racks: { current } }: ReportInputs): ReportTable {
  const rows = current.itPoints.map((point) => {
    const mean = meanOf(point, 1);
    return {
      id: point.id,
      label: same(point.id),
      cells: [
        number(point.coveredMs > 0 ? kwhOf(point.integral) : null),
        number(point.coveredMs / hourMs),
        number(mean === null ? null : mean / 1000),
      ],
    };
  });
  const columns = [
    column("kwh", "Energy", "用电量", "kWh", 3),
    column("covered_h", "Covered time", "覆盖时间", "h", 3),
    column("mean_kw", "Mean power over covered time", "覆盖时间平均功率", "kW", 4),
  ];
  return table("it_points", worded("IT energy by metered point", "按计量点 IT 用电量"), columns, rows);
}

function accelerators({ document }: ReportInputs): ReportTable {
  const headline = headlinePrecision[document.center.computeClass];
  const rows = countModels(document)
    .sort((a, b) => (a.model < b.model ? -1 : 1))
    .map(({ model, count }) => {
      const known = findModel(model, document.catalogue);
      const pflops = (precision: (typeof precisions)[number]) => {
        const peak = densePeakOf(known, precision);
        return number(peak === null ? null : (peak * count) / 1000, "no_peak_known");
      };
      return {
        id: model,
        label: same(known?.name ?? model),
        cells: [label(known?.maker ?? ""), number(count), ...precisions.map(pflops), pflops(headline)],
      };
    });
  const columns = [
    column("maker", "Maker", "厂商", "", 0),
    column("cards", "Cards", "数量", "count", 0),
    ...precisions.map((p) =>
      column(`${p}_pflops`, `Dense ${p.toUpperCase()}`, `稠密 ${p.toUpperCase()}`, "PFLOPS", 4),
    ),
    column(
      "headline_pflops",
      `Headline (${headline.toUpperCase()})`,
      `主指标(${headline.toUpperCase()})`,
      "PFLOPS",
      4,
    ),
  ];
  const note = worded(
    "Precisions are never added together. The inventory is as recorded when the report was drafted; its history is not kept.",
    "不同精度不相加。台账为起草时的记录,不保存历史。",
  );
  return table("accelerators", worded("Accelerators by model", "按型号加速卡"), columns, rows, [note]);
}

function incidents({ events, period: { window } }: ReportInputs): ReportTable {
  const spans = events
    .filter(({ kind }) => kind === "incident")
    .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: to === null ? window.toMs : Date.parse(to) }));
  const rows = intersectIntervals([window], unionIntervals(spans)).map(({ fromMs, toMs }, at) => ({
    id: String(at + 1),
    label: same(String(at + 1)),
    cells: [label(isoOf(fromMs)), label(isoOf(toMs)), number((toMs - fromMs) / hourMs)],
  }));
  const columns = [
    column("from", "From", "开始", "", 0),
    column("to", "To", "结束", "", 0),
    column("hours", "Hours", "小时", "h", 3),
  ];
  return table(
    "incidents",
    worded("Incidents, united where they overlap", "故障(重叠的合并)"),
    columns,
    rows,
  );
}

function service(inputs: ReportInputs): ReportTable {
  const { window } = inputs.period;
  const time = serviceTime(inputs, window);
  const tellable = isServiceTellable(inputs, window);
  const cell = (ms: number): Cell =>
    inputs.events.length === 0
      ? number(null, "not_collected")
      : tellable
        ? number(ms / hourMs)
        : number(null, "suppressed");
  const rows = [
    {
      id: inputs.period.name,
      label: same(inputs.period.name),
      cells: [cell(time.agreedMs), cell(time.downMs)],
    },
  ];
  const columns = [
    column("agreed_accelerator_h", "Agreed accelerator-hours", "约定卡时", "h", 2),
    column("down_accelerator_h", "Of them unplanned down", "其中计划外中断", "h", 2),
  ];
  return table("service", worded("Service time", "服务时间"), columns, rows);
}

function revenue(inputs: ReportInputs): ReportTable {
  const { currency } = inputs.document.center;
  const rows = inputs.revenue.map((month) => ({
    id: month.month,
    label: same(month.month),
    cells: [
      month.byTenant.length === 0
        ? number(null)
        : isMonthTellable(month)
          ? number(billedOf(inputs, month))
          : number(null, "suppressed"),
    ],
  }));
  const columns = [column("billed", "Billed by issued statements", "已签发账单金额", currency, 2)];
  return table("revenue", worded("Revenue by month", "按月收入"), columns, rows);
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
