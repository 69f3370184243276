import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inflateRawSync } from "node:zlib";
import type { Patch, RackTable } from "@aidc/contract";
import { emptyRackTable, racksSnapshotSchema, topics, unpackRackDelta } from "@aidc/contract";
import { eventually, inTime } from "@aidc/testkit";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { aCenter } from "./support/center.ts";
import { repositoryRoot } from "./support/config.ts";
import type { LiveClient } from "./support/live-client.ts";
import { connected, connectLive, watchWall } from "./support/live-client.ts";
import { keptWaitingMs } from "./support/processes.ts";
import { push } from "./support/remote-write.ts";
import { mulberry } from "./support/seeded.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** The live protocol with the standard client, against the demo center and a center of 1,000 racks. */

let server: Server;
let api: Api;
let wall: { id: string; token: string };
const demo = topics.wall("demo");

beforeAll(async () => {
  server = await startServer({ demo: true });
  api = await openApi(server);
  await eventually(() => api.document("demo"), { timeoutMs: 120_000, pauseMs: 200 });
});
afterAll(() => server?.close());
beforeEach(async () => {
  wall = await api.createWall("demo");
});

async function connect(options: { wallToken?: string; origin?: string } = { wallToken: wall.token }) {
  const client = connectLive(server.url, options);
  onTestFinished(() => client.close());
  return connected(client);
}

test("the files of the operating guide are taken as they stand there, twice", async () => {
  const guide = await readFile(join(repositoryRoot, "docs/operating.md"), "utf8");
  const write = async (name: string) => {
    const blocks = guide.split("```yaml\n").map((text) => text.split("```")[0] ?? "");
    const found = blocks.find((text) => text.startsWith(`# ${name}\n`));
    if (found === undefined) throw new Error(`the guide has no ${name}`);
    const file = join(server.dataDir, name);
    await writeFile(file, found);
    return file;
  };
  const center = await write("center.yaml");
  expect(JSON.parse(await server.aidc("center", "import", center))).toMatchObject({ created: 12 });
  expect(JSON.parse(await server.aidc("center", "import", center))).toMatchObject({ created: 0, changed: 0 });
  const correction = await write("correction.yaml");
  const recorded = await server.aidc("correction", "record", correction, "--center", "example");
  expect(JSON.parse(recorded)).toMatchObject({ id: expect.any(String) });
});

test("a wall gets the picture and then about one patch a second, each following the one before", async () => {
  const client = await connect();
  const picture = await watchWall(client, demo);
  expect(picture.read().center).toMatchObject({ id: "demo", origin: "demo" });
  const patches = await nextPatches(client, 7);
  // By the clock of the server: a busy client hears several at once.
  const [first, last] = [patches.at(0)?.at, patches.at(-1)?.at];
  const perPatchMs = ((last ?? Number.NaN) - (first ?? Number.NaN)) / 6;
  expect(perPatchMs).toBeGreaterThan(500);
  expect(perPatchMs).toBeLessThan(3_000);
  const seqs = patches.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
  expect(new Set(patches.map(({ epoch }) => epoch))).toEqual(new Set([picture.epoch]));
  await eventually(() => expect(picture.read().itPower).toMatchObject({ freshness: "live", unit: "W" }), {
    timeoutMs: 120_000,
  });
});

test("rack frames: the keyframe with every delta over it is the keyframe that a newcomer gets", async () => {
  const client = await connect();
  const topic = topics.racks("demo");
  const { table, seq } = await keyframe(client, topic);
  expect(table[0]).toHaveLength(60);
  let own: RackTable = table;
  await nextPatches(client, 4);
  const newcomer = await keyframe(await connect(), topic);
  await eventually(() => expect(client.patches.at(-1)?.seq).toBeGreaterThanOrEqual(newcomer.seq));
  const missed = client.patches.filter((patch) => patch.seq > seq && patch.seq <= newcomer.seq);
  for (const { changes } of missed) own = unpackRackDelta(own, inflate(String(changes.frame)));
  expect(own).toEqual(newcomer.table);
});

test("a client that may not is refused: no token, a foreign page, another center, a topic that is none", async () => {
  await expect(refusal({})).resolves.toBe("unauthenticated");
  await expect(refusal({ wallToken: `${wall.token.slice(0, -2)}xx` })).resolves.toBe("unauthenticated");
  await expect(refusal({ wallToken: wall.token, origin: "https://elsewhere.example" })).resolves.toBe(
    "websocket error",
  );
  await api.importCenter(aCenter("other"));
  const client = await connect();
  expect(await client.subscribe(topics.wall("other"))).toMatchObject({ ok: false });
  expect(await client.subscribe("center:demo:secrets")).toMatchObject({ ok: false });
  expect(client.patches).toEqual([]);
});

test("a revoked wall is told so and cut within a second, and does not come in again", async () => {
  const client = await connect();
  await watchWall(client, demo);
  const cut = new Promise((resolve) => client.socket.once("disconnect", resolve));
  const isInTime = inTime(cut, 1_000);
  await api.revokeWall("demo", wall.id);
  expect(await isInTime).toBe(true);
  expect(client.ends).toEqual(["io server disconnect"]);
  expect(client.notices).toEqual([{ kind: "revoked" }]);
  await expect(refusal({ wallToken: wall.token })).resolves.toBe("unauthenticated");
});

test("sample to glass with 1,000 racks", async () => {
  await api.importCenter(aCenter("wide", { racks: 1_000, intervalS: 15 }));
  const { key } = await api.createKey("wide", "all racks");
  const wideWall = await api.createWall("wide");
  const client = await connect({ wallToken: wideWall.token });
  const arrivedMs = await watchLastRack(client, topics.racks("wide"));
  const random = mulberry(7);
  const latencies: number[] = [];
  const clockMs: number[] = [];
  // What a busy machine keeps server and client waiting for a processor is not on the way of a sample.
  const waitedForProcessor = () => Promise.all([server.pid(), process.pid].map(keptWaitingMs));
  for (let round = 1; round <= 21; round++) {
    const decawatts = 1_000 + round;
    // A sample may come at any moment between two ticks, not only right after one.
    await delay(1_000 * random());
    const series = Array.from({ length: 1_000 }, (_, rack) => ({
      labels: { __name__: "aidc_server_power_watts", server: `s${rack + 1}` },
      samples: [[Date.now(), decawatts * 10]] as const,
    }));
    const busyMs = await waitedForProcessor();
    const pushedMs = performance.now();
    expect(await push({ url: server.url, key }, series)).toMatchObject({ status: 204 });
    await eventually(() => expect(arrivedMs.has(decawatts)).toBe(true), { timeoutMs: 300_000, pauseMs: 7 });
    // The first round also makes 1,000 series known; until the center is loaded with them a busy machine takes a minute.
    if (round === 1) continue;
    clockMs.push((arrivedMs.get(decawatts) ?? Number.NaN) - pushedMs);
    const waitedMs = (await waitedForProcessor()).map((ms, which) => ms - (busyMs[which] ?? Number.NaN));
    // They wait side by side: the longer of both.
    latencies.push((clockMs.at(-1) ?? Number.NaN) - Math.max(...waitedMs));
  }
  const atShare = (all: readonly number[], share: number) =>
    all.toSorted((a, b) => a - b)[Math.ceil(all.length * share) - 1] ?? Number.NaN;
  const p95Ms = atShare(latencies, 0.95);
  process.stdout.write(
    `sample to glass, 1,000 racks: p50 ${Math.round(atShare(latencies, 0.5))} ms, p95 ${Math.round(p95Ms)} ms; ` +
      `by the clock ${Math.round(atShare(clockMs, 0.5))} ms and ${Math.round(atShare(clockMs, 0.95))} ms\n`,
  );
  expect(p95Ms).toBeLessThan(3_000);
});

test("a restarted server is another epoch, and the client comes back to it by itself", async () => {
  const client = await connect();
  const before = await watchWall(client, demo);
  await server.stop();
  await eventually(() => expect(client.socket.connected).toBe(false));
  await server.start();
  await connected(client);
  const after = await watchWall(client, demo);
  expect(after.epoch).not.toBe(before.epoch);
  await nextPatches(client, 2);
  expect(after.read().center.id).toBe("demo");
});

async function nextPatches(client: LiveClient, count: number) {
  const from = client.patches.length;
  await eventually(() => expect(client.patches.length).toBeGreaterThanOrEqual(from + count), {
    timeoutMs: 120_000,
    pauseMs: 5,
  });
  return client.patches.slice(from, from + count);
}

async function keyframe(client: LiveClient, topic: string) {
  const ack = await client.subscribe(topic);
  if (!ack.ok) throw new Error(`${topic}: ${ack.code}`);
  const { racks, frame } = racksSnapshotSchema.parse(ack.snapshot);
  return { seq: ack.seq, table: unpackRackDelta(emptyRackTable(racks.length), inflate(frame)) };
}

/** @returns when each power of the last rack, in decawatts, first arrived; subscribes again when told to */
async function watchLastRack(client: LiveClient, topic: string): Promise<Map<number, number>> {
  const arrivedMs = new Map<number, number>();
  let shown = await keyframe(client, topic);
  const show = (next: typeof shown) => {
    shown = next;
    const power = next.table[0]?.at(-1) ?? 0;
    if (!arrivedMs.has(power)) arrivedMs.set(power, performance.now());
  };
  const again = () =>
    void keyframe(client, topic).then(show, (error: unknown) => client.ends.push(String(error)));
  client.socket.on("resync", again);
  client.socket.on("patch", (patch: Patch) => {
    if (patch.seq <= shown.seq) return;
    if (patch.seq > shown.seq + 1) return again();
    const { frame } = patch.changes;
    const table = frame === undefined ? shown.table : unpackRackDelta(shown.table, inflate(String(frame)));
    show({ seq: patch.seq, table });
  });
  return arrivedMs;
}

const inflate = (frame: string): Uint8Array => inflateRawSync(Buffer.from(frame, "base64"));

/** What a client is told that is not let in. */
async function refusal(options: { wallToken?: string; origin?: string }): Promise<string> {
  const client = connectLive(server.url, options);
  onTestFinished(() => client.close());
  const errors: string[] = [];
  client.socket.on("connect_error", (error) => errors.push(error.message));
  return eventually(() => {
    if (client.socket.connected) return "connected";
    if (errors[0] === undefined) throw new Error("no answer yet");
    return errors[0];
  });
}
