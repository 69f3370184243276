import type { LedgerEntry } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integrateStep } from "../energy/step.ts";
import {
  at,
  counts,
  countsInput,
  hour,
  lease,
  meterInto,
  minute,
  ruleOfUse,
  sampled,
  shanghai,
  stored,
  version,
} from "./billing.fixture.ts";
import { nanoOf } from "./decimal.ts";
import { liveEntries, reversalOf, segmentOf } from "./ledger.ts";
import type { CountsInput } from "./meter-counts.ts";
import { meterCounts } from "./meter-counts.ts";
import { expectedUse, meterLeases } from "./meter-leases.ts";
import { dayWindow } from "./month.ts";
import { reconcileDay } from "./reconcile-day.ts";

const window = { fromMs: at("2026-05-04T09:00:00Z"), toMs: at("2026-05-04T10:00:00Z") };
const bounds = (entries: readonly { from: string; to: string; quantity: number }[]) =>
  entries.map(({ from, to, quantity }) => [from.slice(11, 19), to.slice(11, 19), quantity]);

/** Card-hours of a set of entries, exact. */
function cardHours(entries: readonly LedgerEntry[]): number {
  const held = liveEntries(entries).map(segmentOf);
  return Number(held.reduce((sum, s) => sum + s.quantity * BigInt(s.toMs - s.fromMs), 0n)) / 1e9 / hour;
}

describe("the two golden hours", () => {
  const half = at("2026-05-04T09:30:00Z");
  test.each([
    ["4 cards, then 1", (atMs: number) => (atMs < half ? 4 : 1)],
    ["1 card, then 4", (atMs: number) => (atMs < half ? 1 : 4)],
  ])("%s: 2.5 card-hours; not 0.83, nor 4 or 1 for the whole hour", (_, cards) => {
    const { entries, gaps } = meterCounts(
      countsInput({ samples: sampled(window.fromMs, window.toMs, cards), window }),
    );
    expect(gaps).toEqual([]);
    expect(entries).toHaveLength(2);
    expect(cardHours(stored(entries))).toBe(2.5);
  });
  test("4 cards for 26.6 minutes, then 1: 2.33 card-hours, where others record 0.83", () => {
    const change = window.fromMs + 1_596_000;
    const samples = counts([
      [window.fromMs, 4],
      [change, 1],
    ]);
    const rules = { intervalMs: hour, maxGapMs: 3 * hour };
    const { entries } = meterCounts(countsInput({ samples, window, rules }));
    expect(cardHours(stored(entries))).toBe(2.33);
  });
  test("a change of one millisecond is kept", () => {
    const samples = counts([
      [window.fromMs, 4],
      [window.fromMs + 1, 0],
      [window.fromMs + 2, 4],
    ]);
    const { entries } = meterCounts(countsInput({ samples, window }));
    expect(bounds(entries).map(([, , quantity]) => quantity)).toEqual([4, 0, 4]);
    expect(entries[1]).toMatchObject({ from: "2026-05-04T09:00:00.001Z", to: "2026-05-04T09:00:00.002Z" });
  });
});

describe("counts", () => {
  test("a silence is a gap, neither 0 nor bridged; the last sample holds one interval", () => {
    const samples = counts([
      ["2026-05-04T09:00:00Z", 4],
      ["2026-05-04T09:01:00Z", 4],
      ["2026-05-04T09:31:00Z", 2],
    ]);
    const { entries, gaps } = meterCounts(countsInput({ samples, window }));
    expect(bounds(entries)).toEqual([
      ["09:00:00", "09:02:00", 4],
      ["09:31:00", "09:32:00", 2],
    ]);
    expect(gaps.map(({ fromMs, toMs }) => (toMs - fromMs) / minute)).toEqual([29, 28]);
  });
  test("a source that says it went away ends its count; a negative count is none", () => {
    const samples = counts([
      ["2026-05-04T09:00:00Z", 4],
      ["2026-05-04T09:01:00Z", Number.NaN],
      ["2026-05-04T09:02:00Z", -1],
    ]);
    const { entries } = meterCounts(countsInput({ samples, window }));
    expect(bounds(entries)).toEqual([["09:00:00", "09:01:00", 4]]);
  });
  test("a known 0 is an entry", () => {
    const samples = sampled(window.fromMs, window.toMs, () => 0);
    expect(bounds(meterCounts(countsInput({ samples, window })).entries)).toEqual([
      ["09:00:00", "10:00:00", 0],
    ]);
  });
  test("a sample before the window reaches into it", () => {
    const samples = counts([
      [window.fromMs - minute, 3],
      [window.fromMs + minute, 3],
    ]);
    expect(bounds(meterCounts(countsInput({ samples, window })).entries)).toEqual([
      ["09:00:00", "09:02:00", 3],
    ]);
  });
  test("cut at local midnight and where a price version begins", () => {
    const night = { fromMs: at("2026-05-04T15:00:00Z"), toMs: at("2026-05-04T18:00:00Z") };
    const versions = [version([]), version([], { version: 2, effectiveFrom: "2026-05-04T17:00:00Z" })];
    const samples = sampled(night.fromMs, night.toMs, () => 4);
    const { entries } = meterCounts(countsInput({ samples, window: night, timeZone: shanghai, versions }));
    expect(entries.map(({ day, from, priceVersion }) => [day, from.slice(11, 16), priceVersion])).toEqual([
      ["2026-05-04", "15:00", 1],
      ["2026-05-05", "16:00", 1],
      ["2026-05-05", "17:00", 2],
    ]);
  });
  test("a lease of PFLOPS names no model: that of the cards assigned counts, for the time they are", () => {
    const leases = [lease({ resource: "pflops", amount: 2, model: undefined })];
    const noon = at("2026-05-04T09:30:00Z");
    const assigned = [
      { model: "ascend-910b3", fromMs: 0, toMs: noon },
      { model: "h20", fromMs: noon, toMs: null },
      { model: "h100-sxm", fromMs: noon, toMs: null },
    ];
    const samples = sampled(window.fromMs, window.toMs, () => 1);
    const modelsOf = (change: Partial<CountsInput>) => {
      const installedModels = ["h20", "h100-sxm", "ascend-910b3"];
      const input = countsInput({ samples, window, leases, assigned, installedModels, ...change });
      return meterCounts(input).entries.map(({ model }) => model);
    };
    expect(modelsOf({})).toEqual(["ascend-910b3", null]);
    // Beside a lease of cards that names its model, what is assigned is asked first; without PFLOPS it is not.
    const named = lease({ id: "named", model: "h20" });
    expect(modelsOf({ leases: [...leases, named] })).toEqual(["ascend-910b3", "h20"]);
    expect(modelsOf({ leases: [named] })).toEqual(["h20"]);
    // What is counted after all has ended goes on with what was held last.
    expect(modelsOf({ leases: [], assigned: assigned.slice(0, 1) })).toEqual(["ascend-910b3"]);
    const ended = lease({ id: "ended", model: "h20", to: "2026-05-01T00:00:00Z" });
    expect(modelsOf({ leases: [ended], assigned: [] })).toEqual(["h20"]);
    expect(modelsOf({ leases: [ended, lease({ model: undefined })], assigned: [] })).toEqual([null]);
  });
  test.each([
    ["of the only model leased", [lease({ model: "h20" })], ["h20", "h100-sxm"], "h20"],
    [
      "of two leased models: unknown",
      [lease({ model: "h20" }), lease({ id: "b" })],
      ["h20", "h100-sxm"],
      null,
    ],
    ["of the only model installed", [lease({ model: undefined })], ["h20"], "h20"],
    ["of no lease and two models: unknown", [], ["h20", "h100-sxm"], null],
    [
      "a lease that ended names nothing",
      [lease({ model: "h20", to: "2026-05-01T00:00:00Z" })],
      ["b200"],
      "b200",
    ],
  ])("model %s", (_, leases, installedModels, model) => {
    const samples = sampled(window.fromMs, window.toMs, () => 1);
    const { entries } = meterCounts(countsInput({ samples, window, leases, installedModels }));
    expect(entries.map((entry) => entry.model)).toEqual([model]);
  });
  test("the ledger and the figure of allocated hours are the same number", () => {
    const changes = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 12 * minute }), fc.integer({ min: 0, max: 9 })),
    );
    fc.assert(
      fc.property(changes, (steps) => {
        let time = window.fromMs - 5 * minute;
        const samples = counts(
          steps.map(([later, value]) => {
            time += later;
            return [time, value] as const;
          }),
        );
        const input = countsInput({ samples, window });
        const { entries, gaps } = meterCounts(input);
        const figure = integrateStep(samples, window, { ...input.rules, integralScale: 1 });
        const held = entries.map((entry) => entry.quantity * (at(entry.to) - at(entry.from)));
        expect(held.reduce((sum, one) => sum + one, 0)).toBe(Number(figure.integral));
        const silent = gaps.reduce((sum, gap) => sum + gap.toMs - gap.fromMs, 0);
        expect(silent + figure.coveredMs).toBe(window.toMs - window.fromMs);
      }),
      { numRuns: 60 },
    );
  });
});

describe("leases", () => {
  const may = { fromMs: at("2026-05-01T00:00:00Z"), toMs: at("2026-05-04T00:00:00Z") };
  test("one entry a local day, cut at the lease's ends", () => {
    const of = [lease({ from: "2026-05-02T12:00:00Z", to: "2026-05-03T06:00:00Z" })];
    const drafts = meterLeases(of, may, "UTC", []);
    expect(drafts.map(({ day, from, to }) => [day, from, to])).toEqual([
      ["2026-05-02", "2026-05-02T12:00:00.000Z", "2026-05-03T00:00:00.000Z"],
      ["2026-05-03", "2026-05-03T00:00:00.000Z", "2026-05-03T06:00:00.000Z"],
    ]);
    expect(drafts[0]).toMatchObject({ basis: "leased", quantity: 8, priceVersion: null, lease: "lease-1" });
  });
  test("a resize is two leases and the instant belongs to the second", () => {
    const resized = [
      lease({ to: "2026-05-02T12:00:00Z" }),
      lease({ id: "lease-2", amount: 16, from: "2026-05-02T12:00:00Z" }),
    ];
    const drafts = meterLeases(resized, dayWindow("2026-05-02", "UTC"), "UTC", []);
    expect(bounds(drafts)).toEqual([
      ["00:00:00", "12:00:00", 8],
      ["12:00:00", "00:00:00", 16],
    ]);
  });
  test("on demand is charged by use, space by the lease on any terms", () => {
    const terms = "on_demand" as const;
    const leases = [
      lease({ terms }),
      lease({ id: "r", resource: "racks", amount: 2, model: undefined, terms }),
    ];
    expect(meterLeases(leases, dayWindow("2026-05-02", "UTC"), "UTC", []).map((d) => d.lease)).toEqual(["r"]);
    expect(expectedUse(leases, may)).toEqual([may]);
    expect(expectedUse(leases.slice(1), may)).toEqual([]);
  });
  test("use is expected while something is leased: its silence after the lease has ended is no gap", () => {
    const end = at("2026-05-02T12:00:00Z");
    const ended = [lease({ resource: "pflops", model: undefined, to: "2026-05-02T12:00:00Z" })];
    expect(expectedUse(ended, may, may.fromMs)).toEqual([{ fromMs: may.fromMs, toMs: end }]);
    // Of racks and of no lease at all only from the first count on.
    const racks = [lease({ resource: "racks", model: undefined })];
    expect(expectedUse(racks, may, end)).toEqual([{ fromMs: end, toMs: may.toMs }]);
    expect(expectedUse([], may, end)).toEqual([{ fromMs: end, toMs: may.toMs }]);
    expect(expectedUse([], may)).toEqual([]);
  });
});

describe("metering again", () => {
  const day = "2026-05-04";
  const whole = dayWindow(day, "UTC");
  const until = (toMs: number, cards: (atMs: number) => number) =>
    meterCounts(
      countsInput({
        samples: sampled(whole.fromMs, toMs, cards, hour),
        window: { fromMs: whole.fromMs, toMs },
        rules: { intervalMs: hour, maxGapMs: 3 * hour },
      }),
    ).entries;

  test("the same adds nothing", () => {
    const ledger: LedgerEntry[] = [];
    meterInto(
      ledger,
      day,
      until(whole.toMs, () => 4),
    );
    expect(
      meterInto(
        ledger,
        day,
        until(whole.toMs, () => 4),
      ),
    ).toEqual({ append: [], reverse: [] });
  });
  test("a day that goes on grows at its end only", () => {
    const ledger: LedgerEntry[] = [];
    meterInto(
      ledger,
      day,
      until(whole.fromMs + 9 * hour, () => 4),
    );
    const { append, reverse } = meterInto(
      ledger,
      day,
      until(whole.fromMs + 10 * hour, () => 4),
    );
    expect(reverse).toEqual([]);
    expect(bounds(append)).toEqual([["09:00:00", "10:00:00", 4]]);
  });
  test("late data takes back what was wrong and appends what is right; nothing is edited", () => {
    const ledger: LedgerEntry[] = [];
    meterInto(
      ledger,
      day,
      until(whole.toMs, () => 4),
    );
    const before = ledger.map((entry) => ({ ...entry }));
    const late = until(whole.toMs, (atMs) => (atMs >= whole.fromMs + 20 * hour ? 1 : 4));
    const { append, reverse } = meterInto(ledger, day, late);
    expect(ledger.slice(0, before.length)).toEqual(before);
    expect(reverse.map((entry) => entry.id)).toEqual([1]);
    expect(append).toHaveLength(2);
    expect(cardHours(ledger)).toBe(4 * 20 + 1 * 4);
    const sum = ledger.map((e) => nanoOf(e.quantity) * BigInt(at(e.to) - at(e.from)));
    expect(sum.reduce((a, b) => a + b, 0n)).toBe(84n * 3_600_000n * 1_000_000_000n);
  });
  test("another price version or grade is another entry", () => {
    const drafts = until(whole.toMs, () => 4);
    const ledger = stored(drafts);
    const repriced = drafts.map((draft) => ({ ...draft, priceVersion: 2 }));
    expect(reconcileDay(ledger, repriced)).toMatchObject({
      append: [{ priceVersion: 2 }],
      reverse: [{ id: 1 }],
    });
  });
  test("an entry written twice is reversed once", () => {
    const twice = [
      ...stored(until(whole.toMs, () => 4)),
      ...stored(
        until(whole.toMs, () => 4),
        2,
      ),
    ];
    expect(
      reconcileDay(
        twice,
        until(whole.toMs, () => 4),
      ),
    ).toMatchObject({ append: [], reverse: [{ id: 2 }] });
  });
  test("a reversal is the same interval with the opposite sign, and 0 stays 0", () => {
    const [entry] = stored(until(whole.toMs, () => 0));
    if (!entry) throw new Error("no entry");
    expect(Object.is(reversalOf(entry, day).quantity, 0)).toBe(true);
    expect(reversalOf({ ...entry, quantity: 4 }, day)).toMatchObject({ quantity: -4, reverses: 1, day });
  });

  const cards = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 24, maxLength: 24 });
  const meterings = fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), cards), { maxLength: 6 });
  test("any order and repetition of metering ends in the same net ledger", () => {
    fc.assert(
      fc.property(meterings, cards, fc.integer({ min: 1, max: 3 }), (earlier, truth, times) => {
        const wanted = until(whole.toMs, (atMs) => truth[(atMs - whole.fromMs) / hour] ?? 0);
        const ledger: LedgerEntry[] = [];
        for (const [hours, other] of earlier)
          meterInto(
            ledger,
            day,
            until(whole.fromMs + hours * hour, (atMs) => other[(atMs - whole.fromMs) / hour] ?? 0),
          );
        for (let i = 0; i < times; i++) meterInto(ledger, day, wanted);
        expect(byHour(liveEntries(ledger))).toEqual(truth);
        expect(reconcileDay(ledger, wanted)).toEqual({ append: [], reverse: [] });
      }),
      { numRuns: 60 },
    );
  });

  /** What is held in each hour; more than one entry at an instant would show as a sum. */
  function byHour(entries: readonly LedgerEntry[]): number[] {
    return Array.from({ length: 24 }, (_, i) => {
      const atMs = whole.fromMs + i * hour;
      return entries
        .filter((entry) => at(entry.from) <= atMs && atMs < at(entry.to))
        .reduce((sum, entry) => sum + entry.quantity, 0);
    });
  }
});

test("prices are no part of the count", () => {
  const samples = sampled(window.fromMs, window.toMs, () => 4);
  const { entries } = meterCounts(countsInput({ samples, window, versions: [version([ruleOfUse("1")])] }));
  expect(entries[0]).toMatchObject({ priceVersion: 1, provenance: { source: "scheduler_counts" } });
});
