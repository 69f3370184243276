import type { Lease } from "@aidc/contract";
import { describe, expect, test } from "vitest";
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
