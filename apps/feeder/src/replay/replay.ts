import { createSender } from "../push/sender.ts";
import type { ServerClient } from "../server/client.ts";
import { keepIngestKey } from "../server/kept-key.ts";
import { readHelios } from "./helios.ts";
import { readMlperfPower } from "./mlperf-power.ts";
import type { Progress, Speed } from "./play.ts";
import { fullSpeedConcurrency, play } from "./play.ts";
import type { Recording } from "./recording.ts";
import { clip } from "./recording.ts";

/** Recorded traces that can be played. Nothing in the server knows of them: they use the public doors. */
export const recordings = {
  "mlperf-power": readMlperfPower,
  helios: readHelios,
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

/** Creates the center through the same import as a user's file, then feeds the ingest door. Repeatable. */
export async function replay(options: ReplayOptions) {
  const { client, center } = options;
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
  return { center, kind: options.kind, imported, ...played };
}
