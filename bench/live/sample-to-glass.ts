import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { topics } from "@aidc/contract";
import { sendAll } from "../ingest/sender.ts";
import { rackCenter, rackCenterDocument, rackPowerRequest } from "../load/rack-center.ts";
import type { AidcServer } from "../run/aidc-server.ts";
import { startAidcServer } from "../run/aidc-server.ts";
import { connectLive, RackFollower } from "../run/live-client.ts";
import type { Benchmark } from "../run/report.ts";
import { quantile } from "../run/report.ts";

const racks = 1_000;
const pushes = 40;
const watched = 7;
const patienceMs = 5_000;

/** From the first byte of a push until a client of the socket holds the picture with it. */
export const sampleToGlass: Benchmark = {
  name: "glass",
  about: `sample to glass: ${racks} racks pushed once a second, until the patch arrives at a client`,
  async run() {
    const dataDir = await mkdtemp(join(tmpdir(), "aidc-bench-"));
    const server = await startAidcServer({ dataDir });
    try {
      await server.importCenter(rackCenterDocument(racks, 1));
      const delaysMs = await measure(server);
      const [p50, p95, worst] = [0.5, 0.95, 1].map((share) => quantile(delaysMs, share));
      return {
        name: "glass",
        tables: [
          {
            title: `Sample to glass, ${racks} racks at 1 Hz, tick 1 Hz`,
            columns: ["", "p50 ms", "p95 ms", "worst ms", "pushes", "lost"],
            rows: [["aidc", p50 ?? null, p95 ?? null, worst ?? null, pushes, pushes - delaysMs.length]],
          },
        ],
        facts: { p50, p95, worst, delaysMs },
        remarks: ["pushes fall evenly over the tick of 1 s: half of it is waited for on average"],
      };
    } catch (error) {
      throw new Error(`the server said: ${server.child.words()}`, { cause: error });
    } finally {
      await server.child.end();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function measure(server: AidcServer): Promise<number[]> {
  const key = await server.createKey(rackCenter);
  const client = await connectLive(server.url, await server.createWallToken(rackCenter));
  try {
    const push = (powerW: number[]) =>
      sendAll({
        url: `${server.url}/api/v1/write`,
        requests: [rackPowerRequest(powerW, Date.now())],
        connections: 1,
        headers: { authorization: `Bearer ${key}` },
      });
    await push(powerOf(0));
    await delay(2_500); // first contact: series, points and the picture made anew
    const follower = new RackFollower(await client.subscribe(topics.racks(rackCenter)));
    let onFrame = (): void => {};
    client.onPatch((patch) => {
      follower.take(patch);
      onFrame();
    });
    const delaysMs: number[] = [];
    for (let round = 1; round <= pushes; round++) {
      const wanted = (powerOf(round)[watched] ?? 0) / 10;
      const startedMs = performance.now();
      const seen = new Promise<number | null>((resolve) => {
        const giveUp = setTimeout(() => resolve(null), patienceMs);
        onFrame = () => {
          if (follower.table[0]?.[watched] !== wanted) return;
          clearTimeout(giveUp);
          resolve(performance.now() - startedMs);
        };
      });
      await push(powerOf(round));
      const tookMs = await seen;
      if (tookMs !== null) delaysMs.push(tookMs);
      await delay(Math.max(0, 1_000 + (round % 10) * 7 - (performance.now() - startedMs)));
    }
    return delaysMs;
  } finally {
    client.close();
  }
}

/** Another power in every rack and round, in whole decawatts. */
function powerOf(round: number): number[] {
  return Array.from({ length: racks }, (_, rack) => 10_000 + ((round * 37 + rack * 11) % 900) * 10);
}
