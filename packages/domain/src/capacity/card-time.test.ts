import { describe, expect, test } from "vitest";
import type { ToldTime } from "./card-time.ts";
import { addCardTime, healthyTime, poweredAboveW, poweredTime } from "./card-time.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** Covered hours, least, greatest and mean value. */
type Told = readonly [hours: number, min: number, max: number, mean?: number];
const toldOf = ([hours, min, max, mean = max]: Told): ToldTime => ({
  integral: BigInt(Math.round(mean * hours * hour)),
  coveredMs: hours * hour,
  min,
  max,
});
const inHours = (time: { knownMs: number; inMs: number } | null) =>
  time && [time.knownMs, time.inMs].map((ms) => Math.round((ms / hour) * 1000) / 1000);

test("time of a year of many tenants is added up, however many parts it has", () => {
  const parts = Array.from({ length: 300_000 }, () => ({ knownMs: 2, inMs: 1 }));
  expect(addCardTime(parts)).toEqual({ knownMs: 600_000, inMs: 300_000 });
});

test("a server is on above 5 % of its rating, and without a rating as soon as it draws anything", () => {
  expect(poweredAboveW({ ratedPowerW: 4000 })).toBe(200);
  expect(poweredAboveW({})).toBe(0);
});

describe("how long of a bucket a server was on", () => {
  test.each<[string, Told | null, boolean, [number, number] | null]>([
    ["on all day", [24, 201, 5000], false, [24, 24]],
    ["off all day, its controller awake", [24, 0, 200], false, [24, 0]],
    ["silent for an hour counts for the other 23", [23, 900, 5000], false, [23, 23]],
    ["never heard is not known", null, false, [0, 0]],
    ["a row that covers nothing tells nothing", [0, 0, 0], false, [0, 0]],
    ["on for a part of it: to be looked at finer", [24, 100, 5000], false, null],
    ["the shortest bucket is what its mean is", [24, 100, 5000, 300], true, [24, 24]],
    ["and off where its mean is", [24, 100, 5000, 200], true, [24, 0]],
    ["the day on which the clock goes back has 25 hours", [25, 900, 5000], false, [25, 25]],
  ])("%s", (_, told, isFinest, expected) => {
    expect(inHours(poweredTime(told ? toldOf(told) : undefined, { aboveW: 200, isFinest }))).toEqual(
      expected,
    );
  });
});

describe("how long of a bucket a card was healthy", () => {
  const on: Told = [24, 900, 5000];
  const none: Told = [24, 0, 0];
  test.each<[string, Told | null, Told | null, boolean, [number, number] | null]>([
    ["on and without a fault", none, on, false, [24, 24]],
    ["without a fault and off", none, [24, 0, 100], false, [24, 0]],
    ["with a fault, whatever its server draws", [24, 79, 79], null, false, [24, 0]],
    ["without a fault while nobody knows whether it is on", none, null, false, [0, 0]],
    ["a server that tells no faults of it", null, on, false, [0, 0]],
    ["without a fault, its server silent for two hours", none, [22, 900, 5000], false, [22, 22]],
    ["silent itself for two hours", [22, 0, 0], on, false, [22, 22]],
    ["both silent for a while, when is not told", [22, 0, 0], [22, 900, 5000], false, null],
    [
      "both for minutes: what must have been known of both",
      [23.8, 0, 0],
      [23.9, 900, 5000],
      false,
      [23.7, 23.7],
    ],
    ["both for minutes, and off", [23.8, 0, 0], [23.9, 0, 100], false, [23.7, 0]],
    ["one for minutes, the other for hours", [20, 0, 0], [23.9, 900, 5000], false, [19.9, 19.9]],
    ["both for 1 % of it or more", [23.76, 0, 0], [23.7, 900, 5000], false, null],
    ["both for minutes and a fault for a part of it", [23.8, 0, 79], [23.9, 900, 5000], false, null],
    ["both at the finest: what must have been known of both", [22, 0, 0], [22, 900, 5000], true, [20, 20]],
    ["a fault for a part of it", [24, 0, 79], on, false, null],
    ["a fault in the shortest bucket counts for all of it", [24, 0, 79], on, true, [24, 0]],
    ["on for a part of it", none, [24, 0, 5000], false, null],
  ])("%s", (_, fault, power, isFinest, expected) => {
    const told = [fault, power].map((one) => (one ? toldOf(one) : undefined));
    const rule = { aboveW: 200, isFinest, lengthMs: day };
    expect(inHours(healthyTime(told[0], told[1], rule))).toEqual(expected);
  });
});
