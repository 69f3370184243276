/**
 * Totals over several centers: sums, and ratios of sums over the same parts; never a mean of ratios. A center that
 * does not know its part is left out and named, so a sum says over whom it is. What a center's report withholds for
 * the sake of its tenants stays withheld: no total contains it, because the rest taken from a total would tell it.
 * PUE is formed within one category only. Source: standards 1.1-1.3, features 7 "Isolation bars".
 */
import type { Figure, Reason, RegionTotal, ReportContent, WindowMs, Worded } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import { makeFigure, windowOf, worstGrade, worstStatus } from "../figure/figure.ts";
import type { MethodId } from "../figure/methods.ts";
import { worded } from "../report/words.ts";
import { expectedOf, jointCoverage } from "./joint-coverage.ts";

interface Counted {
  readonly content: ReportContent;
  readonly figure: Figure;
}
interface SumRow {
  readonly kind: "sum";
  readonly id: string;
  readonly title: Worded;
  readonly digits: number;
  readonly method: MethodId;
  /** The figure that tells how much there is to know; absent: energy, of which as much as is seen tells the rest. */
  readonly wholeBy?: string;
}
interface RatioRow extends Omit<SumRow, "kind"> {
  readonly kind: "ratio";
  readonly table: string;
  readonly part: string;
  readonly whole: string;
}
type Row = SumRow | RatioRow;

const sum = (id: string, en: string, zh: string, digits: number, method: MethodId): SumRow => ({
  kind: "sum",
  id,
  title: worded(en, zh),
  digits,
  method,
});
const ofCards = <T extends Row>(row: T): T => ({ ...row, wholeBy: "capacity.accelerators" });
const ofCardHours = <T extends Row>(row: T): T => ({ ...row, wholeBy: "utilisation.installed_hours" });
const ratio = (
  id: string,
  title: Worded,
  method: MethodId,
  [table, part, whole]: readonly [string, string, string],
): RatioRow => ({ kind: "ratio", id, title, digits: 3, method, table, part, whole });

const pueRow = ratio("energy.pue", worded("PUE", "PUE"), "pue", [
  "energy_day",
  "joint_facility_kwh",
  "joint_it_kwh",
]);

const rows: readonly Row[] = [
  sum("energy.facility", "Facility energy", "总用电量", 1, "facility_energy"),
  sum("energy.it", "IT energy", "IT 用电量", 1, "energy"),
  pueRow,
  ofCards(
    sum("capacity.accelerators", "Accelerators installed", "已安装加速卡", 0, "accelerators_installed"),
  ),
  ...precisions.map((precision) =>
    ofCards(
      sum(
        `capacity.pflops_${precision}`,
        `Rated capacity, dense ${precision.toUpperCase()}`,
        `稠密 ${precision.toUpperCase()} 算力`,
        3,
        "capacity",
      ),
    ),
  ),
  ...[
    sum("utilisation.leased_hours", "Accelerator-hours leased", "已租用卡时", 1, "lease_hours"),
    sum("utilisation.allocated_hours", "Accelerator-hours allocated", "已分配卡时", 1, "allocated_hours"),
    sum("utilisation.active_hours", "Accelerator-hours active", "活跃卡时", 1, "active_hours"),
    ratio(
      "leases.occupancy",
      worded("Leased share of installed accelerator-hours", "出租率（卡时）"),
      "occupancy",
      ["accelerator_day", "leased_h", "installed_h"],
    ),
    ratio(
      "utilisation.allocation",
      worded("Allocated share of installed accelerator-hours", "分配率（占已安装卡时）"),
      "allocation",
      ["accelerator_day", "allocation_part_h", "allocation_whole_h"],
    ),
  ].map(ofCardHours),
  ratio(
    "utilisation.active_share",
    worded("Active share of allocated accelerator-hours", "利用率（活跃 ÷ 已分配卡时）"),
    "utilisation",
    ["accelerator_day", "use_active_h", "use_allocated_h"],
  ),
];

/** Of each center, in this order. */
export const regionFigures = rows.map(({ id, title, digits }) => ({ id, title, digits }));

export function regionTotals(contents: readonly ReportContent[]): RegionTotal[] {
  return rows.flatMap((row) =>
    row === pueRow
      ? categoriesOf(contents).map((category) => totalOf(row, contents, category))
      : [totalOf(row, contents, null)],
  );
}

function categoriesOf(contents: readonly ReportContent[]): string[] {
  const found = contents.flatMap((content) => figureOf(content, pueRow.id)?.method.category ?? []);
  return [...new Set(found)].sort();
}

function totalOf(row: Row, contents: readonly ReportContent[], category: string | null): RegionTotal {
  const counted: Counted[] = [];
  const leftOut: RegionTotal["leftOut"] = [];
  for (const content of contents) {
    const figure = figureOf(content, row.id);
    const reason = figure ? whyNot(figure, category) : "not_collected";
    if (figure && reason === null) counted.push({ content, figure });
    else leftOut.push({ center: content.center.id, reason: reason ?? "not_collected" });
  }
  const { id, title, digits } = row;
  return {
    id,
    title,
    digits,
    category,
    formula: formulaOf(row),
    figure: figureOfTotal(row, contents, counted, category),
    counted: counted.map(({ content }) => content.center.id),
    leftOut,
  };
}

function whyNot(figure: Figure, category: string | null): Reason | "other_category" | null {
  if (category !== null && figure.method.category !== category) return "other_category";
  return figure.value === null ? (figure.reason ?? "no_data") : null;
}

function formulaOf(row: Row): string {
  if (row.kind === "sum") return `sum over centers of ${row.id}`;
  const over = (column: string) => `sum over centers of sum(raw.${row.table}.${column})`;
  return `${over(row.part)} / ${over(row.whole)}`;
}

function figureOfTotal(
  row: Row,
  all: readonly ReportContent[],
  counted: readonly Counted[],
  category: string | null,
): Figure {
  const figures = counted.map(({ figure }) => figure);
  const known = figures.length > 0;
  const value = known ? totalValue(row, counted) : null;
  return makeFigure({
    name: row.id.slice(row.id.indexOf(".") + 1),
    value,
    // What bounds a part of it bounds the whole.
    reason: value === null ? commonReason(row, all, category) : figures.find(({ reason }) => reason)?.reason,
    unit: all.map((content) => figureOf(content, row.id)?.unit).find(Boolean) ?? "",
    window: spanOf(all.map(({ period }) => windowOf(period))),
    coverage: coverageOfTotal(row, counted),
    status: worstStatus(figures.map(({ status }) => status)),
    grade: worstGrade(figures.map(({ grade }) => grade)),
    method: row.method,
    ...(category === null ? {} : { category }),
    inputs: counted.map(({ content, figure }) => ({
      kind: "figure",
      label: `${content.center.id} ${row.id}`,
      count: 1,
      grade: figure.grade,
      coverage: figure.coverage,
    })),
  });
}

function coverageOfTotal(row: Row, counted: readonly Counted[]): number {
  return jointCoverage(
    counted.map(({ content, figure }) => {
      const { coverage, value } = figure;
      if (row.wholeBy !== undefined)
        return { coverage, expected: figureOf(content, row.wholeBy)?.value ?? null };
      const seen = row.kind === "sum" ? value : exactSum(columnOf(content, row.table, row.whole));
      return { coverage, expected: expectedOf(seen, coverage) };
    }),
  );
}

function totalValue(row: Row, counted: readonly Counted[]): number | null {
  if (row.kind === "sum") return exactSum(counted.map(({ figure }) => figure.value ?? Number.NaN));
  const over = (column: string) =>
    exactSum(counted.flatMap(({ content }) => columnOf(content, row.table, column)));
  const [part, whole] = [over(row.part), over(row.whole)];
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** Parts of 1e-9, so that the order of the centers changes nothing. */
function exactSum(values: readonly number[]): number | null {
  if (values.length === 0 || values.some((value) => !Number.isFinite(value))) return null;
  const parts = values.map((value) => {
    const whole = Math.trunc(value);
    return BigInt(whole) * 1_000_000_000n + BigInt(Math.round((value - whole) * 1e9));
  });
  const total = parts.reduce((all, one) => all + one, 0n);
  return Number(total / 1_000_000_000n) + Number(total % 1_000_000_000n) / 1e9;
}

/** Known cells of a column of a raw table of the report. */
function columnOf(content: ReportContent, table: string, column: string): number[] {
  const raw = content.chapters
    .find(({ id }) => id === "raw")
    ?.blocks.find((block) => block.kind === "table" && block.id === table);
  if (raw?.kind !== "table") return [];
  const at = raw.columns.findIndex(({ id }) => id === column);
  return raw.rows.flatMap(({ cells }) => cells[at]?.value ?? []);
}

/** Why nobody knows it: the reason of all where they agree. What one center withholds is there, whatever others lack. */
function commonReason(row: Row, all: readonly ReportContent[], category: string | null): Reason {
  const reasons = all.flatMap((content) => {
    const figure = figureOf(content, row.id);
    return figure && (category === null || figure.method.category === category) ? (figure.reason ?? []) : [];
  });
  const [first] = reasons;
  if (first !== undefined && reasons.every((reason) => reason === first)) return first;
  return reasons.includes("suppressed") ? "suppressed" : "no_data";
}

function figureOf(content: ReportContent, id: string): Figure | undefined {
  return content.figures.find((row) => row.id === id)?.figure;
}

/** From the first beginning to the last end: local periods of several zones do not begin together. */
function spanOf(windows: readonly WindowMs[]): WindowMs {
  return {
    fromMs: Math.min(...windows.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...windows.map(({ toMs }) => toMs)),
  };
}
