/**
 * The packed columns of one journal row. Little-endian:
 *   byte 0 version, 1 id mode, 2 time mode, 3 value mode, 4..7 count (uint32), 8..15 base time (float64),
 *   then ids, times and values, each column starting at a multiple of 8 bytes.
 * Modes are chosen by what the column holds and cost one comparison a sample, because this runs on the ingest
 * path; strong packing is the compaction's business.
 */
export interface PayloadColumns {
  readonly seriesIds: Int32Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

const version = 1;
const headerBytes = 16;
const ids = { int32: 0, runs: 1 } as const;
const times = { same: 0, int32: 1, float64: 2 } as const;
const values = { float32: 0, float64: 1 } as const;

const largestInt32 = 0x7fff_ffff;
const aligned = (bytes: number): number => (bytes + 7) & ~7;

/** @returns a buffer of its own; the columns may be reused at once */
export function encodePayload(columns: PayloadColumns): Buffer {
  const { seriesIds, timesMs, values: samples } = columns;
  const count = seriesIds.length;
  const runs = countRuns(seriesIds);
  const idMode = runs * 2 < count ? ids.runs : ids.int32;
  const timeMode = chooseTimeMode(timesMs);
  const valueMode = fitFloat32(samples) ? values.float32 : values.float64;
  const idBytes = aligned(idMode === ids.runs ? 4 + runs * 8 : count * 4);
  const timeBytes = aligned(timeMode === times.same ? 0 : timeMode === times.int32 ? count * 4 : count * 8);
  const buffer = new ArrayBuffer(
    headerBytes + idBytes + timeBytes + count * (valueMode === values.float32 ? 4 : 8),
  );
  const header = new DataView(buffer);
  header.setUint32(0, version | (idMode << 8) | (timeMode << 16) | (valueMode << 24), true);
  header.setUint32(4, count, true);
  const base = count === 0 ? 0 : (timesMs[0] as number);
  header.setFloat64(8, base, true);
  if (idMode === ids.runs) writeRuns(seriesIds, new Int32Array(buffer, headerBytes, 1 + runs * 2));
  else new Int32Array(buffer, headerBytes, count).set(seriesIds);
  const timesAt = headerBytes + idBytes;
  if (timeMode === times.int32) writeDeltas(timesMs, base, new Int32Array(buffer, timesAt, count));
  if (timeMode === times.float64) new Float64Array(buffer, timesAt, count).set(timesMs);
  const valuesAt = timesAt + timeBytes;
  if (valueMode === values.float32) new Float32Array(buffer, valuesAt, count).set(samples);
  else new Float64Array(buffer, valuesAt, count).set(samples);
  return Buffer.from(buffer);
}

/** @throws RangeError when the row was written by a newer version or is cut short */
export function decodePayload(payload: Uint8Array): PayloadColumns {
  // A copy that starts at 0: typed arrays need aligned offsets, which a slice of a network buffer has not.
  const buffer = new Uint8Array(payload).buffer;
  const header = new DataView(buffer);
  if (header.getUint8(0) !== version)
    throw new RangeError(`journal payload of version ${header.getUint8(0)}`);
  const count = header.getUint32(4, true);
  const base = header.getFloat64(8, true);
  const seriesIds = new Int32Array(count);
  const timesMs = new Float64Array(count);
  let at = headerBytes;
  if (header.getUint8(1) === ids.runs) {
    const runs = header.getInt32(at, true);
    readRuns(new Int32Array(buffer, at + 4, runs * 2), seriesIds);
    at += aligned(4 + runs * 8);
  } else {
    seriesIds.set(new Int32Array(buffer, at, count));
    at += aligned(count * 4);
  }
  const timeMode = header.getUint8(2);
  if (timeMode === times.same) timesMs.fill(base);
  else if (timeMode === times.int32) {
    const deltas = new Int32Array(buffer, at, count);
    for (let i = 0; i < count; i++) timesMs[i] = base + (deltas[i] as number);
    at += aligned(count * 4);
  } else {
    timesMs.set(new Float64Array(buffer, at, count));
    at += count * 8;
  }
  const wide = header.getUint8(3) === values.float64;
  return {
    seriesIds,
    timesMs,
    values: wide
      ? new Float64Array(buffer, at, count)
      : Float64Array.from(new Float32Array(buffer, at, count)),
  };
}

/** Senders repeat their series in order, so ids come in long runs of +1. */
function countRuns(seriesIds: Int32Array): number {
  let runs = 0;
  let expected = Number.NaN;
  for (let i = 0; i < seriesIds.length; i++) {
    const id = seriesIds[i] as number;
    if (id !== expected) runs++;
    expected = id + 1;
  }
  return runs;
}

/** First the number of runs, then pairs of first id and length. */
function writeRuns(seriesIds: Int32Array, out: Int32Array): void {
  let at = -1;
  let expected = Number.NaN;
  for (let i = 0; i < seriesIds.length; i++) {
    const id = seriesIds[i] as number;
    if (id !== expected) {
      at += 2;
      out[at] = id;
    }
    out[at + 1] = (out[at + 1] as number) + 1;
    expected = id + 1;
  }
  out[0] = (at + 1) / 2;
}

function readRuns(runs: Int32Array, seriesIds: Int32Array): void {
  let at = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const first = runs[run] as number;
    const length = runs[run + 1] as number;
    for (let i = 0; i < length; i++) seriesIds[at++] = first + i;
  }
}

function chooseTimeMode(timesMs: Float64Array): number {
  const base = timesMs[0] as number;
  let mode: number = times.same;
  for (let i = 1; i < timesMs.length; i++) {
    const delta = (timesMs[i] as number) - base;
    if (delta === 0) continue;
    if (!Number.isInteger(delta) || Math.abs(delta) > largestInt32) return times.float64;
    mode = times.int32;
  }
  return mode;
}

function writeDeltas(timesMs: Float64Array, base: number, out: Int32Array): void {
  for (let i = 0; i < timesMs.length; i++) out[i] = (timesMs[i] as number) - base;
}

/** Half the bytes where every value survives it bit by bit; NaN does not, because its payload would be cut. */
function fitFloat32(samples: Float64Array): boolean {
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i] as number;
    if (Math.fround(value) !== value) return false;
  }
  return true;
}
