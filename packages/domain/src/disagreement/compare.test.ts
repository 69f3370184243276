import type { CenterDocument, Quantity, SubjectKind } from "@aidc/contract";
import { feedSchema, loopSchema, meterSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { RegisterReadings } from "../live/register-power.ts";
import { compareMeasurements, comparePair, excessNow } from "./compare.ts";
import { pointsOfPair } from "./pair.ts";
import { pairsOf } from "./pairs.ts";

type Wanted = readonly [SubjectKind, string, Quantity];
type Sample = readonly [atMs: number, value: number] | null;
const nowMs = Date.UTC(2026, 0, 10);
const at = (value: number, ageMs = 1000): Sample => [nowMs - ageMs, value];

/** Every break, as its id; what is fed is the points with their values. */
function breaks(document: CenterDocument, ...fed: readonly (readonly [Wanted, Sample])[]): string[] {
  const points = pointsOf(...fed.map(([wanted]) => wanted));
  const latest = latestOf(...fed.map(([, sample]) => sample));
  return compareMeasurements(pairsOf(document, points), latest, nowMs).map(({ id }) => id);
}
function pairIds(document: CenterDocument, ...wanted: readonly Wanted[]): string[] {
  return pairsOf(document, pointsOf(...wanted)).map(({ id }) => id);
}
const plain = exampleCenter();
const rack: Wanted = ["rack", "R1", "power"];
const [s1, s2]: Wanted[] = [
  ["server", "s1", "power"],
  ["server", "s2", "power"],
];
if (!s1 || !s2) throw new Error("two servers");

describe("a rack's PDU against its servers' BMC", () => {
  // 2 % of the PDU, 5 % of the BMC, 15 % that are no servers, and 100 W: 680 to 1170 W of 1000.
  const table: [string, number, number, boolean][] = [
    ["equal", 500, 500, false],
    ["servers draw less, as switches draw too", 400, 390, false],
    ["less than switches explain", 300, 370, true],
    ["at the lower end", 340, 340, false],
    ["at the upper end", 585, 585, false],
    ["more than the rack", 600, 575, true],
  ];
  test.each(table)("%s", (_, first, second, isBreak) => {
    const found = breaks(plain, [rack, at(1000)], [s1, at(first)], [s2, at(second)]);
    expect(found).toEqual(isBreak ? ["rack_servers/rack/R1"] : []);
  });

  test("a side with a silent, stale or missing part is no disagreement", () => {
    expect(breaks(plain, [rack, at(1000)], [s1, at(5000)], [s2, null])).toEqual([]);
    expect(breaks(plain, [rack, at(1000)], [s1, at(5000)], [s2, at(1, 46_000)])).toEqual([]);
    expect(breaks(plain, [rack, at(1000)], [s1, at(5000)], [s2, at(1, 45_000)])).toHaveLength(1);
    expect(pairIds(plain, rack, s1)).toEqual([]);
  });

  test("both figures are kept, with who tells them and what is allowed", () => {
    const points = pointsOf(rack, s1, s2);
    const latest = latestOf(at(1000), at(900, 9000), at(900));
    const [pair] = pairsOf(plain, points);
    if (!pair) throw new Error("a pair");
    expect(comparePair(pair, latest, nowMs)).toMatchObject({
      first: { teller: "rack_meters", value: 1000, count: 1, grade: "metered", sampledAtMs: nowMs - 1000 },
      second: { teller: "server_meters", value: 1800, count: 2, sampledAtMs: nowMs - 9000 },
      unit: "W",
    });
    expect(excessNow(pair, latest, nowMs)).toBeCloseTo((1800 - 1170) / 1800, 10);
    expect(excessNow(pair, latestOf(at(1000), at(1), null), nowMs)).toBeNaN();
    expect(comparePair(pair, latestOf(at(1000), at(1), null), nowMs)).toBeNull();
  });

  test("a value nobody measured is allowed to be further off", () => {
    const points = pointsOf(rack, s1, s2).map((point) => ({ ...point, grade: "assumed" as const }));
    const latest = latestOf(at(1000), at(600), at(650));
    expect(compareMeasurements(pairsOf(plain, points), latest, nowMs)).toEqual([]);
  });
});

test("accelerators may draw as little as they like, but not more than their server", () => {
  const cards: Wanted[] = [
    ["accelerator", "s1:0", "power"],
    ["accelerator", "s1:1", "power"],
  ];
  const [one, two] = cards;
  if (!one || !two) throw new Error("two cards");
  expect(breaks(plain, [s1, at(2000)], [one, at(10)], [two, at(10)])).toEqual([]);
  expect(breaks(plain, [s1, at(2000)], [one, at(1200)], [two, at(1150)])).toEqual([
    "server_accelerators/server/s1",
  ]);
  expect(pairIds(plain, s1, one)).toEqual([]);
});

describe("facility, UPS and feeds", () => {
  const document = exampleCenter({
    meters: [
      ...plain.meters.filter(({ role }) => role === "grid_import" || role === "cooling"),
      meterSchema.parse({ id: "ups", name: "UPS", role: "ups_output" }),
    ],
    feeds: [
      { id: "A", path: "A" },
      { id: "B", path: "B" },
      { id: "A1", parent: "A", path: "A", racks: ["R1", "R2", "R3"] },
      { id: "B1", parent: "B", path: "B", racks: ["R1", "R2", "R3"] },
    ].map((feed) => feedSchema.parse({ name: feed.id, ...feed })),
  });
  const grid: Wanted = ["meter", "grid", "power"];
  const ups: Wanted = ["meter", "ups", "power"];
  const cold: Wanted = ["meter", "cold", "power"];
  const feed = (id: string): Wanted => ["feed", id, "power"];
  const rackPower = (id: string): Wanted => ["rack", id, "power"];

  test("supply against its parts: losses up to a tenth are in order, gains are not", () => {
    const judged = (gridW: number) => breaks(document, [grid, at(gridW)], [ups, at(8000)], [cold, at(2000)]);
    expect(judged(10_000)).toEqual([]);
    expect(judged(11_000)).toEqual([]);
    expect(judged(11_700)).toEqual(["facility_parts/center/north"]);
    expect(judged(9500)).toEqual(["facility_parts/center/north"]);
    expect(pairIds(document, grid, cold)).toEqual([]);
    expect(pairIds(document, grid, ups)).toEqual([]);
  });

  const plainly = exampleCenter({
    meters: [...plain.meters, meterSchema.parse({ id: "pdu", name: "PDU", role: "pdu_output" })],
  });
  const pdu: Wanted = ["meter", "pdu", "power"];
  const racks = (...watts: readonly number[]) =>
    watts.map((value, at_) => [rackPower(`R${at_ + 1}`), at(value)] as const);

  test("where no UPS is metered, the PDUs are the greatest part, with the losses up to them", () => {
    const rest: readonly (readonly [Wanted, Sample])[] = [
      [["meter", "sun", "power"], at(5000)],
      [["meter", "out", "power"], at(0)],
      [cold, at(20_000)],
    ];
    const judged = (gridW: number) => breaks(plainly, [grid, at(gridW)], [pdu, at(53_000)], ...rest);
    expect(judged(75_000)).toEqual([]);
    expect(judged(85_000)).toEqual(["facility_parts/center/north"]);
    expect(judged(65_000)).toEqual(["facility_parts/center/north"]);
  });

  test("PDU meters against all that draws: one of 90 kW beside racks of 52 is seen", () => {
    const judged = (pduW: number) => breaks(plainly, [pdu, at(pduW)], ...racks(30_000, 22_000));
    expect(judged(53_000)).toEqual([]);
    expect(judged(90_000)).toEqual(["pdu_racks/meter/pdu"]);
    expect(judged(45_000)).toEqual(["pdu_racks/meter/pdu"]);
    expect(pairIds(plainly, pdu, rackPower("R1"))).toEqual([]);
  });

  test("a register tells its power by what it advanced", () => {
    const register: Wanted = ["meter", "pdu", "energy"];
    const points = pointsOf(register, rackPower("R1"), rackPower("R2"));
    const readings = new RegisterReadings();
    const after = (advanceWh: number) => {
      const follow = (atMs: number, reading: number) =>
        readings.follow([0], latestOf([atMs, reading], at(30_000), at(22_000)));
      follow(nowMs - 60_000, 1000);
      return compareMeasurements(pairsOf(plainly, points), follow(nowMs, 1000 + advanceWh), nowMs);
    };
    expect(after(90_000 / 60)).toMatchObject([
      { id: "pdu_racks/meter/pdu", first: { value: 90_000, grade: "derived", count: 1 } },
    ]);
    expect(pairsOf(plainly, points).flatMap(pointsOfPair)).toContain(points[0]);
    expect(compareMeasurements(pairsOf(plainly, points), latestOf([nowMs, 1], at(1), at(1)), nowMs)).toEqual(
      [],
    );
  });

  test("the UPS against the feeds that begin there, and a feed against its branches", () => {
    const fed = (a: number, a1: number) =>
      breaks(document, [ups, at(8000)], [feed("A"), at(a)], [feed("B"), at(4000)], [feed("A1"), at(a1)]);
    expect(fed(4000, 3900)).toEqual([]);
    expect(fed(4000, 3400)).toEqual(["feed_branches/feed/A"]);
    expect(fed(3000, 3000)).toEqual(["ups_feeds/meter/ups"]);
  });

  test("both paths together carry what the racks draw; an empty rack needs no meter", () => {
    const fed = (b1: number) =>
      breaks(
        document,
        ...([
          [feed("A1"), at(2000)],
          [feed("B1"), at(b1)],
        ] as const),
        ...([
          [rackPower("R1"), at(2500)],
          [rackPower("R2"), at(1500)],
        ] as const),
      );
    expect(fed(2050)).toEqual([]);
    expect(fed(1000)).toEqual(["feeds_racks/feed/A1"]);
    expect(pairIds(document, feed("A1"), rackPower("R1"), rackPower("R2"))).toEqual([]);
  });

  test("a feed without a series is its meter's, and is not compared with that meter", () => {
    const only = { ...document, feeds: [feedSchema.parse({ id: "A", name: "A", meter: "ups" })] };
    expect(pairIds(only, ups)).toEqual([]);
  });
});

describe("a loop's heat against what its racks draw", () => {
  const fluid = { name: "water", densityKgPerL: 1, specificHeatKjPerKgK: 4.186 };
  const loop = loopSchema.parse({ id: "cdu", name: "CDU", racks: ["R1", "R3"], fluid });
  const flow: Wanted = ["loop", "cdu", "flow"];
  const supply: Wanted = ["loop", "cdu", "supply_temperature"];
  const back: Wanted = ["loop", "cdu", "return_temperature"];
  // 172 L/min at 10 K carry 120 kW.
  const judged = (powerW: number, loops = [loop]) =>
    breaks(exampleCenter({ loops }), [rack, at(powerW)], [flow, at(172)], [supply, at(30)], [back, at(40)]);

  test("liquid may leave a part to the air; more heat than power is a break", () => {
    expect(judged(125_000)).toEqual([]);
    expect(judged(160_000)).toEqual([]);
    expect(judged(220_000)).toEqual(["loop_heat/loop/cdu"]);
    expect(judged(100_000)).toEqual(["loop_heat/loop/cdu"]);
  });
  test("without a fluid there is no heat to compare", () => {
    expect(judged(1, [loopSchema.parse({ id: "cdu", name: "CDU", racks: ["R1"] })])).toEqual([]);
  });
});

describe("the scheduler against the counters of what a tenant holds", () => {
  const active: Wanted = ["tenant", "t1", "accelerators_active"];
  const allocated: Wanted = ["tenant", "t1", "accelerators_allocated"];
  const cards = ["s1:0", "s1:1", "s2:0", "s2:1"].map((id): Wanted => ["accelerator", id, "utilisation"]);
  const judged = (told: Wanted, count: number, uses: readonly number[]) =>
    breaks(plain, [told, at(count)], ...cards.map((card, i) => [card, at(uses[i] ?? 0)] as const));

  test("one card between two scrapes is in order, two are a break", () => {
    expect(judged(active, 4, [0.9, 0.9, 0.9, 0.9])).toEqual([]);
    expect(judged(active, 4, [0.9, 0.9, 0.9, 0.01])).toEqual([]);
    expect(judged(active, 4, [0.9, 0.05, 0.04, 0])).toEqual(["tenant_accelerators/tenant/t1"]);
    expect(judged(active, 0, [0.9, 0.9, 0, 0])).toEqual(["tenant_accelerators/tenant/t1"]);
  });
  test("what is allocated may rest, but nothing works that was given to nobody", () => {
    expect(judged(allocated, 4, [0, 0, 0, 0])).toEqual([]);
    expect(judged(allocated, 1, [0.9, 0.9, 0.9, 0])).toEqual(["tenant_accelerators/tenant/t1"]);
  });
  test("what was held until yesterday is not looked at", () => {
    const over = plain.assignments.map((one) => ({ ...one, to: "2026-01-09T00:00:00Z" }));
    const fed = [[active, at(0)] as const, ...cards.map((card) => [card, at(0.9)] as const)];
    expect(breaks(exampleCenter({ assignments: over }), ...fed)).toEqual([]);
  });
});
