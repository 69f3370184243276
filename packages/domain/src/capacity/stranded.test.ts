import type { CenterDocument, Feed, ReferenceNode } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RackPowerOf } from "../rack/feeds.ts";
import { BranchRoom } from "./branch-room.ts";
import { bindingOf, gangCards, nodesInPower, nodesInSpace } from "./stranded.ts";
import { strandedOf, typicalNode } from "./stranded-center.ts";

describe("what binds a rack", () => {
  test.each([
    ["room but no power", 5, 1, null, { usable: 1, binds: "power", strandedNodes: 4 }],
    ["power but no room", 0, 3, null, { usable: 0, binds: "space", strandedNodes: 3 }],
    ["both but no cooling", 5, 4, 2, { usable: 2, binds: "cooling", strandedNodes: 2 }],
    [
      "lifting the least frees no more than the next allows",
      5,
      1,
      2,
      { usable: 1, binds: "power", strandedNodes: 1 },
    ],
    ["equals do not strand each other", 2, 2, 4, { usable: 2, binds: null, strandedNodes: 0 }],
    ["full in every way", 0, 0, 0, { usable: 0, binds: null, strandedNodes: 0 }],
    ["space is not known", null, 3, 3, { usable: null, binds: null, strandedNodes: 0 }],
    ["power is not known", 3, null, 3, { usable: null, binds: null, strandedNodes: 0 }],
  ] as const)("%s", (_, bySpace, byPower, byCooling, expected) => {
    expect(bindingOf({ bySpace, byPower, byCooling })).toEqual(expected);
  });
  test.each([
    [20_000, 10_200, 1],
    [20_400, 10_200, 2],
    [-800, 10_200, 0],
    [null, 10_200, null],
  ])("%d W of headroom for nodes of %d W", (headroom, node, expected) => {
    expect(nodesInPower(headroom, node)).toBe(expected);
  });
  test.each([
    ["one block of ten", [10], 8, 1],
    ["the same ten units in pieces", [4, 4, 2], 8, 0],
    ["two blocks", [16, 9], 8, 3],
    ["no room", [], 8, 0],
  ])("%s", (_, blocks, node, expected) => {
    expect(nodesInSpace(blocks, node)).toBe(expected);
  });
});

describe("free cards in gangs", () => {
  const server = (free: number, cards = 8) => ({ free, cards });
  test.each([
    ["every card is a gang of one", [server(6), server(1)], 1, 7],
    ["two of six and nothing of one", [server(6), server(1)], 4, 4],
    ["a gang of the server's size needs the whole server", [server(8), server(6)], 8, 8],
    ["a larger gang takes whole servers", [server(8), server(8), server(8), server(4)], 16, 16],
    ["nothing is free", [server(0)], 1, 0],
  ])("%s", (_, blocks, gang, expected) => {
    expect(gangCards(blocks, gang)).toBe(expected);
  });
  test("never more than are free, and no part of a gang", () => {
    const blocks = fc.array(fc.integer({ min: 0, max: 8 }).map((free) => server(free)));
    fc.assert(
      fc.property(blocks, fc.integer({ min: 1, max: 40 }), (all, gang) => {
        const usable = gangCards(all, gang);
        expect(usable <= all.reduce((sum, { free }) => sum + free, 0) && usable % gang === 0).toBe(true);
      }),
    );
  });
});

describe("room along a tree", () => {
  const tree = () =>
    new BranchRoom([
      { id: "top", parent: null, limitW: 30 },
      { id: "left", parent: "top", limitW: 20 },
      { id: "right", parent: "top", limitW: null },
    ]);
  test("is that of the narrowest on the way up, and shrinks for all below", () => {
    const room = tree();
    expect([room.roomAt("left"), room.roomAt("right"), room.roomAt("nowhere")]).toEqual([20, 30, null]);
    room.take(["right"], 25);
    expect([room.roomAt("left"), room.roomAt("right")]).toEqual([5, 5]);
  });
  test("is taken once above two branches, and is not known where what hangs there is not", () => {
    const room = tree();
    room.take(["left", "right"], 10);
    expect(room.roomAt("top")).toBe(20);
    room.take(["right"], null);
    expect([room.roomAt("top"), room.roomAt("left")]).toEqual([null, 10]);
  });
});

const now = Date.parse("2026-01-15T00:00:00Z");
const node: ReferenceNode = { heightU: 8, powerW: 10_000, cards: 8, model: null, origin: "stated" };

/** Racks r1, r2, ... of 42 U, each with servers of 8 U, 10 kW and 8 cards from the floor up. */
function center(
  servers: readonly number[],
  change: {
    limitW?: number;
    coolingLimitW?: number;
    feeds?: Partial<Feed>[];
    loops?: object[];
    held?: string[];
  } = {},
): CenterDocument {
  return centerDocumentSchema.parse({
    center: { id: "c", name: "C", timeZone: "UTC" },
    halls: [{ id: "h", name: "H" }],
    rows: [{ id: "w", hall: "h", name: "W" }],
    racks: servers.map((_, at) => ({
      id: `r${at + 1}`,
      row: "w",
      name: `r${at + 1}`,
      position: at + 1,
      powerLimitW: change.limitW ?? 40_000,
      coolingLimitW: change.coolingLimitW,
    })),
    servers: servers.flatMap((count, at) =>
      Array.from({ length: count }, (_, slot) => ({
        id: `r${at + 1}-${slot}`,
        rack: `r${at + 1}`,
        name: "s",
        positionU: 1 + 8 * slot,
        heightU: 8,
        ratedPowerW: 10_000,
        accelerators: { model: "h100-sxm", count: 8 },
      })),
    ),
    feeds: change.feeds?.map((feed, at) => ({ id: `f${at}`, name: "f", ...feed })) ?? [],
    loops: change.loops?.map((loop, at) => ({ id: `l${at}`, name: "l", ...loop })) ?? [],
    tenants: [{ id: "t", name: "T" }],
    leases: [
      { id: "L", tenant: "t", resource: "accelerators", amount: 9, from: "2026-01-01T00:00:00Z", to: null },
    ],
    assignments: (change.held ?? []).map((accelerator) => ({
      lease: "L",
      accelerator,
      from: "2026-01-01T00:00:00Z",
      to: null,
    })),
  });
}
const nothingMeasured = () => null;
const ask = (document: CenterDocument, gang = 8, measured: RackPowerOf = nothingMeasured) =>
  strandedOf(document, { node, gang }, now, measured);
const bindsOf = (document: CenterDocument, measured?: RackPowerOf) =>
  ask(document, 8, measured).racks.map(({ usable, binds, strandedNodes }) => [usable, binds, strandedNodes]);

describe("a center", () => {
  test("says how many racks have room but no power, with their kW and cards", () => {
    const found = ask(center([0, 0, 4], { limitW: 20_000 }));
    expect(found.racks.map(({ bySpace, byPower, binds }) => [bySpace, byPower, binds])).toEqual([
      [5, 2, "power"],
      [5, 2, "power"],
      [1, 0, "power"],
    ]);
    expect(found.groups[0]).toEqual({ binds: "power", racks: 3, cards: 56, powerW: 70_000 });
    expect(found.usableNodes).toBe(4);
  });
  test("racks on one breaker take from it one after the other", () => {
    const feeds = [{ limitW: 30_000, racks: ["r1", "r2"], path: "A" as const }];
    expect(bindsOf(center([0, 0], { feeds }))).toEqual([
      [3, "power", 2],
      [0, "power", 5],
    ]);
  });
  test("a breaker of which nobody states a limit does not bind", () => {
    expect(bindsOf(center([0], { feeds: [{ racks: ["r1"] }] }))).toEqual([[4, "power", 1]]);
  });
  test("cooling binds where the loop is full", () => {
    const loops = [{ designHeatW: 40_000, racks: ["r1", "r2"] }];
    expect(bindsOf(center([3, 0], { limitW: 60_000, loops }))).toEqual([
      [1, "cooling", 1],
      [0, "cooling", 5],
    ]);
  });
  test("cooling binds where the place of the rack takes no more heat, whatever its loop would carry", () => {
    const place = { limitW: 120_000, coolingLimitW: 20_000 };
    expect(bindsOf(center([0, 1], place))).toEqual([
      [2, "cooling", 3],
      [1, "cooling", 3],
    ]);
    expect(ask(center([0], place)).coolingUnknownRacks).toBe(0);
    const loops = [{ racks: ["r1"] }, { designHeatW: 90_000, racks: ["r2"] }];
    expect(bindsOf(center([0, 0], { ...place, loops }))).toEqual([
      [2, "cooling", 3],
      [2, "cooling", 3],
    ]);
    expect(bindsOf(center([0], { ...place, loops: [{ designHeatW: 10_000, racks: ["r1"] }] }))).toEqual([
      [1, "cooling", 4],
    ]);
  });
  test("what is drawn above its rating is taken too: of the limit, of the breaker and of the cooling", () => {
    const feeds = [{ limitW: 60_000, racks: ["r1", "r2"], path: "A" as const }];
    const loops = [{ designHeatW: 70_000, racks: ["r1", "r2"] }];
    const document = center([1, 0], { feeds, loops });
    const measured = (rack: string) => (rack === "r1" ? 12_000 : 0);
    expect(bindsOf(document)).toEqual([
      [3, "power", 1],
      [2, "power", 1],
    ]);
    const found = ask(document, 8, measured);
    expect(found.racks.map(({ powerHeadroomW, byCooling }) => [powerHeadroomW, byCooling])).toEqual([
      [28_000, 5],
      [28_000, 3],
    ]);
    // Below its rating it may be drawn any time.
    expect(bindsOf(document, (rack) => (rack === "r1" ? 3000 : 0))).toEqual(bindsOf(document));
  });
  test("power without room is stranded too", () => {
    expect(bindsOf(center([5], { limitW: 80_000 }))).toEqual([[0, "space", 3]]);
  });
  test("says nothing of a rack whose servers have no rating or no place", () => {
    const document = center([1, 1]);
    const [first, second] = document.servers;
    if (!first || !second) throw new Error("two servers");
    const { ratedPowerW: _, ...unrated } = first;
    const { positionU: __, ...unplaced } = second;
    const found = ask({ ...document, servers: [unrated, unplaced] });
    expect(found).toMatchObject({ unknownRacks: 2, groups: [] });
    expect(found.racks.map(({ bySpace, byPower, usable }) => [bySpace, byPower, usable])).toEqual([
      [4, null, null],
      [null, 3, null],
    ]);
  });
  test("free cards that no gang takes are stranded by their gang", () => {
    const found = ask(center([2], { held: ["r1-0:0", "r1-0:1", "r1-0:2"] }));
    expect(found.groups.find(({ binds }) => binds === "gang")).toEqual({
      binds: "gang",
      racks: 1,
      cards: 5,
      powerW: 6250,
    });
    expect(found.gangs.map(({ gang, gangCards: cards }) => [gang, cards])).toEqual([
      ...[
        [1, 13],
        [2, 12],
        [4, 12],
        [8, 8],
        [16, 0],
        [32, 0],
      ],
    ]);
  });
  test("the typical node is the commonest server with cards and a rating", () => {
    expect(typicalNode(center([2]).servers)).toMatchObject({ heightU: 8, powerW: 10_000, cards: 8 });
    expect(typicalNode([])).toBeNull();
    expect(strandedOf(center([1]), { node: null, gang: 8 }, now, nothingMeasured)).toMatchObject({
      racks: [],
      groups: [],
    });
  });
});
