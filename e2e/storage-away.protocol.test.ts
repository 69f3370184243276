import { rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { topics } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { aCenter } from "./support/center.ts";
import { acceptanceConfig } from "./support/config.ts";
import { Sender, tenantsOf } from "./support/ledger.ts";
import type { LiveClient } from "./support/live-client.ts";
import { connected, connectLive, watchWall } from "./support/live-client.ts";
import { postgresProcesses, residentBytes, signalAll } from "./support/processes.ts";
import type { PushTarget } from "./support/remote-write.ts";
import { push } from "./support/remote-write.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** The database is away for a while, hung or gone: said plainly, borne in bounded memory, over without a person. */

const awayMs = acceptanceConfig.storageAwaySeconds * 1_000;
const center = "away";
const mebibyte = 1024 * 1024;
/** Requests that come at the same time while the database is away; each holds its body as long as it waits. */
const senderCount = 4;
/** Two seconds for a hung database are the aim; the rest is what a busy machine adds. */
const longestRefusalMs = 6_000;

let server: Server;
let api: Api;
let client: LiveClient;
let wall: Awaited<ReturnType<typeof watchWall>>;
let target: PushTarget;

beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  await api.importCenter(aCenter(center, { tenants: tenantsOf(2 * senderCount) }));
  target = { url: server.url, key: (await api.createKey(center, "senders")).key };
  const { token } = await api.createWall(center);
  client = await connected(connectLive(server.url, { wallToken: token }));
  wall = await watchWall(client, topics.wall(center));
});
afterAll(async () => {
  client?.close();
  await server?.close();
});

test(`database hung for ${awayMs / 1000} s: every process of it stopped`, {
  timeout: awayMs + 180_000,
}, async () => {
  let processes: readonly number[] = [];
  await endure("hung", 0, {
    takeAway: async () => {
      // Now and not before: ingest has opened connections of its own. Whoever makes more of them stops first.
      signalAll((await postgresProcesses(server.dataDir)).slice(0, 1), "SIGSTOP");
      processes = await postgresProcesses(server.dataDir);
      expect(processes.length).toBeGreaterThan(1);
      signalAll(processes, "SIGSTOP");
    },
    bringBack: async () => signalAll(processes, "SIGCONT"),
  });
});

test(`database gone for ${awayMs / 1000} s: killed, and kept from starting`, {
  timeout: awayMs + 180_000,
}, async () => {
  const folder = join(server.dataDir, "postgres", "global");
  await endure("gone", senderCount, {
    takeAway: async () => {
      await rename(folder, `${folder}.away`);
      signalAll(await postgresProcesses(server.dataDir), "SIGKILL");
    },
    bringBack: () => rename(`${folder}.away`, folder),
  });
});

interface Fault {
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
}

async function endure(name: string, firstSender: number, { takeAway, bringBack }: Fault): Promise<void> {
  const startMs = Date.parse("2026-02-02T00:00:00Z");
  const senders = Array.from({ length: senderCount }, (_, at) => new Sender(firstSender + at, startMs));
  let isOver = false;
  const sending = senders.map((sender) => sender.run(target, () => isOver));
  await ingestMore(senders, 20);
  await eventually(async () => expect((await probe()).status).toBe(204));
  const residentBefore = await residentBytes(server.pid());
  await takeAway();
  const away = await watchWhileAway().finally(bringBack);
  const backMs = performance.now();
  await ingestMore(senders, 20);
  const ingestingMs = performance.now() - backMs;
  await eventually(() => expect(wall.read().storage).toBe("ok"), { timeoutMs: 120_000 });
  isOver = true;
  await Promise.all(sending);
  for (const sender of senders) await sender.expectAllHours(api, center);
  const grownBytes = away.residentBytes - residentBefore;
  process.stdout.write(
    `database ${name} ${awayMs / 1000} s: ${away.refusals} probes answered 503, slowest ${Math.round(away.slowestRefusalMs)} ms; ` +
      `/livez slowest ${Math.round(away.slowestLiveMs)} ms; resident +${Math.round(grownBytes / mebibyte)} MiB; ` +
      `acknowledging again ${Math.round(ingestingMs)} ms after its return; 0 lost\n`,
  );
  expect(away.slowestRefusalMs).toBeLessThan(longestRefusalMs);
  expect(grownBytes).toBeLessThan(96 * mebibyte);
  expect(client.notices.map(({ kind }) => kind)).toContain("storage");
  await eventually(() => expect(client.notices.at(-1)).toEqual({ kind: "storage_back" }));
  expect(client.ends).toEqual([]);
}

async function ingestMore(senders: readonly Sender[], batches: number): Promise<void> {
  const goals = senders.map((sender) => sender.batches + batches / senders.length);
  await eventually(
    () => {
      for (const [at, { batches: done }] of senders.entries())
        expect(done).toBeGreaterThanOrEqual(goals[at] ?? 0);
    },
    { timeoutMs: 120_000 },
  );
}

/** Asks as a sender and as a supervisor would, until the time is over and the wall has said it. */
async function watchWhileAway() {
  const seen = { refusals: 0, slowestRefusalMs: 0, slowestLiveMs: 0, residentBytes: 0 };
  const endMs = performance.now() + awayMs;
  let saidAway = false;
  while (performance.now() < endMs || !saidAway) {
    if (performance.now() > endMs + 30_000) throw new Error("the wall never said that the storage is away");
    const startedMs = performance.now();
    const answer = await probe();
    // What was under way when it went may still be answered either way.
    if (seen.refusals === 0 && answer.status === 204) continue;
    const tookMs = performance.now() - startedMs;
    expect(answer).toMatchObject({ status: 503 });
    expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    expect(JSON.parse(answer.text)).toMatchObject({ code: "unavailable" });
    const liveMs = performance.now();
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    seen.slowestLiveMs = Math.max(seen.slowestLiveMs, performance.now() - liveMs);
    seen.refusals++;
    seen.slowestRefusalMs = Math.max(seen.slowestRefusalMs, tookMs);
    seen.residentBytes = Math.max(seen.residentBytes, await residentBytes(server.pid()));
    saidAway ||= wall.read().storage === "away";
    await delay(100);
  }
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  return seen;
}

async function probe() {
  const series = [
    {
      labels: { __name__: "aidc_server_power_watts", server: "s1" },
      samples: [[Date.now(), 1_000]] as const,
    },
  ];
  const answer = await push(target, series);
  if (answer === null) throw new Error("no answer at all");
  return answer;
}
