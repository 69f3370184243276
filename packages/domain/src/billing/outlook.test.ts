import type { LeaseWish } from "@aidc/contract";
import { burnSchema, quoteSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import type { Month } from "./billing.fixture.ts";
import {
  at,
  band,
  hour,
  lease,
  rated,
  ruleOfInstance,
  ruleOfLease,
  ruleOfUse,
  shanghai,
  version,
} from "./billing.fixture.ts";
import type { BurnInput } from "./burn-down.ts";
import { burnDown } from "./burn-down.ts";
import { forecastMonth } from "./forecast.ts";
import { parseMinor, sumOf } from "./money.ts";
import { monthWindow } from "./month.ts";
import type { QuoteInput } from "./quote.ts";
import { quoteWish } from "./quote.ts";

describe("burn-down", () => {
  const day = 24 * hour;
  const cardDays = (cards: number, days: number) => BigInt(cards * days * day) * 1_000_000_000n;
  const term = { fromMs: at("2026-01-01T00:00:00Z"), toMs: at("2026-01-31T00:00:00Z") };
  const burn = (days: number, usedPerDay: number, change: Partial<BurnInput> = {}) =>
    burnDown({
      lease: "lease-1",
      unit: "h",
      amount: 8,
      term,
      nowMs: term.fromMs + days * day,
      used: { heldMs: cardDays(usedPerDay, days), coveredMs: days * day },
      recent: { heldMs: cardDays(usedPerDay, Math.min(days, 7)), coveredMs: Math.min(days, 7) * day },
      ...change,
    });

  test("expected = total x elapsed / term, ratio = used / expected", () => {
    expect(burn(10, 4)).toEqual({
      lease: "lease-1",
      unit: "h",
      total: 8 * 24 * 30,
      usedSoFar: 4 * 24 * 10,
      expectedSoFar: 8 * 24 * 10,
      burnRatio: 0.5,
      remaining: 8 * 24 * 30 - 4 * 24 * 10,
      meanPerDay: 96,
      exhaustedAt: null, // at this pace the term ends first
      coverage: 1,
    });
    expect(burnSchema.parse(burn(10, 4)).burnRatio).toBe(0.5);
  });
  test("before anything is expected the ratio is null, not 0 and not infinite", () => {
    expect(burn(0, 0)).toMatchObject({ expectedSoFar: 0, burnRatio: null, meanPerDay: null, coverage: 0 });
    expect(burn(0, 0, { nowMs: term.fromMs - day })).toMatchObject({ expectedSoFar: 0, burnRatio: null });
  });
  test("runs out at the pace of the last days", () => {
    expect(burn(10, 16).exhaustedAt).toBe("2026-01-16T00:00:00.000Z"); // 1,920 card-hours are left at 384 a day
    const slower = { heldMs: cardDays(8, 7), coveredMs: 7 * day };
    expect(burn(10, 16, { recent: slower }).exhaustedAt).toBe("2026-01-21T00:00:00.000Z");
  });
  test("never, when nothing is used or nothing is known", () => {
    expect(burn(10, 0).exhaustedAt).toBeNull();
    expect(burn(10, 16, { recent: { heldMs: 0n, coveredMs: 0 } })).toMatchObject({
      meanPerDay: null,
      exhaustedAt: null,
    });
  });
  test("all used: now", () => {
    expect(burn(20, 12)).toMatchObject({ remaining: 0, exhaustedAt: "2026-01-21T00:00:00.000Z" });
  });
  test("what was not measured is neither unused nor left", () => {
    const seen = { heldMs: cardDays(8, 1), coveredMs: day };
    // Used in full on the one day of ten that was seen; used / elapsed would say 10 %.
    expect(burn(10, 8, { used: seen })).toMatchObject({ burnRatio: 1, remaining: null, exhaustedAt: null });
    expect(burn(10, 8, { used: seen }).coverage).toBeCloseTo(0.1);
  });
  test("of PFLOPS is told in PFLOPS-hours", () => {
    expect(burn(10, 4, { unit: "PFLOPS\u00b7h" })).toMatchObject({ unit: "PFLOPS\u00b7h", usedSoFar: 960 });
  });
  test("of which nothing was measured has no use that is known, not one of 0", () => {
    const nothing = { heldMs: 0n, coveredMs: 0 };
    expect(burn(10, 0, { used: nothing })).toMatchObject({ usedSoFar: null, remaining: null, coverage: 0 });
  });
  test("without an end there is a pace and no total", () => {
    expect(burn(10, 4, { term: { ...term, toMs: null } })).toMatchObject({
      total: null,
      remaining: null,
      expectedSoFar: 1920,
      burnRatio: 0.5,
      exhaustedAt: null,
    });
  });
  test("after the term nothing more is expected; what was not measured shows as coverage", () => {
    expect(burn(40, 4, { used: { heldMs: cardDays(4, 15), coveredMs: 15 * day } })).toMatchObject({
      expectedSoFar: 8 * 24 * 30,
      coverage: 0.5,
    });
  });
});

describe("forecast of a month", () => {
  const month = monthWindow("2026-04", "UTC");
  const day = 24 * hour;
  const base = { month, currency: "CNY", fixedOfMonth: 300_000n, useSoFar: 10_000n };
  const recentDays = [
    { billed: 1_000n, coveredMs: day },
    { billed: 2_000n, coveredMs: day },
  ];
  test("contracts of the whole month + use so far + the mean of the last days for the rest", () => {
    const { forecast, rule } = forecastMonth({ ...base, nowMs: month.fromMs + 10 * day, recentDays });
    expect(forecast).toBe("3400.00"); // 3000 + 100 + 20 x 15
    expect(rule).toBe("commitments_and_pace");
  });
  test("time that was not measured does not make the pace slower", () => {
    const half = [{ billed: 500n, coveredMs: day / 2 }];
    expect(forecastMonth({ ...base, nowMs: month.fromMs + 10 * day, recentDays: half }).forecast).toBe(
      "3300.00",
    );
  });
  test("without a measured day there is none, unless the month is over", () => {
    expect(forecastMonth({ ...base, nowMs: month.fromMs + hour, recentDays: [] }).forecast).toBeNull();
    expect(forecastMonth({ ...base, nowMs: month.toMs, recentDays: [] }).forecast).toBe("3100.00");
  });
});

describe("a quote", () => {
  const versions = [
    version([ruleOfInstance("37000"), ruleOfUse("10")]),
    version([ruleOfInstance("31000"), ruleOfUse("10")], {
      version: 2,
      effectiveFrom: "2026-02-28T16:00:00Z",
    }),
  ];
  const quote = (wish: LeaseWish, change: Partial<QuoteInput> = {}) =>
    quoteWish({
      wish,
      months: 1,
      versions,
      models: [],
      timeZone: shanghai,
      currency: "CNY",
      tenant: "north",
      leases: [],
      ...change,
    });
  const wish = { kind: "new", resource: "accelerators", amount: 8, model: "h100-sxm" } as const;

  test("of a lease that begins on the 22nd: 10/31 of January, February, and March at the new price", () => {
    const from = "2026-01-21T16:00:00Z";
    const found = quote({ ...wish, from, to: "2026-03-31T16:00:00Z" });
    expect(quoteSchema.parse(found)).toMatchObject({ currency: "CNY", total: "79935.48", unpriced: [] });
    expect(found?.lines.map((line) => [line.version, line.quantity, line.amount, line.from])).toEqual([
      [1, "0.322580645", "11935.48", from.replace("Z", ".000Z")],
      [1, "1", "37000.00", "2026-01-31T16:00:00.000Z"],
      [2, "1", "31000.00", "2026-02-28T16:00:00.000Z"],
    ]);
  });
  test("is what the statement of that month charges", () => {
    const rules = [ruleOfLease("7.123456789"), ruleOfUse("1", [band("night", "22:00", "06:00", "0.3")])];
    const month: Month = {
      month: "2026-05",
      timeZone: shanghai,
      versions: [version(rules)],
      leases: [lease()],
    };
    const bought = rated(month).lines.filter((line) => line.category === "Purchase");
    const { fromMs } = monthWindow("2026-05", shanghai);
    const found = quote(
      { ...wish, from: new Date(fromMs).toISOString(), to: null },
      { versions: month.versions, months: 1 },
    );
    expect(found?.total).toBe(bought.map((line) => line.billed).join());
  });
  test("lines sum to the total", () => {
    const found = quote({ ...wish, from: "2026-01-05T03:04:05Z", to: null }, { months: 12 });
    const sum = sumOf((found?.lines ?? []).map((line) => parseMinor(line.amount, "CNY")));
    expect(sum).toBe(parseMinor(found?.total ?? "", "CNY"));
    expect(found?.lines).toHaveLength(13);
  });
  test("what no rule prices is listed and makes no line", () => {
    const found = quote({ ...wish, amount: 12, from: "2026-01-01T00:00:00Z", to: null });
    expect(found?.lines).toEqual([]);
    expect(found?.unpriced[0]?.what).toContain("whole instances");
    const space = quote({
      kind: "new",
      resource: "racks",
      amount: 1,
      from: "2026-01-01T00:00:00Z",
      to: null,
    });
    expect(space?.unpriced[0]?.what).toContain("no rule for racks");
  });
  test("a resize is the lease at its new size; a renewal runs from where it ends; an end costs nothing", () => {
    const leases = [lease({ to: "2026-02-28T16:00:00Z" })];
    const resize = quote(
      { kind: "resize", lease: "lease-1", amount: 16, from: "2026-01-31T16:00:00Z" },
      { leases },
    );
    expect(resize?.total).toBe("74000.00");
    const renew = quote({ kind: "renew", lease: "lease-1", to: "2026-03-31T16:00:00Z" }, { leases });
    expect(renew?.lines.map((line) => [line.version, line.amount])).toEqual([[2, "31000.00"]]);
    expect(quote({ kind: "end", lease: "lease-1", at: "2026-02-01T00:00:00Z" }, { leases })).toMatchObject({
      total: "0.00",
      lines: [],
    });
  });
  test("a lease of somebody else is one that does not exist", () => {
    expect(quote({ kind: "end", lease: "lease-9", at: "2026-02-01T00:00:00Z" })).toBeNull();
  });
  test("on demand, and beyond five years, nothing is promised", () => {
    const leases = [lease({ terms: "on_demand" })];
    const resize = { kind: "resize", lease: "lease-1", amount: 16, from: "2026-02-01T00:00:00Z" } as const;
    expect(quote(resize, { leases })?.unpriced[0]?.what).toContain("as it happens");
    const decade = quote({ ...wish, from: "2026-01-01T00:00:00Z", to: "2036-01-01T00:00:00Z" });
    expect(decade?.unpriced).toEqual([
      {
        what: "Beyond 60 months",
        about: { why: "too_far", months: 60 },
        from: "2031-01-01T00:00:00.000Z",
        to: "2036-01-01T00:00:00.000Z",
      },
    ]);
  });
});
