import type { Report, ReportFormat } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { toCsv } from "./csv.ts";
import type { Cell, Column, Table } from "./table.ts";

/** An issued report as a file; nothing but the report itself goes in, so the bytes are the same every time. */
export function reportFile(report: Report, format: ReportFormat): File {
  const name = `${report.number ?? report.id}.${format}`;
  if (format === "json") return new File([`${canonicalJson(report)}\n`], name, { type: "application/json" });
  return new File([Uint8Array.from(toCsv(figureTable(report)))], name, { type: "text/csv" });
}

const column = (name: string, kind: Column["kind"] = "text"): Column => ({ name, kind, unit: null });

function figureTable({ number, content }: Report): Table {
  const columns = [
    ...["report", "figure", "title", "title_zh"].map((name) => column(name)),
    column("value", "measured"),
    ...["unit", "reason", "coverage", "status", "grade", "from", "to"].map((name) => column(name)),
    column("previous", "measured"),
    column("last_year", "measured"),
    column("formula"),
  ];
  const rows = content.figures.map(({ id, title, figure, previous, lastYear, formula }): Cell[] => [
    ...[number ?? "", id, title.en, title.zh, decimalText(figure.value), figure.unit, figure.reason ?? null],
    ...[decimalText(figure.coverage), figure.status, figure.grade, figure.from, figure.to],
    ...[decimalText(previous?.value ?? null), decimalText(lastYear?.value ?? null), formula],
  ]);
  return { columns, rows };
}

/** All digits of the double, without an exponent. */
function decimalText(value: number | null): Cell {
  if (value === null) return null;
  const text = String(value);
  if (!text.includes("e")) return text;
  return Math.abs(value) < 1 ? value.toFixed(24) : BigInt(value).toString();
}
