import { fixedClock } from "@aidc/testkit";
import { expect, it } from "vitest";
import { IngestStats } from "./stats.ts";

const sender = { centerId: "c1", sourceId: "k1" };
const of = (accepted: number, newestMs = 0, oldestMs = newestMs) => ({
  accepted,
  refused: 0,
  ended: 0,
  newestMs,
  oldestMs,
});

it("counts the last minute, not what came before it", () => {
  const clock = fixedClock(1_000_000_000_000);
  const stats = new IngestStats(clock.now);
  for (let second = 0; second < 120; second++) {
    stats.record(sender, of(second < 60 ? 1000 : 10));
    clock.advance(1000);
  }
  expect(stats.read("k1")).toMatchObject({ acceptedSamples: 60_600, samplesPerSecond: 590 / 60 });
  clock.advance(61_000);
  expect(stats.read("k1")?.samplesPerSecond).toBe(0);
});

it("spreads a first burst over at least ten seconds", () => {
  const clock = fixedClock();
  const stats = new IngestStats(clock.now);
  stats.record(sender, of(500));
  expect(stats.read("k1")?.samplesPerSecond).toBe(50);
});

it("remembers the newest sample, which need not be the last to come", () => {
  const clock = fixedClock();
  const stats = new IngestStats(clock.now);
  stats.record(sender, { ...of(0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), refused: 3 });
  expect(stats.read("k1")?.lastSampleAtMs).toBeNull();
  stats.record(sender, of(1, 9000));
  stats.record(sender, of(1, 5000));
  expect(stats.read("k1")).toMatchObject({
    lastSampleAtMs: 9000,
    refusedSamples: 3,
    lastReceivedAtMs: clock.now(),
  });
});

it("knows how far a sender's samples lie ahead, from when they came", () => {
  const clock = fixedClock(1_000_000_000_000);
  const stats = new IngestStats(clock.now);
  stats.record(sender, { ...of(0, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), refused: 3 });
  expect(stats.read("k1")?.aheadMs).toBeNull();
  stats.record(sender, of(1, clock.now() + 420_000));
  clock.advance(240_000);
  expect(stats.read("k1")?.aheadMs).toBe(420_000);
});

it("tells once how far into the past the samples reached, refused ones not counted", () => {
  const stats = new IngestStats(fixedClock().now);
  stats.record(sender, of(2, 9000, 4000));
  stats.record({ centerId: "c1", sourceId: "k2" }, of(2, 9000, 3000));
  stats.record(sender, of(0, 9000, 10));
  expect([stats.takeOldest("c1"), stats.takeOldest("c1"), stats.takeOldest("c2")]).toEqual([
    3000,
    null,
    null,
  ]);
});

it("lists the sources of one center and forgets them with it", () => {
  const stats = new IngestStats(fixedClock().now);
  stats.record(sender, of(1));
  stats.record({ centerId: "c2", sourceId: "k2" }, of(1));
  expect(stats.list("c1").map((source) => source.sourceId)).toEqual(["k1"]);
  stats.forgetCenter("c1");
  expect([stats.read("k1"), stats.list("c2").length]).toEqual([null, 1]);
});
