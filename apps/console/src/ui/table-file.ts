/** A table as a file: the head of a column names the unit; where each row has its own, a column beside it tells it. */
import type { CsvCell } from "./format/csv.ts";

export interface FileCell {
  readonly value: CsvCell;
  /** null: it has none, or is not known. */
  readonly unit: string | null;
}

export interface FileColumn {
  readonly head: string;
  readonly cells: readonly FileCell[];
}

export interface TableFile {
  readonly header: readonly string[];
  readonly lines: readonly (readonly CsvCell[])[];
}

/** What is counted has a unit that its head says. */
const unsaid: ReadonlySet<string> = new Set(["", "count"]);

/** @param unitHead of the column that tells the units of another one */
export function composeFile(
  given: readonly FileColumn[],
  rows: number,
  unitHead: (head: string) => string,
): TableFile {
  const columns = given.flatMap(({ head, cells }) => {
    const values = cells.map(({ value }) => value);
    const units = new Set(cells.flatMap(({ unit }) => unit ?? []));
    if (units.size > 1) {
      const told = cells.map(({ unit }) => unit ?? "");
      return [
        { head, values },
        { head: unitHead(head), values: told },
      ];
    }
    const [unit = ""] = units;
    // Some heads say their unit to people too.
    const isSaid = unsaid.has(unit) || head.includes(`(${unit})`) || head.includes(`（${unit}）`);
    return [{ head: isSaid ? head : `${head} (${unit})`, values }];
  });
  return {
    header: columns.map(({ head }) => head),
    lines: Array.from({ length: rows }, (_, row) => columns.map(({ values }) => values[row] ?? null)),
  };
}
