/** What a column says of a row: sorts, is searched, and goes into the CSV. */
export interface ColumnValue<Row> {
  readonly id: string;
  readonly value: (row: Row) => string | number | null;
}

export interface Sorting {
  readonly id: string;
  readonly isDescending: boolean;
}

/** `amount.desc` in the address; anything else is no order at all. */
export function readSorting(text: string | undefined): Sorting | null {
  const match = /^(\w+)\.(asc|desc)$/.exec(text ?? "");
  return match?.[1] ? { id: match[1], isDescending: match[2] === "desc" } : null;
}

const collator = new Intl.Collator(["en", "zh-CN"], { numeric: true });

/** Unknown comes last whichever way; equal rows keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly ColumnValue<Row>[],
  sorting: Sorting | null,
): readonly Row[] {
  const column = columns.find(({ id }) => id === sorting?.id);
  if (!column || !sorting) return rows;
  const sign = sorting.isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * collator.compare(String(left), String(right));
  });
}

/** Rows of which some column holds every word of the search. */
export function searchRows<Row>(
  rows: readonly Row[],
  columns: readonly ColumnValue<Row>[],
  search: string,
): readonly Row[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map(({ value }) => value(row))
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
