import type { Server } from "node:http";
import { createServer } from "node:http";
import protobuf from "protobufjs";
import { uncompressSync } from "snappy";

/** A server that stands where ours would: keeps what is written, answers the few calls a feeder makes. */
export interface Receiver {
  readonly url: string;
  /** Values by `series labels as JSON` and time, as they arrived; a second value for a time is a contradiction. */
  readonly samples: Map<string, Map<number, number>>;
  readonly writes: {
    readonly atMs: number;
    readonly names: ReadonlySet<string>;
    readonly times: readonly number[];
  }[];
  readonly calls: string[];
  contradictions: number;
  /** Asked before each write; a status other than 204 refuses it. */
  status: () => number;
  history: (query: URLSearchParams) => unknown;
  document: unknown;
  close(): Promise<void>;
}

/** Where a listening server is reached. */
export function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("the server does not listen on a port");
  return `http://127.0.0.1:${address.port}`;
}

const messages = protobuf
  .parse(`
  syntax = "proto3";
  message WriteRequest { repeated TimeSeries timeseries = 1; }
  message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; }
  message Label { string name = 1; string value = 2; }
  message Sample { double value = 1; int64 timestamp = 2; }
`)
  .root.lookupType("WriteRequest");

export async function openReceiver(): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const [status, body] = answer(
      receiver,
      request.method ?? "",
      new URL(request.url ?? "", receiver.url),
      Buffer.concat(parts),
    );
    response
      .writeHead(status, { "Content-Type": "application/json" })
      .end(body === null ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const receiver: Receiver = {
    url: addressOf(server),
    samples: new Map(),
    writes: [],
    calls: [],
    contradictions: 0,
    status: () => 204,
    history: () => ({ unit: "W", bucketMs: 86_400_000, buckets: [] }),
    document: null,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

const liveKey = { id: "6f1c2b1e-51f5-4c59-9b93-0b8a2f6f0d11", name: "n", key: "aidc_ing_abcd1234_secret" };

function answer(receiver: Receiver, method: string, url: URL, body: Buffer): [number, unknown] {
  if (url.pathname === "/api/v1/write") return [keep(receiver, body), null];
  receiver.calls.push(`${method} ${url.pathname}`);
  if (method === "GET" && url.pathname.endsWith("/document"))
    return receiver.document === null
      ? [404, { code: "not_found", message: "no such center", requestId: "r" }]
      : [200, receiver.document];
  if (method === "POST" && url.pathname === "/api/centers/import") {
    receiver.document = JSON.parse(body.toString());
    return [200, { center: "demo", created: 1, changed: 0, unchanged: 0, seriesBound: 0 }];
  }
  if (url.pathname.endsWith("/keys")) return [201, { ...liveKey, remoteWriteUrl: "", prometheusBlock: "" }];
  if (url.pathname.endsWith("/prices")) return method === "GET" ? [200, []] : [201, {}];
  if (/\/(tariffs|economic-scenarios|plans)$/.test(url.pathname))
    return method === "GET" ? [200, []] : [201, published(body)];
  if (url.pathname.endsWith("/history")) return [200, receiver.history(url.searchParams)];
  if (url.pathname.endsWith("/sources"))
    return [200, { sources: [listed(receiver)], unmatched: [], quarantine: [] }];
  return [404, { code: "not_found", message: url.pathname, requestId: "r" }];
}

function published(body: Buffer) {
  const { draft } = JSON.parse(body.toString());
  return { ...draft, version: 1, publishedAt: "2026-01-01T00:00:00Z", publishedBy: "n", contentSha256: "" };
}

function listed(receiver: Receiver) {
  const isRevoked = receiver.calls.includes("revoked");
  return {
    id: liveKey.id,
    name: "n",
    createdAt: "2026-01-01T00:00:00Z",
    revokedAt: isRevoked ? "2026-01-02T00:00:00Z" : null,
    prefix: "abcd1234",
    freshness: "none",
    lastSampleAt: null,
    clockAhead: null,
    samplesPerSecond: 0,
    acceptedSamples: 0,
    seriesBound: 0,
    seriesUnmatched: 0,
    quarantined: 0,
  };
}

interface Written {
  readonly timeseries: readonly {
    readonly labels: readonly { readonly name: string; readonly value: string }[];
    readonly samples: readonly { readonly value: number; readonly timestamp: number }[];
  }[];
}

function keep(receiver: Receiver, body: Buffer): number {
  const status = receiver.status();
  if (status !== 204) return status;
  const plain = Buffer.from(uncompressSync(body));
  const { timeseries }: Written = JSON.parse(
    JSON.stringify(
      messages.toObject(messages.decode(plain), { longs: Number, defaults: true, arrays: true }),
    ),
  );
  const names = new Set<string>();
  const times: number[] = [];
  for (const { labels, samples } of timeseries) {
    const key = JSON.stringify(Object.fromEntries(labels.map(({ name, value }) => [name, value])));
    names.add(labels.find(({ name }) => name === "__name__")?.value ?? "");
    const known = receiver.samples.get(key) ?? new Map<number, number>();
    receiver.samples.set(key, known);
    for (const { timestamp, value } of samples) {
      times.push(timestamp);
      if ((known.get(timestamp) ?? value) !== value) receiver.contradictions++;
      else known.set(timestamp, value);
    }
  }
  receiver.writes.push({ atMs: performance.now(), names, times });
  return 204;
}
