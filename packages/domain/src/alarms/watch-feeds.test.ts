import type { AlarmRule, Feed, Quantity, SubjectKind } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { judgeRule } from "./judge-rule.fixture.ts";
import { needsMoments } from "./needs-moments.ts";
import { openPastAndLive } from "./past-live.fixture.ts";
import { feedReaders } from "./watch-feeds.ts";

const now = 1_000_000_000;
const fresh = now - 5000;
const stale = now - 60_000;
type Wanted = readonly [SubjectKind, string, Quantity];

const feed = (id: string, facts: Partial<Feed>): Feed => ({
  id,
  name: id,
  parent: null,
  path: null,
  meter: null,
  continuousShare: 0.8,
  racks: [],
  ...facts,
});
/** A breaker of 32 A and 230 V may carry 5,888 W all the time. */
const breaker = { ratedA: 32, volts: 230, phases: 1 } as const;
const own = { kind: "feed_share", of: "own", raiseAt: 1, deadBand: 0.02 } as const;
const alone = { kind: "feed_share", of: "alone", raiseAt: 0.8, deadBand: 0.02 } as const;

describe("a feed's own load beside what it may carry all the time", () => {
  const on = (watts: number, at = fresh) =>
    judgeRule({
      condition: own,
      points: [["feed", "F1", "power"]],
      latest: latestOf([at, watts]),
      nowMs: now,
      document: { feeds: [feed("F1", breaker)] },
    });
  test.each([
    [5900, "raise"],
    [5888, "raise"],
    [5800, "hold"],
    [5770, "clear"],
  ])("%d of 5,888 W: %s", (watts, verdict) => {
    expect(on(watts)).toEqual({ "feed/F1": verdict });
  });
  test("of a silent meter it is not known", () => {
    expect(on(5900, stale)).toEqual({ "feed/F1": null });
  });
  test("is that of its meter, where no other feed is behind it; without a limit there is no share", () => {
    const feeds = [
      feed("F1", { ...breaker, meter: "cold" }),
      feed("F2", { ...breaker, meter: "sun" }),
      feed("F3", { ...breaker, meter: "sun" }),
      feed("F4", { meter: "out" }),
    ];
    const judged = judgeRule({
      condition: own,
      points: [
        ["meter", "cold", "power"],
        ["meter", "sun", "power"],
        ["meter", "out", "power"],
      ],
      latest: latestOf([fresh, 6000], [fresh, 9000], [fresh, 9000]),
      nowMs: now,
      document: { feeds },
    });
    expect(judged).toEqual({ "feed/F1": "raise" });
  });
  test("is read point by point in a dry run", () => {
    const document = exampleCenter({ feeds: [feed("F1", breaker)] });
    const points = pointsOf(["rack", "R1", "power"], ["feed", "F1", "power"]);
    const [reader, ...others] = feedReaders(own, document, points) ?? [];
    expect(others).toEqual([]);
    expect(reader).toMatchObject({ id: "F1", row: 1 });
    expect(reader?.read(5888)).toEqual({ beyond: "raise" });
    expect(reader?.read(5700)).toEqual({ beyond: "clear" });
    expect(feedReaders(alone, document, points)).toBeNull();
    expect(needsMoments(own, document, points)).toBe(false);
  });
});

/** R1 has an outlet on each path, R2 hangs on path A alone; R1 draws 2 x what each side reads. */
const feeds = [
  feed("bus-a", { path: "A", limitW: 10_000 }),
  feed("bus-b", { path: "B", limitW: 10_000 }),
  feed("a1", { path: "A", parent: "bus-a", racks: ["R1"], limitW: 5000 }),
  feed("b1", { path: "B", parent: "bus-b", racks: ["R1"], limitW: 5000 }),
  feed("a2", { path: "A", parent: "bus-a", racks: ["R2"], limitW: 5000 }),
  feed("b0", { path: "B", parent: "bus-b", racks: ["R1"] }),
];
const racks: Wanted[] = [
  ["rack", "R1", "power"],
  ["rack", "R2", "power"],
];

describe("what a side would carry alone", () => {
  const on = (r1: readonly [number, number] | null, r2: readonly [number, number] | null) =>
    judgeRule({
      condition: alone,
      points: racks,
      latest: latestOf(r1, r2),
      nowMs: now,
      document: { feeds: feeds.filter(({ id }) => id !== "b0") },
    });
  test("40 % on each side are 80 % on one: told of each feed that would have to carry it", () => {
    expect(on([fresh, 4000], [fresh, 4000])).toEqual({
      "feed/bus-a": "raise",
      "feed/bus-b": "clear",
      "feed/a1": "raise",
      "feed/b1": "raise",
    });
    expect(on([fresh, 3950], [fresh, 0])["feed/a1"]).toBe("hold");
    expect(on([fresh, 3900], [fresh, 0])["feed/a1"]).toBe("clear");
  });
  test("a rack that is not known makes it a lower bound: it may raise, and never clears", () => {
    expect(on([fresh, 4000], [stale, 4000])).toEqual({
      "feed/bus-a": null,
      "feed/bus-b": "clear",
      "feed/a1": "raise",
      "feed/b1": "raise",
    });
    expect(on([fresh, 8000], null)["feed/bus-a"]).toBe("raise");
  });
  test("two outlets of a path share it", () => {
    const judged = judgeRule({
      condition: alone,
      points: racks,
      latest: latestOf([fresh, 8000], [fresh, 0]),
      nowMs: now,
      document: { feeds },
    });
    expect(judged).toMatchObject({ "feed/a1": "raise", "feed/b1": "raise", "feed/bus-b": "raise" });
    expect(judged).not.toHaveProperty("feed/b0");
  });
  test("is judged in a dry run as the ticks judged it", () => {
    const document = exampleCenter({ feeds });
    const steps = Array.from({ length: 120 }, (_, step) => (step >= 20 && step < 50 ? 9000 : 3000));
    const rule: AlarmRule = {
      id: "r",
      name: "R",
      severity: "minor",
      condition: alone,
      onDelayS: 30,
      offDelayS: 30,
    };
    const series = [steps, steps.map(() => 500)];
    const room = openPastAndLive({ document, points: racks, series, rule });
    expect(needsMoments(alone, document, pointsOf(...racks))).toBe(true);
    expect(room.live().map(({ alarm }) => alarm)).toEqual(["feed/a1", "feed/bus-a", "feed/b1", "feed/bus-b"]);
    expect(room.live()[0]).toMatchObject({ to: expect.any(Number) });
    expect(room.dry()).toEqual(room.live());
  });
});
