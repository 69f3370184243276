import { setTimeout as delay } from "node:timers/promises";
import { coverageGates } from "@aidc/contract";
import type { DemoKind, DemoSeries } from "@aidc/simulator";
import { dayMs, historyIntervalMs } from "@aidc/simulator";
import type { Sender } from "../push/sender.ts";
import type { ServerClient } from "../server/client.ts";
import { instants, sampled } from "./sampled.ts";

/**
 * The past of the demo center, newest day first, in five-minute steps: 13 months of the facility, 30 days of racks,
 * feeds, loops and tenants, 2 days of servers. Days that the server already covers are skipped, so that it can be interrupted and
 * taken up again; pushing a day twice changes nothing.
 */

const reach: Readonly<Record<Exclude<DemoKind, "accelerator">, { days: number; probe: string }>> = {
  meter: { days: 396, probe: "power" },
  rack: { days: 30, probe: "power" },
  plant: { days: 30, probe: "power" },
  tenant: { days: 30, probe: "accelerators_allocated" },
  server: { days: 2, probe: "power" },
};
type PastKind = keyof typeof reach;
const order: readonly PastKind[] = ["meter", "rack", "plant", "tenant", "server"];
const seriesPerRequest = 24;

export interface HistoryOptions {
  readonly client: ServerClient;
  readonly center: string;
  readonly sender: Sender;
  readonly series: readonly DemoSeries[];
  readonly nowMs: number;
  /** Awaited before each request: live samples go first. */
  readonly quiet: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly log: (message: string, facts?: object) => void;
}

export async function feedHistory(options: HistoryOptions): Promise<void> {
  const covered = new Map<PastKind, ReadonlySet<number>>();
  for (const kind of order) covered.set(kind, await coveredDays(options, kind));
  const startedMs = performance.now();
  let samples = 0;
  for (const day of daysBack(options.nowMs, reach.meter.days)) {
    for (const kind of order) {
      if (day.ago >= reach[kind].days || covered.get(kind)?.has(day.fromMs)) continue;
      samples += await feedDay(options, kind, day.fromMs, day.toMs);
    }
  }
  options.log("the past of the demo center is seeded", {
    samples,
    seconds: Math.round((performance.now() - startedMs) / 1000),
  });
}

interface Day {
  readonly ago: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Days of UTC, newest first; the newest ends now. */
export function daysBack(nowMs: number, count: number): Day[] {
  const today = Math.floor(nowMs / dayMs) * dayMs;
  return Array.from({ length: count }, (_, ago) => ({
    ago,
    fromMs: today - ago * dayMs,
    toMs: Math.min(nowMs, today - (ago - 1) * dayMs),
  }));
}

async function feedDay(
  options: HistoryOptions,
  kind: PastKind,
  fromMs: number,
  toMs: number,
): Promise<number> {
  const series = options.series.filter((one) => one.kind === kind);
  const times = instants(fromMs, toMs, historyIntervalMs);
  let samples = 0;
  for (let at = 0; at < series.length; at += seriesPerRequest) {
    options.signal.throwIfAborted();
    const request = sampled(series.slice(at, at + seriesPerRequest), times);
    await options.quiet();
    const startedMs = performance.now();
    if (request.length > 0) await options.sender.push(request);
    // Half of the time belongs to whoever else needs the server.
    await delay(Math.min(250, performance.now() - startedMs), undefined, { signal: options.signal });
    samples += request.reduce((sum, one) => sum + one.timesMs.length, 0);
  }
  return samples;
}

/** Starts of the days that the server covers, judged by the last series of a kind: it is pushed last. */
async function coveredDays(options: HistoryOptions, kind: PastKind): Promise<ReadonlySet<number>> {
  const { days, probe } = reach[kind];
  const probed = options.series.filter((series) => series.kind === kind && series.quantity === probe).at(-1);
  const all = daysBack(options.nowMs, days);
  const [newest, oldest] = [all[0], all.at(-1)];
  if (!probed || !newest || !oldest) return new Set();
  const history = await options.client.readHistory({
    center: options.center,
    subjectKind: probed.subject.kind,
    subjectId: probed.subject.id,
    quantity: probed.quantity,
    from: new Date(oldest.fromMs).toISOString(),
    to: new Date(newest.fromMs + dayMs).toISOString(),
    // One bucket a day, and the two that stand out at the ends.
    maxPoints: days + 2,
  });
  if (history === null) return new Set();
  const { bucketMs, buckets } = history;
  const covers = buckets
    // A day with less is fed again.
    .filter((bucket) => bucket.coverage >= coverageGates.valid)
    .map((bucket) => Date.parse(bucket.at));
  return new Set(
    all.filter((day) => day.ago > 0 && isCovered(day, covers, bucketMs)).map((day) => day.fromMs),
  );
}

/** Every part of the day lies in a bucket that is covered. */
function isCovered(day: Day, starts: readonly number[], bucketMs: number): boolean {
  const inside = starts.filter((start) => start < day.toMs && start + bucketMs > day.fromMs);
  const joint = inside.reduce(
    (sum, start) => sum + Math.min(day.toMs, start + bucketMs) - Math.max(day.fromMs, start),
    0,
  );
  return joint >= day.toMs - day.fromMs;
}
