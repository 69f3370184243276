import type { Assignment, Lease } from "@aidc/contract";
import { expect, it } from "vitest";
import { showTick } from "../../../ui/format/time.ts";
import { stateOf } from "./lease-state.ts";
import { moveBar } from "./move-bar.ts";
import { panWindow, reachInterval, readWindow, ticksOver, writeWindow, zoomWindow } from "./time-scale.ts";
import { findSeams, layoutTimeline, stepsOver } from "./timeline-model.ts";

const zone = "Asia/Shanghai";
const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
const iso = (day: string) => new Date(at(day)).toISOString();
const lease = (id: string, from: string, to: string | null, changes: Partial<Lease> = {}): Lease => ({
  id,
  tenant: "t1",
  resource: "accelerators",
  amount: 8,
  from: iso(from),
  to: to && iso(to),
  grade: "metered",
  terms: "commitment",
  ...changes,
});
const year = { fromMs: at("2026-01-01"), toMs: at("2027-01-01") };

it("rows: tenants by name, their contracts by start, the intervals of a contract on one line", () => {
  const leases = [
    lease("b2", "2026-06-01", null, { contract: "B" }),
    lease("b1", "2026-03-01", "2026-06-01", { contract: "B" }),
    lease("a1", "2026-01-01", "2026-02-01"),
    lease("z1", "2026-01-01", null, { tenant: "t0" }),
  ];
  const assignments: Assignment[] = [{ lease: "b1", rack: "A-01", from: iso("2026-03-01"), to: null }];
  const names = new Map([
    ["t0", "Zebra"],
    ["t1", "Alpha"],
  ]);
  const rows = layoutTimeline(leases, assignments, (id) => names.get(id) ?? id);
  expect(rows.map((row) => (row.kind === "tenant" ? row.tenant : row.leases.map(({ id }) => id)))).toEqual([
    "t1",
    ["a1"],
    ["b1", "b2"],
    "t0",
    ["z1"],
  ]);
  expect(rows.map(({ y, height }) => y + height).slice(0, -1)).toEqual(rows.slice(1).map(({ y }) => y));
  expect(rows.flatMap((row) => (row.kind === "contract" ? [row.assignments.length] : []))).toEqual([0, 1, 0]);
});

it("names the time that a contract leaves out and the time it covers twice", () => {
  const whole = [lease("1", "2026-01-01", "2026-03-01"), lease("2", "2026-03-01", null)];
  expect(findSeams(whole)).toEqual({ gaps: [], overlaps: [] });
  const holed = [lease("1", "2026-01-01", "2026-02-01"), lease("2", "2026-03-01", null)];
  expect(findSeams(holed).gaps).toEqual([{ fromMs: at("2026-02-01"), toMs: at("2026-03-01") }]);
  const twice = [lease("1", "2026-01-01", null), lease("2", "2026-03-01", "2026-04-01")];
  expect(findSeams(twice).overlaps).toEqual([{ fromMs: at("2026-03-01"), toMs: at("2026-04-01") }]);
});

it("sums amounts over time, zero included, clipped to what is seen", () => {
  const steps = stepsOver(
    [lease("1", "2025-06-01", "2026-03-01"), lease("2", "2026-02-01", null, { amount: 4 })],
    year,
  );
  expect(steps.map(({ amount }) => amount)).toEqual([8, 12, 4]);
  expect(steps[0]?.fromMs).toBe(year.fromMs);
  expect(steps.at(-1)?.toMs).toBe(year.toMs);
  const handover = [lease("1", "2026-01-01", "2026-03-01"), lease("2", "2026-03-01", null)];
  expect(stepsOver(handover, year)).toEqual([{ ...year, amount: 8 }]);
  expect(stepsOver([], year)).toEqual([{ ...year, amount: 0 }]);
});

it("puts ticks on the center's midnights, months and years, and never too close", () => {
  const march = { fromMs: at("2026-03-01"), toMs: at("2026-03-15") };
  expect(ticksOver(march, 1400, zone)).toHaveLength(14);
  expect(ticksOver(march, 1400, zone)[0]).toEqual({ atMs: at("2026-03-01"), size: "day" });
  expect(ticksOver(year, 1400, zone).map(({ size }) => size)).toEqual(Array(12).fill("month"));
  const decade = { fromMs: at("2020-01-01"), toMs: at("2030-01-01") };
  for (const [window, widthPx] of [
    [march, 300],
    [year, 300],
    [decade, 900],
  ] as const) {
    const ticks = ticksOver(window, widthPx, zone);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length * 70).toBeLessThanOrEqual(widthPx + 76);
  }
});

it.each([
  ["an hour", "2026-05-01T02:16:00Z", "2026-05-01T03:16:00Z", 900, "10:20 10:30 10:40 10:50 11:00 11:10"],
  ["a night", "2026-05-01T12:31:00Z", "2026-05-02T00:31:00Z", 600, "22:00 May 2 2:00 4:00 6:00 8:00"],
  [
    "a day",
    "2026-05-01T07:37:00Z",
    "2026-05-02T07:37:00Z",
    900,
    "18:00 21:00 May 2 3:00 6:00 9:00 12:00 15:00",
  ],
  [
    "two days",
    "2026-05-01T07:37:00Z",
    "2026-05-03T07:37:00Z",
    700,
    "18:00 May 2 6:00 12:00 18:00 May 3 6:00 12:00",
  ],
])("puts ticks of %s on the center's full hours or parts of one", (_, from, to, widthPx, said) => {
  const window = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  const ticks = ticksOver(window, widthPx, zone);
  expect(ticks.map((tick) => showTick(tick, zone, "en").replace(/^0(?=\d:)/, "")).join(" ")).toBe(said);
});

it("keeps the hours of the clock where a day has 23 or 25 of them", () => {
  for (const day of ["2026-03-29", "2026-10-25"]) {
    const fromMs = Date.parse(`${day}T00:00:00+01:00`);
    const ticks = ticksOver({ fromMs, toMs: fromMs + 20 * 3_600_000 }, 700, "Europe/Berlin");
    const said = ticks.map((tick) => showTick(tick, "Europe/Berlin", "en")).filter((text) => /:/.test(text));
    expect(said).toEqual(["03:00", "06:00", "09:00", "12:00", "15:00", "18:00"].slice(0, said.length));
    expect(said.length).toBeGreaterThan(4);
  }
});

it("zooms around what was pointed at and pans, in whole days", () => {
  const pivotMs = at("2026-07-02");
  const closer = zoomWindow(year, 0.5, pivotMs, zone);
  expect(closer.toMs - closer.fromMs).toBeLessThanOrEqual(184 * 86_400_000);
  expect(closer.fromMs).toBeLessThan(pivotMs);
  expect(closer.toMs).toBeGreaterThan(pivotMs);
  const least = zoomWindow(
    { fromMs: at("2026-01-01"), toMs: at("2026-01-02") },
    0.01,
    at("2026-01-01"),
    zone,
  );
  expect(least.toMs - least.fromMs).toBe(86_400_000);
  expect(writeWindow(panWindow(year, 0.5, zone), zone).from).toBe("2026-07-02");
});

it("a window of an address reads back; nonsense is none", () => {
  expect(readWindow("2026-01-01", "2027-01-01", zone)).toEqual(year);
  expect(readWindow("2027-01-01", "2026-01-01", zone)).toBeNull();
  expect(readWindow("soon", "2027-01-01", zone)).toBeNull();
  expect(readWindow(undefined, undefined, zone)).toBeNull();
});

it("arrow keys go along a contract and to the nearest interval of the next", () => {
  const leases = [
    lease("a1", "2026-01-01", "2026-03-01", { contract: "A" }),
    lease("a2", "2026-03-01", "2026-12-01", { contract: "A" }),
    lease("b1", "2026-01-02", "2026-02-01", { contract: "B" }),
    lease("b2", "2026-06-01", null, { contract: "B" }),
  ];
  const rows = layoutTimeline(leases, [], (id) => id);
  const go = (from: string, key: string) => moveBar(rows, from, key, year);
  expect(go("a1", "ArrowRight")).toBe("a2");
  expect(go("a2", "ArrowRight")).toBeNull();
  expect(go("a2", "ArrowDown")).toBe("b2");
  expect(go("b1", "ArrowUp")).toBe("a1");
  expect(go("a1", "End")).toBe("b2");
  expect(go("a1", "x")).toBeNull();
});

it("a lease that ends within 30 days wants a decision", () => {
  const now = at("2026-05-15");
  expect(stateOf(lease("1", "2026-01-01", "2026-06-01"), now)).toBe("ending");
  expect(stateOf(lease("1", "2026-01-01", "2026-08-01"), now)).toBe("running");
  expect(stateOf(lease("1", "2026-01-01", "2026-05-15"), now)).toBe("ended");
  expect(stateOf(lease("1", "2026-05-16", null), now)).toBe("coming");
});

it("moves to an interval that is not seen, and stays where it is", () => {
  const later = { fromMs: at("2028-03-01"), toMs: null };
  const moved = reachInterval(later, year, zone);
  expect(moved && moved.fromMs < later.fromMs && moved.toMs > later.fromMs).toBe(true);
  expect(reachInterval({ fromMs: at("2025-01-01"), toMs: at("2026-01-01") }, year, zone)).not.toBeNull();
  expect(reachInterval({ fromMs: at("2025-01-01"), toMs: null }, year, zone)).toBeNull();
});
