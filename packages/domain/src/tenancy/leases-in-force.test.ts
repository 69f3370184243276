import type { CenterDocument } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { leasesInForce } from "./leases-in-force.ts";

const january = Date.parse("2026-01-15T00:00:00Z");

/** A document that counts how often its servers are read: each read goes through every card of the center. */
function counting(change: Partial<CenterDocument> = {}) {
  const { servers, ...rest } = exampleCenter(change);
  const reads = { count: 0 };
  const document: CenterDocument = Object.defineProperty({ ...rest, servers }, "servers", {
    get: () => {
      reads.count++;
      return servers;
    },
  });
  return { document, reads };
}

// Naive: anew at each look, so 3 and 1.
test.each<readonly [string, Partial<CenterDocument>, number]>([
  ["cards are looked up once, however often it is asked", {}, 1],
  ["where nothing is given no card is looked up", { assignments: [] }, 0],
])("%s", (_name, change, expected) => {
  const { document, reads } = counting(change);
  for (const atMs of [january, january + 60_000, january + 120_000]) leasesInForce(document, atMs);
  expect(reads.count).toBe(expected);
});

test("of each lease in force what is placed, at each moment anew", () => {
  const placedAt = (atMs: number) =>
    leasesInForce(exampleCenter(), atMs).map(({ contract, placed }) => [contract, placed]);
  expect(placedAt(january)).toEqual([
    ["L1", 4],
    ["L2", 1],
  ]);
  expect(placedAt(Date.parse("2026-02-02T00:00:00Z"))).toEqual([["L1", 4]]);
});
