/** A report as tables: every figure, and each table of the report, with numbers as numbers and units in headers. */
import type { Report, ReportChart, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import {
  chartFootnotes,
  earlierFootnotes,
  earlierOf,
  gradeWords,
  printedText,
  reasonWords,
  restatedLines,
  tableFootnotes,
  worded,
} from "@aidc/domain";
import type { Cell, Column, Table } from "../table.ts";
import type { ReportLanguage } from "./report-view.ts";
import { isPlain } from "./report-view.ts";

export interface NamedTable {
  readonly id: string;
  readonly title: string;
  readonly table: Table;
  readonly notes: readonly string[];
}

/** The figures, what a later version restates, tables in the order of the chapters, and what charts are drawn from. */
export function reportTables(
  { content, restatement }: Pick<Report, "content" | "restatement">,
  language: ReportLanguage,
): NamedTable[] {
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const say = (text: Worded) => text[language];
  return [
    {
      id: "figures",
      title: "figures",
      table: figureTable(content.figures, say),
      notes: earlierFootnotes(earlierOf(content.figures)).counted.map(say),
    },
    ...(restatement.length > 0 ? [restatementTable(restatement, language, say)] : []),
    ...blocks.flatMap((block) => (block.kind === "table" ? [tableOf(block, say)] : [])),
    // A flow has no series; the table beside it has its bands.
    ...blocks.flatMap((block) =>
      block.kind === "chart" && block.form !== "flow" ? [chartTable(block, say)] : [],
    ),
  ];
}

type Say = (text: Worded) => string;

/** Heads of what is no table of the report itself. */
const heads = {
  id: worded("Id", "编号"),
  title: worded("Figure", "指标"),
  value: worded("Value", "数值"),
  printed: worded("As printed", "印刷形式"),
  unit: worded("Unit", "单位"),
  reason: worded("Why there is no value", "无数值的原因"),
  from: worded("From (UTC)", "起（UTC）"),
  to: worded("To (UTC)", "止（UTC）"),
  coverage: worded("Covered", "覆盖率"),
  status: worded("Status", "状态"),
  grade: worded("Grade", "等级"),
  method: worded("Method and version", "方法与版本"),
  previous: worded("Period before", "上期"),
  last_year: worded("A year before", "去年同期"),
  plan: worded("Plan", "计划"),
  plan_source: worded("Source of the plan (version)", "计划来源（版本）"),
  limit: worded("Limit", "限值"),
  limit_side: worded("Side of the limit", "限值方向"),
  limit_kept: worded("Limit met", "是否符合限值"),
  limit_source: worded("Source of the limit", "限值来源"),
  formula: worded("Formula over the raw tables", "由原始表计算的公式"),
  restatement: worded("What changed since the version before", "与上一版本相比的更改"),
  old: worded("Old", "原值"),
  new: worded("New", "新值"),
  old_printed: worded("Old, as printed", "原值（印刷形式）"),
  new_printed: worded("New, as printed", "新值（印刷形式）"),
  cause: worded("Cause", "原因"),
  author: worded("By", "由谁"),
  row: worded("Row", "行"),
  series: worded("Series", "系列"),
  point: worded("Point", "点"),
} as const;
type Head = keyof typeof heads;

const columnsIn = (say: Say) => ({
  text: (id: Head): Column => ({ name: say(heads[id]), kind: "text", unit: null }),
  quantity: (id: Head): Column => ({ name: say(heads[id]), kind: "quantity", unit: null }),
  share: (id: Head): Column => ({ name: say(heads[id]), kind: "measured", unit: null, digits: 4 }),
});

function figureTable(figures: readonly ReportFigure[], say: Say): Table {
  const { text, quantity, share } = columnsIn(say);
  const columns: Column[] = [
    ...(["id", "title"] as const).map(text),
    quantity("value"),
    ...(["printed", "unit", "reason", "from", "to"] as const).map(text),
    share("coverage"),
    ...(["status", "grade", "method"] as const).map(text),
    ...(["previous", "last_year", "plan"] as const).map(quantity),
    text("plan_source"),
    quantity("limit"),
    ...(["limit_side", "limit_kept", "limit_source", "formula"] as const).map(text),
  ];
  return { columns, rows: figures.map((row) => figureCells(row, say)) };
}

function figureCells(row: ReportFigure, say: Say): Cell[] {
  const { figure, previous, lastYear, plan, limit } = row;
  return [
    ...[row.id, say(row.title), decimal(figure.value), printedText(figure, row.digits)],
    ...[figure.unit, figure.reason ? say(reasonWords[figure.reason]) : null],
    ...[figure.from, figure.to, decimal(figure.coverage)],
    ...[figure.status, say(gradeWords[figure.grade]), `${figure.method.id} ${figure.method.version}`],
    ...[decimal(previous?.value ?? null), decimal(lastYear?.value ?? null)],
    ...[decimal(plan?.value ?? null), plan ? `${plan.source} (${plan.version})` : null],
    decimal(limit?.value ?? null),
    ...[limit?.side ?? null, keptText(limit?.kept ?? null, say), limit?.source ?? null, row.formula],
  ];
}

const kept = worded("met", "符合");
const missed = worded("not met", "不符合");
/** Line by line: the numbers, both as they are read, why, and by whom. */
function restatementTable(
  restatement: Report["restatement"],
  language: ReportLanguage,
  say: Say,
): NamedTable {
  const { text, quantity } = columnsIn(say);
  const columns: Column[] = [
    ...(["id", "title"] as const).map(text),
    ...(["old", "new"] as const).map(quantity),
    ...(["old_printed", "new_printed", "cause", "author"] as const).map(text),
  ];
  const told = restatedLines(restatement, language);
  const rows = restatement.map(({ figure, old, new: next }, at): Cell[] => {
    const line = told[at];
    return [
      ...[figure, line?.title ?? figure, decimal(old), decimal(next)],
      ...[line?.old ?? null, line?.new ?? null, line?.cause ?? null, line?.by ?? null],
    ];
  });
  return { id: "restatement", title: say(heads.restatement), table: { columns, rows }, notes: [] };
}

const keptText = (isKept: boolean | null, say: Say): string | null =>
  isKept === null ? null : say(isKept ? kept : missed);

/** Where rows have units of their own, each number has its unit beside it. */
function tableOf(block: ReportTable, say: Say): NamedTable {
  const { text } = columnsIn(say);
  const own = block.columns.map((column, at): Column[] => {
    const cells = block.rows.map((row) => row.cells[at]);
    const { unit, digits } = column;
    const name = say(column.title);
    if (cells.some((cell) => cell?.unit !== undefined))
      return [
        { name, kind: "quantity", unit: null },
        { ...text("unit"), name: `${name} · ${say(heads.unit)}` },
      ];
    if (unit === "" && cells.every((cell) => (cell?.value ?? null) === null))
      return [{ name, kind: "text", unit: null }];
    return [{ name, kind: "measured", unit: isPlain(unit) ? null : unit, digits }];
  });
  const rows = block.rows.map((row) => [
    say(row.label),
    ...row.cells.flatMap((cell, at) => {
      const [first, beside] = own[at] ?? [];
      if (first?.kind === "text") return [cell.words === undefined ? cell.text : say(cell.words)];
      return beside ? [decimal(cell.value), cell.unit ?? null] : [decimal(cell.value)];
    }),
  ]);
  const ids = block.columns.map(({ id, title }) => `${say(title)} = ${id}`).join("; ");
  return {
    id: block.id,
    title: say(block.title),
    table: { columns: [text("row"), ...own.flat()], rows },
    notes: [ids, ...tableNotes(block).map(say)],
  };
}

/** Cells of a file are empty and carry no mark. */
export const tableNotes = (table: ReportTable) => [...table.notes, ...tableFootnotes(table).counted];

function chartTable(chart: ReportChart, say: Say): NamedTable {
  const { text, share } = columnsIn(say);
  const columns: Column[] = [
    text("series"),
    text("point"),
    {
      name: say(heads.value),
      kind: "measured",
      unit: isPlain(chart.unit) ? null : chart.unit,
      digits: chart.digits,
    },
    text("reason"),
    share("coverage"),
  ];
  const rows = chart.series.flatMap((one) =>
    one.points.map((point) => [
      say(one.title),
      point.label,
      decimal(point.value),
      point.reason ? say(reasonWords[point.reason]) : null,
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
