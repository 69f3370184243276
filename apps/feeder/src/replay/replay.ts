import { stat } from "node:fs/promises";
import type { Sender } from "../push/sender.ts";
import { createSender, Refused } from "../push/sender.ts";
import type { ServerClient } from "../server/client.ts";
import { keepIngestKey } from "../server/kept-key.ts";
import { readHarvardIpmi } from "./harvard-ipmi.ts";
import { readHelios } from "./helios.ts";
import { readMlperfPower } from "./mlperf-power.ts";
import type { Progress, Speed } from "./play.ts";
import { fullSpeedConcurrency, play } from "./play.ts";
import type { RecordedSeries, Recording } from "./recording.ts";
import { clip, countSamples } from "./recording.ts";

/** Recorded traces that can be played. Nothing in the server knows of them: they use the public doors. */
export const recordings = {
  "mlperf-power": readMlperfPower,
  helios: readHelios,
  "harvard-ipmi": readHarvardIpmi,
} as const satisfies Record<string, (folder: string, center: string) => Promise<Recording>>;
export type RecordingKind = keyof typeof recordings;

export function isRecordingKind(text: string): text is RecordingKind {
  return text in recordings;
}

export interface ReplayOptions {
  readonly kind: RecordingKind;
  readonly folder: string;
  readonly center: string;
  readonly speed: Speed;
  /** Recorded time to play, half-open; the center and its leases are created whole in any case. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly client: ServerClient;
  readonly dataDir: string;
  readonly onProgress?: (progress: Progress) => void;
  readonly onRemark?: (remark: string) => void;
}

/** @throws Error that names the folder and what belongs there */
async function requireFolder({ kind, folder }: ReplayOptions): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  const what = found ? "is a file, not a folder" : "does not exist";
  throw new Error(`${folder} ${what}; give the folder that holds the files of the ${kind} recording`);
}

/** Creates the center through the same import as a user's file, then feeds the ingest door. Repeatable. */
export async function replay(options: ReplayOptions) {
  const { client, center } = options;
  await requireFolder(options);
  const recording = await recordings[options.kind](options.folder, center);
  for (const remark of recording.remarks) options.onRemark?.(remark);
  const imported = await client.importCenter(recording.document);
  const key = await keepIngestKey(client, center, `replay ${options.kind}`, options.dataDir);
  const sender = createSender({ url: client.url, key, concurrency: fullSpeedConcurrency });
  const { onProgress } = options;
  const played = await play(clip(recording.series, options.fromMs, options.toMs), {
    sender,
    speed: options.speed,
    ...(onProgress ? { onProgress } : {}),
  });
  const impossible = clip(recording.impossible ?? [], options.fromMs, options.toMs);
  await offerImpossible(sender, impossible);
  return {
    center,
    kind: options.kind,
    imported,
    ...played,
    impossible: countSamples({ series: impossible }),
  };
}

/** In a request of their own: the door answers 400 to what it keeps out, and any other refusal is a failure. */
async function offerImpossible(sender: Sender, series: readonly RecordedSeries[]): Promise<void> {
  if (series.length === 0) return;
  await sender.push(series).catch((error: unknown) => {
    if (!(error instanceof Refused) || error.status !== 400) throw error;
  });
}
