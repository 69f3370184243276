import type { Assignment, Lease } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { heldIn, toldShare } from "./lease-holding.ts";
import { leasedHoursFigure } from "./leased-hours.ts";

const hour = 3_600_000;
const day = { fromMs: Date.parse("2026-05-01T00:00:00Z"), toMs: Date.parse("2026-05-02T00:00:00Z") };
const lease = (change: Partial<Lease> = {}): Lease => ({
  id: "L",
  tenant: "t1",
  resource: "accelerators",
  amount: 3,
  from: "2026-01-01T00:00:00Z",
  to: null,
  grade: "metered",
  terms: "commitment",
  ...change,
});
const rack = (id: string, change: Partial<Assignment> = {}): Assignment => ({
  lease: "L",
  rack: id,
  from: "2026-01-01T00:00:00Z",
  to: null,
  ...change,
});
/** R1 has 42 U and four cards, R2 two cards. */
const holding = (leases: Lease[], assignments: Assignment[] = []) => exampleCenter({ leases, assignments });
const hoursOf = (...asked: Parameters<typeof heldIn>) => {
  const { amountMs, ...rest } = heldIn(...asked);
  return [amountMs / hour, toldShare({ amountMs, ...rest })];
};

describe("what leases hold", () => {
  test.each([
    ["racks", "racks", 2, [48, 1]],
    ["units", "rack_units", 10, [240, 1]],
    ["power", "power_w", 5000, [120_000, 1]],
    ["cards", "accelerators", 3, [72, 1]],
  ] as const)("of %s: what the contract says, whatever is given for it", (_, resource, amount, told) => {
    expect(hoursOf(holding([lease({ resource, amount })], [rack("R1")]), resource, day)).toEqual(told);
  });
  test("in another measure: the places given for it", () => {
    const document = holding([lease({ resource: "pflops", amount: 3 })], [rack("R1")]);
    expect(hoursOf(document, "accelerators", day)).toEqual([96, 1]);
    expect(hoursOf(document, "racks", day)).toEqual([24, 1]);
    expect(hoursOf(document, "rack_units", day)).toEqual([42 * 24, 1]);
  });
  test("without places it is not known, which is not 0 of everything", () => {
    const document = holding([lease(), lease({ id: "P", resource: "power_w", amount: 5000 })]);
    expect(hoursOf(document, "accelerators", day)).toEqual([72, 0.5]);
    expect(hoursOf(document, "racks", day)).toEqual([0, 0]);
  });
  test("as they change within the hour, and for the time that anything is given", () => {
    const half = "2026-05-01T00:30:00Z";
    const document = holding(
      [
        lease({ resource: "racks", amount: 1, to: half }),
        lease({ id: "L.2", contract: "L", resource: "racks", amount: 2, from: half }),
      ],
      [rack("R1", { to: half }), rack("R2", { lease: "L.2", from: "2026-05-01T12:30:00Z" })],
    );
    expect(hoursOf(document, "racks", day)).toEqual([0.5 + 23.5 * 2, 1]);
    expect(hoursOf(document, "accelerators", day)).toEqual([4 * 0.5 + 2 * 11.5, 12 / 24]);
  });
  test("of one tenant, of one kind of terms", () => {
    const document = holding([lease(), lease({ id: "M", tenant: "t2", amount: 1, terms: "on_demand" })]);
    expect(hoursOf(document, "accelerators", day, { tenant: "t2" })).toEqual([24, 1]);
    expect(hoursOf(document, "accelerators", day, { terms: "commitment" })).toEqual([72, 1]);
    expect(hoursOf(document, "accelerators", day, { tenant: "t9" })).toEqual([0, 1]);
  });
});

describe("racks and units that a tenant leases, and power beside them", () => {
  const racks = (amount: number, change: Partial<Lease> = {}) =>
    lease({ resource: "racks", amount, ...change });
  const power = lease({ id: "P", resource: "power_w", amount: 5000 });
  const forPower = (...ids: string[]) => ids.map((id) => rack(id, { lease: "P" }));
  test.each([
    [
      "the two given for power are the two leased without a place",
      [racks(2), power],
      forPower("R1", "R2"),
      2,
    ],
    ["more given for power than leased: one more", [racks(1), power], forPower("R1", "R2"), 2],
    [
      "those leased have their own places: the others are beside them",
      [racks(1), power],
      [rack("R3"), ...forPower("R1")],
      2,
    ],
    [
      "one of two leased has a place: the one for power is the other",
      [racks(2), power],
      [rack("R3"), ...forPower("R1")],
      2,
    ],
    ["power alone holds what is given for it", [power], forPower("R1", "R2"), 2],
    ["another tenant's racks are others", [racks(2, { tenant: "t2" }), power], forPower("R1"), 3],
    ["while the lease of racks runs", [racks(2, { to: "2026-05-01T12:00:00Z" }), power], forPower("R1"), 1.5],
  ] as const)("%s", (_, leases, places, mean) => {
    const document = holding([...leases], [...places]);
    expect(hoursOf(document, "racks", day)[0]).toBeCloseTo(mean * 24, 9);
  });
  test("of units likewise: 20 U in a rack of 42 that is given for power are in its 42", () => {
    const units = lease({ resource: "rack_units", amount: 20 });
    expect(hoursOf(holding([units, power], forPower("R1")), "rack_units", day)).toEqual([42 * 24, 1]);
  });
  test("what is asked of power alone is what it adds", () => {
    const document = holding([racks(1), power], forPower("R1", "R2"));
    expect(hoursOf(document, "racks", day, { resource: "power_w" })[0]).toBe(24);
    expect(hoursOf(document, "racks", day, { resource: "racks" })[0]).toBe(24);
  });
});

describe("leased accelerator-hours", () => {
  const power = lease({ resource: "power_w", amount: 5000 });
  test("of a center that leases by power only: its cards where racks are given, else not stated, and never 0", () => {
    expect(leasedHoursFigure(holding([power], [rack("R1")]), day)).toMatchObject({ value: 96, coverage: 1 });
    expect(leasedHoursFigure(holding([power]), day)).toMatchObject({ value: null, reason: "not_stated" });
  });
  test("say for which part of the leases they are told", () => {
    const document = holding([lease(), { ...power, id: "P" }]);
    expect(leasedHoursFigure(document, day)).toMatchObject({
      value: 72,
      coverage: 0.5,
      status: "provisional",
    });
  });
});
