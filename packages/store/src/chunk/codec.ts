import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { SampleColumns } from "../store.ts";
import { planeWidth, readPlanes, undoZigzagDeltas, writePlanes, zigzagDeltas } from "./byte-planes.ts";
import { decodeValues, encodeValues } from "./value-column.ts";

/** Layout: version, flags, count u32, then the body (deflated when that is smaller): time column, value column. */
const version = 1;
const headerBytes = 6;
const deflated = 1;
/** A chunk is a few kilobytes: a small window and table make deflate cheap to start. */
const deflateOptions = { level: 6, windowBits: 12, memLevel: 6 } as const;
/** No chunk unpacks to more: 2 hours of one series at 1 kHz. */
const maxBodyBytes = 256 * 1024 * 1024;

/**
 * Packs the samples of one series and window.
 * @param samples whole milliseconds, sorted, no time twice; values finite or not, kept bit by bit
 */
export function encodeChunk(samples: SampleColumns): Uint8Array {
  const times = encodeTimes(samples.timesMs);
  const values = encodeValues(samples.values);
  const body = new Uint8Array(times.length + values.length);
  body.set(times);
  body.set(values, times.length);
  const packed = deflateRawSync(body, deflateOptions);
  const smaller = packed.length < body.length;
  const content = smaller ? packed : body;
  const chunk = new Uint8Array(headerBytes + content.length);
  chunk[0] = version;
  chunk[1] = smaller ? deflated : 0;
  new DataView(chunk.buffer).setUint32(2, samples.timesMs.length, true);
  chunk.set(content, headerBytes);
  return chunk;
}

/** @throws Error when the bytes are no chunk of this version */
export function decodeChunk(chunk: Uint8Array): SampleColumns {
  if (chunk[0] !== version) throw new Error(`chunk of unknown version ${chunk[0]}`);
  const count = new DataView(chunk.buffer, chunk.byteOffset).getUint32(2, true);
  if (count === 0) return { timesMs: new Float64Array(0), values: new Float64Array(0) };
  const content = chunk.subarray(headerBytes);
  const body = chunk[1] === deflated ? inflateRawSync(content, { maxOutputLength: maxBodyBytes }) : content;
  const { timesMs, bytes } = decodeTimes(body, count);
  return { timesMs, values: decodeValues(body.subarray(bytes), count) };
}

/**
 * First time, first step, then differences between steps: a steady cadence costs nothing (width 0).
 */
function encodeTimes(timesMs: Float64Array): Uint8Array {
  const steps = new Float64Array(Math.max(0, timesMs.length - 1));
  for (let index = 0; index < steps.length; index++)
    steps[index] = (timesMs[index + 1] as number) - (timesMs[index] as number);
  const changes = zigzagDeltas(steps);
  const width = planeWidth(changes);
  const bytes = new Uint8Array(17 + width * changes.length);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, timesMs[0] ?? Number.NaN, true);
  view.setFloat64(8, steps[0] ?? Number.NaN, true);
  bytes[16] = width;
  writePlanes(changes, width, bytes, 17);
  return bytes;
}

function decodeTimes(body: Uint8Array, count: number): { timesMs: Float64Array; bytes: number } {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const changeCount = Math.max(0, count - 2);
  const width = body[16] as number;
  const timesMs = new Float64Array(count);
  timesMs[0] = view.getFloat64(0, true);
  if (count > 1) {
    const steps = undoZigzagDeltas(view.getFloat64(8, true), readPlanes(body, 17, width, changeCount));
    for (let index = 1; index < count; index++)
      timesMs[index] = (timesMs[index - 1] as number) + (steps[index - 1] as number);
  }
  return { timesMs, bytes: 17 + width * changeCount };
}
