import type { Lease, WindowMs } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ratioOf } from "../figure/algebra.ts";
import { exampleReportInputs } from "../report/example-report.fixture.ts";
import { installedHours } from "../report/installed-time.ts";
import { findClashes } from "./clashes.ts";
import { ladderOf } from "./ladder.ts";
import { heldIn } from "./lease-holding.ts";
import { leasedHoursFigure } from "./leased-hours.ts";

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const lease = (change: Partial<Lease> = {}): Lease => ({
  id: "L",
  tenant: "t1",
  resource: "accelerators",
  amount: 8,
  from: "2020-05-01T00:00:00Z",
  to: "2020-05-02T00:00:00Z",
  grade: "metered",
  terms: "commitment",
  ...change,
});
const holding = (leases: Lease[]) => ({ leases, assignments: [], racks: [], servers: [] });
const leasedMs = (leases: Lease[], window: WindowMs) =>
  heldIn(holding(leases), "accelerators", window).amountMs;
const may = { fromMs: at("2020-05-01T00:00:00Z"), toMs: at("2020-06-01T00:00:00Z") };

describe("leased accelerator-hours", () => {
  test.each([
    ["a day of eight", [lease()], 192],
    ["still running: to the end of the window", [lease({ to: null })], 8 * 744],
    ["started before the window", [lease({ from: "2020-04-01T00:00:00Z" })], 192],
    [
      "two that follow each other",
      [lease(), lease({ from: "2020-05-02T00:00:00Z", to: "2020-05-02T12:00:00Z" })],
      288,
    ],
    [
      "changed in mid-hour: 2.33 h, not 0.83",
      [
        lease({ amount: 1, to: "2020-05-01T01:20:00Z" }),
        lease({ amount: 1, from: "2020-05-01T01:20:00Z", to: "2020-05-01T02:19:48Z" }),
      ],
      2.33,
    ],
    ["before the window", [lease({ from: "2020-04-01T00:00:00Z", to: "2020-05-01T00:00:00Z" })], 0],
    ["what other resources tell no places of adds nothing", [lease(), lease({ resource: "racks" })], 192],
  ])("%s", (_, leases, hours) => {
    expect(leasedMs(leases, may) / hour).toBeCloseTo(hours, 9);
  });

  test("per tenant and in all", () => {
    const leases = [lease(), lease({ tenant: "t2", amount: 2 })];
    expect(leasedHoursFigure(holding(leases), may, "t2").value).toBe(48);
    expect(leasedHoursFigure(holding(leases), may)).toMatchObject({
      value: 240,
      unit: "h",
      status: "valid",
      grade: "metered",
    });
  });
  test("no leases at all is unknown, none in the window is 0", () => {
    expect(leasedHoursFigure(holding([]), may)).toMatchObject({ value: null, reason: "no_lease" });
    expect(
      leasedHoursFigure(holding([lease({ from: "2019-01-01T00:00:00Z", to: "2019-02-01T00:00:00Z" })]), may)
        .value,
    ).toBe(0);
  });
  test("at an instant: half-open", () => {
    expect(
      [
        at("2020-05-01T00:00:00Z") - 1,
        at("2020-05-01T00:00:00Z"),
        at("2020-05-02T00:00:00Z") - 1,
        at("2020-05-02T00:00:00Z"),
      ].map((fromMs) => leasedMs([lease()], { fromMs, toMs: fromMs + 1 })),
    ).toEqual([0, 8, 8, 0]);
  });
  test("occupancy is leased over installed hours, and may pass 1", () => {
    const leased = leasedHoursFigure(holding([lease({ to: null })]), may);
    const installed = (count: number) => ({ racks: 1, usableU: 40, limitW: 0, models: { h100: count } });
    const occupancy = (count: number) => {
      const inventory = {
        document: { center: exampleReportInputs().document.center, racks: [], servers: [] },
        states: [{ atMs: may.fromMs, ...installed(count) }],
      };
      return ratioOf("occupancy", leased, installedHours(inventory, may), "occupancy", "no_inventory");
    };
    expect(occupancy(16).value).toBe(0.5);
    expect(occupancy(4).value).toBe(2);
    expect(occupancy(0)).toMatchObject({ value: null, reason: "no_inventory" });
  });
  test("a window that is split adds up", () => {
    const instants = fc.integer({ min: may.fromMs, max: may.toMs });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(instants, fc.integer({ min: 1, max: 9 * hour }), fc.integer({ min: 0, max: 64 }))),
        instants,
        (terms, middleMs) => {
          const leases = terms.map(([from, length, amount]) =>
            lease({ amount, from: new Date(from).toISOString(), to: new Date(from + length).toISOString() }),
          );
          const left = leasedMs(leases, { fromMs: may.fromMs, toMs: middleMs });
          const right = leasedMs(leases, { fromMs: middleMs, toMs: may.toMs });
          expect(left + right).toBe(leasedMs(leases, may));
        },
      ),
    );
  });
});

describe("clashes", () => {
  const held = (...terms: [number, number | null][]) =>
    new Map([
      ["rack R1", terms.map(([fromMs, toMs], index) => ({ holder: `L${index}`, index, fromMs, toMs }))],
    ]);
  test("one may start when the other ends", () => {
    expect(findClashes(held([0, 10], [10, 20], [20, null]))).toEqual([]);
  });
  test("names both and the time they share", () => {
    expect(findClashes(held([0, null], [5, 8]))).toMatchObject([
      { resource: "rack R1", first: { holder: "L0" }, second: { holder: "L1" }, fromMs: 5, toMs: 8 },
    ]);
  });
  test("a long one clashes with each that follows, not only with the next", () => {
    expect(findClashes(held([0, 100], [10, 20], [50, 60])).map((clash) => clash.second.index)).toEqual([
      1, 2,
    ]);
  });
  test("two that never end clash for ever", () => {
    expect(findClashes(held([5, null], [0, null]))).toMatchObject([
      { first: { index: 1 }, second: { index: 0 }, fromMs: 5, toMs: null },
    ]);
  });
  test("there are some exactly when some pair overlaps", () => {
    const term = fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 20 }))
      .map(([from, length]): [number, number] => [from, from + length]);
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
        const overlap = terms.some(([a, b], i) => terms.some(([c, d], j) => i < j && a < d && c < b));
        expect(findClashes(held(...terms)).length > 0).toBe(overlap);
      }),
    );
  });
});

describe("the utilisation ladder", () => {
  const known = (cards: number) => ({ cards });
  const unknown = { cards: null, reason: "not_collected" } as const;
  const rungs = ladderOf({
    installed: known(100),
    racked: known(100),
    powered: known(90),
    healthy: unknown,
    leased: known(80),
    allocated: known(60),
    active: known(30),
    effective: unknown,
  });
  const rung = (step: string) => rungs.find((one) => one.step === step);

  test("each step states its denominator", () => {
    expect(rung("installed")).toEqual({
      step: "installed",
      cards: 100,
      denominator: null,
      share: null,
      ofInstalled: 1,
    });
    expect(rung("active")).toEqual({
      step: "active",
      cards: 30,
      denominator: "allocated",
      share: 0.5,
      ofInstalled: 0.3,
    });
  });
  test("an absent counter reads not collected, never 0, and is skipped as denominator", () => {
    expect(rung("healthy")).toMatchObject({
      cards: null,
      reason: "not_collected",
      share: null,
      ofInstalled: null,
    });
    expect(rung("leased")).toMatchObject({ denominator: "powered", share: 80 / 90 });
  });
  test("nothing installed has no shares", () => {
    const none = known(0);
    const empty = ladderOf({
      installed: none,
      racked: none,
      powered: none,
      healthy: none,
      leased: none,
      allocated: none,
      active: none,
      effective: none,
    });
    expect(empty.every((one) => one.share === null && one.ofInstalled === null)).toBe(true);
  });
});
