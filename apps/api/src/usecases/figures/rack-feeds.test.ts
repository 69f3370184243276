import { aCenterDocument } from "@aidc/testkit";
import { expect, it } from "vitest";
import { aPoint } from "./memory-telemetry.fixture.ts";
import { rackUses } from "./rack-feeds.ts";

const racks = aCenterDocument().racks.slice(0, 1);
const servers = ["old", "late"].map((id) => ({ id, rack: racks[0]?.id ?? "" }));
const points = servers.map(({ id }, seriesId) =>
  aPoint({ subject: { kind: "server", id }, quantity: "power", seriesId }),
);
const heard = { max: 5, coveredMs: 1000 };
const silent = { max: null, coveredMs: 0 };

// Naive: the late one was silent in a rack that it was not in, so half of the rack was unknown.
it.each([
  ["was not there", ["late"], [heard, silent], { live: true, coveredMs: 1000 }],
  ["was there and silent", [], [heard, silent], { live: true, coveredMs: 500 }],
  ["was heard, so it was there", ["late"], [heard, heard], { live: true, coveredMs: 1000 }],
  ["was alone there, and neither was", ["old", "late"], [silent, silent], { live: null, coveredMs: null }],
])("a rack tells of a window in which the second server %s", (_, notThere, totals, use) => {
  const document = {
    racks,
    servers: aCenterDocument()
      .servers.slice(0, 1)
      .flatMap((like) => servers.map((one) => ({ ...like, ...one }))),
  };
  const told = rackUses(
    document,
    new Map([[racks[0]?.id ?? "", points]]),
    new Set(notThere),
    (point) => totals[points.indexOf(point)],
  );
  expect(told).toEqual([use]);
});
