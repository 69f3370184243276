import { expect, it } from "vitest";
import { fileOf } from "./data-table.tsx";
import { writeCsv } from "./format/csv.ts";

interface Row {
  readonly name: string;
  readonly rank: number;
  readonly amount: number | null;
  readonly unit: string;
  readonly delay: number;
}
const rows: readonly Row[] = [
  { name: "a", rank: 1, amount: 20.900000000000002, unit: "W", delay: 60 },
  { name: "b", rank: 2, amount: null, unit: "W", delay: 0 },
];
const columns = [
  { id: "name", label: "Name", value: ({ name }: Row) => name },
  {
    id: "rank",
    label: "Severity",
    value: ({ rank }: Row) => rank,
    told: ({ rank }: Row) => (rank === 1 ? "critical" : "major"),
  },
  { id: "amount", label: "Amount", value: ({ amount }: Row) => amount, unit: ({ unit }: Row) => unit },
  { id: "delay", label: "On-delay (s)", value: ({ delay }: Row) => delay, unit: "s" },
  { id: "go", label: "Open", value: () => null, isDeed: true },
];
const written = (of: readonly Row[]) => {
  const { header, lines } = fileOf(columns, of, (head) => `${head}, unit`);
  return writeCsv(header, lines).replace("\ufeff", "").split("\r\n");
};

it("a list as a file has the heads of the page with their units, no rank for a word and no digits that nobody measured", () => {
  expect(written(rows)).toEqual([
    "Name,Severity,Amount (W),On-delay (s)",
    "a,critical,20.9,60",
    "b,major,,0",
  ]);
});

it("where rows have units of their own, a column tells them", () => {
  const mixed = rows.map((row, at) => ({ ...row, amount: at, unit: at === 0 ? "W" : "cards" }));
  expect(written(mixed)[0]).toBe('Name,Severity,Amount,"Amount, unit",On-delay (s)');
  expect(written(mixed)[2]).toBe("b,major,1,cards,0");
});
