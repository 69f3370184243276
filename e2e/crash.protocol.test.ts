import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { aCenter } from "./support/center.ts";
import { acceptanceConfig } from "./support/config.ts";
import { Sender, tenantsOf } from "./support/ledger.ts";
import { postgresProcesses, signalAll } from "./support/processes.ts";
import { mulberry } from "./support/seeded.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** What was acknowledged is there and counts once, whatever is killed whenever. */

const { killCycles, killSeed } = acceptanceConfig;
const center = "crash";
const senders = [0, 1, 2, 3].map((index) => new Sender(index, Date.parse("2026-01-05T00:00:00Z")));

let server: Server;
let api: Api;
beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  await api.importCenter(aCenter(center, { tenants: tenantsOf(senders.length) }));
});
afterAll(() => server?.close());

const victims = {
  /** The API dies, and PostgreSQL is told to end in the middle of whatever it does. */
  api: () => server.kill(),
  /** Every backend dies without a word; the API lives and must bring the database back by itself. */
  postgres: async () => signalAll(await postgresProcesses(server.dataDir), "SIGKILL"),
  /** The power is gone. */
  both: async () => {
    signalAll(await postgresProcesses(server.dataDir), "SIGKILL");
    await server.kill();
  },
};

const acknowledgedBatches = () => senders.reduce((sum, { batches }) => sum + batches, 0);

test(`${killCycles} SIGKILLs under ingest: nothing acknowledged is lost, nothing counts twice`, {
  timeout: 120_000 + killCycles * 30_000,
}, async () => {
  const random = mulberry(killSeed);
  const { key } = await api.createKey(center, "senders");
  let isOver = false;
  const sending = senders.map((sender) => sender.run({ url: server.url, key }, () => isOver));
  const kills = { api: 0, postgres: 0, both: 0 };
  let samplesRead = 0;
  const backMs: number[] = [];
  for (let cycle = 0; cycle < killCycles; cycle++) {
    await ingestAgain(Math.ceil(random() * 40));
    // Packing the journal is the other writer: sometimes it is what gets interrupted.
    const packing = random() < 0.4 ? api.compact().catch(() => null) : null;
    const chance = random();
    const victim = chance < 0.4 ? "api" : chance < 0.8 ? "postgres" : "both";
    kills[victim]++;
    await victims[victim]();
    const killedMs = performance.now();
    if (victim !== "postgres") await server.start();
    await packing;
    // Answers to what was under way when it died do not count.
    await ingestAgain(senders.length + 1);
    backMs.push(performance.now() - killedMs);
    for (const sender of senders) samplesRead += await sender.expectNewestSamples(api, center, 400);
  }
  isOver = true;
  await Promise.all(sending);
  for (const sender of senders) await sender.expectAllHours(api, center);
  await api.compact();
  for (const sender of senders) {
    await sender.expectAllHours(api, center);
    samplesRead += await sender.expectNewestSamples(api, center, 1_900);
  }
  const samples = senders.reduce((sum, { acknowledgedSamples }) => sum + acknowledgedSamples, 0);
  expect(samples).toBeGreaterThan(killCycles * 100);
  process.stdout.write(
    `kills ${JSON.stringify(kills)} (seed ${killSeed}): ${samples} samples acknowledged, 0 lost, 0 double; ` +
      `${samplesRead} read back one by one; acknowledging again after ` +
      `${Math.round(backMs.toSorted((a, b) => a - b)[Math.floor(backMs.length / 2)] ?? 0)} ms (median), ` +
      `${Math.round(Math.max(...backMs))} ms (longest)\n`,
  );
});

/** Waits until so many batches more were acknowledged: the moment of a kill is a moment of ingest. */
async function ingestAgain(batches: number): Promise<void> {
  const goal = acknowledgedBatches() + batches;
  await eventually(
    () => {
      if (acknowledgedBatches() < goal) throw new Error("the server acknowledges nothing any more");
    },
    { timeoutMs: 120_000, pauseMs: 2 },
  );
}
