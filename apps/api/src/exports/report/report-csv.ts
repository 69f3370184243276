/**
 * Everything of a report in one file, a number a line: each figure with its formula, and each cell of each table under
 * the name that formulas use (`raw.energy_day.it_kwh` is table `raw.energy_day`, column `it_kwh`). What is not a number
 * is in `text`; an empty value is unknown. `category` tells what a figure of that name was taken at (`iPUE2`). Source: features 6 "CSV", ecosystem 5 (machine-readable beside the tables).
 */
import type { Report, ReportFigure, ReportTable } from "@aidc/contract";
import { printedText } from "@aidc/domain";
import { toCsv } from "../csv.ts";
import type { Cell, Column } from "../table.ts";
import { decimal } from "./report-tables.ts";

const text = (name: string): Column => ({ name, kind: "text", unit: null });
const number = (name: string): Column => ({ name, kind: "measured", unit: null });

const columns: readonly Column[] = [
  ...["table", "row", "title_en", "title_zh", "column"].map(text),
  number("value"),
  ...["text", "unit", "reason", "from", "to"].map(text),
  number("coverage"),
  ...["status", "grade", "method", "formula", "category"].map(text),
];

export function reportCsv({ content, restatement }: Report): Buffer {
  const tables = content.chapters
    .flatMap((chapter) => chapter.blocks)
    .flatMap((block) => (block.kind === "table" ? [block] : []));
  const rows = [
    ...content.figures.flatMap(figureRows),
    ...restatement.flatMap(restatedRows),
    ...tables.flatMap(tableRows),
  ];
  return toCsv({ columns, rows });
}

/** What the version before said and what this one says, why, and by whom; in both languages it is in the notes. */
function restatedRows({
  figure,
  old,
  new: next,
  cause,
  author,
  told,
}: Report["restatement"][number]): Cell[][] {
  const row = (column: string, value: number | null, printed: string | null): Cell[] => [
    ...["restatement", figure, told?.title.en ?? figure, told?.title.zh ?? figure, column],
    decimal(value),
    ...[printed, null, null, null, null, null, null, null, null, null, null],
  ];
  return [
    row("old", old, told?.old.en ?? null),
    row("new", next, told?.new.en ?? null),
    row("cause", null, cause),
    row("author", null, author),
  ];
}

const compared = ["previous", "lastYear"] as const;

/** The figure, and the same figure of the periods it is compared with. */
function figureRows(row: ReportFigure): Cell[][] {
  const others = compared.flatMap((column) => {
    const figure = row[column];
    return figure === null ? [] : [figureCells(row, column, figure)];
  });
  return [figureCells(row, "value", row.figure), ...others, ...planRow(row)];
}

/** What was planned; nobody measured it. */
function planRow({ id, title, figure, plan, digits }: ReportFigure): Cell[][] {
  if (!plan) return [];
  const printed = printedText({ ...figure, value: plan.value }, digits);
  return [
    [
      ...["figures", id, title.en, title.zh, "plan", decimal(plan.value)],
      ...[printed, figure.unit, null, figure.from, figure.to],
      ...[null, null, null, `plan ${plan.version}: ${plan.source}`, null, null],
    ],
  ];
}

function figureCells(row: ReportFigure, column: string, figure: ReportFigure["figure"]): Cell[] {
  return [
    ...["figures", row.id, row.title.en, row.title.zh, column],
    decimal(figure.value),
    ...[printedText(figure, row.digits), figure.unit, figure.reason ?? null, figure.from, figure.to],
    decimal(figure.coverage),
    ...[figure.status, figure.grade, `${figure.method.id} ${figure.method.version}`, row.formula],
    figure.method.category ?? null,
  ];
}

function tableRows(table: ReportTable): Cell[][] {
  return table.rows.flatMap((row) =>
    table.columns.map(({ id, unit }, at): Cell[] => {
      const cell = row.cells[at];
      return [
        ...[table.id, row.id, row.label.en, row.label.zh, id],
        decimal(cell?.value ?? null),
        ...[cell?.text ?? null, cell?.unit ?? unit, cell?.reason ?? null],
        ...[null, null, null, null, null, null, null, null],
      ];
    }),
  );
}
