/**
 * The cost of electricity where some months have no tariff: what utility bills state of them, beside what the tariff makes
 * of the others. It says of how many months each tells, and no month is told by both. Source: decision 38.
 */
import type { Figure, FigureInput } from "@aidc/contract";
import { addMajor } from "../../billing/money.ts";
import { monthWindow } from "../../billing/month.ts";
import { gradeOfReading } from "../../corrections/readings.ts";
import { statusOfSum, worstGrade } from "../../figure/figure.ts";
import { localDaysOver } from "../../time/days.ts";
import { clipIntervals, totalMs, unionIntervals } from "../../time/intervals.ts";
import type { ReportInputs } from "../inputs.ts";
import { ownFigure } from "../report-methods.ts";
import type { Bill } from "./bill-cost.ts";
import { monthsOf } from "./bill-cost.ts";

/** @param tariff what the tariff makes of the months that have one; without a value where it tells of none */
export function withBills(inputs: ReportInputs, tariff: Figure, bills: readonly Bill[]): Figure {
  if (bills.length === 0) return tariff;
  const { timeZone, currency } = inputs.document.center;
  const months = Math.max(1, inputs.energyCost.length);
  const stated = statedOf(bills, timeZone);
  const isBoth = tariff.value !== null;
  const coverage = Math.min(1, (isBoth ? tariff.coverage : 0) + stated.months / months);
  const documents: FigureInput = {
    kind: "document",
    label: `utility bills of ${stated.days}${stated.touched} of ${months} months, where no tariff stands`,
    count: bills.length,
    grade: gradeOfReading,
    coverage: stated.months / months,
  };
  return ownFigure({
    name: "electricity_bill",
    method: "electricity_bill",
    value: addMajor([tariff.value ?? 0, ...bills.map(({ billed }) => billed)], currency),
    unit: currency,
    window: inputs.period.window,
    coverage,
    status: statusOfSum(coverage),
    grade: worstGrade([...(isBoth ? [tariff.grade] : []), gradeOfReading]),
    category: isBoth ? "tariff and utility bills" : "utility bills",
    inputs: [...tariff.inputs, documents],
  });
}

/** How much of the months the bills cover, in months; of bills that leave days of theirs open, how many days they tell. */
function statedOf(bills: readonly Bill[], timeZone: string) {
  const told = unionIntervals(bills.map(({ record }) => record.window));
  const touched = localMonthsOf(bills, timeZone);
  const shares = touched.map((month) => totalMs(clipIntervals(told, month)) / (month.toMs - month.fromMs));
  const isPart = shares.some((share) => share < 1);
  const days = told.reduce((sum, window) => sum + localDaysOver(window, timeZone).length, 0);
  return {
    months: shares.reduce((sum, share) => sum + share, 0),
    touched: touched.length,
    days: isPart ? `${days} days in ` : "",
  };
}

const localMonthsOf = (bills: readonly Bill[], timeZone: string) =>
  [...new Set(bills.flatMap((bill) => monthsOf(bill, timeZone)))].map((month) =>
    monthWindow(month, timeZone),
  );

/** @param tariff the formula of what the tariff makes, and whether it makes anything */
export function formulaWithBills(
  tariff: { readonly formula: string; readonly isKnown: boolean },
  bills: readonly Bill[],
): string {
  if (bills.length === 0) return tariff.formula;
  return [...(tariff.isKnown ? [tariff.formula] : []), "sum(raw.bill.counted)"].join(" + ");
}
