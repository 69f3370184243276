/** What the energy of the energy chapter cost: by tariff band, and the demand charge beside it. */
import type { Figure, ReportTable, Worded } from "@aidc/contract";
import { addMajor, majorOf, sumOf } from "../../billing/money.ts";
import { dayNameAt, monthWindow } from "../../billing/month.ts";
import { isCovered, isoOf, statusOfSum, worstGrade } from "../../figure/figure.ts";
import type { DemandCharge } from "../../tariff/demand-charge.ts";
import { demandChargeOf, tariffsOver } from "../../tariff/demand-charge.ts";
import type { Cell } from "../cells.ts";
import { column, label, number, same, say, table } from "../cells.ts";
import { peakDemand } from "../family-figures.ts";
import type { DemandMonth, ReportInputs } from "../inputs.ts";
import { energyCostOf } from "../money-figures.ts";
import type { FigureRow } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";
import type { ComputedMonth } from "./bill-cost.ts";
import { billRows, billTables, countedBills } from "./bill-cost.ts";
import { bandMonths, bandRows } from "./energy-bands.ts";
import { formulaWithBills, withBills } from "./stated-cost.ts";

export function energyCostRows(inputs: ReportInputs): FigureRow[] {
  const bills = billRows(inputs, computedMonth(inputs));
  return [...costRows, billRow(inputs), ...bills, ...bandRows(inputs)];
}

export function energyCostTables(inputs: ReportInputs): ReportTable[] {
  const bills = billTables(inputs, computedMonth(inputs));
  return [energyCost(inputs), bandMonths(inputs), demandMonths(inputs), ...bills];
}

/** What the tariff makes of a month that is wholly metered. */
function computedMonth(inputs: ReportInputs): ComputedMonth {
  const charged = new Map(chargedMonths(inputs).map((month) => [month.month, month]));
  return (name) => {
    const energy = inputs.energyCost.find(({ month }) => month === name);
    const demand = charged.get(name);
    if (!energy || energy.cost === null) return energy?.reason ?? "no_data";
    if (demand === undefined) return "no_data";
    if (!isCovered(energy.coverage)) return "coverage_low";
    if (demand.isFree) return energy.cost;
    if (demand.charge === null) return demand.why ?? "no_data";
    const { currency } = inputs.document.center;
    const isGuessed = !isContracted(demand.charge) && !isCovered(demand.coverage);
    return isGuessed ? "coverage_low" : addMajor([energy.cost, chargeOf(demand.charge, currency)], currency);
  };
}

const costRows: readonly FigureRow[] = [
  {
    id: "energy.cost",
    title: worded("Energy cost, all bands", "电量电费（各时段合计）"),
    formula: "sum(raw.energy_cost.cost)",
    digits: 2,
    onlyNow: true,
    make: energyCostOf,
  },
  {
    id: "energy.peak_demand",
    title: worded("Greatest 15-minute mean of the facility", "总功率 15 分钟平均最大值"),
    formula: "max(raw.demand_month.kw)",
    digits: 1,
    onlyNow: true,
    make: peakDemand,
  },
  {
    id: "energy.demand_charge",
    title: worded("Demand charge", "需量（容量）电费"),
    formula: "sum(raw.demand_month.charge)",
    digits: 2,
    onlyNow: true,
    make: (inputs) => demandChargeFigure(inputs),
  },
];

function billRow(inputs: ReportInputs): FigureRow {
  return {
    id: "energy.bill",
    title: billTitle(inputs),
    formula: billFormula(inputs),
    digits: 2,
    onlyNow: true,
    make: billFigure,
  };
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

/** A month of what the grid delivered, and what is owed for it. */
interface ChargedMonth extends DemandMonth {
  /** A line for each price of the month. */
  readonly charge: readonly DemandCharge[] | null;
  readonly why: "no_tariff" | "no_meter" | "no_data" | undefined;
  /** Its tariff has no demand charge: nothing is owed, and nothing is unknown. */
  readonly isFree: boolean;
}

function chargedMonths({ gridDemand, tariffs, document }: ReportInputs): ChargedMonth[] {
  return gridDemand.map((month) => {
    const window = monthWindow(month.month, document.center.timeZone);
    const lines = demandChargeOf(tariffs, window, month.watts);
    if (lines !== null && lines.length > 0) return { ...month, charge: lines, why: undefined, isFree: false };
    const isFree = lines !== null;
    const hasTariff = tariffsOver(tariffs, window).every(({ tariff }) => tariff !== null);
    const why = isFree || !hasTariff ? "no_tariff" : (month.reason ?? "no_data");
    return { ...month, charge: null, why, isFree };
  });
}

/** Whatever was drawn: it rests on no quarter. */
const isContracted = (charge: readonly DemandCharge[]): boolean =>
  charge.every(({ basis }) => basis === "kVA");

/** Every month has none: the energy is the whole bill then. */
const isEnergyOnly = (inputs: ReportInputs): boolean =>
  chargedMonths(inputs).every(({ why }) => why === "no_tariff");

export function billFormula(inputs: ReportInputs): string {
  const formula = isEnergyOnly(inputs)
    ? "sum(raw.energy_cost.cost)"
    : "sum(raw.energy_cost.cost) + sum(raw.demand_month.charge)";
  const isKnown = tariffFigure(inputs).value !== null;
  return formulaWithBills({ formula, isKnown }, billsThatCount(inputs));
}

const billsThatCount = (inputs: ReportInputs) => countedBills(inputs, computedMonth(inputs));

function billTitle(inputs: ReportInputs): Worded {
  return billsThatCount(inputs).length === 0
    ? worded("Energy cost and demand charge together", "电费合计（电量电费与需量电费）")
    : worded(
        "Electricity cost: by the tariff, and by utility bills of months without one",
        "电费合计（按电价计算；无电价的月份取电费账单金额）",
      );
}

/** A month with gaps may have had a greater quarter that nobody saw: what is told is a lower bound then. */
export function demandChargeFigure(inputs: ReportInputs): Figure {
  const { currency } = inputs.document.center;
  const months = chargedMonths(inputs).filter(({ isFree }) => !isFree);
  const unknown = months.flatMap(({ why }) => (why === undefined || why === "no_tariff" ? [] : why));
  const known = months.filter(({ charge }) => charge !== null);
  const coverage =
    known.reduce((sum, month) => sum + (isContracted(month.charge ?? []) ? 1 : month.coverage), 0) /
    Math.max(1, months.length);
  return ownFigure({
    name: "demand_charge",
    method: "demand_charge",
    value:
      known.length > 0
        ? addMajor(
            known.map(({ charge }) => chargeOf(charge, currency)),
            currency,
          )
        : null,
    reason: known.length > 0 ? undefined : (unknown[0] ?? "no_tariff"),
    unit: currency,
    window: inputs.period.window,
    coverage,
    status: known.length === months.length ? statusOfSum(coverage) : "provisional",
    grade: worstGrade(known.map(({ grade }) => grade)),
  });
}

const chargeOf = (charge: readonly DemandCharge[] | null, currency: string): number =>
  majorOf(sumOf((charge ?? []).map(({ costMinor }) => costMinor)), currency);

export function billFigure(inputs: ReportInputs): Figure {
  return withBills(inputs, tariffFigure(inputs), billsThatCount(inputs));
}

/** Of it what bills state alone; null: no bill is the cost of a month. */
export function statedFigure(inputs: ReportInputs): Figure | null {
  const bills = billsThatCount(inputs);
  const none = { ...tariffFigure(inputs), value: null, inputs: [] };
  return bills.length === 0 ? null : withBills(inputs, none, bills);
}

/** What the tariff makes of the period. */
function tariffFigure(inputs: ReportInputs): Figure {
  const [energy, demand] = [energyCostOf(inputs), demandChargeFigure(inputs)];
  const isWhole = isEnergyOnly(inputs);
  const known = energy.value !== null && (demand.value !== null || isWhole);
  return ownFigure({
    name: "electricity_bill",
    method: "electricity_bill",
    value: known && energy.value !== null ? addMajor([energy.value, demand.value ?? 0], energy.unit) : null,
    reason: known ? undefined : (energy.reason ?? demand.reason ?? "no_data"),
    unit: energy.unit,
    window: inputs.period.window,
    coverage: isWhole ? energy.coverage : Math.min(energy.coverage, demand.coverage),
    status: energy.status === "valid" && (isWhole || demand.status === "valid") ? "valid" : "provisional",
    grade: worstGrade(isWhole ? [energy.grade] : [energy.grade, demand.grade]),
  });
}

function demandMonths(inputs: ReportInputs): ReportTable {
  const { document } = inputs;
  const { currency } = document.center;
  const facility = new Map(inputs.demand.map((month) => [month.month, quarterCells(month)]));
  const none = quarterCells({ watts: null, atMs: null, reason: "no_data", coverage: 0 });
  const rows = chargedMonths(inputs).flatMap(({ charge, why, ...grid }) => {
    const told = (value: number | undefined): Cell => number(value ?? null, why);
    const { month } = grid;
    const lines = charge ?? [undefined];
    return lines.map((line, at) => ({
      id: at === 0 ? month : `${month}/${at + 1}`,
      label: line === undefined || lines.length === 1 ? same(month) : partWords(month, line, document.center),
      cells: [
        ...(facility.get(month) ?? none),
        ...quarterCells(grid),
        label(line?.basis ?? ""),
        told(line?.amount),
        told(line ? Number(line.price) : undefined),
        told(line?.share),
        told(line ? majorOf(line.costMinor, currency) : undefined),
      ],
    }));
  });
  const columns = [
    column("kw", "Greatest 15-minute mean of the facility", "总功率 15 分钟平均最大值", "kW", 3),
    column("at", "Begin of that quarter", "该时段开始", "", 0),
    column("coverage", "Quarters known", "已知时段占比", "ratio", 4),
    column("source", "Read from", "取自", "", 0),
    column("grid_kw", "The same of the grid alone", "市电 15 分钟平均最大值", "kW", 3),
    column("grid_at", "Begin of that quarter of the grid", "市电该时段开始", "", 0),
    column("grid_coverage", "Quarters of the grid known", "市电已知时段占比", "ratio", 4),
    column("grid_source", "Of the grid read from", "市电取自", "", 0),
    column("basis", "Charged on", "计费依据", "", 0),
    column("charged", "Charged amount, kW or kVA", "计费容量（kW 或 kVA）", "count", 3),
    column("price", "Price of one a month", "单价（每月）", currency, 4),
    column("share", "Of the month in force", "当月有效占比", "ratio", 4),
    column("charge", "Demand charge", "需量电费", currency, 2),
  ];
  const note = worded(
    "Charged on the greatest mean of a clock quarter of an hour in the month that the grid delivered, or on the contracted kVA, at the price in force. Where the price changes within the month, each is owed on that greatest mean for the share of the month that it was in force.",
    "按当月市电每 15 分钟平均功率的最大值（kW）或合同容量（kVA），按有效电价计费。月内调价的，各电价均以该最大值按其有效时间占当月的比例计费。",
  );
  return table("demand_month", worded("Demand by month", "按月最大需量"), columns, rows, [note]);
}

/** With the local days of one price. */
function partWords(
  month: string,
  { fromMs, toMs }: DemandCharge,
  { timeZone }: ReportInputs["document"]["center"],
): Worded {
  const [first, last] = [dayNameAt(fromMs, timeZone), dayNameAt(toMs - 1, timeZone)];
  return worded(`${month}, ${first} to ${last}`, `${month}，${first} 至 ${last}`);
}

type Quarter = Pick<DemandMonth, "watts" | "atMs" | "reason" | "coverage" | "readFrom">;

function quarterCells({ watts, atMs, reason, coverage, readFrom }: Quarter): Cell[] {
  const kw = number(watts === null ? null : watts / 1000, reason);
  const source = readFrom ? say(sourceWords[readFrom]) : label("");
  return [kw, label(atMs === null ? "" : isoOf(atMs)), number(coverage), source];
}

const sourceWords = {
  register: worded("registers", "电能表读数"),
  power: worded("power", "功率"),
  both: worded("registers and power", "电能表读数与功率"),
} as const satisfies Record<NonNullable<DemandMonth["readFrom"]>, Worded>;
