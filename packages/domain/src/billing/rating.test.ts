import type { LedgerEntry, PriceRule, StatementLine } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import {
  at,
  band,
  hour,
  lease,
  ledgerOf,
  minute,
  rated,
  ruleOfInstance,
  ruleOfLease,
  ruleOfUse,
  shanghai,
  stored,
  version,
} from "./billing.fixture.ts";
import { expectedUse } from "./meter-leases.ts";
import { monthWindow } from "./month.ts";

const short = (lines: readonly StatementLine[]) =>
  lines.map((line) => [line.id.split("~")[0], line.quantity, line.billed, line.effective]);

describe("use by the card-hour", () => {
  const half = at("2026-05-04T09:30:00Z");
  test.each([
    ["4 cards, then 1", 4, 1],
    ["1 card, then 4", 1, 4],
  ])("%s within an hour: 2.5 card-hours; not 0.83, 4, 1 or a started hour of each", (_, first, then) => {
    const held = (atMs: number) => {
      const inHour = atMs >= half - 30 * minute && atMs < half + 30 * minute;
      return inHour ? (atMs < half ? first : then) : 0;
    };
    const { lines, problems } = rated({
      month: "2026-05",
      versions: [version([ruleOfUse("20")])],
      cards: held,
      everyMs: 10 * minute,
    });
    expect(short(lines)).toEqual([["usage", "2.5", "50.00", "50.00"]]);
    expect(problems).toEqual([]);
  });

  test("a price change inside an hour: two lines, each at its own price", () => {
    const versions = [
      version([ruleOfUse("10")]),
      version([ruleOfUse("30")], { version: 2, effectiveFrom: "2026-05-04T09:15:00Z" }),
    ];
    const cards = (atMs: number) =>
      Math.abs(atMs - half) <= 30 * minute && atMs < half + 30 * minute ? 4 : 0;
    const { lines } = rated({ month: "2026-05", versions, cards, everyMs: 15 * minute });
    expect(lines.map((line) => [line.priceVersion, line.quantity, line.billed, line.from, line.to])).toEqual([
      [1, "1", "10.00", "2026-05-04T09:00:00.000Z", "2026-05-04T09:15:00.000Z"],
      [2, "3", "90.00", "2026-05-04T09:15:00.000Z", "2026-05-04T10:00:00.000Z"],
    ]);
  });

  test("also in a ledger that was metered before the second price was published", () => {
    const first = version([ruleOfUse("10")]);
    const second = version([ruleOfUse("30")], { version: 2, effectiveFrom: "2026-05-31T23:59:59.999Z" });
    const entries = ledgerOf({ month: "2026-05", versions: [first], cards: () => 1 });
    const { lines } = rated({ month: "2026-05", versions: [first, second] }, { entries });
    expect(lines.map((line) => [line.priceVersion, line.quantity, line.billed])).toEqual([
      [1, "743.999999722", "7440.00"],
      [2, "0.000000278", "0.00"], // a millisecond is kept, not dropped
    ]);
  });

  test("bands 22-6 in the center's zone: day at 10, night at 4", () => {
    const bands = [band("night", "22:00", "06:00", "0.4")];
    const { lines } = rated({
      month: "2026-05",
      timeZone: shanghai,
      versions: [version([ruleOfUse("10", bands)])],
      cards: () => 1,
    });
    expect(lines.map((line) => [line.band, line.quantity, line.unitPrice, line.billed])).toEqual([
      [null, "496", "10", "4960.00"],
      ["night", "248", "4", "992.00"],
    ]);
  });

  test.each([
    ["2026-03", 743],
    ["2026-10", 745],
  ])("Berlin %s has %d hours, not 744", (month, hours) => {
    const versions = [version([ruleOfUse("1")])];
    const { lines } = rated({ month, timeZone: "Europe/Berlin", versions, cards: () => 1 });
    expect(lines.map((line) => line.quantity)).toEqual([String(hours)]);
  });

  test("what lies in the next local month is not in this one", () => {
    const versions = [version([ruleOfUse("1")])];
    const month = { month: "2026-01", timeZone: shanghai, versions, cards: () => 1 };
    const entries = [...ledgerOf(month), ...stored(draftsOf(ledgerOf({ ...month, month: "2026-02" })), 5000)];
    const { lines } = rated(month, { entries });
    expect(lines.map(({ quantity, from, to }) => [quantity, from, to])).toEqual([
      ["744", "2025-12-31T16:00:00.000Z", "2026-01-31T16:00:00.000Z"],
    ]);
  });

  test("by PFLOPS: cards count with their dense peak, 8 x 0.989 = 7.912 PFLOPS, not the sparse 15.8", () => {
    const rule: PriceRule = {
      id: "p",
      unit: "pflops_hour",
      basis: "allocated",
      precision: "fp16",
      unitPrice: "2.5",
      bands: [],
    };
    const oneHour = (atMs: number) => (atMs === at("2026-05-04T09:00:00Z") ? 8 : 0);
    const { lines } = rated({ month: "2026-05", versions: [version([rule])], cards: oneHour });
    expect(short(lines)).toEqual([["usage", "7.912", "19.78", "19.78"]]);
    expect(lines[0]?.pricingUnit).toBe("PFLOPS-Hours");
  });
});

describe("months pro rata by their true length", () => {
  const oneHourOf = (month: string, zone = "UTC") => {
    const { fromMs } = monthWindow(month, zone);
    const one = lease({
      from: new Date(fromMs + 48 * hour).toISOString(),
      to: new Date(fromMs + 49 * hour).toISOString(),
    });
    const versions = [version([ruleOfInstance("37000")])];
    return rated({ month, timeZone: zone, versions, leases: [one] }).full[0]?.parts[0]?.exactAmount;
  };
  test.each([
    ["2026-01", "49.731182796", 6.2164],
    ["2026-02", "55.05952381", 6.8824],
    ["2026-04", "51.388888889", 6.4236],
  ])(
    "$37,000 for 8 cards in %s: %s an hour, %f a card-hour; 730 h would make it 6.3356",
    (month, hourly, card) => {
      expect(oneHourOf(month)).toBe(hourly);
      expect(Number(hourly) / 8).toBeCloseTo(card, 4);
      expect(37_000 / 730 / 8).toBeCloseTo(6.3356, 4);
    },
  );
  test.each([
    ["2026-01", "2026-01-22T00:00:00Z", "10/31", "11935.48"],
    ["2026-02", "2026-02-10T00:00:00Z", "19/28", "25107.14"],
    ["2026-05", "2026-05-01T00:00:00Z", "31/31", "37000.00"],
  ])("%s from %s is %s", (month, from, _, billed) => {
    const versions = [version([ruleOfInstance("37000")])];
    const { lines } = rated({ month, versions, leases: [lease({ from })] });
    expect(lines[0]).toMatchObject({ category: "Purchase", billed, pricingUnit: "Instance-Months" });
  });
  test("the day on which the clock goes forward is 23 of 743 hours, not 1 of 31", () => {
    const versions = [version([ruleOfInstance("37000")])];
    const day = lease({ from: "2026-03-28T23:00:00Z", to: "2026-03-29T22:00:00Z" });
    const { lines } = rated({ month: "2026-03", timeZone: "Europe/Berlin", versions, leases: [day] });
    expect(lines[0]?.billed).toBe("1145.36"); // 37000 x 23 / 743; 37000 / 31 is 1193.55
  });
  test("space: racks, units and kW of power", () => {
    const rules: PriceRule[] = (["racks", "rack_units", "power_kw"] as const).map((resource) => ({
      id: resource,
      unit: "space_month",
      basis: "leased",
      resource,
      unitPrice: "100",
    }));
    const leases = [
      lease({ id: "a", resource: "racks", amount: 2, model: undefined }),
      lease({ id: "b", resource: "rack_units", amount: 10, model: undefined }),
      lease({ id: "c", resource: "power_w", amount: 7_500, model: undefined }),
    ];
    const { lines } = rated({ month: "2026-05", versions: [version(rules)], leases });
    expect(lines.map((line) => [line.pricingUnit, line.quantity, line.billed, line.effective])).toEqual([
      ["kW-Months", "7.5", "750.00", "750.00"],
      ["Rack-Unit-Months", "10", "1000.00", "1000.00"],
      ["Rack-Months", "2", "200.00", "200.00"],
    ]);
  });
});

describe("commitments", () => {
  const versions = [version([ruleOfInstance("37000"), ruleOfUse("10")])];
  test("used + unused = purchase, and what goes beyond is use", () => {
    const noon = (atMs: number) => (new Date(atMs).getUTCHours() < 12 ? 3 : 11);
    const { lines, problems } = rated({ month: "2026-05", versions, leases: [lease()], cards: noon });
    expect(short(lines)).toEqual([
      ["purchase", "1", "37000.00", "0.00"],
      ["used", "0.6875", "0.00", "25437.50"],
      ["unused", "0.3125", "0.00", "11562.50"],
      ["usage", "1116", "11160.00", "11160.00"], // 3 cards x 12 h x 31; not 11 x 12 x 31 = 4092
    ]);
    expect(problems).toEqual([]);
  });
  test("time without samples is unused and says so; it is never use", () => {
    const { fromMs } = monthWindow("2026-05", "UTC");
    const samples = (atMs: number) => (atMs < fromMs + 10 * 24 * hour ? 8 : Number.NaN);
    const { lines, problems } = rated(
      { month: "2026-05", versions, leases: [lease()], cards: samples },
      { expectedUse: expectedUse([lease()], monthWindow("2026-05", "UTC")) },
    );
    expect(lines.map((line) => [line.commitment, line.effective, line.coverage])).toEqual([
      [null, "0.00", 1],
      ["Used", "11935.48", 1],
      ["Unused", "25064.52", 0],
    ]);
    expect(lines[2]?.description).toContain("Not measured");
    expect(problems).toMatchObject([
      { code: "not_metered", from: "2026-05-11T00:00:00.000Z", unmetered: { gaps: 1 } },
    ]);
  });
  test("cards of a model fill its own commitment before the one for any model", () => {
    const leases = [lease({ id: "any", model: undefined, amount: 8 }), lease({ id: "own", amount: 8 })];
    const { lines } = rated({ month: "2026-05", versions, leases, cards: () => 12 });
    expect(
      lines.filter((line) => line.commitment).map((line) => [line.lease, line.commitment, line.quantity]),
    ).toEqual([
      ["any", "Used", "0.5"],
      ["own", "Used", "1"],
      ["any", "Unused", "0.5"],
    ]);
  });
  test("a commitment of another model covers nothing", () => {
    const leases = [lease({ model: "h20" }), lease({ id: "b", model: "h100-sxm", amount: 8 })];
    const entries = ledgerOf({ month: "2026-05", versions, leases, cards: () => 8 }).map((entry) =>
      entry.basis === "allocated" ? { ...entry, model: "h100-sxm" } : entry,
    );
    const { lines } = rated({ month: "2026-05", versions }, { entries });
    const used = lines.filter((line) => line.commitment === "Used");
    expect(used.map((line) => [line.lease, line.model])).toEqual([["b", "h100-sxm"]]);
  });
  test("PFLOPS under contract take cards by their dense peak, so that nothing is paid twice", () => {
    const rules: PriceRule[] = [
      { id: "p", unit: "pflops_hour", basis: "leased", precision: "fp16", unitPrice: "1", bands: [] },
      ruleOfUse("10"),
    ];
    const leases = [lease({ resource: "pflops", amount: 3.956, model: undefined })];
    const { lines } = rated({ month: "2026-05", versions: [version(rules)], leases, cards: () => 6 });
    expect(short(lines)).toEqual([
      ["purchase", "2943.264", "2943.26", "0.00"],
      ["used", "2943.264", "0.00", "2943.26"],
      ["usage", "1488", "14880.00", "14880.00"], // 4 of 6 cards are covered
    ]);
  });
});

describe("what cannot be priced stops, and is never free", () => {
  const night = band("night", "22:00", "06:00", "0.4");
  const pflops: PriceRule = {
    id: "p",
    unit: "pflops_hour",
    basis: "allocated",
    precision: "fp8",
    unitPrice: "1",
    bands: [],
  };
  const otherModel = (model: string | null) => (entries: LedgerEntry[]) =>
    entries.map((entry) => ({ ...entry, model }));
  test.each([
    [
      "no version in force",
      [version([ruleOfUse("1")], { effectiveFrom: "2027-01-01T00:00:00Z" })],
      null,
      "no_price",
    ],
    ["no rule of the basis", [version([ruleOfLease("1")])], null, "no_price"],
    ["a rule for another model only", [version([ruleOfUse("1", [night], "h20")])], null, "no_price"],
    [
      "no model, and rules by model only",
      [version([ruleOfUse("1", [], "h20")])],
      otherModel(null),
      "no_model",
    ],
    ["no peak at the precision", [version([pflops])], otherModel("a100-sxm-80"), "no_peak_known"],
    ["a model nobody knows, by PFLOPS", [version([pflops])], otherModel("secret-chip"), "no_peak_known"],
  ])("%s", (_, versions, change, code) => {
    const entries = ledgerOf({ month: "2026-05", versions, cards: () => 4 });
    const { lines, problems } = rated(
      { month: "2026-05", versions },
      { entries: change?.(entries) ?? entries },
    );
    expect(lines).toEqual([]);
    expect(problems).toMatchObject([
      { code, from: "2026-05-01T00:00:00.000Z", to: "2026-06-01T00:00:00.000Z" },
    ]);
  });
  test("half an instance has no price", () => {
    const versions = [version([ruleOfInstance("37000"), ruleOfLease("1", "h20")])];
    const { lines, problems } = rated({ month: "2026-05", versions, leases: [lease({ amount: 12 })] });
    expect(lines).toEqual([]);
    expect(problems).toMatchObject([{ code: "no_price", what: expect.stringContaining("whole instances") }]);
  });
  test("nothing held needs no price", () => {
    expect(rated({ month: "2026-05", versions: [], cards: () => 0 })).toMatchObject({
      lines: [],
      problems: [],
    });
  });
  test("a named model goes before any model, and that before PFLOPS", () => {
    const rules = [{ ...pflops, precision: "fp16" as const }, ruleOfUse("2"), ruleOfUse("3", [], "h100-sxm")];
    const { lines } = rated({ month: "2026-05", versions: [version(rules)], cards: () => 1 });
    expect(lines.map((line) => line.rule)).toEqual(["use-h100-sxm"]);
  });
});

const draftsOf = (entries: readonly LedgerEntry[]) =>
  entries.map(({ id: _, reverses: __, recordedAt: ___, ...facts }) => ({
    ...facts,
    day: facts.from.slice(0, 10),
  }));

test("a month of changes every ten minutes is rated as a whole", () => {
  const versions = [version([ruleOfUse("1")])];
  const { fromMs } = monthWindow("2026-05", "UTC");
  const everyMs = 10 * minute;
  const cards = (atMs: number) => ((atMs - fromMs) / everyMs) % 2;
  const { lines } = rated({ month: "2026-05", versions, cards, everyMs });
  expect(lines.map((line) => [line.quantity, line.entryCount])).toEqual([["372", 2_232]]);
});
