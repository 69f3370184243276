import { expect, it } from "vitest";
import { readSorting, searchRows, sortRows } from "./sort-rows.ts";

interface Row {
  readonly name: string;
  readonly cards: number | null;
}
const rows: readonly Row[] = [
  { name: "T-10", cards: 4 },
  { name: "T-9", cards: null },
  { name: "T-1", cards: 32 },
];
const columns = [
  { id: "name", value: ({ name }: Row) => name },
  { id: "cards", value: ({ cards }: Row) => cards },
];
const names = (sort: string) => sortRows(rows, columns, readSorting(sort)).map(({ name }) => name);

it("numbers inside names count as numbers", () => {
  expect(names("name.asc")).toEqual(["T-1", "T-9", "T-10"]);
});
it("unknown is last, up and down", () => {
  expect(names("cards.asc")).toEqual(["T-10", "T-1", "T-9"]);
  expect(names("cards.desc")).toEqual(["T-1", "T-10", "T-9"]);
});
it.each(["", "colour.asc", "name.sideways"])("an order nobody knows (%s) changes nothing", (sort) => {
  expect(names(sort)).toEqual(["T-10", "T-9", "T-1"]);
});
it("every word of a search must be somewhere in the row", () => {
  expect(searchRows(rows, columns, "t- 32")).toEqual([rows[2]]);
  expect(searchRows(rows, columns, "  ")).toHaveLength(3);
  expect(searchRows(rows, columns, "32 4")).toEqual([]);
});
it("a number of different letters in a Chinese column sorts as a dictionary does, and equal rows keep their order", () => {
  const mixed = ["上海", "Beijing", "北京", "北京"].map((name, cards) => ({ name, cards }));
  const sorted = sortRows(mixed, columns, readSorting("name.asc"));
  expect(sorted.map(({ name }) => name)).toEqual(
    ["上海", "Beijing", "北京", "北京"].sort(new Intl.Collator(["en", "zh-CN"], { numeric: true }).compare),
  );
  expect(sorted.filter(({ name }) => name === "北京").map(({ cards }) => cards)).toEqual([2, 3]);
});
it("five thousand rows: the same order as a collator's", () => {
  const many = Array.from({ length: 5_000 }, (_, n) => ({ name: `r-${(n * 7_919) % 5_003}`, cards: n }));
  const { compare } = new Intl.Collator("en", { numeric: true });
  const expected = many.map(({ name }) => name).sort(compare);
  expect(sortRows(many, columns, readSorting("name.asc")).map(({ name }) => name)).toEqual(expected);
});
