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
