import type { BoundPoint } from "@aidc/store";
import { describe, expect, it } from "vitest";
import { batchesOf, requireRoomBefore, requireRoomFor, samplesOf } from "./past-batches.ts";
import { lookBackMs } from "./past-moments.ts";

const hourMs = 3_600_000;
const window = { fromMs: 1_000 * hourMs, toMs: 1_024 * hourMs };

function pointsOf(count: number, maxGapS: number, intervalS = 15): BoundPoint[] {
  const point: BoundPoint = {
    centerId: "c1",
    subject: { kind: "rack", id: "k1" },
    quantity: "power",
    seriesId: 1,
    sourceId: "s",
    scale: 1,
    offset: 0,
    intervalMs: intervalS * 1_000,
    maxGapMs: maxGapS * 1_000,
    grade: "metered",
  };
  return Array.from({ length: count }, () => point);
}

describe("what is read before the window", () => {
  const quick = pointsOf(199, 45);
  const bridging = pointsOf(1, 12 * 3600);
  const hoursBefore = (points: readonly BoundPoint[]) =>
    batchesOf(
      points.map((point) => ({ point })),
      window,
    ).map(({ some, window: read }) => [some.length, (window.fromMs - read.fromMs) / hourMs]);
  // Naive: all 200 points of a batch from as far back as the one that bridges the most.
  it.each([
    {
      of: "points of which no step is coarser than they state",
      points: quick,
      told: [[199, 0]],
      naive: [[199, 0.025]],
    },
    {
      of: "one that bridges hours beside them",
      points: [...quick, ...bridging],
      told: [
        [199, 0],
        [1, 24],
      ],
      naive: [[200, 24]],
    },
    { of: "one that bridges weeks", points: pointsOf(1, 14 * 86_400), told: [[1, 48]], naive: [[1, 672]] },
    {
      of: "more than are in memory at a time",
      points: pointsOf(450, 45),
      told: [
        [200, 0],
        [200, 0],
        [50, 0],
      ],
      naive: [[450, 0]],
    },
    { of: "nothing", points: [], told: [], naive: [[0, 0]] },
  ])("of $of", ({ points, told, naive }) => {
    expect(hoursBefore(points)).toEqual(told);
    expect(told).not.toEqual(naive);
  });
});

describe("points that each state another largest gap", () => {
  const minutes = (at: number) => 10 + (at % 50) * 28;
  const many = Array.from({ length: 2_000 }, (_, at) =>
    pointsOf(1, minutes(at) * 60).map((point) => ({ point: { ...point, seriesId: at } })),
  ).flat();

  it("are few statements more than points of one: by gap they were 50 of 40 points", () => {
    const batches = batchesOf(many, window);
    expect(batches.length).toBeLessThanOrEqual(2_000 / 200 + 8);
    expect(new Set(batches.flatMap(({ some }) => some.map(({ point }) => point.seriesId))).size).toBe(2_000);
  });

  it("are read no more than twice as far as each needs", () => {
    for (const { some, window: read } of batchesOf(many, window))
      for (const { point } of some) {
        const reachMs = 2 * point.maxGapMs;
        expect(window.fromMs - read.fromMs).toBeGreaterThanOrEqual(reachMs);
        expect(window.fromMs - read.fromMs).toBeLessThanOrEqual(2 * reachMs);
      }
  });

  it("tell what they tell alone, whoever is read with them", async () => {
    const everyMinute = (read: { fromMs: number; toMs: number }) => {
      const timesMs = Float64Array.from(
        { length: (read.toMs - read.fromMs) / 60_000 },
        (_, at) => read.fromMs + at * 60_000,
      );
      return { timesMs, values: timesMs };
    };
    const readSamples = async (points: readonly BoundPoint[], read: typeof window) =>
      points.map(() => everyMinute(read));
    const firsts = new Map<BoundPoint, number | undefined>();
    for await (const [{ point }, { timesMs }] of samplesOf({ readSamples }, many, window))
      firsts.set(point, timesMs[0]);
    expect(many.map(({ point }) => firsts.get(point))).toEqual(
      many.map(({ point }) => window.fromMs - 2 * point.maxGapMs),
    );
  });
});

describe("how much may be read", () => {
  const refusalOf = (points: readonly BoundPoint[], toMs: number) => {
    try {
      requireRoomFor(points, { fromMs: window.fromMs, toMs });
      return null;
    } catch (error) {
      return Object(error).message;
    }
  };
  it("counts the window", () => {
    expect(refusalOf(pointsOf(3_000, 45), window.toMs)).toBeNull();
    expect(refusalOf(pointsOf(3_000, 45), window.fromMs + 48 * hourMs)).toContain("at most 27 h");
  });
  it("counts what comes before it, too, of which naively nothing is refused", () => {
    // Two days before each of 3,000 points are 34.6 million samples.
    expect(refusalOf(pointsOf(3_000, 86_400), window.fromMs + hourMs)).toContain("48 h before the window");
    // A day before each of 2,000 is 11.5 of 20 million.
    expect(refusalOf(pointsOf(2_000, 43_200), window.fromMs + 10 * hourMs)).toBeNull();
    expect(refusalOf(pointsOf(2_000, 43_200), window.toMs)).toContain("at most 17 h");
  });
  it("counts what a rule of moments looks back for, of which naively any number of points was read", () => {
    const looked = () => requireRoomBefore(pointsOf(3_000, 86_400), window, lookBackMs);
    expect(looked).toThrow("state a shorter largest gap (maxGapS)");
    expect(requireRoomBefore(pointsOf(3_000, 45), window, () => hourMs)).toBe(720_000);
  });
  it("names the largest gap only where a shorter one helps: 40,000 points of a second are too many with any", () => {
    const looked = (points: readonly BoundPoint[]) => () => requireRoomBefore(points, window, lookBackMs);
    const many = pointsOf(40_000, 3, 1);
    expect(looked(many)).toThrow("40000 points come, and of up to 10 min before");
    expect(looked(many)).toThrow("narrow what the rule looks at");
    expect(looked(many)).not.toThrow("maxGapS");
    expect(looked([...many, ...pointsOf(1, 86_400)])).not.toThrow("maxGapS");
  });
});
