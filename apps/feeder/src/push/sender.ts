import { setTimeout as delay } from "node:timers/promises";
import { snappyCompress } from "./snappy.ts";
import type { TimeSeries } from "./write-request.ts";
import { encodeWriteRequest } from "./write-request.ts";

/**
 * Remote write 1.0 sender (https://prometheus.io/docs/specs/prw/remote_write_spec/): snappy block, bearer key,
 * 5xx, 429 and network faults are tried again with Retry-After or exponential backoff, other 4xx never.
 */

export interface SenderOptions {
  /** Base address of the server, for example http://127.0.0.1:4600 */
  readonly url: string;
  readonly key: string;
  /** Requests on the way at once. */
  readonly concurrency?: number;
  /** How long one request is tried before `push` rejects. */
  readonly giveUpAfterMs?: number;
  readonly firstBackoffMs?: number;
  readonly signal?: AbortSignal;
}

export interface Sender {
  /** Resolves when the server has acknowledged all of it. Rejects with `Refused`, `GaveUp` or the abort reason. */
  push(series: readonly TimeSeries[]): Promise<void>;
}

/** The server will never take this request; nothing is gained by sending it again. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  constructor(status: number, detail: string) {
    super(`the server refused samples with ${status}: ${detail}`);
    this.status = status;
  }
}
export class GaveUp extends Error {
  override readonly name = "GaveUp";
}

const longestBackoffMs = 10_000;
const requestTimeoutMs = 30_000;

export function createSender(options: SenderOptions): Sender {
  const limit = createLimit(options.concurrency ?? 1);
  return {
    push: (series) => limit(() => deliver(options, snappyCompress(encodeWriteRequest(series)))),
  };
}

type Attempt =
  | { readonly kind: "done" }
  | { readonly kind: "again"; readonly why: string; readonly afterMs: number | null };

async function deliver(options: SenderOptions, body: Uint8Array): Promise<void> {
  const deadlineMs = Date.now() + (options.giveUpAfterMs ?? 120_000);
  for (let tries = 0; ; tries++) {
    const attempt = await tryOnce(options, body);
    if (attempt.kind === "done") return;
    const backoffMs = Math.min(longestBackoffMs, (options.firstBackoffMs ?? 200) * 2 ** tries);
    const waitMs = attempt.afterMs ?? backoffMs * (0.5 + Math.random() / 2);
    if (Date.now() + waitMs > deadlineMs) throw new GaveUp(`samples were not delivered: ${attempt.why}`);
    await delay(waitMs, undefined, options.signal ? { signal: options.signal } : {});
  }
}

async function tryOnce(options: SenderOptions, body: Uint8Array): Promise<Attempt> {
  options.signal?.throwIfAborted();
  let response: Response;
  try {
    response = await fetch(`${options.url}/api/v1/write`, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-protobuf",
        "Content-Encoding": "snappy",
        "X-Prometheus-Remote-Write-Version": "0.1.0",
        "User-Agent": "aidc-feeder",
        Authorization: `Bearer ${options.key}`,
      },
      body: new Uint8Array(body),
      signal: withTimeout(options.signal),
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    return { kind: "again", why: reasonOf(error), afterMs: null };
  }
  // The body is read in every case: an unread body keeps the connection from being used again.
  const text = await response.text().catch(() => "");
  if (response.ok) return { kind: "done" };
  const why = `${response.status} ${text.slice(0, 300)}`;
  if (response.status < 500 && response.status !== 429)
    throw new Refused(response.status, text.slice(0, 300));
  return { kind: "again", why, afterMs: retryAfterMs(response.headers.get("retry-after"), Date.now()) };
}

function withTimeout(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). @returns null when it says nothing usable */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds < 0 ? null : seconds * 1000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

/** Runs at most `most` tasks at once, the others wait in order. */
function createLimit(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
