/**
 * A table as all formats are drawn from it: text stays text, numbers are exact decimal text, absent is null. Nothing
 * in here knows what a statement is.
 */
export type CellKind = "text" | "amount" | "price" | "quantity" | "count" | "measured";

export interface Column {
  readonly name: string;
  readonly kind: CellKind;
  /** What its numbers are in, for a header that a person reads: `CNY`, `UTC`. */
  readonly unit: string | null;
  /** Of a measured number: how many digits after the point are shown; the cell holds all of them. */
  readonly digits?: number | undefined;
}

/** Decimal text where the column is no text column. */
export type Cell = string | null;

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const decimal = /^-?\d+(\.\d+)?$/;

/** @throws RangeError for anything in a column of numbers that is none: it could be a formula */
export function numberText(cell: string, column: Column): string {
  if (!decimal.test(cell)) throw new RangeError(`${column.name}: ${JSON.stringify(cell)} is not a number`);
  return cell;
}
