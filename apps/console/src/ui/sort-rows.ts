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
  // Each value is read once: a sort of 5,000 rows asks sixty thousand times which of two is the smaller.
  const keyed = rows.map((row) => ({ row, key: column.value(row) }));
  const texts = orderTexts(keyed.flatMap(({ key }) => (typeof key === "string" ? [key] : [])));
  const numberOf = (key: string | number) => (typeof key === "number" ? key : (texts.get(key) ?? 0));
  const known = keyed.flatMap(({ row, key }) => (key === null ? [] : [{ row, at: numberOf(key) }]));
  const unknown = keyed.filter(({ key }) => key === null);
  known.sort((left, right) => sign * (left.at - right.at));
  return [...known, ...unknown].map(({ row }) => row);
}

/** The place of each text among them. A collator is asked once per different text, and not for plain letters. */
function orderTexts(texts: readonly string[]): ReadonlyMap<string, number> {
  const different = [...new Set(texts)];
  const ordered = different.every((text) => plain.test(text))
    ? different
        .map((text) => ({ text, key: plainKey(text) }))
        .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
        .map(({ text }) => text)
    : different.sort(collator.compare);
  return new Map(ordered.map((text, at) => [text, at]));
}

const plain = /^[\x20-\x7e]*$/;
/** Small letters, and numbers by their size: what the collator does with such texts, at a tenth of its time. */
const plainKey = (text: string) => text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(15, "0"));

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
