/**
 * CSV as RFC 4180 has it, in UTF-8 with a byte order mark. Text is always quoted and numbers never are. Text that a
 * spreadsheet would take for a formula gets an apostrophe in front; so does text that begins with one, so that
 * whoever reads the file can take exactly one away again. A negative number is a number and stays one, with its unit too.
 * Source: RFC 4180 section 2; OWASP "CSV injection"; reliability T23, trap 25.
 */
import type { Cell, Column, Table } from "./table.ts";
import { numberText } from "./table.ts";

/** Besides the formula signs: their full-width forms, which some spreadsheets read as the same. */
const looksLikeFormula = /^[=+\-@\t\r\n\0'＝＋－＠]/;
/** `-12.50 CNY`: a number and its unit hold nothing that is reckoned. */
const isPlainAmount = /^-\d+(\.\d+)? [\p{L}%/]+$/u;

export function toCsv({ columns, rows }: Table): Buffer {
  const header = columns.map(({ name }) => quoted(name)).join(",");
  const lines = rows.map((row) => columns.map((column, at) => field(row[at] ?? null, column)).join(","));
  return Buffer.from(`\ufeff${[header, ...lines].join("\r\n")}\r\n`, "utf8");
}

/** An absent value is an empty field; an empty text is a quoted one. */
function field(cell: Cell, column: Column): string {
  if (cell === null) return "";
  return column.kind === "text" ? quoted(guarded(cell)) : numberText(cell, column);
}

function guarded(text: string): string {
  return looksLikeFormula.test(text) && !isPlainAmount.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
