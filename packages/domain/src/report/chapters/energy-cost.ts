/** What the energy of the energy chapter cost: by tariff band, and the demand charge beside it. */
import type { Figure, ReportTable, Worded } from "@aidc/contract";
import { addMajor } from "../../billing/money.ts";
import { isCovered, worstGrade } from "../../figure/figure.ts";
import { column, number, same, table } from "../cells.ts";
import { peakDemand } from "../family-figures.ts";
import type { ReportInputs } from "../inputs.ts";
import { energyCostOf } from "../money-figures.ts";
import type { FigureRow } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";
import type { ComputedMonth } from "./bill-cost.ts";
import { billRows, billTables, countedBills } from "./bill-cost.ts";
import {
  chargedMonths,
  chargeOf,
  demandChargeFigure,
  demandMonths,
  isContracted,
  runningCharge,
  withRunning,
} from "./demand-cost.ts";
import { bandMonths, bandRows } from "./energy-bands.ts";
import { worthRow } from "./pue-worth.ts";
import { formulaWithBills, withBills } from "./stated-cost.ts";

export function energyCostRows(inputs: ReportInputs): FigureRow[] {
  const bills = billRows(inputs, computedMonth(inputs));
  return [worthRow(inputs), ...costRows(inputs), billRow(inputs), ...bills, ...bandRows(inputs)];
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

const costRows = (inputs: ReportInputs): FigureRow[] => [
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
    title: withRunning(worded("Demand charge", "需量（容量）电费"), inputs),
    formula: "sum(raw.demand_month.charge)",
    digits: 2,
    onlyNow: true,
    make: demandChargeFigure,
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
    ? withRunning(worded("Energy cost and demand charge together", "电费合计（电量电费与需量电费）"), inputs)
    : worded(
        "Electricity cost: by the tariff, and by utility bills of months without one",
        "电费合计（按电价计算；无电价的月份取电费账单金额）",
      );
}

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
    category: runningCharge(inputs)?.en,
  });
}
