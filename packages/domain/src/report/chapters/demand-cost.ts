/** What is owed for the demand of each month, beside what its energy cost. Source: standards 3.3, decisions 41 and 58. */
import type { Figure, ReportTable, Worded } from "@aidc/contract";
import { addMajor, majorOf, sumOf } from "../../billing/money.ts";
import { dayNameAt, monthWindow } from "../../billing/month.ts";
import { isoOf, statusOfSum, worstGrade } from "../../figure/figure.ts";
import type { DemandCharge } from "../../tariff/demand-charge.ts";
import { demandChargeOf, tariffsOver } from "../../tariff/demand-charge.ts";
import type { Cell } from "../cells.ts";
import { column, label, number, same, say, table } from "../cells.ts";
import type { DemandMonth, ReportInputs } from "../inputs.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";

/** A month of what the grid delivered, and what is owed for it. */
interface ChargedMonth extends DemandMonth {
  /** A line for each price of the month. */
  readonly charge: readonly DemandCharge[] | null;
  readonly why: "no_tariff" | "no_meter" | "no_data" | undefined;
  /** Its tariff has no demand charge: nothing is owed, and nothing is unknown. */
  readonly isFree: boolean;
  /** The month ends after the report: its charge is nevertheless that of a whole month, on what was greatest so far. */
  readonly isRunning: boolean;
}

export function chargedMonths({ gridDemand, tariffs, document, period }: ReportInputs): ChargedMonth[] {
  return gridDemand.map((month) => {
    const window = monthWindow(month.month, document.center.timeZone);
    const isRunning = window.toMs > period.window.toMs;
    const lines = demandChargeOf(tariffs, window, month.watts);
    if (lines !== null && lines.length > 0)
      return { ...month, charge: lines, why: undefined, isFree: false, isRunning };
    const isFree = lines !== null;
    const hasTariff = tariffsOver(tariffs, window).every(({ tariff }) => tariff !== null);
    const why = isFree || !hasTariff ? "no_tariff" : (month.reason ?? "no_data");
    return { ...month, charge: null, why, isFree, isRunning };
  });
}

/** Whatever was drawn: it rests on no quarter. */
export const isContracted = (charge: readonly DemandCharge[]): boolean =>
  charge.every(({ basis }) => basis === "kVA");

/**
 * A demand price is one of a month and is owed in full however short it has been drawn on: it is not cut to the days that
 * have gone by, and says so. null: no month that is charged still runs.
 */
export function runningCharge(inputs: ReportInputs): Worded | null {
  const running = chargedMonths(inputs).find(({ charge, isRunning }) => charge !== null && isRunning);
  return running
    ? worded(
        `${running.month} has not ended: charge of the whole month`,
        `${running.month} 未结束，按整月计收`,
      )
    : null;
}

/** With what is charged whole although its time is not over. */
export function withRunning({ en, zh }: Worded, inputs: ReportInputs): Worded {
  const running = runningCharge(inputs);
  return running ? worded(`${en} (${running.en})`, `${zh}（${running.zh}）`) : worded(en, zh);
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
  const isWhole = known.length === months.length && months.every(({ isRunning }) => !isRunning);
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
    status: isWhole ? statusOfSum(coverage) : "provisional",
    grade: worstGrade(known.map(({ grade }) => grade)),
    category: runningCharge(inputs)?.en,
  });
}

export const chargeOf = (charge: readonly DemandCharge[] | null, currency: string): number =>
  majorOf(sumOf((charge ?? []).map(({ costMinor }) => costMinor)), currency);

export function demandMonths(inputs: ReportInputs): ReportTable {
  const { document } = inputs;
  const { currency } = document.center;
  const facility = new Map(inputs.demand.map((month) => [month.month, quarterCells(month)]));
  const none = quarterCells({ watts: null, atMs: null, reason: "no_data", coverage: 0 });
  const bases = basesOf(inputs);
  const rows = chargedMonths(inputs).flatMap(({ charge, why, isRunning, ...grid }) => {
    const told = (value: number | undefined): Cell => number(value ?? null, why);
    const { month } = grid;
    const lines = charge ?? [undefined];
    return lines.map((line, at) => ({
      id: at === 0 ? month : `${month}/${at + 1}`,
      label: rowWords(month, { lines, line, isRunning }, document.center),
      cells: [
        ...(facility.get(month) ?? none),
        ...quarterCells(grid),
        ...bases.flatMap((basis) =>
          line && line.basis !== basis
            ? [label(""), label("")]
            : [told(line?.amount), told(line ? Number(line.price) : undefined)],
        ),
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
    ...bases.flatMap((basis) => [
      column(`charged_${basis.toLowerCase()}`, "Charged", "计费容量", basis, 3),
      column(`price_${basis.toLowerCase()}`, "Price a month", "单价（每月）", `${currency}/${basis}`, 4),
    ]),
    column("share", "Of the month in force", "当月有效占比", "ratio", 4),
    column("charge", "Demand charge", "需量电费", currency, 2),
  ];
  const note = worded(
    "Charged on the greatest mean of a clock quarter of an hour in the month that the grid delivered, or on the contracted kVA, at the price in force. Where the price changes within the month, each is owed on that greatest mean for the share of the month that it was in force. A month that has not ended is charged whole, on what was greatest so far.",
    "按当月市电每 15 分钟平均功率的最大值（kW）或合同容量（kVA），按有效电价计费。月内调价的，各电价均以该最大值按其有效时间占当月的比例计费。未结束的月份按截至目前的最大值整月计收。",
  );
  return table("demand_month", worded("Demand by month", "按月最大需量"), columns, rows, [note]);
}

/** What months are charged on, each with columns in its own unit; kW where none is charged. */
function basesOf(inputs: ReportInputs): DemandCharge["basis"][] {
  const used = chargedMonths(inputs).flatMap(({ charge }) => charge ?? []);
  const found = (["kW", "kVA"] as const).filter((basis) => used.some((line) => line.basis === basis));
  return found.length > 0 ? found : ["kW"];
}

interface Row {
  readonly lines: readonly unknown[];
  readonly line: DemandCharge | undefined;
  readonly isRunning: boolean;
}

/** With the local days of one price, where there are several, and what is not over yet. */
function rowWords(
  month: string,
  { lines, line, isRunning }: Row,
  { timeZone }: ReportInputs["document"]["center"],
): Worded {
  if (line === undefined) return same(month);
  const { en, zh } = lines.length === 1 ? same(month) : partWords(month, line, timeZone);
  return isRunning
    ? worded(`${en}, not ended: charge of the whole month`, `${zh}，未结束，按整月计收`)
    : worded(en, zh);
}

function partWords(month: string, { fromMs, toMs }: DemandCharge, timeZone: string): Worded {
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
