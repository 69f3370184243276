import type { Figure, Region } from "@aidc/contract";
import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { readTable } from "../../../ui/read-table.ts";
import { HeadCell, Table } from "../../../ui/table.tsx";
import { TotalRows } from "./total-rows.tsx";

const window = { from: "2026-04-30T16:00:00.000Z", to: "2026-05-31T16:00:00.000Z" };
const figureOf = (name: string, value: number | null, unit: string, more: Partial<Figure> = {}): Figure => ({
  name,
  value,
  unit,
  ...window,
  coverage: 1,
  status: "valid",
  grade: "metered",
  inputs: [],
  method: { id: name, version: 1 },
  ...more,
});
const title = { en: "", zh: "" };
const total = (
  id: string,
  figure: Figure,
  counted: string[],
  leftOut: Region["totals"][number]["leftOut"] = [],
) => ({ id, title, digits: 3, category: null, formula: "", figure, counted, leftOut });
const columns = ["energy.facility", "leases.occupancy", "utilisation.active_hours"].map((id) => ({
  id,
  title,
  digits: 3,
}));
/** One center is real, one simulated and in no total. */
const region: Region = {
  period: "2026-05",
  headline: title,
  notes: [],
  figures: columns,
  centers: [],
  notShown: [],
  totals: [
    total("energy.facility", figureOf("facility_energy", 1234.5, "kWh", { reason: "lower_bound" }), ["a"]),
    total("leases.occupancy", figureOf("occupancy", 0.625, "ratio"), ["a"]),
    total(
      "utilisation.active_hours",
      figureOf("active_hours", null, "h", { reason: "suppressed" }),
      [],
      [{ center: "a", reason: "suppressed" }],
    ),
  ],
};

it("a total says over how many of those that count, as the headline does, and its file has numbers and not their words", () => {
  render(
    <LanguageProvider language="en">
      <Table>
        <thead>
          <tr>
            {["Center", "Energy", "Leased", "Active", "Read from"].map((head) => (
              <HeadCell key={head}>{head}</HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          <TotalRows region={region} columns={columns} />
        </tbody>
      </Table>
    </LanguageProvider>,
  );
  const table = screen.getByRole("table");
  if (!(table instanceof HTMLTableElement)) throw new Error("no table");
  const { header, lines } = readTable(table);
  const told = Object.fromEntries(header.map((head, at) => [head, lines[0]?.[at]]));
  expect(told).toMatchObject({
    "Energy (kWh)": 1234.5,
    "Energy: over": "1 of 1 center",
    "Leased (ratio)": 0.625,
    "Leased: over": "1 of 1 center",
    "Active: over": "0 of 1 center",
  });
  expect(header.filter((head) => head.includes("read with")).length).toBe(2);
  expect(told.Active ?? told["Active (h)"]).toBe(null);
});
