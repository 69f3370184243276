import type { Lease } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { buildReportContent } from "./build-report.ts";
import { evaluateFormula } from "./evaluate-formula.fixture.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import { letShare, measuresTable } from "./lease-measures.ts";

const always = { from: "2025-01-01T00:00:00Z", to: null };
type What = Pick<Lease, "resource" | "amount">;

/** Each to a tenant of its own; 3 racks of 42 U with 10 kW of limits. */
function leasing(what: readonly What[], racks: readonly string[] = []) {
  const inputs = exampleReportInputs();
  const leases = what.map((one, n): Lease => {
    return { ...one, id: `L${n}`, tenant: `t${n + 1}`, ...always, grade: "metered", terms: "commitment" };
  });
  const assignments = racks.map((rack, n) => ({ lease: `L${n}`, rack, ...always }));
  const tenants = what.map((_, n) => ({ id: `t${n + 1}`, name: `t${n + 1}` }));
  return { ...inputs, states: [], document: { ...inputs.document, tenants, leases, assignments } };
}
const share = (inputs: ReturnType<typeof leasing>, measure: "racks" | "rack_units" | "power_w") =>
  letShare(inputs, measure, inputs.period.window);
const kilowatts = (...amounts: number[]) =>
  amounts.map((kw): What => ({ resource: "power_w", amount: kw * 1000 }));

describe("a center that leases by power alone", () => {
  test("is let in power, and of racks it is not stated: not 0 %", () => {
    const inputs = leasing(kilowatts(2, 2, 1));
    expect(share(inputs, "power_w")).toMatchObject({ value: 0.5, coverage: 1, status: "valid" });
    expect(share(inputs, "racks")).toMatchObject({ value: null, reason: "not_stated", coverage: 0 });
  });
  test("is let in racks and units as far as racks are given", () => {
    const inputs = leasing(kilowatts(2, 2, 1), ["R1", "R2", "R3"]);
    expect(share(inputs, "racks")).toMatchObject({ value: 1, coverage: 1 });
    expect(share(inputs, "rack_units")).toMatchObject({ value: 1, coverage: 1 });
    expect(measuresTable(inputs).rows[0]?.cells.every(({ value }) => value !== null)).toBe(true);
  });
});

test("a part of the leases that is not stated lowers the coverage", () => {
  const racks = [1, 1, 1].map((amount): What => ({ resource: "racks", amount }));
  expect(share(leasing([...racks, ...kilowatts(1)]), "racks")).toMatchObject({
    value: 1,
    coverage: 0.75,
    status: "provisional",
  });
});

test("two tenants are not told, in no measure and not in its row", () => {
  const inputs = leasing(kilowatts(2, 2));
  expect(share(inputs, "power_w")).toMatchObject({ value: null, reason: "suppressed" });
  expect(measuresTable(inputs).rows[0]?.cells[4]).toMatchObject({ value: null, reason: "suppressed" });
});

test("without any lease, limit or unit there is no share", () => {
  expect(share(leasing([]), "racks")).toMatchObject({ value: null, reason: "no_lease" });
  const inputs = leasing(kilowatts(2, 2, 1));
  const racks = inputs.document.racks.map((rack) => ({ ...rack, powerLimitW: undefined }));
  const unlimited = { ...inputs, document: { ...inputs.document, racks } };
  expect(share(unlimited, "power_w")).toMatchObject({ value: null, reason: "no_limit" });
});

describe("a record that begins on the 10th of the period", () => {
  const beginMs = Date.parse("2026-05-09T16:00:00Z");
  /** Leased from the first line of the inventory on; before it nothing was heard. */
  function begun(name: string) {
    const inputs = exampleReportInputs(name);
    const { document, energy, holdings } = leasing(kilowatts(2, 2, 1));
    const from = new Date(beginMs).toISOString();
    const leases = document.leases.map((lease) => ({ ...lease, from }));
    const isBefore = ({ window }: { window: { toMs: number } }) => window.toMs <= beginMs;
    const silent = { integral: 0n, coveredMs: 0, resets: 0 };
    const none = { amountMs: 0, toldMs: 0, termMs: 0 };
    return {
      ...inputs,
      document: { ...document, leases },
      energy: {
        ...energy,
        days: inputs.energy.days.map((day) =>
          isBefore(day) ? { ...day, facility: silent, it: silent } : day,
        ),
      },
      holdings: {
        ...holdings,
        days: inputs.holdings.days.map((day) =>
          isBefore(day) ? { ...day, leased: none, allocated: silent, active: silent } : day,
        ),
      },
      states: [{ atMs: beginMs, racks: 3, usableU: 126, limitW: 10_000, models: {} }],
    };
  }

  test.each([
    ["2026-05", 22 / 31],
    ["2026-Q2", 52 / 91],
  ])(
    "%s is let as its formula says: the time before is in neither side and in the coverage",
    (name, coverage) => {
      const inputs = begun(name);
      const content = buildReportContent(inputs);
      const row = content.figures.find(({ id }) => id === "leases.occupancy_power_w");
      if (!row) throw new Error("no figure");
      // Not 5 of 10 kW over 22 of 31 days, as if the racks had stood there unlet before.
      expect(row.figure.value).toBeCloseTo(0.5, 12);
      expect(row.figure.coverage).toBeCloseTo(coverage, 12);
      expect(row.figure.status).toBe("provisional");
      expect(evaluateFormula(row.formula, content)).toBeCloseTo(0.5, 12);
    },
  );

  test("a step that the record begins in counts from there on, and one before it is not known", () => {
    const [april, may] = measuresTable(begun("2026")).rows.slice(3);
    expect(april?.cells[4]).toMatchObject({ value: null, reason: "no_lease" });
    expect(may?.cells.slice(4).map(({ value }) => value)).toEqual([5 * 24 * 22, 10 * 24 * 22]);
  });
});
