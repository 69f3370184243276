import { createContext, useContext } from "react";
import type { CsvCell } from "./format/csv.ts";

/** What a cell says to a file when its text is made for people: see `csvValue`. */
const valueAttribute = "data-csv-value";
const unitAttribute = "data-csv-unit";

/** Whether what is drawn stands in a table that can be read; elsewhere nothing is written beside a number. */
export const ReadableContext = createContext(false);

export function useCsvValue(value: number | null, unit: string): ReturnType<typeof csvValue> {
  return useContext(ReadableContext) ? csvValue(value, unit) : {};
}

/** The number as it is, in the unit that the head of its column then names; null is an empty cell. */
export function csvValue(value: number | null, unit: string): Record<`data-${string}`, string> {
  return { [valueAttribute]: value === null ? "" : String(value), [unitAttribute]: unit };
}

/**
 * Head and rows of a table as it stands on the page. Columns that nobody named and that hold nothing but buttons are
 * left out: what may be done with a row is no value of it. Where each row has a unit of its own, a column tells it.
 */
export function readTable(
  table: HTMLTableElement,
  unitHead: (head: string) => string = (head) => head,
): {
  readonly header: readonly string[];
  readonly lines: readonly (readonly CsvCell[])[];
} {
  const heads = cellsOf(table.querySelector("thead tr")).map((head) => textOf(head));
  const rows = [...table.querySelectorAll("tbody tr")].map(cellsOf);
  const cells = rows
    .filter(({ length }) => length === heads.length)
    .map((row) => row.map((cell, column) => readCell(cell, heads[column] === "")));
  const columns = heads.flatMap((head, at) => {
    const column = cells.map((row) => row[at] ?? { value: null, unit: null });
    if (head === "" && !column.some(({ value }) => value)) return [];
    const values = column.map(({ value }) => value);
    const units = new Set(column.flatMap(({ unit }) => unit ?? []));
    if (units.size > 1) {
      const told = column.map(({ unit }) => unit ?? "");
      return [
        { head, values },
        { head: unitHead(head), values: told },
      ];
    }
    const [unit = ""] = units;
    return [{ head: unit === "" || unit === "count" ? head : `${head} (${unit})`, values }];
  });
  return {
    header: columns.map(({ head }) => head),
    lines: cells.map((_, row) => columns.map(({ values }) => values[row] ?? null)),
  };
}

function cellsOf(row: Element | null): Element[] {
  return [...(row?.children ?? [])];
}

function readCell(
  cell: Element,
  isUnnamed: boolean,
): { readonly value: CsvCell; readonly unit: string | null } {
  const exact = cell.querySelectorAll(`[${valueAttribute}]`);
  const [only] = exact;
  if (exact.length !== 1 || !only) return { value: textOf(cell, isUnnamed ? "button" : null), unit: null };
  const value = only.getAttribute(valueAttribute) ?? "";
  return { value: value === "" ? null : Number(value), unit: only.getAttribute(unitAttribute) };
}

/** Parts that stand side by side are parted by a blank, as they are for the eye. */
function textOf(cell: Element, without: string | null = null): string {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const parts: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (without === null || !node.parentElement?.closest(without)) parts.push(node.textContent ?? "");
  return parts.join(" ").replaceAll(/\s+/g, " ").trim();
}
