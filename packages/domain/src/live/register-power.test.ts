import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "./index-center.ts";
import { RegisterReadings } from "./register-power.ts";
import type { LatestLookup } from "./signals.ts";
import { livePower } from "./wall-power.ts";

const now = Date.parse("2026-01-15T00:00:00Z");
const points = pointsOf(["meter", "grid", "energy"], ["meter", "sun", "power"], ["meter", "out", "energy"]);
const document = exampleCenter();
const index = indexCenter(document, points);

/** The grid's register advances by 75 kW, that of the export by 1 kW; readings every 15 s up to the age given. */
function facilityAfter(spanMs: number, readings = new RegisterReadings(), gridAt = (atMs: number) => atMs) {
  const wattHours = (atMs: number, watts: number) => (watts * (atMs - now + 3_600_000)) / 3_600_000;
  let latest: LatestLookup = latestOf();
  for (let atMs = now - spanMs; atMs <= now; atMs += 15_000)
    latest = readings.follow(
      index.registers,
      latestOf([atMs, wattHours(gridAt(atMs), 75_000)], [atMs, 5000], [atMs, wattHours(atMs, 1000)]),
    );
  return livePower(index, latest, now, index.facility);
}

describe("a meter that sends its register only", () => {
  test("is followed where nothing else tells its power", () => {
    expect(index.registers).toEqual([0, 2]);
    const both = pointsOf(["meter", "grid", "energy"], ["meter", "grid", "power"]);
    expect(indexCenter(document, both).registers).toEqual([]);
  });
  test("counts with the power of the last minutes, derived, with its sign", () => {
    for (const span of [30_000, 60_000, 600_000]) {
      const power = facilityAfter(span);
      expect(power.value).toBeCloseTo(79_000, 6);
      expect(power).toMatchObject({ coverage: 1, grade: "derived", freshness: "live", sampledAtMs: now });
    }
  });
  test("is not known after one reading, and the sun is not the grid's", () => {
    expect(facilityAfter(0)).toMatchObject({ value: 5000, coverage: 1 / 3 });
  });
  test("is another register after a step back", () => {
    const readings = new RegisterReadings();
    facilityAfter(0, readings);
    // The new one began to count from nothing a minute ago.
    const power = facilityAfter(60_000, new RegisterReadings(), (atMs) => atMs - 3_600_000);
    expect(power.value).toBeCloseTo(79_000, 6);
    readings.note(0, { atMs: now + 15_000, value: 1 });
    const latest = readings.follow([0], latestOf([now + 15_000, 1], [now, 5000], null));
    expect(livePower(index, latest, now + 15_000, index.facility)).toMatchObject({ value: 5000 });
  });
  test("is stale like any other", () => {
    const readings = new RegisterReadings();
    facilityAfter(60_000, readings);
    const latest = readings.follow([0], latestOf([now, 75_000], null, null));
    expect(livePower(index, latest, now + 60_000, index.facility)).toMatchObject({
      value: null,
      reason: "stale",
    });
  });
  test("is not told after a long silence from one reading", () => {
    const readings = new RegisterReadings();
    facilityAfter(60_000, readings);
    const later = now + 3_600_000;
    const latest = readings.follow([0], latestOf([later, 150_000], [later, 5000], [later, 2000]));
    expect(livePower(index, latest, later, index.facility)).toMatchObject({ value: 5000, coverage: 1 / 3 });
  });
  // Naive: none at all until the time that was told first, or the hour of the jump as if it had been measured.
  test.each([
    ["back", 600_000, 0],
    ["ahead", 0, 180_000],
  ])("goes on when the sender's clock is set %s", (_, aheadBefore, aheadAfter) => {
    const readings = new RegisterReadings();
    let latest: LatestLookup = latestOf();
    for (let atMs = now - 60_000; atMs <= now; atMs += 15_000) {
      const stampMs = atMs + (atMs < now - 15_000 ? aheadBefore : aheadAfter);
      const told = latestOf([stampMs, ((atMs - now) / 3_600_000) * 75_000], null, null);
      latest = readings.follow(index.registers, {
        ...told,
        heardMs: Float64Array.of(atMs, Number.NaN, Number.NaN),
      });
    }
    expect(livePower(index, latest, now, index.facility).value).toBeCloseTo(75_000, 6);
  });
});
