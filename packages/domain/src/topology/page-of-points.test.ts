import { centerDocumentSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { pageOfPoints } from "./page-of-points.ts";

const halls = 2;
const rowsOfHall = 4;
const racksOfRow = 10;
const serversOfRack = 4;
const cardsOfServer = 8;

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const rows = upTo(halls).flatMap((h) => upTo(rowsOfHall).map((r) => ({ id: `h${h}r${r}`, hall: `h${h}` })));
const racks = rows.flatMap(({ id }) => upTo(racksOfRow).map((k) => ({ id: `${id}k${k}`, row: id })));
const servers = racks.flatMap(({ id }) => upTo(serversOfRack).map((s) => ({ id: `${id}s${s}`, rack: id })));
const document = exampleCenter(
  centerDocumentSchema.pick({ rows: true, racks: true, servers: true }).parse({
    rows: rows.map((row) => ({ ...row, name: row.id })),
    racks: racks.map((rack) => ({ ...rack, name: rack.id, position: 1 })),
    servers: servers.map((server) => ({ ...server, name: server.id })),
  }),
);
const cards = servers.flatMap(({ id }) =>
  upTo(cardsOfServer).map((slot) => ({ subject: { kind: "accelerator" as const, id: `${id}:${slot - 1}` } })),
);
const page = (
  points: readonly { subject: { kind: "accelerator" | "meter" | "server" | "rack"; id: string } }[],
  within: Parameters<typeof pageOfPoints>[2]["within"] = null,
  offset = 0,
) => pageOfPoints(document, points, { within, offset, most: 50 });

test("thousands of cards open hall by hall down to the cards of a server, and each step adds up", () => {
  const all = page(cards);
  expect(all).toMatchObject({ count: 2560, points: [], next: null });
  expect(all.groups).toEqual([
    { kind: "hall", id: "h1", points: 1280 },
    { kind: "hall", id: "h2", points: 1280 },
  ]);
  expect(page(cards, { kind: "hall", id: "h1" }).groups.map(({ id, points }) => [id, points])).toEqual(
    ["h1r1", "h1r2", "h1r3", "h1r4"].map((id) => [id, 320]),
  );
  const row = page(cards, { kind: "row", id: "h1r1" });
  expect([row.groups.length, row.groups[0], row.count]).toEqual([
    10,
    { kind: "rack", id: "h1r1k1", points: 32 },
    320,
  ]);
  const rack = page(cards, { kind: "rack", id: "h1r1k1" });
  expect([rack.groups, rack.points.length, rack.next]).toEqual([[], 32, null]);
});

test.each([
  ["few points are told as they are", cards.slice(0, 50), 0, 50],
  ["a kind of place that all share is passed over", cards.slice(0, 320), 10, 0],
  ["a place with one point is that point", cards.slice(0, 1281), 1, 1],
] as const)("%s", (_, points, groups, singles) => {
  const told = page(points);
  expect([told.groups.length, told.points.length]).toEqual([groups, singles]);
});

test("what stands nowhere follows the places, a page at a time, and none is told twice", () => {
  const meters = upTo(120).map((at) => ({ subject: { kind: "meter" as const, id: `m${at}` } }));
  const points = [...meters, ...cards];
  const told: string[] = [];
  let next: number | null = 0;
  while (next !== null) {
    const one = page(points, null, next);
    expect(one.groups.length + one.points.length).toBeLessThanOrEqual(50);
    expect(one.count).toBe(points.length);
    told.push(...one.groups.map(({ id }) => id), ...one.points.map(({ subject }) => subject.id));
    next = one.next;
  }
  expect(told).toEqual(["h1", "h2", ...meters.map(({ subject }) => subject.id)]);
});

test("a place that is not there has no points", () => {
  expect(page(cards, { kind: "rack", id: "elsewhere" })).toEqual({
    groups: [],
    points: [],
    count: 0,
    next: null,
  });
});
