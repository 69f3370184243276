import { setTimeout as delay } from "node:timers/promises";

/** Remote write 1.0, written from the specification and from nothing of ours: the tests trust no code they test. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [timeMs: number, value: number])[];
}

export interface PushTarget {
  readonly url: string;
  readonly key: string;
}

/** One attempt. @returns the whole answer, or null when there was none */
export async function push({ url, key }: PushTarget, series: readonly Series[], timeoutMs = 15_000) {
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/x-protobuf",
    "content-encoding": "snappy",
    "x-prometheus-remote-write-version": "0.1.0",
  };
  const body = new Uint8Array(uncompressedSnappy(encode(series)));
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(`${url}/api/v1/write`, { method: "POST", headers, body, signal });
    return {
      status: answer.status,
      retryAfter: answer.headers.get("retry-after"),
      text: await answer.text(),
    };
  } catch {
    return null;
  }
}

const never = () => false;

/** Repeats until it is acknowledged, as every sender must. @throws when it is refused for good */
export async function pushUntilAcknowledged(
  target: PushTarget,
  series: readonly Series[],
  { pauseMs = 50, isOver = never }: { pauseMs?: number; isOver?: () => boolean } = {},
): Promise<boolean> {
  while (!isOver()) {
    const answer = await push(target, series);
    if (answer !== null && answer.status >= 200 && answer.status < 300) return true;
    if (answer !== null && answer.status < 500 && answer.status !== 429)
      throw new Error(`refused with ${answer.status}: ${answer.text}`);
    await delay(pauseMs);
  }
  return false;
}

function encode(series: readonly Series[]): Buffer {
  return Buffer.concat(series.map((one) => field(1, encodeSeries(one))));
}

function encodeSeries({ labels, samples }: Series): Buffer {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([
    ...sorted.map(([name, value]) =>
      field(1, Buffer.concat([field(1, Buffer.from(name)), field(2, Buffer.from(value))])),
    ),
    ...samples.map(([timeMs, value]) => field(2, encodeSample(timeMs, value))),
  ]);
}

function encodeSample(timeMs: number, value: number): Buffer {
  const double = Buffer.alloc(9);
  double[0] = (1 << 3) | 1;
  double.writeDoubleLE(value, 1);
  return Buffer.concat([double, Buffer.from([2 << 3]), varint(timeMs)]);
}

function field(number: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** Snappy without any compression: literals of at most 64 KiB, which every decoder must take. */
function uncompressedSnappy(plain: Buffer): Buffer {
  const parts: Buffer[] = [varint(plain.length)];
  for (let at = 0; at < plain.length; at += 65_536) {
    const literal = plain.subarray(at, at + 65_536);
    const less = literal.length - 1;
    parts.push(Buffer.from([61 << 2, less & 255, less >> 8]), literal);
  }
  return Buffer.concat(parts);
}
