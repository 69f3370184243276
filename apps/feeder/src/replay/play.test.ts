import { inTime } from "@aidc/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSender } from "../push/sender.ts";
import type { Receiver } from "../receiver.fixture.ts";
import { openReceiver } from "../receiver.fixture.ts";
import type { Progress, Speed } from "./play.ts";
import { play } from "./play.ts";
import type { RecordedSeries } from "./recording.ts";
import { countSamples } from "./recording.ts";

let receiver: Receiver;
beforeEach(async () => {
  receiver = await openReceiver();
});
afterEach(() => receiver.close());

function gauge(server: string, count: number, stepMs: number): RecordedSeries {
  const timesMs = Float64Array.from({ length: count }, (_, index) => 1_715_960_307_185 + index * stepMs);
  return {
    labels: { __name__: "aidc_server_power_watts", server },
    timesMs,
    values: timesMs.map((timeMs) => timeMs % 977),
  };
}
const playAt = (series: RecordedSeries[], speed: Speed, onProgress?: (progress: Progress) => void) =>
  play(series, {
    sender: createSender({ url: receiver.url, key: "k", concurrency: 2, firstBackoffMs: 1 }),
    speed,
    ...(onProgress ? { onProgress } : {}),
  });
const stored = () =>
  new Map([...receiver.samples].map(([key, samples]) => [key, [...samples].sort(([a], [b]) => a - b)]));
const expected = (series: RecordedSeries[]) =>
  new Map(
    series.map((one) => [
      JSON.stringify(one.labels),
      Array.from(one.timesMs, (timeMs, index) => [timeMs, one.values[index]]),
    ]),
  );

test("at full speed every sample arrives once, in requests of bounded size", async () => {
  const series = [gauge("a", 9000, 2000), gauge("b", 4000, 3500)];
  const played = await playAt(series, "max");
  expect(played).toEqual({ samples: 13_000, requests: 3 });
  expect(stored()).toEqual(expected(series));
});

test("played twice, and through a server that fails now and then, it is the same", async () => {
  const series = [gauge("a", 9000, 2000)];
  let calls = 0;
  receiver.status = () => (++calls % 3 === 0 ? 503 : 204);
  await playAt(series, "max");
  await playAt(series, "max");
  expect(stored()).toEqual(expected(series));
  expect(receiver.contradictions).toBe(0);
});

test("progress ends at all samples", async () => {
  const series = [gauge("a", 12_000, 2000)];
  const seen: Progress[] = [];
  await playAt(series, "max", (progress) => seen.push(progress));
  expect(seen.at(-1)).toMatchObject({ sentSamples: countSamples({ series }), allSamples: 12_000 });
});

test("at a speed the requests follow the recording, and silence is skipped", async () => {
  const before = gauge("a", 4, 10_000);
  const after = {
    ...before,
    labels: { ...before.labels, server: "b" },
    timesMs: before.timesMs.map((timeMs) => timeMs + 90 * 86_400_000),
  };
  const startedMs = performance.now();
  expect(await inTime(playAt([before, after], 20), 15_000)).toBe(true);
  expect(receiver.writes.map((write) => write.times.length)).toEqual([2, 2, 2, 2]);
  // Each no sooner than its second from the start; how long it was on its way is another matter.
  for (const [second, { atMs }] of receiver.writes.entries())
    expect(atMs - startedMs).toBeGreaterThan(1_000 * second - 200);
  expect(stored()).toEqual(expected([before, after]));
});
