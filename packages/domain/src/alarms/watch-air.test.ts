import type { AlarmRule } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf } from "../example-center.fixture.ts";
import { reduceRack } from "../live/reduce-rack.ts";
import { judgeRule, watchOne } from "./judge-rule.fixture.ts";

const now = 1_000_000_000;
const fresh = now - 5000;
const stale = now - 60_000;
const condition = (
  of: "temperature" | "dew_point" | "humidity",
  envelope: "allowable" | "recommended" = "allowable",
): AlarmRule["condition"] => ({ kind: "envelope", envelope, of, deadBand: 1 });
/** R1 is dense and cooled by air: class H1. R2 and R3 are A1. */
const { racks } = exampleCenter();
const document = { racks: racks.map((rack) => (rack.id === "R1" ? { ...rack, powerLimitW: 40_000 } : rack)) };

describe("temperature at the inlet, bounds inclusive", () => {
  test.each([
    ["R1", 25, "hold"],
    ["R1", 25.1, "raise"],
    ["R1", 24, "clear"],
    ["R1", 14.9, "raise"],
    ["R1", 15.5, "hold"],
    ["R2", 25.1, "clear"],
    ["R2", 32, "hold"],
    ["R2", 32.1, "raise"],
  ] as const)("%s at %s: %s", (rack, celsius, verdict) => {
    const judged = judgeRule({
      condition: condition("temperature"),
      points: [["rack", rack, "inlet_temperature"]],
      latest: latestOf([fresh, celsius]),
      nowMs: now,
      document,
    });
    expect(judged).toEqual({ [`rack/${rack}`]: verdict });
  });
  test("the limit that is shown is the one that was passed", () => {
    const { watch } = watchOne({
      condition: condition("temperature"),
      points: [["rack", "R1", "inlet_temperature"]],
      latest: latestOf([fresh, 26]),
      nowMs: now,
      document,
    });
    const shown = (value: number) => watch.limitOf?.({ kind: "rack", id: "R1" }, value);
    expect([shown(26), shown(12), watch.unit]).toEqual([25, 15, "°C"]);
  });
  test("the recommended range of the class is narrower", () => {
    const judged = judgeRule({
      condition: condition("temperature", "recommended"),
      points: [
        ["rack", "R1", "inlet_temperature"],
        ["rack", "R2", "inlet_temperature"],
      ],
      latest: latestOf([fresh, 23], [fresh, 23]),
      nowMs: now,
      document,
    });
    expect(judged).toEqual({ "rack/R1": "raise", "rack/R2": "clear" });
  });
});

describe("a rack without a sensor is as warm as its warmest server", () => {
  const verdict = (s1: readonly [number, number], s2: readonly [number, number]) =>
    judgeRule({
      condition: condition("temperature"),
      points: [
        ["server", "s1", "inlet_temperature"],
        ["server", "s2", "inlet_temperature"],
      ],
      latest: latestOf(s1, s2),
      nowMs: now,
      document,
    });
  test.each([
    ["all heard", [fresh, 20], [fresh, 23], "clear"],
    ["one too warm", [fresh, 20], [fresh, 60], "raise"],
    ["one silent, which could be warmer", [fresh, 20], [stale, 23], null],
    ["nor too cold then", [fresh, 10], [stale, 23], null],
    ["one too warm, whatever is silent", [fresh, 26], [stale, 23], "raise"],
    ["none heard", [stale, 26], [stale, 26], null],
  ] as const)("%s", (_name, s1, s2, told) => {
    expect(verdict(s1, s2)).toEqual({ "rack/R1": told });
  });
});

describe("the dew point that is judged is the one that the rack's page tells", () => {
  const quantities = ["dew_point", "relative_humidity", "inlet_temperature"] as const;
  type Told = readonly [number, number] | null;
  const both = (given: readonly (readonly [Parameters<typeof watchOne>[0]["points"][number], Told])[]) => {
    const { watch, moment, index } = watchOne({
      condition: condition("dew_point"),
      points: given.map(([point]) => point),
      latest: latestOf(...given.map(([, told]) => told)),
      nowMs: now,
    });
    const row = watch.ids.indexOf("r/rack/R1");
    const page = reduceRack(index, moment.latest, now, "R1")?.dewPoint.value ?? Number.NaN;
    return { alarm: row < 0 ? Number.NaN : watch.valueOf(row, moment), page };
  };
  const ofRack = (...told: Told[]) =>
    both(quantities.map((quantity, at) => [["rack", "R1", quantity], told[at] ?? null] as const));
  test.each<[string, Told, number]>([
    ["a sensor for it counts alone", [fresh, 22], 22],
    ["also when it is silent", [stale, 22], Number.NaN],
  ])("%s", (_name, told, celsius) => {
    expect(ofRack(told, [fresh, 0.5], [fresh, 20])).toEqual({ alarm: celsius, page: celsius });
  });
  test("humidity and the air at its servers tell it where the rack has no sensor for the air", () => {
    const { alarm, page } = both([
      [
        ["rack", "R1", "relative_humidity"],
        [fresh, 0.5],
      ],
      [
        ["server", "s1", "inlet_temperature"],
        [fresh, 20],
      ],
    ]);
    expect(page).toBeCloseTo(9.26, 2);
    expect(alarm).toBe(page);
  });
});

describe("moisture", () => {
  const air = (celsius: readonly [number, number], humidity: readonly [number, number]) =>
    judgeRule({
      condition: condition("dew_point"),
      points: [
        ["rack", "R2", "inlet_temperature"],
        ["rack", "R2", "relative_humidity"],
      ],
      latest: latestOf(celsius, humidity),
      nowMs: now,
    })["rack/R2"];
  test("27 degrees at 60 % have a dew point of 18.6, beyond the allowable 17", () => {
    expect(air([fresh, 27], [fresh, 0.6])).toBe("raise");
    expect(air([fresh, 27], [fresh, 0.4])).toBe("clear");
  });
  test("half of it stale is not known", () => {
    expect(air([stale, 27], [fresh, 0.6])).toBe(null);
    expect(air([fresh, 27], [stale, 0.6])).toBe(null);
  });
  test.each([
    [17, "hold"],
    [17.1, "raise"],
    [16, "clear"],
    [-12.1, "raise"],
  ])("a measured dew point of %s counts as it is: %s", (dewPoint, verdict) => {
    const judged = judgeRule({
      condition: condition("dew_point"),
      points: [
        ["rack", "R2", "dew_point"],
        ["rack", "R2", "relative_humidity"],
      ],
      latest: latestOf([fresh, dewPoint], [fresh, 0.5]),
      nowMs: now,
    });
    expect(judged).toEqual({ "rack/R2": verdict });
  });
  test.each([
    [0.07, "raise"],
    [0.08, "hold"],
    [0.5, "clear"],
    [0.8, "hold"],
    [0.81, "raise"],
  ])("humidity of %s: %s", (humidity, verdict) => {
    const judged = judgeRule({
      condition: condition("humidity"),
      points: [["rack", "R2", "relative_humidity"]],
      latest: latestOf([fresh, humidity]),
      nowMs: now,
    });
    expect(judged).toEqual({ "rack/R2": verdict });
  });
});

test("a leak is one wherever its sensor sits; a stale sensor is neither wet nor dry", () => {
  const judged = judgeRule({
    condition: { kind: "leak" },
    points: [
      ["rack", "R1", "leak"],
      ["rack", "R2", "leak"],
      ["rack", "R3", "leak"],
    ],
    latest: latestOf([fresh, 1], [fresh, 0], [stale, 1]),
    nowMs: now,
  });
  expect(judged).toEqual({ "rack/R1": "raise", "rack/R2": "clear", "rack/R3": null });
});

test("a feed is dead when nothing flows to servers; one of empty racks is well, one with a meter is read there", () => {
  const feed = { parent: null, path: null, continuousShare: 0.8, meter: null };
  const feeds = [
    { ...feed, id: "F1", name: "F1", racks: ["R1"] },
    { ...feed, id: "F2", name: "F2", racks: ["R2"], meter: "cold" },
    { ...feed, id: "F3", name: "F3", racks: ["R3"] },
  ];
  const judged = judgeRule({
    condition: { kind: "feed_dead" },
    points: [
      ["feed", "F1", "power"],
      ["meter", "cold", "power"],
      ["feed", "F3", "power"],
    ],
    latest: latestOf([fresh, 0], [fresh, 5000], [fresh, 0]),
    nowMs: now,
    document: { feeds },
  });
  expect(judged).toEqual({ "feed/F1": "raise", "feed/F2": "clear" });
});
