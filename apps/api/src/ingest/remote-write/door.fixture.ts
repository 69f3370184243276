import { createServer } from "node:http";
import type { FixedClock } from "@aidc/testkit";
import { aCenterDocument, fixedClock } from "@aidc/testkit";
import express from "express";
import type { IngestLimits } from "../limits.ts";
import { MemoryStore } from "../memory-store.fixture.ts";
import type { Ingest } from "../open-ingest.ts";
import { openIngest } from "../open-ingest.ts";

export const key = `aidc_ing_abcdefgh_${"k".repeat(43)}`;
export const v1Type = "application/x-protobuf";
export const v2Type = "application/x-protobuf;proto=io.prometheus.write.v2.Request";

export interface Answer {
  readonly status: number;
  readonly samplesWritten: number | null;
  readonly headers: Headers;
  readonly text: string;
  readonly reasons: string[];
}
export interface Door {
  readonly store: MemoryStore;
  readonly ingest: Ingest;
  readonly clock: FixedClock;
  readonly logged: { message: string; facts?: object }[];
  readonly url: string;
  /** `headers` replace the usual ones; null leaves one out. */
  send(body: Uint8Array | ReadableStream, headers?: Record<string, string | null>): Promise<Answer>;
  close(): Promise<void>;
}

/** The door in an Express app on a loopback port, before a store in memory. */
export async function openDoor(
  options: { limits?: Partial<IngestLimits>; document?: Parameters<typeof aCenterDocument>[0] } = {},
): Promise<Door> {
  const store = new MemoryStore();
  const clock = fixedClock();
  const logged: Door["logged"] = [];
  const ingest = openIngest({
    store,
    bindings: store,
    loadInventory: async () => aCenterDocument(options.document),
    verifyKey: async (text) => (text === key ? { centerId: "c1", sourceId: "k1" } : null),
    now: clock.now,
    log: (message, facts) => logged.push(facts ? { message, facts } : { message }),
    ...(options.limits ? { limits: options.limits } : {}),
  });
  const app = express().post("/api/v1/write", ingest.door);
  const server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const url = `http://127.0.0.1:${port}/api/v1/write`;
  const send: Door["send"] = async (body, headers = {}) => {
    const all: Record<string, string | null> = {
      "content-type": v1Type,
      "content-encoding": "snappy",
      authorization: `Bearer ${key}`,
      ...headers,
    };
    const sent = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
    const response = await fetch(url, {
      method: "POST",
      headers: sent,
      body: body instanceof Uint8Array ? new Uint8Array(body) : body,
      ...(body instanceof Uint8Array ? {} : { duplex: "half" as const }),
    });
    return answerOf(response, await response.text());
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { store, ingest, clock, logged, url, send, close };
}

function answerOf(response: Response, text: string): Answer {
  const written = response.headers.get("x-prometheus-remote-write-samples-written");
  const body: { data?: { issues?: { path: string }[] } } = text.startsWith("{") ? JSON.parse(text) : {};
  return {
    status: response.status,
    samplesWritten: written === null ? null : Number(written),
    headers: response.headers,
    text,
    reasons: (body.data?.issues ?? []).map((issue) => issue.path),
  };
}
