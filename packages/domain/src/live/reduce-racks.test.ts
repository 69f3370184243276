import type { Rack, Server } from "@aidc/contract";
import { emptyRackTable, rackStates, unknownCell } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "./index-center.ts";
import { emptyRackReadings, readRacks, reduceRacks } from "./reduce-racks.ts";
import type { LatestLookup, LivePoint } from "./signals.ts";

const now = 1_000_000;
const fresh = now - 5000;
const late = now - 30_000;
const stale = now - 60_000;

function tableOf(points: LivePoint[], latest: LatestLookup, document = exampleCenter()) {
  const index = indexCenter(document, points);
  const readings = readRacks(index, latest, now, emptyRackReadings(index));
  const columns = reduceRacks(index, readings, emptyRackTable(document.racks.length));
  const [power, share, inlet, states] = columns;
  return {
    power: [...(power ?? [])],
    share: [...(share ?? [])],
    inlet: [...(inlet ?? [])],
    states: [...(states ?? [])].map((state) => rackStates[state]),
  };
}

const servers = pointsOf(
  ["server", "s1", "power"],
  ["server", "s2", "power"],
  ["server", "s2", "dc_power"],
  ["rack", "R1", "power"],
);

describe("the rack table", () => {
  test("adds servers; a rack with nothing in it is empty, one without a meter is unknown", () => {
    const table = tableOf(servers.slice(0, 2), latestOf([fresh, 1000], [fresh, 1500]));
    expect(table).toEqual({
      power: [250, unknownCell, unknownCell],
      share: [5000, unknownCell, unknownCell],
      inlet: [unknownCell, unknownCell, unknownCell],
      states: ["live", "none", "empty"],
    });
  });
  test("the rack's own meter beats its servers, even when it is silent", () => {
    expect(tableOf(servers, latestOf([fresh, 1000], [fresh, 1500], null, [fresh, 2700])).power[0]).toBe(270);
    const silent = tableOf(servers, latestOf([fresh, 1000], [fresh, 1500], null, [stale, 2700]));
    expect([silent.power[0], silent.states[0]]).toEqual([unknownCell, "stale"]);
  });
  test("the DC side stands in only where the AC side was never seen", () => {
    const points = servers.slice(0, 3);
    expect(tableOf(points, latestOf([fresh, 1000], null, [fresh, 1400])).power[0]).toBe(240);
    expect(tableOf(points, latestOf([fresh, 1000], [fresh, 1500], [fresh, 1400])).power[0]).toBe(250);
  });
  test("a rack of which a part is late or stale is late; a stale part is left out", () => {
    const points = servers.slice(0, 2);
    expect(tableOf(points, latestOf([fresh, 1000], [late, 1500]))).toMatchObject({
      power: [250, unknownCell, unknownCell],
      states: ["late", "none", "empty"],
    });
    expect(tableOf(points, latestOf([fresh, 1000], [stale, 1500]))).toMatchObject({
      power: [100, unknownCell, unknownCell],
      states: ["late", "none", "empty"],
    });
  });
  test("nothing fresh is unknown, never the last value and never 0", () => {
    const table = tableOf(servers.slice(0, 2), latestOf([stale, 1000], [stale, 1500]));
    expect([table.power[0], table.share[0], table.states[0]]).toEqual([unknownCell, unknownCell, "stale"]);
  });
  test("a point's scale and offset apply, and a table that is too short means never seen", () => {
    const [point] = pointsOf(["rack", "R1", "power"]);
    if (!point) throw new Error("one point was asked for");
    expect(tableOf([{ ...point, scale: 1000, offset: 50 }], latestOf([fresh, 2])).power[0]).toBe(205);
    expect(tableOf([{ ...point, seriesId: 99 }], latestOf([fresh, 2])).states[0]).toBe("none");
  });
  test("temperature is the rack's sensor, else the warmest inlet of its servers", () => {
    const inlets = pointsOf(
      ["server", "s1", "inlet_temperature"],
      ["server", "s2", "inlet_temperature"],
      ["rack", "R2", "inlet_temperature"],
    );
    expect(tableOf(inlets, latestOf([fresh, 24.5], [fresh, 27.25], [stale, 30])).inlet).toEqual([
      2725,
      unknownCell,
      unknownCell,
    ]);
    expect(tableOf(inlets, latestOf([fresh, -4.5], [stale, 99], [fresh, 30])).inlet).toEqual([
      -450,
      3000,
      unknownCell,
    ]);
  });
  test("a share above the limit is shown; what does not fit 16 bits stops at the largest", () => {
    const points = pointsOf(["rack", "R1", "power"]);
    expect(tableOf(points, latestOf([fresh, 6000])).share[0]).toBe(12_000);
    expect(tableOf(points, latestOf([fresh, 1e6]))).toMatchObject({
      power: [32_767, unknownCell, unknownCell],
    });
  });
  test("a rack without a limit has power but no share", () => {
    const racks = exampleCenter().racks.map(({ powerLimitW: _, ...rack }) => rack);
    const table = tableOf(
      pointsOf(["rack", "R1", "power"]),
      latestOf([fresh, 900]),
      exampleCenter({ racks }),
    );
    expect([table.power[0], table.share[0]]).toEqual([90, unknownCell]);
  });
});

describe("activity, tenants and faults of the racks", () => {
  const points = pointsOf(
    ["accelerator", "s1:0", "utilisation"],
    ["accelerator", "s2:1", "utilisation"],
    ["accelerator", "s1:0", "fault_code"],
    ["accelerator", "s1:1", "fault_code"],
    ["server", "s3", "utilisation"],
  );
  const index = indexCenter(exampleCenter(), points);
  const at = (iso: string, ...values: number[]) => {
    const nowMs = Date.parse(iso);
    const latest = latestOf(...values.map((value): [number, number] => [nowMs - 5000, value]));
    const readings = readRacks(index, latest, nowMs, emptyRackReadings(index));
    return reduceRacks(index, readings, emptyRackTable(3))
      .slice(4)
      .map((column) => [...column]);
  };

  test("are means of what reports, shares of what is assigned, and counts of what is faulty", () => {
    expect(at("2026-01-15T00:00:00Z", 0.5, 0.25, 0, 79, 0.9)).toEqual([
      [3750, 9000, unknownCell],
      [10_000, 5000, 0],
      [1, unknownCell, unknownCell],
    ]);
  });
  test("an assignment that ended holds nothing, in the tick it ends", () => {
    const readings = emptyRackReadings(index);
    const latest = latestOf();
    const heldAt = (iso: string) => [
      ...(readRacks(index, latest, Date.parse(iso), readings).held?.shares ?? []),
    ];
    expect(heldAt("2026-01-31T23:59:59Z")).toEqual([1, 0.5, 0]);
    expect(heldAt("2026-02-01T00:00:00Z")).toEqual([1, 0, 0]);
    expect(heldAt("2025-12-31T23:59:59Z")).toEqual([0, 0, 0]);
  });
});

test("the next tick writes over the same columns, for 5 000 racks as for three", () => {
  const [rack] = exampleCenter().racks;
  const [server] = exampleCenter().servers;
  if (!rack || !server) throw new Error("the example has racks and servers");
  const racks = Array.from({ length: 5000 }, (_, r): Rack => ({ ...rack, id: `R${r}`, position: r + 1 }));
  const all = racks.flatMap(({ id }) =>
    Array.from({ length: 8 }, (_, s): Server => ({ ...server, id: `${id}-${s}`, rack: id })),
  );
  const document = exampleCenter({ racks, servers: all, assignments: [] });
  const points = pointsOf(...all.map(({ id }) => ["server", id, "power"] as const));
  const index = indexCenter(document, points);
  const latest = {
    timesMs: new Float64Array(points.length).fill(fresh),
    values: new Float64Array(points.length).fill(500),
  };
  const readings = emptyRackReadings(index);
  const table = emptyRackTable(racks.length);
  reduceRacks(index, readRacks(index, latest, now, readings), table);
  expect(table[0]?.every((cell) => cell === 400)).toBe(true);
  latest.values.fill(250);
  expect(reduceRacks(index, readRacks(index, latest, now, readings), table)).toBe(table);
  expect(table[0]?.every((cell) => cell === 200)).toBe(true);
  expect(
    reduceRacks(index, readRacks(index, latest, now + 60_000, readings), table)[0]?.every(
      (cell) => cell === unknownCell,
    ),
  ).toBe(true);
});
