import { rackPlaceSchema, rackStateSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "./index-center.ts";
import { rackPlaces, reduceRack } from "./reduce-rack.ts";

const now = Date.parse("2026-01-15T00:00:00Z");
const fresh = now - 5000;
const stale = now - 60_000;
const points = pointsOf(
  ["server", "s1", "power"],
  ["server", "s2", "power"],
  ["accelerator", "s1:0", "utilisation"],
  ["accelerator", "s1:0", "power"],
  ["accelerator", "s2:1", "utilisation"],
  ["server", "s1", "inlet_temperature"],
  ["server", "s2", "inlet_temperature"],
);
const index = indexCenter(exampleCenter(), points);
const latest = latestOf(
  [fresh, 1000],
  [stale, 1500],
  [fresh, 0.5],
  [fresh, 400],
  [fresh, 0.25],
  [fresh, 24],
  [stale, 40],
);

describe("one rack", () => {
  const rack = reduceRack(index, latest, now, "R1");

  test("is what the contract says", () => {
    expect(rackStateSchema.parse(rack)).toEqual(rack);
    expect(rack).toMatchObject({
      id: "R1",
      hall: "A",
      row: "A1",
      powerLimitW: 5000,
      tenants: [{ id: "t1", name: "Tenant One" }],
    });
  });
  test("adds what is fresh and says what is missing", () => {
    expect(rack?.power).toMatchObject({ value: 1000, coverage: 0.5 });
    expect(rack?.inletTemperature).toMatchObject({ value: 24, unit: "°C", coverage: 0.5 });
    expect(rack?.utilisation).toMatchObject({ value: 0.375, coverage: 0.5 });
  });
  test("is as old as its receipt where the sender's clock runs ahead, and tells the time it was given", () => {
    const ahead = { ...latest, timesMs: latest.timesMs.with(0, now + 540_000) };
    const at = (heardMs: number) =>
      reduceRack(index, { ...ahead, heardMs: latest.timesMs.with(0, heardMs) }, now, "R1")?.power;
    expect(at(fresh)).toMatchObject({ value: 1000, freshness: "live", sampledAtMs: now + 540_000 });
    expect(at(stale)).toMatchObject({ value: null, reason: "stale", freshness: "stale" });
  });
  test("shows each server and card with its own freshness", () => {
    expect(rack?.servers.map((server) => [server.id, server.power.value, server.power.reason])).toEqual([
      ["s1", 1000, undefined],
      ["s2", null, "stale"],
    ]);
    const nothingSent = { temperatureC: null, faultCode: null, eccDoubleBit: null, throttleReasons: null };
    const held = { model: "h100-sxm", uuid: null, tenant: { id: "t1", name: "Tenant One" }, lease: "L1" };
    expect(rack?.servers[0]?.accelerators).toEqual([
      { id: "s1:0", slot: 0, utilisation: 0.5, powerW: 400, freshness: "live", ...nothingSent, ...held },
      { id: "s1:1", slot: 1, utilisation: null, powerW: null, freshness: "none", ...nothingSent, ...held },
    ]);
  });
  test("without any sensor is unknown with reasons", () => {
    expect(reduceRack(index, latest, now, "R2")).toMatchObject({
      power: { value: null, reason: "no_data" },
      inletTemperature: { value: null, reason: "not_collected" },
      utilisation: { value: null, reason: "not_collected" },
      tenants: [{ id: "t2" }],
    });
  });
  test("with nothing in it has no power meter", () => {
    expect(reduceRack(index, latest, now, "R3")).toMatchObject({
      power: { value: null, reason: "no_meter" },
      servers: [],
    });
  });
  test("that does not exist is null", () => {
    expect(reduceRack(index, latest, now, "R9")).toBeNull();
  });
});

describe("the four powers of a rack", () => {
  const powerLeases = (racks: string[], amount = 6000) =>
    exampleCenter({
      leases: [
        {
          id: "P",
          tenant: "t1",
          resource: "power_w",
          amount,
          from: "2026-01-01T00:00:00Z",
          to: "2026-02-01T00:00:00Z",
          grade: "metered",
          terms: "commitment",
        },
      ],
      assignments: racks.map((rack) => ({
        lease: "P",
        rack,
        from: "2026-01-01T00:00:00Z",
        to: "2026-02-01T00:00:00Z",
      })),
    });
  const contracted = (racks: string[], atMs = now) =>
    reduceRack(indexCenter(powerLeases(racks), points), latest, atMs, "R1")?.powerContracted;

  test("stand side by side, each with its own grade", () => {
    const rack = reduceRack(index, latest, now, "R1");
    expect(rack).toMatchObject({
      powerContracted: { value: null, reason: "no_lease" },
      powerAllocated: { value: 4000, coverage: 0.5, grade: "derived" },
      power: { value: 1000 },
      powerLimit: { value: 5000, grade: "metered" },
    });
  });
  test("a lease of power is shared out over the racks it holds, while it holds them", () => {
    expect(contracted(["R1"])).toMatchObject({ value: 6000, grade: "metered" });
    expect(contracted(["R1", "R2", "R3"])).toMatchObject({ value: 2000, grade: "derived" });
    expect(contracted(["R2"])).toMatchObject({ value: null, reason: "no_lease" });
    expect(contracted(["R1"], Date.parse("2026-02-01T00:00:00Z"))).toMatchObject({ value: null });
  });
  test("an empty rack has nothing allocated, one without ratings is not known", () => {
    expect(reduceRack(index, latest, now, "R3")?.powerAllocated).toMatchObject({ value: 0, coverage: 1 });
    expect(reduceRack(index, latest, now, "R2")?.powerAllocated).toMatchObject({
      value: null,
      reason: "not_stated",
    });
  });
});

describe("feeds, air and loops of a rack", () => {
  const feed = { parent: null, meter: null, continuousShare: 0.8, racks: ["R1"] };
  const document = exampleCenter({
    feeds: [
      { ...feed, id: "a", name: "A", path: "A", limitW: 3000 },
      { ...feed, id: "b", name: "B", path: "B", limitW: 1500 },
    ],
    loops: [
      {
        id: "l",
        name: "Loop",
        parent: null,
        kind: "liquid",
        racks: ["R1", "R2"],
        designHeatW: 9000,
        fluid: { name: "water", densityKgPerL: 1, specificHeatKjPerKgK: 4.186 },
      },
      { id: "air", name: "Air", parent: null, kind: "air", racks: ["R1"] },
    ],
  });
  const measured = pointsOf(
    ["rack", "R1", "power"],
    ["rack", "R1", "inlet_temperature"],
    ["rack", "R1", "relative_humidity"],
    ["feed", "a", "power"],
    ["loop", "l", "supply_temperature"],
    ["loop", "l", "return_temperature"],
    ["loop", "l", "flow"],
    ["loop", "l", "leak"],
    ["hall", "A", "dew_point"],
  );
  const at = (...values: (number | null)[]) => {
    const samples = values.map((value): [number, number] | null => (value === null ? null : [fresh, value]));
    const rack = reduceRack(indexCenter(document, measured), latestOf(...samples), now, "R1");
    if (!rack) throw new Error("the example has R1");
    return rackStateSchema.parse(rack);
  };
  const all = [1000, 27, 0.6, 480, 30, 34, 30, 0, 9];

  test("two feeds tell what each carries now and alone", () => {
    const { feeds, redundancy } = at(...all);
    expect(redundancy).toBe("redundant");
    expect(feeds.map(({ id, power, powerAloneW, limitW }) => [id, power.value, powerAloneW, limitW])).toEqual(
      [
        ["a", 480, 1000, 3000],
        ["b", null, 1000, 1500],
      ],
    );
    expect(at(1501).redundancy).toBe("not_redundant");
    expect(at(null).redundancy).toBe("unknown");
  });
  test("the dew point comes from temperature and humidity and is judged by the class", () => {
    const { dewPoint, thermal } = at(...all);
    expect(dewPoint).toMatchObject({ value: expect.closeTo(18.6, 1), grade: "derived" });
    expect(thermal).toEqual({ class: "A1", isStated: false, state: "outside", faults: ["dew_point_high"] });
  });
  test("the air behind the rack is told where a sensor is bound, and not collected elsewhere", () => {
    expect(at(...all).outletTemperature).toMatchObject({ value: null, reason: "not_collected" });
    const [behind] = pointsOf(["rack", "R1", "outlet_temperature"]);
    if (!behind) throw new Error("no point");
    const outletOf = (sample: [number, number] | null) =>
      reduceRack(indexCenter(document, [behind]), latestOf(sample), now, "R1")?.outletTemperature;
    expect(outletOf([fresh, 38.5])).toMatchObject({ value: 38.5, unit: "°C", method: "outlet_temperature" });
    expect(outletOf(null)).toMatchObject({ value: null, reason: "no_data" });
  });
  test("without humidity the dew point of the hall counts, and without either the temperature alone", () => {
    const dry = at(1000, 27, null, null, null, null, null, null, 9);
    expect([dry.dewPoint.value, dry.thermal.state]).toEqual([9, "recommended"]);
    const bare = at(1000, 27.5);
    expect(bare).toMatchObject({
      dewPoint: { value: null },
      thermal: { state: "allowable", faults: ["too_warm"] },
    });
    expect(at(1000).thermal.state).toBe("unknown");
  });
  test("a loop tells its heat with its own fluid, and its leak only where a sensor does", () => {
    const [liquid, air] = at(...all).loops;
    expect(liquid).toMatchObject({ racks: 2, leak: "dry", designHeatW: 9000, heatRemoved: { unit: "W" } });
    expect(liquid?.heatRemoved.value).toBeCloseTo(8372, 6);
    expect(air).toMatchObject({ leak: "unknown", heatRemoved: { value: null, reason: "not_collected" } });
    expect(at(...all.slice(0, 7), 1).loops[0]?.leak).toBe("leak");
  });
  test("heat is not stated without the fluid's constants", () => {
    const loops = document.loops.map(({ fluid: _, ...loop }) => loop);
    const samples = all.map((value): [number, number] => [fresh, value]);
    const rack = reduceRack(indexCenter({ ...document, loops }, measured), latestOf(...samples), now, "R1");
    expect(rack?.loops[0]?.heatRemoved).toMatchObject({ value: null, reason: "not_stated" });
  });
});

describe("places of the racks", () => {
  test("name hall and the one tenant that holds the rack now", () => {
    const places = rackPlaces(index, now);
    for (const place of places) expect(rackPlaceSchema.parse(place)).toEqual(place);
    expect(places.map((place) => [place.id, place.hallName, place.tenant])).toEqual([
      ["R1", "Hall A", "t1"],
      ["R2", "Hall A", "t2"],
      ["R3", "Hall A", null],
    ]);
    expect(rackPlaces(index, Date.parse("2026-02-01T00:00:00Z"))[1]?.tenant).toBeNull();
  });
  test("name no tenant where two share a rack", () => {
    const [held, card] = exampleCenter().assignments;
    if (!held || !card) throw new Error("the example has assignments");
    const shared = indexCenter(
      exampleCenter({ assignments: [{ ...card, lease: "L1", accelerator: "s3:1" }, card] }),
      points,
    );
    expect(rackPlaces(shared, now)[1]?.tenant).toBeNull();
  });
});
