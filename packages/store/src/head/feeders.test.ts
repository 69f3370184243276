import { expect, test } from "vitest";
import { Feeders } from "./feeders.ts";

const key = (sourceId: string) => ({ centerId: "c1", sourceId });
const [series, patienceMs] = [7, 45_000];
type Told = readonly [by: string, atS: number, receivedS?: number];

/** A series of prom-a, whose point is told of every 15 s. */
function ownersAfter(told: readonly Told[], revoked: readonly string[] = []): string[] {
  const feeders = new Feeders();
  feeders.own(series, key("a"), 0, 0);
  let owner = "a";
  return told.map(([by, atS, receivedS = atS]) => {
    feeders.note(series, feeders.numberOf(key(by)), atS * 1000, receivedS * 1000);
    for (const id of feeders.unread(10).get("c1") ?? []) feeders.read(id, key("a"), patienceMs);
    const due = feeders.due((id) => revoked.includes(id));
    for (const passing of due) feeders.pass(passing);
    owner = due[0]?.sourceId ?? owner;
    return owner;
  });
}

const pair = (untilS: number): Told[] =>
  Array.from({ length: untilS / 15 }, (_, n) => [["a", n * 15] as const, ["b", n * 15 + 7] as const]).flat();

const every = (stepS: number, by: string, fromS: number, toS: number): Told[] =>
  Array.from({ length: (toS - fromS) / stepS }, (_, n) => [by, fromS + n * stepS]);

/** Samples of 15 s that come together, in two requests, every five minutes. */
const batches = (by: string, untilS: number, fromS = 0): Told[] =>
  every(15, by, fromS, untilS).map(([, atS]) => {
    const endS = fromS + (Math.floor((atS - fromS) / 300) + 1) * 300;
    return [by, atS, endS - atS > 150 ? endS : endS + 2];
  });

/** From `fromS` on `a` goes on with its batches, and `b` sends each sample as it is, or batches a while after. */
function besides(fromS: number, untilS: number, other: (fromS: number) => Told[]): Told[] {
  const own = batches("a", untilS, fromS);
  return [...own, ...other(fromS)].toSorted(([, a, ra = a], [, b, rb = b]) => ra - rb);
}

test.each<[string, readonly Told[], readonly string[], string]>([
  ["its own key goes on", [["a", 15]], [], "a"],
  ["a pair, of which the first goes on", pair(600), [], "a"],
  ["another key, until three cadences are over", [["b", 45]], [], "a"],
  ["and then", [["b", 46]], [], "b"],
  ["one of a pair is gone", [...pair(600), ["b", 622], ["b", 637]], [], "b"],
  [
    "a past that another key sends later",
    [
      ["a", 600],
      ["b", 300],
    ],
    [],
    "a",
  ],
  [
    "its key was revoked: at once",
    [
      ["a", 15],
      ["b", 16],
    ],
    ["a"],
    "b",
  ],
  ["both were revoked", [["b", 600]], ["a", "b"], "a"],
  [
    "its key delivers every five minutes what it kept",
    [...batches("a", 900), ...besides(900, 3600, (fromS) => every(15, "b", fromS, 3600))],
    [],
    "a",
  ],
  [
    "its key delivered so, and then no more",
    [...batches("a", 900), ...every(15, "b", 900, 1500), ["b", 1515]],
    [],
    "b",
  ],
  [
    "its key was silent for an hour and more, once: that is an outage and not how it delivers",
    [...every(15, "a", 0, 60), ["a", 7200], ...every(15, "a", 7215, 7275), ["b", 7307]],
    [],
    "b",
  ],
  [
    "its key catches up with old stamps",
    [
      ["a", 600],
      ["b", 607],
      ["a", 615, 1200],
      ["b", 1200, 1201],
      ["a", 630, 1202],
      ["b", 1215, 1216],
    ],
    [],
    "a",
  ],
  [
    "another key sends a past that is longer than the patience, of when nobody sent",
    [["a", 600], ...every(15, "b", 30, 600).map(([by, atS]): Told => [by, atS, 1000 + atS])],
    [],
    "a",
  ],
])("%s", (_name, told, revoked, owner) => {
  expect(ownersAfter(told, revoked).at(-1)).toBe(owner);
});

test("a pair that delivers in batches, in turn, does not change hands: naive with every batch", () => {
  const pair = besides(900, 3600, (fromS) => batches("b", 3600, fromS + 150));
  expect(new Set(ownersAfter([...batches("a", 900), ...pair]))).toEqual(new Set(["a"]));
  // The first one is gone, comes back an hour after, and does not get it back.
  const alone = batches("b", 7200, 3750);
  const back = besides(7200, 9900, (fromS) => batches("b", 9900, fromS + 150));
  const owners = ownersAfter([...batches("a", 900), ...pair, ...alone, ...back]);
  expect(owners.filter((owner, at) => owner !== owners[at - 1])).toEqual(["a", "b"]);
});

test("a series that is new belongs to who made it, also where another key was heard first", () => {
  const feeders = new Feeders();
  feeders.ensureCapacity(4096);
  feeders.note(3000, feeders.numberOf(key("b")), 1000, 1000);
  expect(feeders.unread(10)).toEqual(new Map([["c1", [3000]]]));
  feeders.read(3000, key("a"), patienceMs);
  expect(feeders.due(() => false)).toEqual([]);
  feeders.note(3000, feeders.numberOf(key("b")), 47_000, 47_000);
  expect(feeders.due(() => false)).toEqual([{ seriesId: 3000, ...key("b") }]);
});

test("a key that sent once is forgotten, and nothing is looked for then: naive it has what is revoked a month after", () => {
  const feeders = new Feeders();
  feeders.own(series, key("a"), 0, 0);
  const noted = (by: string, atS: number) => {
    feeders.note(series, feeders.numberOf(key(by)), atS * 1000, atS * 1000);
    for (const id of feeders.unread(10).get("c1") ?? []) feeders.read(id, key("a"), patienceMs);
    expect(feeders.due(() => false)).toEqual([]);
    return feeders.hasRivals;
  };
  expect(noted("b", 1)).toBe(true);
  expect([15, 30, 45, 46, 46.001].map((atS) => noted("a", atS))).toEqual([true, true, true, true, false]);
  expect(feeders.due((id) => id === "a")).toEqual([]);
  expect(noted("b", 47)).toBe(true);
  expect(feeders.due((id) => id === "a")).toEqual([{ seriesId: series, ...key("b") }]);
});
