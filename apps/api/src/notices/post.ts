import type { IncomingMessage } from "node:http";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { RefuseAddress } from "./address-policy.ts";
import { guardedLookup, refuseUrl } from "./address-policy.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** What the other side asks us to wait; null: nothing. */
  readonly retryAfterMs: number | null;
}

interface Posting {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly refuse: RefuseAddress;
}

const timeoutMs = 10_000;
/** Answers of robots are a line; what is longer is not read. */
const mostBytes = 16 * 1024;

/**
 * One POST: no redirect is followed, no more than a page is read, and all of it takes at most ten seconds.
 * @throws Error when nothing came back
 */
export function post({ url, body, headers, refuse }: Posting): Promise<Answer> {
  const refused = refuseUrl(url, refuse);
  if (refused !== null) return Promise.reject(new Error(`The address ${refused}`));
  const bytes = Buffer.from(body);
  const open = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const request = open(url, {
      method: "POST",
      agent: false,
      lookup: guardedLookup(refuse),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "aidc-console",
        "content-length": String(bytes.length),
        ...headers,
      },
      signal,
    });
    request.on("error", (error) =>
      reject(signal.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`) : error),
    );
    request.on("response", (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.end(bytes);
  });
}

function readAnswer(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const answer = () =>
      resolve({
        status: response.statusCode ?? 0,
        body: Buffer.concat(chunks).subarray(0, mostBytes).toString("utf8"),
        retryAfterMs: retryAfter(response.headers["retry-after"]),
      });
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length < mostBytes) return;
      answer();
      response.destroy();
    });
    response.on("end", answer);
    response.on("error", (error) => (length > 0 ? answer() : reject(error)));
  });
}

const longestPauseMs = 3_600_000;

function retryAfter(header: string | undefined): number | null {
  if (header === undefined) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(longestPauseMs, Math.max(0, ms)) : null;
}
