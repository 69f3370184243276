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
