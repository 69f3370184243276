import { describe, expect, test } from "vitest";
import type { SumFigure } from "./integral-figures.ts";
import { acceleratorHoursFigure, energyFigure } from "./integral-figures.ts";

const hour = 3_600_000;
const kwh = 3_600_000_000n;
const part = { integral: 3n * kwh, coveredMs: hour, resets: 0, grade: "metered" } as const;
const sum: SumFigure = {
  name: "it_energy",
  method: "energy",
  window: { fromMs: 0, toMs: hour },
  parts: [part, part],
  expected: 2,
  input: { kind: "point", label: "server power" },
};

describe("energy of several points", () => {
  const table: [string, Partial<SumFigure>, object][] = [
    ["adds millijoules and converts once", {}, { value: 6, unit: "kWh", coverage: 1, status: "valid" }],
    ["subtracts what leaves", { parts: [part, { ...part, integral: kwh, sign: -1 }] }, { value: 2 }],
    [
      "states a missing point in its coverage, and is not withheld",
      { expected: 4 },
      { value: 6, coverage: 0.5, status: "provisional" },
    ],
    [
      "is valid from 99 %",
      { parts: [part, { ...part, coveredMs: 0.98 * hour }] },
      { coverage: 0.99, status: "valid" },
    ],
    [
      "is provisional below",
      { parts: [part, { ...part, coveredMs: 0.97 * hour }] },
      { coverage: 0.985, status: "provisional" },
    ],
    [
      "is a lower bound after a reset",
      { parts: [part, { ...part, resets: 1 }] },
      { value: 6, coverage: 1, status: "provisional" },
    ],
    ["has the worst grade", { parts: [part, { ...part, grade: "modelled" }] }, { grade: "modelled" }],
    ["is unknown without data", { parts: [] }, { value: null, reason: "no_data", status: "invalid" }],
    [
      "is unknown when nothing was covered",
      { parts: [{ ...part, integral: 0n, coveredMs: 0 }] },
      { value: null, reason: "no_data" },
    ],
    [
      "is 0 when nothing was drawn",
      { parts: [{ ...part, integral: 0n }], expected: 1 },
      { value: 0, status: "valid" },
    ],
    ["is unknown without a meter", { parts: [], expected: 0 }, { value: null, reason: "no_meter" }],
  ];
  test.each(table)("%s", (_, change, expected) => {
    expect(energyFigure({ ...sum, ...change })).toMatchObject(expected);
  });
  test("names its inputs", () => {
    expect(energyFigure(sum).inputs).toEqual([
      { kind: "point", label: "server power", count: 2, grade: "metered", coverage: 1 },
    ]);
  });
});

test("accelerator-hours", () => {
  const held = {
    ...sum,
    name: "accelerator_hours_allocated",
    method: "allocated_hours" as const,
    expected: 1,
  };
  const figure = acceleratorHoursFigure({ ...held, parts: [{ ...part, integral: 8n * BigInt(hour) }] });
  expect(figure).toMatchObject({ value: 8, unit: "h", status: "valid" });
  expect(acceleratorHoursFigure({ ...held, parts: [], expected: 0 })).toMatchObject({
    value: null,
    reason: "not_collected",
  });
});
