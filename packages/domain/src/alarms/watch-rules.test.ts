import type { AlarmRule } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "../live/index-center.ts";
import { emptyRackReadings, readRacks } from "../live/reduce-racks.ts";
import type { LatestLookup, LivePoint } from "../live/signals.ts";
import { readLimit } from "./condition.ts";
import { defaultAlarmRules } from "./default-rules.ts";
import { Exposures } from "./exposure.ts";
import { occurrencesIn } from "./history.ts";
import { placeOf } from "./places.ts";
import { screenState, standingOfWall } from "./screen-state.ts";
import { watchRules } from "./watch-rules.ts";
import type { AlarmMoment } from "./watched.ts";

const now = 1_000_000_000;
const fresh = now - 5000;
const stale = now - 60_000;
type Wanted = (readonly [LivePoint["subject"]["kind"], string, LivePoint["quantity"]])[];
type Sample = readonly [atMs: number, value: number];

/** Verdicts by alarm id. */
function judged(
  condition: AlarmRule["condition"],
  wanted: Wanted,
  latest: LatestLookup,
  change: Partial<AlarmMoment> = {},
  keys: readonly string[] = [],
) {
  const points = pointsOf(...wanted).map((point, row) => ({ ...point, sourceId: keys[row] ?? "key1" }));
  const index = indexCenter(exampleCenter(), points);
  const readings = readRacks(index, latest, now, emptyRackReadings(index));
  const moment: AlarmMoment = {
    latest,
    nowMs: now,
    serverNowMs: now,
    startedMs: 0,
    readings,
    sources: null,
    walls: null,
    screens: [],
    ...change,
  };
  const rule = { id: "r", name: "R", severity: "minor", condition, onDelayS: 0, offDelayS: 0 } as const;
  const [watch] = watchRules({ index, points }, [{ rule, version: 1 }], moment);
  if (!watch) throw new Error("no watch");
  return Object.fromEntries(
    watch.ids.map((id, row) => [id.slice(2), watch.judge(watch.valueOf(row, moment), row).beyond]),
  );
}

const share = { kind: "rack_share", raiseAt: 0.9, deadBand: 0.02 } as const;
const servers: Wanted = [
  ["server", "s1", "power"],
  ["server", "s2", "power"],
];

describe("a rack's share of its limit (R1: 5,000 W)", () => {
  test.each([
    ["at the limit", 2500, 2000, "raise"],
    ["in the dead-band", 2500, 1950, "hold"],
    ["below it", 2500, 1900, "clear"],
  ])("%s", (_name, s1, s2, verdict) => {
    expect(judged(share, servers, latestOf([fresh, s1], [fresh, s2]))["rack/R1"]).toBe(verdict);
  });
  test("a sum that misses a server is a lower bound: it may raise, and never clears", () => {
    expect(judged(share, servers, latestOf([fresh, 2500], [stale, 2000]))["rack/R1"]).toBe(null);
    expect(judged(share, servers, latestOf([fresh, 4600], [stale, 2000]))["rack/R1"]).toBe("raise");
  });
});

test("the warmest server stands for a rack, unless a silent one could be warmer", () => {
  const inlet: AlarmRule["condition"] = {
    kind: "limit",
    subjectKind: "rack",
    quantity: "inlet_temperature",
    side: "above",
    raiseAt: 32,
    deadBand: 1,
  };
  const wanted: Wanted = [
    ["server", "s1", "inlet_temperature"],
    ["server", "s2", "inlet_temperature"],
  ];
  const verdict = (...samples: Sample[]) => judged(inlet, wanted, latestOf(...samples))["rack/R1"];
  expect(verdict([fresh, 20], [fresh, 33])).toBe("raise");
  expect(verdict([fresh, 20], [fresh, 31])).toBe("clear");
  expect(verdict([fresh, 20], [stale, 33])).toBe(null);
  expect(verdict([fresh, 33], [stale, 20])).toBe("raise");
});

describe("a source", () => {
  const condition = { kind: "source_lost", cadences: 3 } as const;
  const key = (heardAtMs: number | null, id = "key1") => ({ id, name: "bms", heardAtMs });
  const verdict = (change: Partial<AlarmMoment>) =>
    judged(condition, servers, latestOf(null, [stale, 1]), change);
  test("is lost after three cadences, and its keys are one", () => {
    expect(verdict({ sources: [key(null)] })).toEqual({ "source/bms": "raise" });
    expect(verdict({ sources: [key(now - 45_000)] })).toEqual({ "source/bms": "raise" });
    expect(verdict({ sources: [key(now - 44_000)] })).toEqual({ "source/bms": "clear" });
    expect(verdict({ sources: [key(null), key(fresh, "key2")] })).toEqual({ "source/bms": "clear" });
  });
  test("is not judged before the list is known, nor for the time before we listened", () => {
    expect(verdict({ sources: null })).toEqual({});
    expect(verdict({ sources: [key(null)], startedMs: now - 44_000 })).toEqual({ "source/bms": null });
    expect(verdict({ sources: [key(null)], startedMs: now - 45_000 })).toEqual({ "source/bms": "raise" });
  });
  test("that feeds nothing is nobody's loss", () => {
    expect(verdict({ sources: [key(null, "key9")] })).toEqual({});
  });
  test("that was revoked is nobody's loss, but where nobody else feeds a point", () => {
    const revoked = { ...key(null), isRevoked: true };
    const other = { ...key(fresh, "key2"), name: "prom" };
    expect(verdict({ sources: [revoked] })).toEqual({ "source/bms": "raise" });
    expect(verdict({ sources: [revoked, other] })).toEqual({ "source/bms": "raise" });
    expect(verdict({ sources: [revoked, key(null, "key2")] })).toEqual({ "source/bms": "raise" });
  });
  test("that was revoked does not excuse the silence of what it fed, while others send", () => {
    const latest = latestOf([stale, 1], [fresh, 1]);
    const told = (rule: AlarmRule["condition"], isRevoked: boolean) => {
      const sources = [
        { ...key(null), isRevoked },
        { ...key(fresh, "key2"), name: "prom" },
      ];
      return judged(rule, servers, latest, { sources }, ["key1", "key2"]);
    };
    const silent = { kind: "silent", subjectKind: "server", cadences: 3 } as const;
    expect(told(condition, false)).toEqual({ "source/bms": "raise", "source/prom": "clear" });
    expect(told(silent, false)).toEqual({ "server/s1": "clear", "server/s2": "clear" });
    expect(told(condition, true)).toEqual({ "source/prom": "clear" });
    expect(told(silent, true)).toEqual({ "server/s1": "raise", "server/s2": "clear" });
  });
  test("whose clock ran ahead is lost by when its samples came", () => {
    const latest = { ...latestOf(null, [now + 540_000, 1]), heardMs: Float64Array.of(Number.NaN, stale) };
    const lost = judged(condition, servers, latest, { sources: [key(null)] });
    expect(lost).toEqual({ "source/bms": "raise" });
  });
});

describe("silence of a device", () => {
  const wanted: Wanted = [...servers, ["accelerator", "s1:0", "power"], ["server", "s3", "power"]];
  const verdict = (subjectKind: "rack" | "server", ...samples: (Sample | null)[]) =>
    judged({ kind: "silent", subjectKind, cadences: 3 }, wanted, latestOf(...samples));
  test("is counted by what its source has sent since; the liveliest point speaks for it", () => {
    expect(verdict("server", [stale, 1], [fresh, 1], [fresh, 1], [fresh - 45_000, 1])).toEqual({
      "server/s1": "clear",
      "server/s2": "clear",
      "server/s3": "raise",
    });
  });
  test("of a source that is lost, or of what never sent, is none", () => {
    expect(verdict("server", [stale, 1], [stale, 1], null, null)).toEqual({
      "server/s1": "clear",
      "server/s2": "clear",
      "server/s3": null,
    });
  });
  test("is a rack's when nothing in it is heard; one clock that runs ahead silences nobody", () => {
    expect(verdict("rack", [stale, 1], [stale, 1], [stale, 1], [fresh, 1])).toEqual({
      "rack/R1": "raise",
      "rack/R2": "clear",
    });
    const ahead = now + 300_000;
    expect(verdict("rack", [fresh, 1], null, null, [ahead, 1])).toMatchObject({ "rack/R1": "clear" });
  });
});

describe("a wall", () => {
  const seen = { wallId: "w1", centerId: "north", build: "b", framesPerSecond: 60, heapBytes: null };
  const report = { ...seen, leftAtMs: null };
  const listening = { nowMs: now, listeningSinceMs: 0 };
  const walls = [{ id: "w1", name: "Lobby" }];
  const since = (startedMs: number, ...screens: AlarmMoment["screens"]) =>
    judged({ kind: "wall_frozen" }, servers, latestOf(), { walls, screens, startedMs })["wall/w1"];
  const verdict = (...screens: AlarmMoment["screens"]) => since(0, ...screens);
  test("is frozen when any of its screens is old, or was far behind", () => {
    const good = { ...report, drawnAtMs: now - 10_000, seqBehind: 1 };
    expect(verdict(good)).toBe("clear");
    expect(verdict(good, { ...good, drawnAtMs: now - 46_000 })).toBe("raise");
    expect(verdict({ ...good, seqBehind: 40 })).toBe("raise");
    expect(verdict()).toBe(null);
    const stateAt = (age: number) => screenState({ ...good, drawnAtMs: now - age }, listening);
    expect([0, 21_000, 30_000, 46_000].map(stateAt)).toEqual(["drawing", "late", "frozen", "frozen"]);
  });
  test("whose screens were closed is not frozen, as soon as none can be on its way back", () => {
    const old = { ...report, drawnAtMs: now - 60_000, seqBehind: 0 };
    const left = { ...old, leftAtMs: now - 29_000 };
    expect([standingOfWall([left], listening), verdict(left)]).toEqual(["waiting", null]);
    const gone = { ...left, leftAtMs: now - 30_000 };
    expect([standingOfWall([gone], listening), verdict(gone)]).toEqual(["left", "clear"]);
    const good = { ...old, drawnAtMs: now - 5_000 };
    expect([standingOfWall([gone, good], listening), verdict(gone, good)]).toEqual(["drawing", "clear"]);
    expect([standingOfWall([gone, old], listening), verdict(gone, old)]).toEqual(["frozen", "raise"]);
  });
  test("that only a new screen shows is waited for: it has told nothing of what it draws", () => {
    const opened = { ...report, build: "", drawnAtMs: now - 5_000, seqBehind: null };
    expect([screenState(opened, listening), verdict(opened)]).toEqual(["waiting", null]);
    expect(verdict({ ...opened, drawnAtMs: now - 30_000 })).toBe("raise");
  });
  test("of which nothing was heard since a start is unknown, and so is its alarm", () => {
    expect(standingOfWall([], { nowMs: now, listeningSinceMs: now - 29_000 })).toBe("waiting");
    expect([standingOfWall([], listening), verdict()]).toEqual(["unheard", null]);
  });
  test("has its time again when the server slept: what it said meanwhile reached nobody", () => {
    const asleep = { ...report, drawnAtMs: now - 600_000, seqBehind: 0 };
    const stateSince = (listeningSinceMs: number) => screenState(asleep, { nowMs: now, listeningSinceMs });
    expect([29_000, 30_000].map((ms) => stateSince(now - ms))).toEqual(["waiting", "frozen"]);
    expect(since(now - 29_000, asleep)).toBe(null);
    expect(since(now - 30_000, asleep)).toBe("raise");
    const awake = { ...asleep, drawnAtMs: now - 2_000 };
    expect(since(now - 5_000, awake)).toBe("clear");
    expect(since(now - 5_000, awake, asleep)).toBe(null);
    expect(since(now - 5_000, { ...awake, seqBehind: 40 }, asleep)).toBe("raise");
  });
});

describe("exposure and place", () => {
  const points = pointsOf(...servers).map((point) => ({ ...point, sourceId: "key1" }));
  const index = indexCenter(exampleCenter(), points);
  const at = Date.parse("2026-01-15T00:00:00Z");
  const sourceNames = new Map([["key1", "bms"]]);
  const exposures = new Exposures({ plan: { index, points }, sourceNames, prices: [], nowMs: at });
  test.each([
    ["rack", "R1", { tenants: { atLeast: 1, atMost: 1, reason: null }, accelerators: 4 }, "Hall A / R-01"],
    [
      "server",
      "s3",
      { tenants: { atLeast: 1, atMost: 1, reason: null }, accelerators: 2 },
      "Hall A / R-02 / s3",
    ],
    [
      "accelerator",
      "s3:0",
      { tenants: { atLeast: 1, atMost: 1, reason: null }, accelerators: 1 },
      "Hall A / R-02 / s3 / #0",
    ],
    [
      "accelerator",
      "s3:1",
      { tenants: { atLeast: 0, atMost: 0, reason: null }, accelerators: 1 },
      "Hall A / R-02 / s3 / #1",
    ],
    ["hall", "A", { tenants: { atLeast: 2, atMost: 2, reason: null }, accelerators: 6 }, "Hall A"],
    ["source", "bms", { tenants: { atLeast: 1, atMost: 1, reason: null }, accelerators: 4 }, "bms"],
    ["rack", "gone", { tenants: { atLeast: 0, atMost: 0, reason: null }, accelerators: 0 }, "gone"],
  ] as const)("of %s %s", (kind, id, exposure, place) => {
    expect(exposures.of({ kind, id })).toMatchObject(exposure);
    expect(placeOf(index, { walls: null }, { kind, id })).toBe(place);
  });
});

test("the default rules have names of their own in both languages", () => {
  expect(new Set(defaultAlarmRules.map(({ id }) => id)).size).toBe(defaultAlarmRules.length);
  expect(defaultAlarmRules.every(({ nameZh }) => nameZh !== undefined)).toBe(true);
});

test("history is judged as it would have been live: delays elapse between samples, a hole neither raises nor clears", () => {
  const minute = (n: number) => n * 60_000;
  const columns = {
    timesMs: Float64Array.of(
      0,
      minute(1),
      minute(2),
      minute(3),
      minute(60),
      minute(61),
      minute(62),
      minute(63),
    ),
    values: Float64Array.of(20, 33, 33, 33, 20, 20, 33, 20),
  };
  const read = (value: number) => readLimit(value, { side: "above", raiseAt: 32, deadBand: 1 });
  const delays = { onDelayMs: 90_000, offDelayMs: 30_000 };
  expect(occurrencesIn(columns, { intervalMs: minute(1), maxGapMs: minute(3) }, read, delays)).toEqual([
    { fromMs: minute(2.5), toMs: minute(60.5) },
  ]);
});
