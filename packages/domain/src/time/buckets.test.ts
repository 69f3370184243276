import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketEdgesOver, tileWindow, wholeBucketsIn } from "./buckets.ts";

const minute = 60_000;
const hour = 3_600_000;
const day = 86_400_000;
const at = (iso: string) => Date.parse(iso);

describe("bucket edges", () => {
  test("reach around the window", () => {
    expect([...bucketEdgesOver({ fromMs: 4 * minute, toMs: 11 * minute }, "5m", "UTC")]).toEqual([
      0,
      5 * minute,
      10 * minute,
      15 * minute,
    ]);
    expect([...bucketEdgesOver({ fromMs: 5 * minute, toMs: 10 * minute }, "5m", "UTC")]).toEqual([
      5 * minute,
      10 * minute,
    ]);
    expect(bucketEdgesOver({ fromMs: 5, toMs: 5 }, "1h", "UTC")).toHaveLength(0);
  });
  test("of days are local midnights", () => {
    const edges = bucketEdgesOver(
      { fromMs: at("2026-10-24T12:00:00Z"), toMs: at("2026-10-26T12:00:00Z") },
      "1d",
      "Europe/Berlin",
    );
    expect([...edges].map((edge) => new Date(edge).toISOString().slice(0, 13))).toEqual([
      "2026-10-23T22",
      "2026-10-24T22",
      "2026-10-25T23",
      "2026-10-26T23",
    ]);
  });
});

test("whole buckets lie inside the window, or there are none", () => {
  expect(wholeBucketsIn({ fromMs: 1, toMs: 3 * hour }, "1h", "UTC")).toEqual({
    fromMs: hour,
    toMs: 3 * hour,
  });
  expect(wholeBucketsIn({ fromMs: 1, toMs: hour + 1 }, "1h", "UTC")).toBeNull();
});

describe("tiles of a window", () => {
  test("largest in the middle, samples at the ends", () => {
    const window = { fromMs: day - 2 * hour - 7 * minute, toMs: 3 * day + hour + 6 * minute };
    expect(tileWindow(window, "UTC")).toEqual([
      { fromMs: window.fromMs, toMs: window.fromMs + 2 * minute, from: "samples" },
      { fromMs: window.fromMs + 2 * minute, toMs: day - 2 * hour, from: "5m" },
      { fromMs: day - 2 * hour, toMs: day, from: "1h" },
      { fromMs: day, toMs: 3 * day, from: "1d" },
      { fromMs: 3 * day, toMs: 3 * day + hour, from: "1h" },
      { fromMs: 3 * day + hour, toMs: 3 * day + hour + 5 * minute, from: "5m" },
      { fromMs: 3 * day + hour + 5 * minute, toMs: window.toMs, from: "samples" },
    ]);
  });

  test("half-hour zones still fit together", () => {
    const tiles = tileWindow(
      { fromMs: at("2026-01-01T00:00:00Z"), toMs: at("2026-01-03T00:00:00Z") },
      "Asia/Kolkata",
    );
    expect(tiles.map((tile) => tile.from)).toEqual(["1h", "5m", "1d", "5m", "1h"]);
  });

  test("follow each other without gap or overlap and fill the window", () => {
    const instants = fc.integer({ min: at("2025-01-01T00:00:00Z"), max: at("2025-12-31T00:00:00Z") });
    const zones = fc.constantFrom("UTC", "Asia/Shanghai", "Europe/Berlin", "Asia/Kolkata");
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 10 * day }), zones, (fromMs, lengthMs, zone) => {
        const tiles = tileWindow({ fromMs, toMs: fromMs + lengthMs }, zone);
        let reached = fromMs;
        for (const tile of tiles) {
          expect(tile.fromMs).toBe(reached);
          expect(tile.toMs).toBeGreaterThan(tile.fromMs);
          reached = tile.toMs;
        }
        expect(reached).toBe(fromMs + lengthMs);
      }),
      { numRuns: 50 },
    );
  });
});
