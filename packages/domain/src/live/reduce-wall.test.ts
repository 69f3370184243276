import { wallStateSchema } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { changedBlocks } from "./changed-blocks.ts";
import { centerNowMs } from "./clock.ts";
import { indexCenter } from "./index-center.ts";
import { emptyRackReadings, readRacks } from "./reduce-racks.ts";
import { reduceWall } from "./reduce-wall.ts";
import type { LatestLookup, LivePoint } from "./signals.ts";
import { unknownLive } from "./signals.ts";

const now = Date.parse("2026-01-15T00:00:00Z");
const fresh = now - 5000;
const late = now - 30_000;
const stale = now - 60_000;

function wallOf(points: LivePoint[], latest: LatestLookup, document = exampleCenter(), nowMs = now) {
  const index = indexCenter(document, points);
  return reduceWall({
    index,
    latest,
    nowMs,
    readings: readRacks(index, latest, nowMs, emptyRackReadings(index)),
    build: "test",
    lastReceivedAtMs: null,
    pueToday: unknownLive("ratio", "pue", "no_data"),
    pueYear: unknownLive("ratio", "pue", "no_data"),
    itEnergyYear: unknownLive("kWh", "energy", "no_data"),
    energyPrice: unknownLive("CNY", "energy_price", "no_tariff"),
    pueHundredth: unknownLive("CNY", "pue_worth", "no_tariff"),
    sources: [],
    itPowerTrend: [],
    itPowerDay: [],
    storage: "ok",
  });
}

const points = pointsOf(
  ["server", "s1", "power"],
  ["server", "s2", "power"],
  ["server", "s3", "power"],
  ["meter", "grid", "power"],
  ["meter", "sun", "power"],
  ["meter", "out", "power"],
  ["meter", "cold", "power"],
  ["tenant", "t1", "accelerators_allocated"],
  ["tenant", "t2", "accelerators_allocated"],
  ["tenant", "t1", "accelerators_active"],
  ["tenant", "t2", "accelerators_active"],
);
const samples = [1000, 1500, 2000, 5000, 1000, 150, 900, 4, 0, 2, 0] as const;
const allFresh = () => samples.map((value): [number, number] => [fresh, value]);
const changed = (row: number, sample: [number, number] | null) =>
  latestOf(...allFresh().map((one, i) => (i === row ? sample : one)));

describe("the wall of a healthy center", () => {
  const wall = wallOf(points, latestOf(...allFresh()));

  test("is what the contract says", () => {
    expect(wallStateSchema.parse(wall)).toEqual(wall);
  });
  test("adds power with its signs", () => {
    expect(wall.itPower).toMatchObject({
      value: 4500,
      unit: "W",
      coverage: 1,
      freshness: "live",
      sampledAtMs: fresh,
      grade: "metered",
    });
    expect(wall.facilityPower.value).toBe(5850);
    expect(wall.coolingPower.value).toBe(900);
    expect(wall.pueLive).toMatchObject({ value: 1.3, method: "pue_live", unit: "ratio" });
  });
  test("occupancy is of all that is leased: cards given for power, not stated without, never 0 %", () => {
    const always = { from: "2026-01-01T00:00:00Z", to: null };
    const power = { id: "P", tenant: "t1", resource: "power_w", amount: 4000, ...always } as const;
    const leases = [{ ...power, grade: "metered", terms: "commitment" } as const];
    const occupancy = (assignments: { lease: string; rack: string; from: string; to: null }[]) =>
      wallOf([], latestOf(), exampleCenter({ leases, assignments })).occupancy;
    expect(occupancy([{ lease: "P", rack: "R1", ...always }]).value).toBeCloseTo(4 / 6, 12);
    expect(occupancy([])).toMatchObject({ value: null, reason: "not_stated" });
  });
  test("keeps leased, allocated and active apart", () => {
    expect(wall.occupancy.value).toBeCloseTo(5 / 6, 12);
    expect(wall.allocation.value).toBeCloseTo(4 / 6, 12);
    expect(wall.utilisation.value).toBe(0.5);
    expect(wall.tenants).toEqual([
      { id: "t1", name: "Tenant One", leased: 4, allocated: 4, active: 2 },
      { id: "t2", name: "Tenant Two", nameZh: "二", leased: 1, allocated: 0, active: 0 },
    ]);
  });
  test("counts racks by life and by power", () => {
    expect(wall.rackOccupancy).toMatchObject({
      value: 2 / 3,
      coverage: 1,
      freshness: "live",
      sampledAtMs: fresh,
    });
    expect(wall.rackPowerUse).toMatchObject({ value: 0.45, coverage: 1, grade: "derived" });
  });
  test("climbs the ladder in cards and PFLOPS", () => {
    const steps = Object.fromEntries(
      wall.ladder.map((rung) => [rung.step, [rung.cards.value, rung.pflops.value]]),
    );
    expect(steps).toMatchObject({
      installed: [6, 5.934],
      racked: [6, 5.934],
      powered: [6, 5.934],
      healthy: [null, null],
      leased: [5, 4.945],
      active: [2, 1.978],
      effective: [null, null],
    });
    expect(wall.ladder.find((rung) => rung.step === "healthy")?.cards.reason).toBe("not_collected");
  });
  test("takes a tenant's count at the peak of the cards it holds, not at the mean of unlike cards", () => {
    const document = exampleCenter();
    // Tenant t1 holds rack R1; the smaller cards stand in R2.
    const servers = document.servers.map((server) =>
      server.rack === "R2" ? { ...server, accelerators: { model: "h20", count: 2 } } : server,
    );
    const { ladder } = wallOf(points, latestOf(...allFresh()), { ...document, servers });
    const active = ladder.find((rung) => rung.step === "active");
    expect(active?.pflops).toMatchObject({ value: (2 * 989) / 1000, grade: "assumed" });
  });
  test("lives", () => {
    expect(wall.freshness).toEqual({
      state: "live",
      newestSampleAtMs: fresh,
      lastReceivedAtMs: null,
      cadenceMs: 15_000,
    });
  });
});

describe("the wall of a center in trouble", () => {
  test("a stale server is left out and lowers the coverage", () => {
    const wall = wallOf(points, changed(2, [stale, 2000]));
    expect(wall.itPower).toMatchObject({ value: 2500, coverage: 2 / 3 });
    expect(wall.pueLive).toMatchObject({ value: null, reason: "coverage_low" });
    expect(wall.rackOccupancy).toMatchObject({ value: 1 / 2, coverage: 2 / 3 });
    expect(wall.rackPowerUse).toMatchObject({ value: 2500 / 6000, coverage: 0.6 });
    expect(wall.ladder.find((rung) => rung.step === "powered")?.cards).toMatchObject({
      value: 4,
      coverage: 2 / 3,
    });
  });
  test("a rack with some of its servers silent is known in part: a partial sum, in use, and in no share of its limit", () => {
    // s1 and s2 stand in R1, s3 in R2; R3 is empty.
    const wall = wallOf(points, changed(1, [stale, 1500]));
    expect(wall.rackPower).toMatchObject({ value: 3000, coverage: 3 / 4 });
    expect(wall.rackOccupancy).toMatchObject({ value: 2 / 3, coverage: 1 });
    expect(wall.rackPowerUse).toMatchObject({ value: 2000 / 5000, coverage: 0.5 });
    const none = wallOf(
      points,
      latestOf(
        ...allFresh().map((one, i): [number, number] => (i === 0 ? [fresh, 0] : i === 1 ? [stale, 1] : one)),
      ),
    );
    expect(none.rackOccupancy).toMatchObject({ value: 1 / 2, coverage: 2 / 3 });
  });
  test("half of the racks silent: the share of those that are known, and no ratio of tenants who are silent", () => {
    // s1 and s2 stand in R1 and tell nothing; R3 is empty.
    const racks = exampleCenter().racks.filter(({ id }) => id !== "R3");
    const half = allFresh().map((one, i): [number, number] => (i < 2 || i === 9 ? [stale, one[1]] : one));
    const wall = wallOf(points, latestOf(...half), exampleCenter({ racks }));
    expect(wall.rackOccupancy).toMatchObject({ value: 1, coverage: 0.5 });
    expect(wall.rackPower).toMatchObject({ value: 2000, coverage: 0.5 });
    expect(wall.allocation).toMatchObject({ value: 4 / 6, coverage: 1 });
    expect(wall.utilisation).toMatchObject({ value: null, reason: "coverage_low", coverage: 0.5 });
    expect(wall.ladder.find(({ step }) => step === "active")?.cards).toMatchObject({
      value: 0,
      coverage: 0.5,
    });
  });
  test("a tenant that keeps nothing but a rack is expected by no scheduler of the center, one that leases cards is", () => {
    const [cards, other] = exampleCenter().leases;
    if (!cards || !other) throw new Error("no leases");
    const silent = allFresh().map((one, i): [number, number] =>
      i === 8 || i === 10 ? [stale, one[1]] : one,
    );
    const useBeside = (resource: "racks" | "accelerators") =>
      wallOf(points, latestOf(...silent), exampleCenter({ leases: [cards, { ...other, resource }] }))
        .utilisation;
    expect(useBeside("accelerators")).toMatchObject({ value: null, coverage: 0.5 });
    expect(useBeside("racks")).toMatchObject({ value: 0.5, coverage: 1 });
  });
  test("a hall that no IT meter reaches stands beside PUE, and none does where all are reached", () => {
    const { center, halls, rows, racks, meters } = exampleCenter();
    const feed = { id: "f1", name: "F1", parent: null, path: "A" as const, continuousShare: 1, meter: "pdu" };
    const document = exampleCenter({
      center: { ...center, itBoundary: "pdu_output" },
      halls: [...halls, { id: "B", name: "Hall B" }],
      rows: [...rows, { id: "B1", hall: "B", name: "B1" }],
      racks: racks.map((rack) => (rack.id === "R2" ? { ...rack, row: "B1" } : rack)),
      meters: [...meters, { id: "pdu", name: "PDU", role: "pdu_output", grade: "metered" }],
      feeds: [{ ...feed, racks: ["R1"] }],
    });
    const known = wallOf(pointsOf(["meter", "pdu", "power"]), latestOf([fresh, 1000]), document);
    expect(known.unmetered).toEqual({ names: ["Hall B"], racks: 1, of: 2 });
    expect(wallOf(points, latestOf(...allFresh())).unmetered).toBeNull();
  });
  test("a late meter makes late what rests on it, with the oldest sample", () => {
    const wall = wallOf(points, changed(3, [late, 5000]));
    expect(wall.pueLive).toMatchObject({ value: 1.3, freshness: "late", sampledAtMs: late });
  });
  test("a silent grid meter is no value of 0", () => {
    const wall = wallOf(points, changed(3, [stale, 5000]));
    expect(wall.facilityPower).toMatchObject({ value: 850, coverage: 2 / 3 });
    expect(wall.pueLive.reason).toBe("coverage_low");
  });
  test("a PUE below 1 or without IT load is withheld", () => {
    expect(wallOf(points, changed(3, [fresh, 2000])).pueLive).toMatchObject({
      value: null,
      reason: "below_one",
    });
    const idle = latestOf(...allFresh().map(([at, value], i): [number, number] => [at, i < 3 ? 20 : value]));
    expect(wallOf(points, idle).pueLive).toMatchObject({ value: null, reason: "no_it_load" });
  });
  test("all stale: unknown with the age of the last sample", () => {
    const wall = wallOf(points, latestOf(...samples.map((value): [number, number] => [stale, value])));
    expect(wall.itPower).toMatchObject({
      value: null,
      reason: "stale",
      freshness: "stale",
      sampledAtMs: stale,
      coverage: 0,
    });
    expect(wall.utilisation).toMatchObject({ value: null, reason: "stale" });
    expect(wall.freshness.state).toBe("stale");
    expect(wall.rackOccupancy).toMatchObject({ value: null, reason: "stale", coverage: 0 });
    expect(wall.rackPowerUse).toMatchObject({ value: null, reason: "stale", coverage: 0 });
    expect(wall.tenants[0]).toMatchObject({ leased: 4, allocated: null, active: null });
  });
  test("nothing ever received", () => {
    const wall = wallOf(points, latestOf());
    expect(wall.itPower).toMatchObject({
      value: null,
      reason: "no_data",
      freshness: "none",
      sampledAtMs: null,
    });
    expect(wall.rackOccupancy).toMatchObject({ value: null, reason: "no_data" });
    expect(wall.freshness).toMatchObject({ state: "none", newestSampleAtMs: null });
  });
  test("no meters, no counters, no racks: a reason for each, never a number", () => {
    const document = exampleCenter({
      meters: [],
      racks: [],
      servers: [],
      tenants: [],
      leases: [],
      assignments: [],
    });
    const wall = wallOf([], latestOf(), document);
    const blocks = [
      "facilityPower",
      "itPower",
      "coolingPower",
      "pueLive",
      "occupancy",
      "allocation",
      "utilisation",
      "rackOccupancy",
      "rackPowerUse",
    ] as const;
    expect(
      Object.fromEntries(blocks.map((block) => [block, [wall[block].value, wall[block].reason]])),
    ).toEqual({
      facilityPower: [null, "no_meter"],
      itPower: [null, "no_meter"],
      coolingPower: [null, "no_meter"],
      pueLive: [null, "no_meter"],
      occupancy: [null, "no_lease"],
      allocation: [null, "not_collected"],
      utilisation: [null, "not_collected"],
      rackOccupancy: [null, "no_inventory"],
      rackPowerUse: [null, "no_limit"],
    });
    expect(wallStateSchema.parse(wall)).toEqual(wall);
  });
  test("assumed limits and placement show in what rests on them", () => {
    const racks = exampleCenter().racks.map((rack) => ({
      ...rack,
      limitGrade: "assumed" as const,
      placementGrade: "assumed" as const,
    }));
    const wall = wallOf(points, latestOf(...allFresh()), exampleCenter({ racks }));
    expect([wall.rackPowerUse.grade, wall.rackOccupancy.grade]).toEqual(["assumed", "assumed"]);
  });
});

describe("activity of accelerators", () => {
  const cards = pointsOf(
    ["accelerator", "s1:0", "utilisation"],
    ["accelerator", "s1:1", "utilisation"],
    ["accelerator", "s3:0", "utilisation"],
    ["tenant", "t1", "accelerators_allocated"],
    ["server", "s1", "power"],
    ["accelerator", "s1:0", "fault_code"],
    ["accelerator", "s1:1", "fault_code"],
  );
  const wall = wallOf(
    cards,
    latestOf([fresh, 0.9], [fresh, 0.04], [fresh, 0.05], [fresh, 4], [fresh, 800], [fresh, 0], [fresh, 79]),
  );
  const cardsAt = (step: string) => wall.ladder.find((rung) => rung.step === step)?.cards;

  test("without the scheduler's count, 5 % counts as active, and coverage says how many report", () => {
    expect(cardsAt("active")).toMatchObject({ value: 2, coverage: 0.5 });
    // Three cards that nobody hears are not idle.
    expect(wall.utilisation).toMatchObject({ value: null, reason: "coverage_low", coverage: 0.5 });
    expect(cardsAt("effective")?.value).toBeCloseTo(0.99, 12);
  });
  test("a ladder does not rise: busy cards beyond the scheduler's count are a contradiction, not 1.0 after 0", () => {
    const [counter] = pointsOf(["tenant", "t1", "accelerators_active"]);
    const counts = [...cards, ...(counter ? [{ ...counter, seriesId: cards.length }] : [])];
    const ladderOf = (active: number) =>
      wallOf(
        counts,
        latestOf(
          ...[0.9, 0.04, 0.05, 4, 800, 0, 79, active].map((value): [number, number] => [fresh, value]),
        ),
      ).ladder.find(({ step }) => step === "effective");
    expect(ladderOf(0)).toMatchObject({
      cards: { value: null, reason: "contradicted" },
      pflops: { value: null, reason: "contradicted" },
    });
    // The card of a tenant whose active cards nobody counts is in neither step.
    expect(ladderOf(1)?.cards.value).toBeCloseTo(0.94, 12);
  });
  test("is given to the tenants that hold them now", () => {
    expect(wall.tenants.map((tenant) => tenant.active)).toEqual([1, 1]);
    const later = wallOf(
      cards,
      latestOf([fresh, 0.9], [fresh, 0.04], [fresh, 0.05]),
      exampleCenter(),
      Date.parse("2026-02-01T00:00:00Z"),
    );
    expect(later.tenants.map((tenant) => [tenant.leased, tenant.active])).toEqual([
      [4, null],
      [0, null],
    ]);
  });
  test("a reported fault is not healthy", () => {
    expect(cardsAt("powered")).toMatchObject({ value: 2, coverage: 1 / 3 });
    expect(cardsAt("healthy")).toMatchObject({ value: 1, coverage: 1 / 3 });
  });
});

describe("the clock", () => {
  test("of a replayed center is its newest sample", () => {
    const center = { ...exampleCenter().center, origin: "replay" as const };
    const index = indexCenter(exampleCenter({ center }), points);
    expect(centerNowMs(index, latestOf([100, 1], null, [300, 1], [200, 1]), now)).toBe(300);
    expect(centerNowMs(index, latestOf(), now)).toBe(now);
  });
  test("of any other is the server's", () => {
    expect(centerNowMs(indexCenter(exampleCenter(), points), latestOf([100, 1]), now)).toBe(now);
  });
});

test("any order of the same deliveries ends in the same wall", () => {
  const deliveries = fc.array(
    fc.record({
      series: fc.integer({ min: 0, max: samples.length - 1 }),
      atMs: fc.integer({ min: now - 90_000, max: now }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  /** The newest sample of each series, as the store keeps it; the value belongs to series and time. */
  const latestAfter = (arrived: readonly { series: number; atMs: number }[]) => {
    const latest = latestOf(...samples.map(() => null));
    for (const { series, atMs } of arrived) {
      if (latest.timesMs[series] !== undefined && !(latest.timesMs[series] >= atMs)) {
        latest.timesMs[series] = atMs;
        latest.values[series] = (samples[series] ?? 0) + (atMs % 100);
      }
    }
    return latest;
  };
  fc.assert(
    fc.property(
      deliveries.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
      ),
      ([once, often]) => {
        const before = wallOf(points, latestAfter(once));
        const after = wallOf(points, latestAfter(often));
        expect(changedBlocks(before, after)).toBeNull();
        expect(wallStateSchema.safeParse(after).success).toBe(true);
      },
    ),
  );
});
