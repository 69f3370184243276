import { feedSchema, loopSchema } from "@aidc/contract";
import { expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { liveDistribution, liveImpact } from "./distribution.ts";
import { indexCenter } from "./index-center.ts";

const nowMs = Date.UTC(2026, 0, 10);
const fresh = nowMs - 1000;

test("feeds and loops, parents first, with load, limit and what the other path would put on them", () => {
  const document = exampleCenter({
    feeds: [
      { id: "a1", parent: "a", path: "A", racks: ["R1"], ratedA: 10, volts: 400, phases: 3 },
      { id: "a", path: "A", meter: "cold" },
      { id: "b", path: "B", racks: ["R1", "R2"] },
    ].map((feed) => feedSchema.parse({ name: feed.id, ...feed })),
    loops: [loopSchema.parse({ id: "l", name: "l", racks: ["R1"], designFlowLpm: 100, designHeatW: 9000 })],
  });
  const points = pointsOf(
    ...([
      ["feed", "a1", "power"],
      ["meter", "cold", "power"],
      ["rack", "R1", "power"],
    ] as const),
    ...([
      ["loop", "l", "flow"],
      ["loop", "l", "leak"],
    ] as const),
  );
  const latest = latestOf([fresh, 1000], [fresh, 1100], [fresh, 2500], [fresh, 90], [fresh, 1]);
  const { feeds, loops } = liveDistribution(indexCenter(document, points), latest, nowMs);
  expect(feeds.map(({ id, parent, racks }) => [id, parent, racks])).toEqual([
    ["a", null, 1],
    ["a1", "a", 1],
    ["b", null, 2],
  ]);
  const [a, a1, b] = feeds;
  expect(a?.power.value).toBe(1100);
  expect(a1).toMatchObject({ limitW: 5543, powerAloneW: 2500 });
  // R2 holds a server whose power nobody tells.
  expect(b).toMatchObject({ limitW: null, powerAloneW: null });
  expect(b?.power).toMatchObject({ value: null, reason: "no_meter" });
  expect(loops).toMatchObject([{ id: "l", leak: "leak", racks: 1, designFlowLpm: 100, designHeatW: 9000 }]);
  expect(loops[0]?.flow.value).toBe(90);
  expect(loops[0]?.heatRemoved.value).toBeNull();
});

test("who leases without a place may hang on what is free there, and nobody on what others hold", () => {
  const placed = exampleCenter();
  const leases = placed.leases.flatMap((one) =>
    one.id === "L2" ? [one, { ...one, id: "L3", amount: 2 }] : [one],
  );
  const openOf = (id: string, document = exampleCenter({ leases })) =>
    liveImpact(indexCenter(document, []), latestOf(), nowMs, { kind: "rack", id })?.open;
  // The four cards of R1 are L1's; of R2 one is L2's and one is free.
  expect(openOf("R2")).toEqual([{ id: "t2", name: "Tenant Two", nameZh: "二", contracts: ["L3"] }]);
  expect(openOf("R1")).toEqual([]);
  expect(openOf("R2", placed)).toEqual([]);
});
