import { testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api, Window } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { RecordedRun } from "./support/mlperf.ts";
import { energyKwh, peakW, readGpt3Run } from "./support/mlperf.ts";
import type { Series } from "./support/remote-write.ts";
import { pushUntilAcknowledged } from "./support/remote-write.ts";
import { mulberry, shuffled } from "./support/seeded.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/** The recorded run of 64 servers with 512 GPUs: what a person reads must be what stands in the file. */

const folder = testData("mlperf-ai-cluster-power");
const names = ["it_energy", "it_power_peak", "pue"] as const;

describe.skipIf(folder === null)("the 64-server gpt3 run (needs shared data mlperf-ai-cluster-power)", () => {
  let server: Server;
  let api: Api;
  let run: RecordedRun;
  let window: Window;
  beforeAll(async () => {
    run = await readGpt3Run(folder ?? "");
    window = { fromMs: run.startMs, toMs: run.endMs };
    server = await startServer();
    api = await openApi(server);
    await replay();
  });
  afterAll(() => server?.close());

  /** Only the time of this run; its last reading is inside. */
  const replay = () =>
    server.aidc(
      ...["replay", "mlperf-power", folder ?? "", "--center", "mlperf", "--speed", "max"],
      ...["--from", String(run.startMs), "--to", String(run.endMs + 1)],
    );
  const numbers = async (center: string) => {
    const figure = await api.figures(center, window, names);
    return names.map(figure);
  };

  test("energy is the trapezoid integral of the file within 0.1 %, peak within 1 %, coverage is stated", async () => {
    const figure = await api.figures("mlperf", window, names);
    const [energy, peak] = [figure("it_energy"), figure("it_power_peak")];
    expect(energyKwh(run)).toBeCloseTo(415.255, 2);
    expect(energy).toMatchObject({ unit: "kWh", grade: "metered" });
    expect(relative(energy.value, energyKwh(run))).toBeLessThan(0.001);
    expect(peak.unit).toBe("W");
    expect(relative(peak.value, peakW(run))).toBeLessThan(0.01);
    // Of all servers installed, the 64 of this run were metered in it.
    const document = await api.document("mlperf");
    expect(energy.coverage).toBeCloseTo(64 / document.servers.length, 2);
    process.stdout.write(
      `gpt3: it_energy ${energy.value} kWh (file ${energyKwh(run)}), it_power_peak ${peak.value} W ` +
        `(file ${peakW(run)}), coverage ${energy.coverage}, ${energy.status}\n`,
    );
  });

  test("there is no PUE, and it says why", async () => {
    const figure = await api.figures("mlperf", window, ["pue"]);
    expect(figure("pue")).toMatchObject({ value: null, reason: "no_meter" });
  });

  test("the numbers stay after a second replay, a compaction, and a restart", async () => {
    const before = await numbers("mlperf");
    await replay();
    expect(await numbers("mlperf")).toEqual(before);
    await server.aidc("store", "compact");
    expect(await numbers("mlperf")).toEqual(before);
    await server.kill();
    await server.start();
    expect(await numbers("mlperf")).toEqual(before);
    await replay();
    await server.aidc("store", "compact");
    expect(await numbers("mlperf")).toEqual(before);
    await server.stop();
    await server.start();
    expect(await numbers("mlperf")).toEqual(before);
  });

  test("shuffled delivery, some of it twice and half of it after a compaction, gives the same", async () => {
    const document = await api.document("mlperf");
    await api.importCenter({ ...document, center: { ...document.center, id: "shuffled" } });
    const { key } = await api.createKey("shuffled", "shuffled sender");
    const servers = document.servers.map(({ id }) => id).filter((id) => id.startsWith("smc"));
    const requests = shuffled(slices(run, servers), mulberry(64));
    const half = Math.floor(requests.length / 2);
    const target = { url: server.url, key };
    for (const request of requests.slice(0, half)) await pushUntilAcknowledged(target, request);
    await api.compact();
    for (const request of requests.slice(half / 2)) await pushUntilAcknowledged(target, request);
    await api.compact();
    const expected = await numbers("mlperf");
    for (const [index, figure] of (await numbers("shuffled")).entries()) {
      const { value, coverage, status } = expected[index] ?? {};
      expect(figure).toMatchObject({ value, coverage, status });
    }
  });
});

/** A request holds a few minutes of eight nodes, its samples in no order either. */
function slices(run: RecordedRun, servers: readonly string[]): Series[][] {
  const random = mulberry(8);
  const perSeries = 120;
  const series = [...run.nodes.values()].flatMap((readings, node) => {
    const labels = { __name__: "aidc_server_power_watts", server: servers[node] ?? `unknown-${node}` };
    return Array.from({ length: Math.ceil(readings.length / perSeries) }, (_, part) => ({
      labels,
      samples: shuffled(readings.slice(part * perSeries, (part + 1) * perSeries), random),
    }));
  });
  const mixed = shuffled(series, random);
  return Array.from({ length: Math.ceil(mixed.length / 16) }, (_, at) => mixed.slice(at * 16, at * 16 + 16));
}

function relative(value: number | null, expected: number): number {
  return value === null ? Number.POSITIVE_INFINITY : Math.abs(value - expected) / expected;
}
