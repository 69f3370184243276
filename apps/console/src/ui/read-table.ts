import { createContext, useContext } from "react";
import { exactNumber } from "./format/csv.ts";
import type { FileCell, TableFile } from "./table-file.ts";
import { composeFile } from "./table-file.ts";

/** What a cell says to a file when its text is made for people: see `csvValue`. */
const valueAttribute = "data-csv-value";
const unitAttribute = "data-csv-unit";
const partAttribute = "data-csv-part";

/** Whether what is drawn stands in a table that can be read; elsewhere nothing is written beside a number. */
export const ReadableContext = createContext(false);

export function useCsvValue(value: number | null, unit: string): ReturnType<typeof csvValue> {
  return useContext(ReadableContext) ? csvValue(value, unit) : {};
}

/** The number as it is, in the unit that the head of its column then names; null is an empty cell. */
export function csvValue(value: number | null, unit: string): Record<`data-${string}`, string> {
  return { [valueAttribute]: value === null ? "" : exactNumber(value), [unitAttribute]: unit };
}

/** A number among several of a cell: they become columns of their own, each with this name behind the head. */
export function csvPart(name: string): Record<`data-${string}`, string> {
  return { [partAttribute]: name };
}

/**
 * Head and rows of a table as it stands on the page. Columns that nobody named and that hold nothing but buttons are
 * left out: what may be done with a row is no value of it. Where each row has a unit of its own, a column tells it; a
 * cell of several named parts is as many columns.
 */
export function readTable(
  table: HTMLTableElement,
  unitHead: (head: string) => string = (head) => head,
): TableFile {
  const rows = [...table.querySelectorAll("tbody tr")].map(cellsOf);
  const named = cellsOf(table.querySelector("thead tr")).map((head) => textOf(head));
  const heads = named.length > 0 ? named : (rows[0] ?? []).map(() => "");
  const lines = rows.filter(({ length }) => length === heads.length);
  const columns = heads.flatMap((head, at) => {
    const cells = lines.map((row) => row[at]);
    const parts = [...new Set(cells.flatMap((cell) => partsOf(cell).map(nameOfPart)))];
    if (parts.length > 0)
      return parts.map((name) => ({
        head: name === "" ? head : `${head}: ${name}`,
        cells: cells.map((cell) => readPart(cell, name, name === parts[0])),
      }));
    const read = cells.map((cell) => readCell(cell, head === ""));
    return head === "" && !read.some(({ value }) => value) ? [] : [{ head, cells: read }];
  });
  return composeFile(columns, lines.length, unitHead);
}

/** @param isFirst a cell of one thing alone is that of the first column */
function readPart(cell: Element | undefined, name: string, isFirst: boolean): FileCell {
  const parts = partsOf(cell);
  if (parts.length === 0 && isFirst) return readCell(cell, false);
  return readCell(
    parts.find((part) => nameOfPart(part) === name),
    false,
  );
}

const partsOf = (cell: Element | undefined): Element[] => [
  ...(cell?.querySelectorAll(`[${partAttribute}]`) ?? []),
];
const nameOfPart = (part: Element): string => part.getAttribute(partAttribute) ?? "";

function cellsOf(row: Element | null): Element[] {
  return [...(row?.children ?? [])];
}

function readCell(cell: Element | undefined, isUnnamed: boolean): FileCell {
  if (!cell) return { value: null, unit: null };
  const exact = [
    ...cell.querySelectorAll(`[${valueAttribute}]`),
    ...(cell.hasAttribute(valueAttribute) ? [cell] : []),
  ];
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
