import { expect, test } from "vitest";
import { Feeders } from "./feeders.ts";

const key = (sourceId: string) => ({ centerId: "c1", sourceId });
const [series, patienceMs] = [7, 45_000];
type Told = readonly [by: string, atS: number];

/** A series of prom-a, whose point is told of every 15 s. */
function ownerAfter(told: readonly Told[], revoked: readonly string[] = []) {
  const feeders = new Feeders();
  feeders.own(series, key("a"), 0);
  const owners = told.map(([by, atS]) => {
    feeders.note(series, feeders.numberOf(key(by)), atS * 1000);
    for (const id of feeders.unread(10).get("c1") ?? []) feeders.read(id, key("a"), patienceMs);
    const due = feeders.due((id) => revoked.includes(id));
    for (const passing of due) feeders.pass(passing);
    return due[0]?.sourceId ?? null;
  });
  return owners.findLast((owner) => owner !== null) ?? "a";
}

const pair = (untilS: number): Told[] =>
  Array.from({ length: untilS / 15 }, (_, n) => [["a", n * 15] as const, ["b", n * 15 + 7] as const]).flat();

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
])("%s", (_name, told, revoked, owner) => {
  expect(ownerAfter(told, revoked)).toBe(owner);
});

test("a series that is new belongs to who made it, also where another key was heard first", () => {
  const feeders = new Feeders();
  feeders.ensureCapacity(4096);
  feeders.note(3000, feeders.numberOf(key("b")), 1000);
  expect(feeders.unread(10)).toEqual(new Map([["c1", [3000]]]));
  feeders.read(3000, key("a"), patienceMs);
  expect(feeders.due(() => false)).toEqual([]);
  feeders.note(3000, feeders.numberOf(key("b")), 47_000);
  expect(feeders.due(() => false)).toEqual([{ seriesId: 3000, ...key("b") }]);
});
