import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import {
  addLimitUse,
  countRack,
  limitsKnown,
  noLimitUse,
  noRacks,
  occupancyByCount,
  occupancyByUnits,
  shareOf,
  shareOfLimits,
  usableU,
} from "./occupancy.ts";
import type { FreeBlock } from "./space.ts";
import { firstFit, fragmentation, freeBlocks } from "./space.ts";

const document = exampleCenter();

function countOf(...uses: [isLive: boolean | null, known: number | null][]) {
  const count = noRacks();
  for (const [isLive, known] of uses) countRack(count, isLive, known);
  return occupancyByCount(count);
}

describe("definitions of occupancy", () => {
  test("by count and by units differ, and both are right", () => {
    expect(shareOf(countOf([true, 1], [true, 1], [false, 1]))).toBeCloseTo(2 / 3, 12);
    expect(shareOf(occupancyByUnits(document))).toBeCloseTo(24 / 126, 12);
  });
  test("one height that nobody knows withholds the occupancy by units, whatever else is known", () => {
    const [rack, ...others] = document.racks;
    const [server] = document.servers;
    if (!rack || !server) throw new Error("the example has racks and servers");
    const racks = [{ ...rack, heightU: null }, ...others];
    expect(occupancyByUnits({ racks, servers: document.servers })).toBeNull();
    const servers = [{ ...server, heightU: null }];
    expect(shareOf(occupancyByUnits({ racks: document.racks, servers }))).toBeNull();
    expect(usableU({ heightU: null })).toBeNull();
    expect(usableU({ heightU: null, usableU: 38 })).toBe(38);
  });
  test("a silent rack is neither in use nor empty: five of five known, and not five of six", () => {
    const five = Array.from({ length: 5 }, (): [true, number] => [true, 1]);
    expect(countOf(...five, [null, 0])).toEqual({ part: 5, whole: 5, coverage: 5 / 6 });
  });
  test("an empty rack has nothing to hear, and says nothing of a silent one", () => {
    expect(countOf([true, 1], [null, null])).toEqual({ part: 1, whole: 2, coverage: 1 });
    expect(countOf([null, 0], [null, null])).toEqual({ part: 0, whole: 0, coverage: 0 });
    expect(countOf([null, null])).toEqual({ part: 0, whole: 1, coverage: 1 });
  });
  test("a rack heard for a part of the time is known for that part", () => {
    expect(countOf([true, 0.5], [false, 1])).toEqual({ part: 1, whole: 2, coverage: 0.75 });
  });
  test("zero racks have no occupancy", () => {
    expect(shareOf(countOf())).toBeNull();
  });
  test("reserved units are not usable, and a rack without a limit lowers what is known of limits", () => {
    expect(usableU({ heightU: 42, usableU: 38 })).toBe(38);
    const [rack] = document.racks;
    if (!rack) throw new Error("the example has racks");
    const { powerLimitW: _, ...unlimited } = rack;
    expect(limitsKnown([rack, unlimited])).toBe(0.5);
    expect(limitsKnown([])).toBe(0);
  });
});

describe("what racks use of their limits", () => {
  const useOf = (...racks: [limit: number, used: number, known: number | null][]) => {
    const use = noLimitUse();
    for (const rack of racks) addLimitUse(use, ...rack);
    return shareOfLimits(use);
  };
  test("known racks stand on both sides, an empty one draws nothing, a silent one lowers the coverage", () => {
    // 149 kW of 220 kW in use or empty; of a rack of 20 kW nothing is heard.
    const use = useOf([195_000, 149_000, 1], [25_000, 0, null], [20_000, 0, 0]);
    expect(use).toEqual({ part: 149_000, whole: 220_000, coverage: 220 / 240 });
    expect(shareOf(use)).toBeCloseTo(0.677, 3);
  });
  test("a rack heard half of the time is compared with half of its limit", () => {
    expect(useOf([10_000, 4000, 0.5], [10_000, 6000, 1])).toEqual({
      part: 10_000,
      whole: 15_000,
      coverage: 0.75,
    });
  });
  test("empty racks alone say nothing of silent ones, racks without a limit stand nowhere", () => {
    expect(useOf([10_000, 0, 0], [10_000, 0, null])).toEqual({ part: 0, whole: 0, coverage: 0 });
    expect(useOf([10_000, 0, null])).toEqual({ part: 0, whole: 10_000, coverage: 1 });
    expect(useOf([Number.NaN, 5000, 1], [10_000, 4000, 1])).toEqual({
      part: 4000,
      whole: 10_000,
      coverage: 1,
    });
    expect(useOf([Number.NaN, 5000, 1])).toBeNull();
  });
});

/** Of a rack whose units are known. */
function blocksOf(...asked: Parameters<typeof freeBlocks>): FreeBlock[] {
  const blocks = freeBlocks(...asked);
  if (!blocks) throw new Error("the units are known");
  return blocks;
}

describe("free room", () => {
  const rack = { heightU: 10 };
  const servers = [
    { id: "a", positionU: 3, heightU: 2 },
    { id: "b", positionU: 9, heightU: 1 },
  ];
  test("comes in blocks", () => {
    const blocks = blocksOf(rack, servers);
    expect(blocks).toEqual([
      { positionU: 1, heightU: 2 },
      { positionU: 5, heightU: 4 },
      { positionU: 10, heightU: 1 },
    ]);
    expect(fragmentation(blocks)).toBeCloseTo(1 - 4 / 7, 12);
    expect([firstFit(blocks, 1), firstFit(blocks, 3), firstFit(blocks, 8)]).toEqual([1, 5, null]);
  });
  test("is not told where a height or a place is not known", () => {
    expect(freeBlocks({ heightU: null }, [])).toBeNull();
    expect(freeBlocks(rack, [{ id: "a", positionU: 3, heightU: null }])).toBeNull();
    expect(freeBlocks(rack, [{ id: "a", heightU: 1 }])).toBeNull();
  });
  test("in one piece is not fragmented; none cannot be", () => {
    expect(fragmentation(blocksOf(rack, []))).toBe(0);
    expect(fragmentation([])).toBeNull();
  });
  test("free and filled units make the rack", () => {
    const slots = fc.uniqueArray(fc.integer({ min: 1, max: 42 }));
    fc.assert(
      fc.property(slots, (filled) => {
        const blocks = blocksOf(
          { heightU: 42 },
          filled.map((positionU) => ({ id: "", positionU, heightU: 1 })),
        );
        const free = blocks.reduce((sum, block) => sum + block.heightU, 0);
        expect(free + filled.length).toBe(42);
        const share = fragmentation(blocks);
        if (share !== null) expect(share >= 0 && share < 1).toBe(true);
      }),
    );
  });
});
