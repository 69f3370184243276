/**
 * What utility bills state as their cost, beside what the tariff makes of the same months: never one instead of the
 * other, and never both of one month. Of days without a tariff the bill is the cost. A bill of other days than whole
 * months is told and not compared. Source: decision 38.
 */
import type { Figure, Reason, ReportTable } from "@aidc/contract";
import { addMajor } from "../../billing/money.ts";
import { dayNameAt, monthNameAt, monthWindow } from "../../billing/month.ts";
import { gradeOfReading } from "../../corrections/readings.ts";
import { liesIn, touches } from "../../corrections/used.ts";
import { coverageOf } from "../../energy/integral.ts";
import { statusOfSum } from "../../figure/figure.ts";
import { localMonthsOver } from "../../time/days.ts";
import { unionIntervals } from "../../time/intervals.ts";
import { column, label, number, same, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import type { FigureRow } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import type { ListedStatement } from "../statements.ts";
import { worded } from "../words.ts";

/** What the tariff makes of a local month, energy and demand charge together. */
export type ComputedMonth = (month: string) => number | Reason;

export interface Bill {
  readonly record: ListedStatement;
  readonly billed: number;
  /** Bills that together are of all that the grid delivers, this one among them; it alone where there are none. */
  readonly together: readonly ListedStatement[];
  /** What the tariff makes of the time of all of them. */
  readonly computed: number | Reason;
}

/**
 * Of electricity at the boundary, whole in the period. That meters count its energy already changes nothing of its cost.
 * The bill of one meter is a part of the facility's where there is one of its time.
 */
function billsOf(inputs: ReportInputs, computed: ComputedMonth): Bill[] {
  const { document, period } = inputs;
  // What somebody pays for it is no cost.
  const fedIn = new Set(document.meters.filter(({ role }) => role === "grid_export").map(({ id }) => id));
  const all = inputs.statements.filter(
    ({ kind, cost, sides, window, subject }) =>
      kind === "bill" &&
      cost !== null &&
      sides.includes("facility") &&
      !fedIn.has(subject) &&
      liesIn(window, period.window),
  );
  const ofAll = all.filter(({ subject }) => subject === "facility");
  const records = all.filter(
    (one) => ofAll.includes(one) || !ofAll.some(({ window }) => touches(window, one.window)),
  );
  const sets = wholeSets(inputs, records.map((record) => ({ record })).toSorted(latestFirst));
  return records.map((record) => {
    const set = sets.find((own) => own.some((bill) => bill.record === record));
    return {
      record,
      billed: Number(record.cost),
      together: set ? records.filter((one) => set.some((bill) => bill.record === one)) : [record],
      computed: set ? computedOf(inputs, record, computed) : "coverage_low",
    };
  });
}

type Listed = Pick<Bill, "record">;

const latestFirst = (a: Listed, b: Listed): number => (a.record.recordedAt < b.record.recordedAt ? 1 : -1);

/**
 * Bills of all that the grid delivers: each of the facility, and those of one time of which each grid meter has one.
 * @param bills the one that counts first, where several are of one meter and time
 */
function wholeSets<B extends Listed>({ document }: ReportInputs, bills: readonly B[]): B[][] {
  const ofGrid = document.meters.filter(({ role }) => role === "grid_import").map(({ id }) => id);
  const isAll = ({ record: { subject } }: B) => subject === "facility" || ofGrid.length <= 1;
  const parts = bills.filter((bill) => !isAll(bill));
  const byTime = Map.groupBy(parts, ({ record: { window } }) => `${window.fromMs}/${window.toMs}`);
  const joined = [...byTime.values()].map((alike) =>
    ofGrid.flatMap((id) => alike.find(({ record }) => record.subject === id) ?? []),
  );
  return [
    ...bills.filter(isAll).map((bill) => [bill]),
    ...joined.filter((set) => set.length === ofGrid.length),
  ];
}

/** For the very months of the bill. */
function computedOf(
  { document }: ReportInputs,
  record: ListedStatement,
  computed: ComputedMonth,
): number | Reason {
  const { timeZone } = document.center;
  const months = localMonthsOver(record.window, timeZone).map(({ fromMs }) => monthNameAt(fromMs, timeZone));
  const isWhole = isOfMonths(record, months, timeZone);
  if (!isWhole) return "window_mismatch";
  const costs = months.map(computed);
  const unknown = costs.find((cost) => typeof cost === "string");
  return unknown ?? addMajor(costs.map(Number), document.center.currency);
}

/**
 * Bills that are the cost of their days: of months without a tariff, of all that the grid delivers, be it by one bill or by
 * one of each grid meter. No day is told twice: of several of one time whole months come first, then the one recorded last.
 */
export function countedBills(inputs: ReportInputs, computed: ComputedMonth): Bill[] {
  const { timeZone } = inputs.document.center;
  const isWhole = (bill: Bill) => isOfMonths(bill.record, monthsOf(bill, timeZone), timeZone);
  const latest = billsOf(inputs, computed)
    .filter((bill) => monthsOf(bill, timeZone).every((month) => computed(month) === "no_tariff"))
    .toSorted(latestFirst);
  const sets = wholeSets(inputs, latest);
  const taken: Bill[] = [];
  for (const set of [...sets.filter((own) => own.every(isWhole)), ...sets])
    if (!set.some((bill) => taken.some(({ record }) => touches(record.window, bill.record.window))))
      taken.push(...set);
  return taken;
}

function isOfMonths({ window }: ListedStatement, months: readonly string[], timeZone: string): boolean {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return false;
  return (
    monthWindow(first, timeZone).fromMs === window.fromMs && monthWindow(last, timeZone).toMs === window.toMs
  );
}

export const monthsOf = ({ record }: Bill, timeZone: string): string[] =>
  localMonthsOver(record.window, timeZone).map(({ fromMs }) => monthNameAt(fromMs, timeZone));

/** What the tariff makes of several bills is told once, in the row of the last of them. */
const isLast = ({ record, together }: Bill): boolean => together.at(-1) === record;

const isCompared = (bill: Bill): bill is Bill & { readonly computed: number } =>
  typeof bill.computed === "number";

/** Nothing where no bill states a cost. */
export function billRows(inputs: ReportInputs, computed: ComputedMonth): FigureRow[] {
  if (billsOf(inputs, computed).length === 0) return [];
  const row = (id: string, en: string, zh: string, formula: string, make: FigureRow["make"]): FigureRow => ({
    id: `energy.${id}`,
    title: worded(en, zh),
    formula,
    digits: 2,
    onlyNow: true,
    make,
  });
  return [
    row(
      "billed",
      "Electricity cost stated by utility bills",
      "电费账单所列金额",
      "sum(raw.bill.billed)",
      (of) => billedFigure(of, billsOf(of, computed)),
    ),
    row(
      "bill_difference",
      "Bills less the tariff's cost of the same months",
      "账单金额与同月按电价计算之差",
      "sum(raw.bill.billed_compared) - sum(raw.bill.computed)",
      (of) => differenceFigure(of, billsOf(of, computed)),
    ),
  ];
}

function factsOf({ document, period }: ReportInputs, bills: readonly Bill[]) {
  const { window } = period;
  const united = unionIntervals(bills.map(({ record }) => record.window));
  const coverage = coverageOf(
    united.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0),
    window,
  );
  const status = statusOfSum(coverage);
  return { unit: document.center.currency, window, coverage, status, grade: gradeOfReading };
}

function billedFigure(inputs: ReportInputs, bills: readonly Bill[]): Figure {
  const amounts = bills.map(({ billed }) => billed);
  const value = addMajor(amounts, inputs.document.center.currency);
  return ownFigure({ ...factsOf(inputs, bills), name: "billed_cost", method: "billed_cost", value });
}

function differenceFigure(inputs: ReportInputs, bills: readonly Bill[]): Figure {
  const compared = bills.filter(isCompared);
  const isKnown = compared.length > 0;
  const why = bills.map(({ computed }) => computed).find((computed) => typeof computed === "string");
  const apart = compared.flatMap((bill) => (isLast(bill) ? [bill.billed, -bill.computed] : [bill.billed]));
  return ownFigure({
    ...factsOf(inputs, compared),
    name: "bill_difference",
    method: "bill_difference",
    value: isKnown ? addMajor(apart, inputs.document.center.currency) : null,
    ...(isKnown ? {} : { reason: why ?? "no_data", status: undefined }),
  });
}

export function billTables(inputs: ReportInputs, computed: ComputedMonth): ReportTable[] {
  const bills = billsOf(inputs, computed);
  if (bills.length === 0) return [];
  const { currency, timeZone } = inputs.document.center;
  const counted = new Set(countedBills(inputs, computed).map(({ record }) => record.id));
  const rows = bills.map((bill) => {
    const { record, billed } = bill;
    const { fromMs, toMs } = record.window;
    const why = typeof bill.computed === "string" ? bill.computed : undefined;
    const told = (value: (known: number) => number) =>
      number(isCompared(bill) ? value(bill.computed) : null, why);
    const toldOnce: typeof told = (value) => (isCompared(bill) && !isLast(bill) ? label("") : told(value));
    const stated = addMajor(
      bill.together.map(({ cost }) => Number(cost)),
      currency,
    );
    const days = `${dayNameAt(fromMs, timeZone)} - ${dayNameAt(toMs - 1, timeZone)}`;
    return {
      id: record.id,
      label: same(days),
      cells: [
        label(`${record.subject}, ${record.reason}`),
        number(billed),
        counted.has(record.id) ? number(billed) : label(""),
        told(() => billed),
        toldOnce((known) => known),
        toldOnce((known) => addMajor([stated, -known], currency)),
      ],
    };
  });
  const columns = [
    column("document", "Bill", "账单", "", 0),
    column("billed", "Stated by the bill", "账单金额", currency, 2),
    column("counted", "Of it the cost where no tariff stands", "其中无电价月份的电费", currency, 2),
    column("billed_compared", "Of it compared", "其中可比", currency, 2),
    column("computed", "By the tariff, same months", "同月按电价计算", currency, 2),
    column("difference", "Difference", "差额", currency, 2),
  ];
  const note = worded(
    "Compared where a bill is of whole months and of all that the grid delivers; bills of one time, one of each grid meter, are so together, and are compared in the row of the last of them. Where a tariff stands neither replaces the other; of months without one a bill of all that the grid delivers is the cost of the days that it covers. No day is told by both. The bill of one meter is left out where one of the facility tells of its time.",
    "仅当账单涵盖整月且为全部市电时比较；同一时段每块市电表各一份账单合为全部市电，在最后一份所在行比较；有电价的月份两者互不替代，无电价的月份以涵盖全部市电的账单金额为其所涵盖各日的电费；同一日不会重复计入。同一时段有全设施账单的，不再列单表账单。",
  );
  return [table("bill", worded("Cost by utility bills", "电费账单金额"), columns, rows, [note])];
}
