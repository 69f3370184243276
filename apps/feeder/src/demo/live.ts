import { setTimeout as delay } from "node:timers/promises";
import type { DemoKind, DemoSeries } from "@aidc/simulator";
import { liveIntervalsMs } from "@aidc/simulator";
import type { Sender } from "../push/sender.ts";
import { GaveUp } from "../push/sender.ts";
import type { TimeSeries } from "../push/write-request.ts";
import { instants, sampled } from "./sampled.ts";

/** The picture of this moment, pushed every second as far as something is due. It has priority over all history. */
export interface LiveFeed {
  /** The first complete picture was acknowledged. Rejects when the feed ended before. */
  readonly firstPicture: Promise<void>;
  /** Resolves while no live push is on the way. */
  quiet(): Promise<void>;
  /** Ends when the signal aborts; rejects when the server refuses the key or the center is gone. */
  readonly ended: Promise<void>;
}

const tickMs = 1000;
/** After an outage the hole is filled at this cadence; older than `holeMs` is left to the history feed. */
const holeStepMs = 30_000;
const holeMs = 3_600_000;
const kinds = [
  ...(["meter", "rack", "plant", "tenant", "server", "accelerator"] as const satisfies readonly DemoKind[]),
];

export interface LiveOptions {
  readonly sender: Sender;
  readonly series: readonly DemoSeries[];
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly log: (message: string, facts?: object) => void;
}

export function startLive(options: LiveOptions): LiveFeed {
  const byKind = new Map(
    kinds.map((kind) => [kind, options.series.filter((series) => series.kind === kind)]),
  );
  const deliveredMs = new Map<DemoKind, number>();
  const first = Promise.withResolvers<void>();
  let current: Promise<void> = Promise.resolve();
  first.promise.catch(() => undefined);

  const tick = async () => {
    const due = dueAt(options.now(), deliveredMs);
    if (due.length === 0) return;
    const request = due.flatMap(({ kind, timeMs, missedFromMs }) => {
      const series = byKind.get(kind) ?? [];
      return missedFromMs === null ? sampled(series, [timeMs]) : withHole(kind, series, missedFromMs, timeMs);
    });
    await options.sender.push(request);
    for (const { kind, timeMs } of due) deliveredMs.set(kind, timeMs);
    first.resolve();
  };
  const loop = async () => {
    while (!options.signal.aborted) {
      current = tick().catch((error: unknown) => passOver(error, options));
      await current;
      const nowMs = options.now();
      await sleep(tickMs - (nowMs % tickMs), options.signal);
    }
  };
  const ended = loop();
  // Whoever waits for a first picture that never came would wait for ever.
  ended.then(() => first.reject(options.signal.reason), first.reject);
  return { firstPicture: first.promise, quiet: () => current.catch(() => undefined), ended };
}

/** An outage is waited out, and so is the end; anything else ends the feed. */
function passOver(error: unknown, options: LiveOptions): void {
  if (options.signal.aborted) return;
  if (!(error instanceof GaveUp)) throw error;
  options.log("live samples wait for the server", { why: error.message });
}

interface Due {
  readonly kind: DemoKind;
  readonly timeMs: number;
  /** Start of an outage that lies before, or null. */
  readonly missedFromMs: number | null;
}

function dueAt(nowMs: number, deliveredMs: ReadonlyMap<DemoKind, number>): Due[] {
  return kinds.flatMap((kind): Due[] => {
    const intervalMs = liveIntervalsMs[kind];
    const timeMs = Math.floor(nowMs / intervalMs) * intervalMs;
    const last = deliveredMs.get(kind);
    if (last === undefined) return [{ kind, timeMs, missedFromMs: null }];
    if (timeMs <= last) return [];
    const isHole = timeMs - last > Math.max(3 * intervalMs, holeStepMs);
    return [{ kind, timeMs, missedFromMs: isHole ? Math.max(last, timeMs - holeMs) : null }];
  });
}

/** Cards are not filled in: nobody reads their past by the half minute. */
function withHole(
  kind: DemoKind,
  series: readonly DemoSeries[],
  fromMs: number,
  timeMs: number,
): TimeSeries[] {
  const missed = kind === "accelerator" ? [] : instants(fromMs + 1, timeMs, holeStepMs);
  return sampled(series, [...missed, timeMs]);
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
