import type { Figure, Region } from "@aidc/contract";
import { expect, it } from "vitest";
import { knownColumns } from "./region-table.tsx";

const figure = (value: number | null): Figure => ({
  name: "facility_energy",
  value,
  unit: "kWh",
  from: "2026-04-30T16:00:00.000Z",
  to: "2026-05-31T16:00:00.000Z",
  coverage: 1,
  status: "valid",
  grade: "modelled",
  inputs: [],
  method: { id: "energy", version: 1 },
});
const column = (id: string) => ({ id, title: { en: id, zh: id }, digits: 1 });
const regionOf = (total: number | null, own: number | null): Region => ({
  period: "2026-05",
  headline: { en: "", zh: "" },
  notes: [],
  notShown: [],
  figures: [column("energy.facility")],
  totals: [
    {
      ...column("energy.facility"),
      category: null,
      formula: "",
      figure: figure(total),
      counted: [],
      leftOut: [],
    },
  ],
  centers: [
    {
      id: "a",
      name: "A",
      timeZone: "UTC",
      origin: "demo",
      from: figure(0).from,
      to: figure(0).to,
      basis: "now",
      number: null,
      contentSha256: "",
      months: [],
      figures: [{ id: "energy.facility", figure: figure(own) }],
    },
  ],
});

it.each([
  [null, null, 0],
  [1, null, 1],
  // Beside a live center that measured nothing, what a simulated one tells stands in its own line.
  [null, 5, 1],
])("total %s, center %s: columns %i", (total, own, columns) => {
  expect(knownColumns(regionOf(total, own))).toHaveLength(columns);
});
