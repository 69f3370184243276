import { setTimeout as delay } from "node:timers/promises";
import type { Sender } from "../push/sender.ts";
import type { TimeSeries } from "../push/write-request.ts";
import type { RecordedSeries } from "./recording.ts";
import { clip, countSamples, sliceBySamples } from "./recording.ts";

/** Recorded seconds per second, or as fast as the server acknowledges. */
export type Speed = number | "max";

export interface PlayOptions {
  readonly sender: Sender;
  readonly speed: Speed;
  /** Called after each acknowledged request. */
  readonly onProgress?: (progress: Progress) => void;
}
export interface Progress {
  readonly sentSamples: number;
  readonly allSamples: number;
  /** Recorded time that has been reached. */
  readonly atMs: number;
}
export interface Played {
  readonly samples: number;
  readonly requests: number;
}

const samplesPerRequest = 5000;
/** Requests on the way at once at full speed: one is stored while the next is packed. */
export const fullSpeedConcurrency = 2;
const tickMs = 1000;
/** Recorded silence longer than this many ticks is skipped: nobody watches an empty wall for a week. */
const longestSilenceTicks = 5;

export async function play(series: readonly RecordedSeries[], options: PlayOptions): Promise<Played> {
  const progress = createProgress(series, options);
  if (options.speed === "max") await playAtFullSpeed(series, options.sender, progress);
  else await playInTime(series, options.speed, options.sender, progress);
  return progress.played();
}

type ProgressCounter = ReturnType<typeof createProgress>;

function createProgress(series: readonly RecordedSeries[], options: PlayOptions) {
  const allSamples = countSamples({ series });
  let sentSamples = 0;
  let requests = 0;
  return {
    acknowledged(request: readonly TimeSeries[]) {
      requests++;
      let atMs = 0;
      for (const one of request) {
        sentSamples += one.timesMs.length;
        atMs = Math.max(atMs, one.timesMs[one.timesMs.length - 1] as number);
      }
      options.onProgress?.({ sentSamples, allSamples, atMs });
    },
    played: (): Played => ({ samples: sentSamples, requests }),
  };
}

async function playAtFullSpeed(series: readonly RecordedSeries[], sender: Sender, progress: ProgressCounter) {
  const requests = sliceBySamples(series, samplesPerRequest);
  let next = 0;
  const worker = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      await sender.push(request);
      progress.acknowledged(request);
    }
  };
  await Promise.all(Array.from({ length: fullSpeedConcurrency }, worker));
}

/** One request a second, holding what was recorded in `speed` seconds. A slow server makes it late, never lossy. */
async function playInTime(
  series: readonly RecordedSeries[],
  speed: number,
  sender: Sender,
  progress: ProgressCounter,
) {
  const stepMs = speed * tickMs;
  let rest = clip(series, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  let fromMs = earliest(rest);
  let dueMs = Date.now();
  while (rest.length > 0) {
    const first = earliest(rest);
    if (first - fromMs > stepMs * longestSilenceTicks) fromMs = first;
    const request = clip(rest, fromMs, fromMs + stepMs);
    if (request.length > 0) {
      await sender.push(request);
      progress.acknowledged(request);
    }
    fromMs += stepMs;
    rest = clip(rest, fromMs, Number.POSITIVE_INFINITY);
    dueMs += tickMs;
    if (rest.length > 0) await delay(Math.max(0, dueMs - Date.now()));
  }
}

function earliest(series: readonly RecordedSeries[]): number {
  return series.reduce((least, one) => Math.min(least, one.timesMs[0] as number), Number.POSITIVE_INFINITY);
}
