/**
 * prometheus.WriteRequest, the message of remote write 1.0 (prometheus/prompb/remote.proto, types.proto):
 * WriteRequest{1: TimeSeries*}, TimeSeries{1: Label*, 2: Sample*}, Label{1: name, 2: value},
 * Sample{1: double value, 2: int64 timestamp in ms}. Labels are sorted by name, as the specification asks.
 */

export type Labels = Readonly<Record<string, string>>;

/** One series with its samples: parallel columns, oldest first. Labels include `__name__`. */
export interface TimeSeries {
  readonly labels: Labels;
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

const utf8 = new TextEncoder();
const labelBytes = new WeakMap<Labels, Uint8Array>();

export function encodeWriteRequest(series: readonly TimeSeries[]): Uint8Array {
  const bodies = series.map((one) => seriesBytes(one));
  const total = bodies.reduce((sum, body) => sum + 1 + varintLength(body.length) + body.length, 0);
  const out = new Uint8Array(total);
  let at = 0;
  for (const body of bodies) at = putField(out, at, 0x0a, body);
  return out;
}

function seriesBytes(series: TimeSeries): Uint8Array {
  const labels = encodedLabels(series.labels);
  const out = new Uint8Array(labels.length + series.timesMs.length * 22);
  out.set(labels);
  const view = new DataView(out.buffer);
  let at = labels.length;
  for (let i = 0; i < series.timesMs.length; i++) {
    const timeMs = series.timesMs[i] as number;
    out[at] = 0x12;
    out[at + 1] = 10 + varintLength(timeMs);
    out[at + 2] = 0x09;
    view.setFloat64(at + 3, series.values[i] as number, true);
    out[at + 11] = 0x10;
    at = putVarint(out, at + 12, timeMs);
  }
  return out.subarray(0, at);
}

/** The same label object is sent over and over, so its bytes are kept as long as it lives. */
function encodedLabels(labels: Labels): Uint8Array {
  const known = labelBytes.get(labels);
  if (known) return known;
  const parts = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => labelField(name, value));
  const out = concat(parts);
  labelBytes.set(labels, out);
  return out;
}

function labelField(name: string, value: string): Uint8Array {
  const pair = concat([field(0x0a, utf8.encode(name)), field(0x12, utf8.encode(value))]);
  return field(0x0a, pair);
}

function field(tag: number, body: Uint8Array): Uint8Array {
  const out = new Uint8Array(1 + varintLength(body.length) + body.length);
  putField(out, 0, tag, body);
  return out;
}

function putField(out: Uint8Array, start: number, tag: number, body: Uint8Array): number {
  out[start] = tag;
  const at = putVarint(out, start + 1, body.length);
  out.set(body, at);
  return at + body.length;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Whole numbers from 0 to 2^53; times before 1970 are not sent. */
function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

function putVarint(out: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) out[at++] = (rest % 128) | 0x80;
  out[at++] = rest;
  return at;
}
