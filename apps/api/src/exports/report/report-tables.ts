/** A report as tables: every figure, and each table of the report, with numbers as numbers and units in headers. */
import type { Report, ReportChart, ReportFigure, ReportTable } from "@aidc/contract";
import { chartFootnotes, earlierFootnotes, earlierOf, printedText, tableFootnotes } from "@aidc/domain";
import type { Cell, Column, Table } from "../table.ts";
import type { ReportLanguage } from "./report-view.ts";
import { isPlain } from "./report-view.ts";

export interface NamedTable {
  readonly id: string;
  readonly title: string;
  readonly table: Table;
  readonly notes: readonly string[];
}

/** The figures first, then tables in the order of the chapters, then what the charts are drawn from. */
export function reportTables({ content }: Report, language: ReportLanguage): NamedTable[] {
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const say = (text: { readonly en: string; readonly zh: string }) => text[language];
  return [
    {
      id: "figures",
      title: "figures",
      table: figureTable(content.figures, say),
      notes: earlierFootnotes(earlierOf(content.figures)).counted.map(say),
    },
    ...blocks.flatMap((block) => (block.kind === "table" ? [tableOf(block, say)] : [])),
    // A flow has no series; the table beside it has its bands.
    ...blocks.flatMap((block) =>
      block.kind === "chart" && block.form !== "flow" ? [chartTable(block, say)] : [],
    ),
  ];
}

type Say = (text: { readonly en: string; readonly zh: string }) => string;
const text = (name: string): Column => ({ name, kind: "text", unit: null });
const plain = (name: string): Column => ({ name, kind: "measured", unit: null, digits: 4 });

function figureTable(figures: readonly ReportFigure[], say: Say): Table {
  const columns: Column[] = [
    ...["id", "title"].map(text),
    { name: "value", kind: "quantity", unit: null },
    ...["printed", "unit", "reason", "from", "to"].map(text),
    plain("coverage"),
    ...["status", "grade", "method"].map(text),
    { name: "previous", kind: "quantity", unit: null },
    { name: "last_year", kind: "quantity", unit: null },
    { name: "plan", kind: "quantity", unit: null },
    text("plan_source"),
    { name: "limit", kind: "quantity", unit: null },
    ...["limit_side", "limit_kept", "limit_source", "formula"].map(text),
  ];
  return { columns, rows: figures.map((row) => figureCells(row, say)) };
}

function figureCells(row: ReportFigure, say: Say): Cell[] {
  const { figure, previous, lastYear, plan, limit } = row;
  return [
    ...[row.id, say(row.title), decimal(figure.value), printedText(figure, row.digits)],
    ...[figure.unit, figure.reason ?? null, figure.from, figure.to, decimal(figure.coverage)],
    ...[figure.status, figure.grade, `${figure.method.id} ${figure.method.version}`],
    ...[decimal(previous?.value ?? null), decimal(lastYear?.value ?? null)],
    ...[decimal(plan?.value ?? null), plan ? `${plan.source} (${plan.version})` : null],
    decimal(limit?.value ?? null),
    ...[limit?.side ?? null, keptText(limit?.kept ?? null), limit?.source ?? null, row.formula],
  ];
}

const keptText = (kept: boolean | null): string | null => (kept === null ? null : kept ? "kept" : "missed");

function tableOf(block: ReportTable, say: Say): NamedTable {
  const columns: Column[] = [
    text("row"),
    ...block.columns.map(({ id, unit, digits }, at): Column => {
      const isText = unit === "" && block.rows.every(({ cells }) => (cells[at]?.value ?? null) === null);
      return isText ? text(id) : { name: id, kind: "measured", unit: isPlain(unit) ? null : unit, digits };
    }),
  ];
  const rows = block.rows.map((row) => [
    say(row.label),
    ...row.cells.map(({ text: plainText, words, value }, at) =>
      columns[at + 1]?.kind === "text" ? (words === undefined ? plainText : say(words)) : decimal(value),
    ),
  ]);
  return {
    id: block.id,
    title: say(block.title),
    table: { columns, rows },
    notes: tableNotes(block).map(say),
  };
}

/** Cells of a file are empty and carry no mark. */
export const tableNotes = (table: ReportTable) => [...table.notes, ...tableFootnotes(table).counted];

function chartTable(chart: ReportChart, say: Say): NamedTable {
  const columns: Column[] = [
    text("series"),
    text("point"),
    { name: "value", kind: "measured", unit: isPlain(chart.unit) ? null : chart.unit, digits: chart.digits },
    text("reason"),
    plain("coverage"),
  ];
  const rows = chart.series.flatMap((one) =>
    one.points.map((point) => [
      say(one.title),
      point.label,
      decimal(point.value),
      point.reason ?? null,
      decimal(point.coverage),
    ]),
  );
  const notes = chartFootnotes(chart).counted.map(say);
  return { id: chart.id, title: say(chart.title), table: { columns, rows }, notes };
}

/** All digits, without an exponent. @returns null for unknown, which is an empty cell and never 0 */
export function decimal(value: number | null): string | null {
  if (value === null) return null;
  const short = String(value);
  if (!short.includes("e")) return short;
  // A small number written with few digits would read as 0, and a large one keeps its exponent.
  return Math.abs(value) < 1 ? value.toFixed(40).replace(/0+$/, "") : BigInt(value).toString();
}
