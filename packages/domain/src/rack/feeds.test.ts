import type { Feed } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import type { Redundancy } from "./feeds.ts";
import { continuousLimitW, loadAlone, redundancyOf } from "./feeds.ts";

const feed = (id: string, path: Feed["path"], facts: Partial<Feed> = {}): Feed => ({
  id,
  name: id,
  parent: null,
  path,
  meter: null,
  continuousShare: 0.8,
  racks: [],
  ...facts,
});

describe("what a feed may carry all the time", () => {
  test.each([
    ["is what it states", { limitW: 5000, ratedA: 100, volts: 400, phases: 3 } as const, 5000],
    ["is 80 % of a three-phase breaker", { ratedA: 32, volts: 400, phases: 3 } as const, 17_736],
    ["is 80 % of a single-phase breaker", { ratedA: 32, volts: 230, phases: 1 } as const, 5888],
    [
      "is its whole rating where that is allowed",
      { ratedA: 10, volts: 230, phases: 1, continuousShare: 1 } as const,
      2300,
    ],
    ["is not known without the voltage", { ratedA: 32, phases: 3 } as const, null],
    ["is not known without the phases", { ratedA: 32, volts: 400 } as const, null],
  ])("%s", (_, facts, expected) => {
    expect(continuousLimitW(feed("f", "A", facts))).toBe(expected);
  });
});

/** R1 and R2 hang on a busway on each path; R3 has path A only. */
const tree = (limits: { bus?: number | null; outlet?: number } = {}): Feed[] => {
  const bus = limits.bus === undefined ? 40_000 : limits.bus;
  const outlet = { limitW: limits.outlet ?? 20_000 };
  const busLimit = bus === null ? {} : { limitW: bus };
  return [
    feed("grid", null),
    feed("bus-a", "A", { parent: "grid", ...busLimit }),
    feed("bus-b", "B", { parent: "grid", ...busLimit }),
    feed("a1", "A", { parent: "bus-a", racks: ["R1"], ...outlet }),
    feed("b1", "B", { parent: "bus-b", racks: ["R1"], ...outlet }),
    feed("a2", "A", { parent: "bus-a", racks: ["R2"], ...outlet }),
    feed("b2", "B", { parent: "bus-b", racks: ["R2"], ...outlet }),
    feed("a3", "A", { parent: "bus-a", racks: ["R3"], ...outlet }),
  ];
};

describe("with one path lost", () => {
  const cases: [string, Feed[], string, Record<string, number | null>, Redundancy][] = [
    ["the other carries all", tree(), "R1", { R1: 15_000, R2: 15_000, R3: 5000 }, "redundant"],
    ["at the limit it still does", tree(), "R1", { R1: 20_000, R2: 15_000, R3: 5000 }, "redundant"],
    ["the outlet cannot", tree(), "R1", { R1: 20_001, R2: 0, R3: 0 }, "not_redundant"],
    [
      "the outlet can but the busway above cannot",
      tree({ bus: 30_000 }),
      "R1",
      { R1: 15_000, R2: 15_000, R3: 1 },
      "not_redundant",
    ],
    [
      "a neighbour that is not known leaves it open",
      tree(),
      "R1",
      { R1: 15_000, R2: null, R3: 0 },
      "unknown",
    ],
    ["what is known is too much already", tree(), "R1", { R1: 25_000, R2: null, R3: 0 }, "not_redundant"],
    [
      "a limit that is not known leaves it open",
      tree({ bus: null }),
      "R1",
      { R1: 1000, R2: 1000, R3: 0 },
      "unknown",
    ],
    ["there is no other path", tree(), "R3", { R1: 0, R2: 0, R3: 5000 }, "single"],
    ["nobody said how the rack is fed", tree(), "R4", { R4: 5000 }, "unknown"],
    ["no path has a letter", [feed("x", null, { racks: ["R1"], limitW: 9000 })], "R1", { R1: 1 }, "single"],
  ];
  test.each(cases)("%s", (_, feeds, rack, powers, expected) => {
    expect(redundancyOf(feeds, rack, (id) => powers[id] ?? null)).toBe(expected);
  });

  test("two outlets of one path share the rack", () => {
    const feeds = [
      feed("a1", "A", { racks: ["R1"], limitW: 6000 }),
      feed("a2", "A", { racks: ["R1"], limitW: 6000 }),
      feed("b1", "B", { racks: ["R1"], limitW: 12_000 }),
    ];
    expect(redundancyOf(feeds, "R1", () => 12_000)).toBe("redundant");
    expect(loadAlone(feeds, feed("a1", "A", { racks: ["R1"] }), () => 12_000)).toEqual({
      knownW: 6000,
      isWhole: true,
    });
  });

  test("of two outlets on two busways of one path each busway carries half, and one with both carries all", () => {
    const outlets = [1, 2].flatMap((at) => [
      feed(`a${at}`, "A", { parent: `bus-${at}`, racks: ["R1"], limitW: 17_700 }),
      feed(`b${at}`, "B", { parent: "bus-b", racks: ["R1"], limitW: 17_700 }),
    ]);
    const buses = [
      feed("bus-1", "A", { limitW: 18_000 }),
      feed("bus-2", "A", { limitW: 18_000 }),
      feed("bus-b", "B", { limitW: 36_000 }),
    ];
    const feeds = [...buses, ...outlets];
    const aloneW = (id: string) =>
      loadAlone(feeds, feeds.find((one) => one.id === id) ?? feed(id, null), () => 35_000).knownW;
    expect(["bus-1", "bus-2", "bus-b", "a1"].map(aloneW)).toEqual([17_500, 17_500, 35_000, 17_500]);
    expect(redundancyOf(feeds, "R1", () => 35_000)).toBe("redundant");
    expect(redundancyOf(feeds, "R1", () => 35_500)).toBe("not_redundant");
  });
});
