import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dayMs, demoDocument, demoSeries, hourMs, sampleAt } from "@aidc/simulator";
import { eventually } from "@aidc/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Receiver } from "../receiver.fixture.ts";
import { openReceiver } from "../receiver.fixture.ts";
import { createServerClient } from "../server/client.ts";
import { runDemo } from "./demo.ts";
import { daysBack } from "./history.ts";

const nowMs = Date.UTC(2026, 2, 18, 4, 30);
let receiver: Receiver;
let dataDir = "";
let stop: AbortController;
let running: Promise<"stopped" | "removed">;
/** How far the clock was put forward. */
let skipMs = 0;
beforeEach(async () => {
  receiver = await openReceiver();
  dataDir = await mkdtemp(join(tmpdir(), "aidc-demo-"));
  stop = new AbortController();
  skipMs = 0;
});
afterEach(async () => {
  stop.abort();
  await running;
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

/** A clock that runs on from `startMs`. */
function start(startMs = nowMs): void {
  const offsetMs = startMs - Date.now();
  const client = createServerClient({ url: receiver.url, adminSecret: "s" });
  running = runDemo({
    client,
    dataDir,
    signal: stop.signal,
    now: () => Date.now() + offsetMs + skipMs,
    log: () => undefined,
  });
}
const covered = (from: string | null, to: string | null) => ({
  unit: "W",
  bucketMs: dayMs,
  buckets: Array.from({ length: (Date.parse(to ?? "") - Date.parse(from ?? "")) / dayMs }, (_, index) => ({
    at: new Date(Date.parse(from ?? "") + index * dayMs).toISOString(),
    mean: 1,
    min: 1,
    max: 1,
    coverage: 1,
  })),
});

test("the first request is a whole picture; the past follows, newest first", async () => {
  start();
  await eventually(() => expect(receiver.writes.length).toBeGreaterThan(12));
  const [first, ...rest] = receiver.writes;
  expect(first?.times).toHaveLength(demoSeries(nowMs).length);
  expect(Math.min(...(first?.times ?? []))).toBeGreaterThan(nowMs - 31_000);
  const past = rest.filter((write) => Math.min(...write.times) < nowMs - 60_000);
  const oldest = past.map((write) => Math.min(...write.times));
  expect(oldest.length).toBeGreaterThan(5);
  expect(oldest).toEqual([...oldest].sort((a, b) => b - a));
});

test("history and live are one curve: no second value for any instant", async () => {
  start();
  await eventually(() => expect(receiver.writes.length).toBeGreaterThan(12));
  expect(receiver.contradictions).toBe(0);
  const keyOf = (labels: Readonly<Record<string, string>>) =>
    JSON.stringify(Object.fromEntries(Object.entries(labels).sort()));
  const series = new Map(
    demoSeries(Math.floor(nowMs / hourMs) * hourMs).map((one) => [keyOf(one.labels), one]),
  );
  for (const [key, samples] of receiver.samples) {
    const one = series.get(key);
    for (const [timeMs, value] of [...samples].slice(0, 3)) expect(one && sampleAt(one, timeMs)).toBe(value);
  }
});

test("a later start goes on with the story that is there and feeds only today", async () => {
  const firstAnchorMs = nowMs - 40 * dayMs;
  receiver.document = demoDocument(firstAnchorMs);
  receiver.history = (query) => covered(query.get("from"), query.get("to"));
  start();
  await eventually(() =>
    expect(
      receiver.writes.filter((write) => write.names.has("aidc_rack_power_watts")).length,
    ).toBeGreaterThan(7),
  );
  expect(receiver.document).toMatchObject({
    leases: JSON.parse(JSON.stringify(demoDocument(firstAnchorMs).leases)),
  });
  const oldest = () => Math.min(...receiver.writes.flatMap((write) => write.times));
  await eventually(() => expect(oldest()).toBe(daysBack(nowMs, 1)[0]?.fromMs));
});

test("after an outage the live picture goes on and the hole is filled", async () => {
  start();
  const meter = () =>
    receiver.samples.get('{"__name__":"aidc_meter_power_watts","meter":"ups"}') ?? new Map<number, number>();
  const newest = () => Math.max(0, ...meter().keys());
  await eventually(() => expect(newest()).toBeGreaterThan(0));
  let refused = 0;
  receiver.status = () => {
    refused++;
    return 503;
  };
  await eventually(() => expect(refused).toBeGreaterThan(1));
  const lastBefore = newest();
  skipMs = 20 * 60_000;
  receiver.status = () => 204;
  await eventually(() => expect(newest()).toBeGreaterThan(lastBefore + skipMs - 60_000));
  const inHole = () =>
    [...meter().keys()].filter((at) => at > lastBefore && at <= lastBefore + skipMs).length;
  await eventually(() => expect(inHole()).toBeGreaterThanOrEqual(38));
  expect(receiver.contradictions).toBe(0);
});

test("feeding ends by itself when the demo was wiped", async () => {
  start();
  await eventually(() => expect(receiver.writes.length).toBeGreaterThan(0));
  receiver.status = () => 401;
  expect(await running).toBe("removed");
});

test("days are whole, newest first, and the newest ends now", () => {
  expect(daysBack(nowMs, 3)).toEqual([
    { ago: 0, fromMs: Date.UTC(2026, 2, 18), toMs: nowMs },
    { ago: 1, fromMs: Date.UTC(2026, 2, 17), toMs: Date.UTC(2026, 2, 18) },
    { ago: 2, fromMs: Date.UTC(2026, 2, 16), toMs: Date.UTC(2026, 2, 17) },
  ]);
});

test("ends when it is told to before its first picture came through", async () => {
  let asked = 0;
  receiver.status = () => {
    asked++;
    return 503;
  };
  start();
  await eventually(() => expect(asked).toBeGreaterThan(0));
  stop.abort();
  expect(await running).toBe("stopped");
});
