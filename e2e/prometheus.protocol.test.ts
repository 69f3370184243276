import type { Freshness, LiveValue, WallState } from "@aidc/contract";
import { topics } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { aCenter } from "./support/center.ts";
import type { LiveClient } from "./support/live-client.ts";
import { connected, connectLive, watchWall } from "./support/live-client.ts";
import type { Prometheus } from "./support/prometheus.ts";
import { prometheusPrograms, startPrometheus } from "./support/prometheus.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** A real Prometheus with a real node_exporter, told of us by nothing but the block that the product shows. */

const installed = prometheusPrograms.prometheus !== null && prometheusPrograms.nodeExporter !== null;
const center = "prom";
const watts = 4_321;

describe.skipIf(!installed)("Prometheus (needs Debian's prometheus and prometheus-node-exporter)", () => {
  let server: Server;
  let api: Api;
  let prometheus: Prometheus;
  let client: LiveClient;
  let readWall: () => WallState;

  beforeAll(async () => {
    server = await startServer();
    api = await openApi(server);
    await api.importCenter(aCenter(center, { racks: 1, intervalS: 5 }));
    const { token } = await api.createWall(center);
    client = await connected(connectLive(server.url, { wallToken: token }));
    readWall = (await watchWall(client, topics.wall(center))).read;
    const { prometheusBlock } = await api.createKey(center, "plant prometheus");
    prometheus = await startPrometheus(prometheusBlock);
    await prometheus.writeMetrics(`aidc_server_power_watts{server="s1"} ${watts}\n`);
  });
  afterAll(async () => {
    client?.close();
    await prometheus?.close();
    await server?.close();
  });

  const source = async () => {
    const { sources } = await api.sources(center);
    const [only] = sources;
    if (only === undefined || sources.length !== 1) throw new Error("not exactly one source");
    return only;
  };

  test("appears on the sources page within 15 s of its first push", async () => {
    const firstPushMs = await eventually(
      () => {
        const atMs = readWall().freshness.lastReceivedAtMs;
        if (atMs === null) throw new Error(`nothing was pushed: ${prometheus.said()}`);
        return atMs;
      },
      { timeoutMs: 120_000 },
    );
    const shown = await eventually(
      async () => {
        const now = await source();
        expect(now).toMatchObject({ name: "plant prometheus", freshness: "live" });
        expect(now.samplesPerSecond).toBeGreaterThan(0);
        expect(now.seriesUnmatched).toBeGreaterThan(100);
        return now;
      },
      { timeoutMs: 120_000 },
    );
    const tookMs = Date.now() - firstPushMs;
    process.stdout.write(
      `Prometheus on the sources page ${tookMs} ms after its first push: ${shown.samplesPerSecond} samples/s, ` +
        `${shown.seriesBound} series bound, ${shown.seriesUnmatched} unmatched, ${shown.quarantined} in quarantine\n`,
    );
    expect(tookMs).toBeLessThan(15_000);
  });

  test("its series feed points where a profile knows them, and are listed where none does", async () => {
    await eventually(async () => expect((await source()).seriesBound).toBe(1), { timeoutMs: 120_000 });
    const { unmatched, quarantine } = await api.sources(center);
    expect(unmatched.length).toBe(50);
    for (const { labels } of unmatched) expect(labels.__name__).not.toBe("aidc_server_power_watts");
    expect(unmatched.some(({ labels }) => labels.job === "node")).toBe(true);
    expect(quarantine.filter(({ reason }) => reason !== "nan")).toEqual([]);
    await eventually(() => expect(readWall().itPower).toMatchObject({ value: watts, freshness: "live" }), {
      timeoutMs: 120_000,
    });
  });

  test("the picture follows the exporter", async () => {
    await prometheus.writeMetrics(`aidc_server_power_watts{server="s1"} ${watts + 111}\n`);
    await eventually(() => expect(readWall().itPower.value).toBe(watts + 111), { timeoutMs: 45_000 });
  });

  test("stopping it turns tile and source late, then stale; never frozen as live", async () => {
    const seen: { freshness: Freshness; ageMs: number }[] = [];
    const cadenceMs = readWall().freshness.cadenceMs;
    client.socket.on("patch", (patch: { at: number; changes: { itPower?: LiveValue } }) => {
      const itPower = patch.changes.itPower ?? readWall().itPower;
      seen.push({ freshness: itPower.freshness, ageMs: patch.at - (itPower.sampledAtMs ?? 0) });
    });
    await prometheus.stop();
    await eventually(() => expect(readWall().itPower.freshness).toBe("stale"), { timeoutMs: 120_000 });
    await eventually(async () => expect((await source()).freshness).toBe("stale"), { timeoutMs: 120_000 });
    await eventually(() => expect(readWall().sources[0]?.freshness).toBe("stale"), { timeoutMs: 120_000 });
    await eventually(() => expect(readWall().freshness.state).toBe("stale"), { timeoutMs: 120_000 });
    const order = seen.map(({ freshness }) => freshness).filter((now, at, all) => now !== all[at - 1]);
    expect(order.slice(-2)).toEqual(["late", "stale"]);
    // No patch ever called a reading live that was older than a live reading may be.
    const frozen = seen.filter(({ freshness, ageMs }) => freshness === "live" && ageMs > 1.5 * cadenceMs);
    expect(frozen).toEqual([]);
  });
});
