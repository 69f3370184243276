import type { CellObject, SheetData } from "write-excel-file/node";
import writeExcelFile from "write-excel-file/node";
import type { Cell, Column, Table } from "./table.ts";
import { numberText } from "./table.ts";
import { fixZipTimes } from "./zip-times.ts";

export interface Workbook {
  /** Lines of the first sheet: what it is, with its value. */
  readonly cover: readonly (readonly [label: string, value: string | WorkbookAmount])[];
  readonly notes: readonly string[];
  readonly sheets: readonly WorkbookSheet[];
  /** Digits after the point of an amount in the currency of the tables. */
  readonly minorDigits: number;
}
interface WorkbookSheet {
  /** At most 31 characters. */
  readonly name: string;
  readonly table: Table;
}
interface WorkbookAmount {
  readonly amount: string;
  readonly currency: string;
}

const wide = 90;

/** A workbook of a cover, notes and one table a sheet. The same input gives the same bytes. */
export async function toXlsx(workbook: Workbook): Promise<Buffer> {
  const { cover, notes, sheets, minorDigits } = workbook;
  const bytes = await writeExcelFile([
    {
      sheet: "Cover",
      data: coverRows(cover, minorDigits),
      columns: [{ width: 32 }, { width: wide }],
    },
    {
      sheet: "Notes",
      data: notes.map((note) => [{ ...textCell(note), wrap: true }]),
      columns: [{ width: wide }],
    },
    ...sheets.map(({ name, table }) => ({
      sheet: name,
      data: [table.columns.map(headerCell), ...tableRows(table, minorDigits)],
      columns: table.columns.map(({ kind }) => ({ width: kind === "text" ? 26 : 18 })),
      stickyRowsCount: 1,
    })),
  ]).toBuffer();
  return fixZipTimes(bytes);
}

function coverRows(cover: Workbook["cover"], minorDigits: number): SheetData {
  return cover.map(([label, value]) => [
    { ...textCell(label), fontWeight: "bold" },
    typeof value === "string"
      ? { ...textCell(value), wrap: true }
      : {
          value: Number(value.amount),
          type: Number,
          format: `${fixedFormat(minorDigits)} "${value.currency}"`,
          align: "left",
        },
  ]);
}

function headerCell({ name, unit }: Column): CellObject {
  return { ...textCell(unit === null ? name : `${name} (${unit})`), fontWeight: "bold" };
}

function tableRows(table: Table, minorDigits: number): SheetData {
  const formats = table.columns.map((column) => formatOf(column, minorDigits));
  return table.rows.map((row) =>
    table.columns.map((column, at) => cellOf(row[at] ?? null, column, formats[at])),
  );
}

function cellOf(cell: Cell, column: Column, format: string | undefined): CellObject | null {
  if (cell === null) return null;
  if (column.kind === "text") return textCell(cell);
  const value = Number(numberText(cell, column));
  return format === undefined ? { value, type: Number } : { value, type: Number, format };
}

function formatOf({ kind, unit, digits: shown }: Column, minorDigits: number): string | undefined {
  if (kind === "text") return undefined;
  if (kind === "count") return "0";
  if (kind === "measured") return fixedFormat(shown ?? 0);
  if (kind === "quantity") return "#,##0.000######";
  const digits = kind === "amount" ? fixedFormat(minorDigits) : "#,##0.00#######";
  return unit === null ? digits : `${digits} "${unit}"`;
}

const fixedFormat = (digits: number): string => (digits === 0 ? "#,##0" : `#,##0.${"0".repeat(digits)}`);

function textCell(text: string): CellObject {
  return { value: spelled(text), type: String };
}

/** Control characters that XML cannot carry, a carriage return that it would change, halves of a character. */
const unwritable = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/**
 * Text as a cell's string: what XML cannot hold is written `_x000D_`, and text that reads like that has its first
 * mark written so. The library looks strings up in a plain object, so `constructor` would find what every object
 * has: its first letter is written the same way. Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
 */
function spelled(text: string): string {
  const safe = text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_").replace(unwritable, escaped);
  return safe in {} ? escaped(safe.charAt(0)) + safe.slice(1) : safe;
}

const escaped = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
