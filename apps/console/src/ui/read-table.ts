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
 * left out: what may be done with a row is no value of it.
 */
export function readTable(table: HTMLTableElement): {
  readonly header: readonly string[];
  readonly lines: readonly (readonly CsvCell[])[];
} {
  const heads = cellsOf(table.querySelector("thead tr")).map((head) => textOf(head));
  const rows = [...table.querySelectorAll("tbody tr")].map(cellsOf);
  const cells = rows
    .filter(({ length }) => length === heads.length)
    .map((row) => row.map((cell, column) => readCell(cell, heads[column] === "")));
  const isKept = heads.map((head, column) => head !== "" || cells.some((row) => row[column]?.value));
  const header = heads.map((head, column) => {
    const units = new Set(cells.flatMap((row) => row[column]?.unit ?? []));
    const [unit] = units;
    return units.size === 1 && unit !== "" && unit !== "count" ? `${head} (${unit})` : head;
  });
  const kept = <Value>(row: readonly Value[]) => row.filter((_, column) => isKept[column]);
  return { header: kept(header), lines: cells.map((row) => kept(row.map(({ value }) => value))) };
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
