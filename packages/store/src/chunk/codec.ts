import type { SampleColumns } from "../store.ts";
import { BitReader, BitWriter } from "./bits.ts";
import {
  readIntegers,
  undoZigzag,
  undoZigzagDeltas,
  writeIntegers,
  zigzag,
  zigzagDeltas,
} from "./integer-column.ts";
import { readValues, writeValues } from "./value-column.ts";

/** First byte of every chunk. */
const version = 2;

/**
 * Packs the samples of one series and window: count, first time, first step, differences between steps (a steady
 * cadence costs nothing), values.
 * @param samples whole milliseconds, sorted, no time twice; values finite or not, kept bit by bit
 */
export function encodeChunk(samples: SampleColumns): Uint8Array {
  const { timesMs, values } = samples;
  const out = new BitWriter();
  out.write(version, 8);
  out.writeSized(timesMs.length);
  let tail = new Uint8Array(0);
  if (timesMs.length > 0) {
    writeTimes(out, timesMs);
    tail = new Uint8Array(writeValues(out, values));
  }
  const head = out.finish();
  if (tail.length === 0) return head;
  const chunk = new Uint8Array(head.length + tail.length);
  chunk.set(head);
  chunk.set(tail, head.length);
  return chunk;
}

/** @throws Error when the bytes are no chunk of this version */
export function decodeChunk(chunk: Uint8Array): SampleColumns {
  if (chunk[0] !== version) throw new Error(`chunk of unknown version ${chunk[0]}`);
  const input = new BitReader(chunk, 1);
  const count = input.readSized();
  if (count === 0) return { timesMs: new Float64Array(0), values: new Float64Array(0) };
  const timesMs = readTimes(input, count);
  return { timesMs, values: readValues(input, count) };
}

function writeTimes(out: BitWriter, timesMs: Float64Array): void {
  out.writeSized(zigzag(timesMs[0] as number));
  if (timesMs.length === 1) return;
  const steps = new Float64Array(timesMs.length - 1);
  for (let at = 0; at < steps.length; at++) steps[at] = (timesMs[at + 1] as number) - (timesMs[at] as number);
  out.writeSized(steps[0] as number);
  writeIntegers(out, zigzagDeltas(steps));
}

function readTimes(input: BitReader, count: number): Float64Array {
  const timesMs = new Float64Array(count);
  timesMs[0] = undoZigzag(input.readSized());
  if (count === 1) return timesMs;
  const steps = undoZigzagDeltas(input.readSized(), readIntegers(input, count - 2));
  for (let at = 1; at < count; at++) timesMs[at] = (timesMs[at - 1] as number) + (steps[at - 1] as number);
  return timesMs;
}
