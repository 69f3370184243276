import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { centerDocumentSchema } from "@aidc/contract";
import { testData } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "./csv.ts";
import { readMlperfPower } from "./mlperf-power.ts";
import type { RecordedSeries, Recording } from "./recording.ts";

const bridgedMs = 30_000;

/** Trapezoid in kWh of what a recording holds of one quantity, over [fromMs, toMs]. */
function energyKwh(series: readonly RecordedSeries[], name: string, fromMs: number, toMs: number): number {
  let wattMs = 0;
  for (const { labels, timesMs, values } of series) {
    if (labels.__name__ !== name) continue;
    for (let i = 1; i < timesMs.length; i++) {
      const [t0, t1] = [timesMs[i - 1] as number, timesMs[i] as number];
      if (t0 < fromMs || t1 > toMs || t1 - t0 > bridgedMs) continue;
      wattMs += (t1 - t0) * (((values[i - 1] as number) + (values[i] as number)) / 2);
    }
  }
  return wattMs / 3.6e9;
}
const find = (recording: Recording, labels: Record<string, string>) =>
  recording.series.find((one) => Object.entries(labels).every(([name, value]) => one.labels[name] === value));

describe("a small folder", () => {
  let folder = "";
  let recording: Recording;
  const runs = [
    "smc-ac-power,gpt3,result_9-1_2,2,8,H100-SXM5-80GB,1000000,1004000",
    "smc-dc-power,gpt3,result_9-1_2,2,8,H100-SXM5-80GB,1000000,1004000",
    "smc-ac-power,bert,result_5-1_06,1,8,H100-SXM5-80GB,2000000,2010000",
    "smc-ac-power,bert,result_5-1_raw_06,1,8,H100-SXM5-80GB,2000000,2010000",
    "Lenovo,bert,result_0,1,8,B200,9000000,9002000",
  ].map((line) => {
    const [submission, benchmark, result] = line.split(",");
    return `${submission}|${benchmark}|${result},${line}`;
  });
  const power = [
    [
      "smc-ac-power|gpt3|result_9-1_2",
      "node_1",
      [
        [1_000_000, 100],
        [1_002_000, 200],
        [1_004_000, 300],
      ],
    ],
    [
      "smc-ac-power|gpt3|result_9-1_2",
      "node_2",
      [
        [1_000_000, 50],
        [1_000_000, 50],
        [1_004_000, 50],
      ],
    ],
    [
      "smc-dc-power|gpt3|result_9-1_2",
      "node_1",
      [
        [1_000_000, 90],
        [1_002_000, 190],
      ],
    ],
    [
      "smc-ac-power|bert|result_5-1_06",
      "node_0",
      [
        [2_000_000, 10],
        [2_010_000, 20],
      ],
    ],
    [
      "smc-ac-power|bert|result_5-1_raw_06",
      "node_0",
      [
        [2_000_000, 10],
        [2_010_000, 20],
      ],
    ],
    [
      "Lenovo|bert|result_0",
      "node_0",
      [
        [9_000_000, 5],
        [9_001_000, 6],
        [9_001_000, 7],
      ],
    ],
  ] as const;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "aidc-mlperf-"));
    await writeFile(
      join(folder, "runs.csv"),
      ["run_id,submission,benchmark,result,nodes,gpus_per_node,gpu_model,start_ms,end_ms", ...runs].join(
        "\n",
      ),
    );
    const lines = power.flatMap(([run, node, readings]) =>
      readings.map(([timeMs, watts]) => `${run},${node},${timeMs},${watts}`),
    );
    // Upside down: the order of the file must not matter.
    await writeFile(
      join(folder, "power.csv.gz"),
      gzipSync(["run_id,node,time_ms,watts", ...lines.reverse()].join("\n")),
    );
    recording = await readMlperfPower(folder, "m");
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("AC and DC are two points of one server", () => {
    expect([
      ...(find(recording, { __name__: "aidc_server_power_watts", server: "smc-1" })?.values ?? []),
    ]).toEqual([100, 200, 300]);
    expect([
      ...(find(recording, { __name__: "aidc_server_dc_power_watts", server: "smc-1" })?.values ?? []),
    ]).toEqual([90, 190]);
  });

  test("a run logged under two names, a repeat and a contradiction are sent once and remarked", () => {
    const server2 = find(recording, { __name__: "aidc_server_power_watts", server: "smc-2" });
    expect([...(server2?.timesMs ?? [])]).toEqual([1_000_000, 1_004_000, 2_000_000, 2_010_000]);
    expect([...(find(recording, { server: "lenovo-1" })?.values ?? [])]).toEqual([5, 6]);
    expect(recording.remarks).toEqual([
      expect.stringMatching(/^3 readings were repeats/),
      expect.stringMatching(/^1 readings gave a second value/),
    ]);
  });

  test("a benchmark holds its cards while its runs last", () => {
    const allocated = find(recording, { __name__: "aidc_tenant_accelerators_allocated", tenant: "gpt3" });
    const samples = Array.from(allocated?.timesMs ?? [], (timeMs, index) => [
      timeMs,
      allocated?.values[index],
    ]);
    expect(samples).toEqual([
      [1_000_000, 16],
      [1_004_000, 0],
      ...[2_000_000, 2_010_000, 9_000_000, 9_002_000].map((timeMs) => [timeMs, 0]),
    ]);
    const { leases = [] } = recording.document;
    expect(
      leases.filter((lease) => lease.tenant === "bert").map((lease) => [lease.amount, lease.from]),
    ).toEqual([
      [8, "1970-01-01T00:33:20.000Z"],
      [8, "1970-01-01T02:30:00.000Z"],
    ]);
    expect(leases.every((lease) => lease.grade === "assumed")).toBe(true);
  });

  test("power is metered, placement and limits are assumed, and no meter is invented", () => {
    const document = centerDocumentSchema.parse(recording.document);
    expect(document.center).toMatchObject({ origin: "replay", timeZone: "UTC", retentionDays: null });
    expect(
      document.points
        .filter((point) => point.subject.kind === "server")
        .every((point) => point.grade === "metered"),
    ).toBe(true);
    expect(
      document.racks.every((rack) => rack.placementGrade === "assumed" && rack.limitGrade === "assumed"),
    ).toBe(true);
    expect(document.meters).toEqual([]);
  });

  test("an accelerator that is not known here is refused by name", async () => {
    const other = await mkdtemp(join(tmpdir(), "aidc-mlperf-"));
    await writeFile(
      join(other, "runs.csv"),
      [
        "run_id,submission,benchmark,result,nodes,gpus_per_node,gpu_model,start_ms,end_ms",
        "a,x,b,result_0,1,8,Z9,0,1",
      ].join("\n"),
    );
    await writeFile(join(other, "power.csv.gz"), gzipSync("run_id,node,time_ms,watts\n"));
    await expect(readMlperfPower(other, "m")).rejects.toThrow(/Z9/);
    await rm(other, { recursive: true });
  });
});

const folder = testData("mlperf-ai-cluster-power");

describe.skipIf(folder === null)("the recorded folder", () => {
  let recording: Recording;
  /** Straight from the file, without our reader's placement: run -> [start, end, kWh of its trapezoids]. */
  const expected = new Map<string, { startMs: number; endMs: number; kwh: number }>();
  beforeAll(async () => {
    const from = folder ?? "";
    recording = await readMlperfPower(from, "mlperf");
    const nodes = new Map<string, [number, number][]>();
    for await (const row of readCsv(join(from, "power.csv.gz"), ["run_id"])) {
      const key = `${row("run_id")} ${row("node")}`;
      const readings = nodes.get(key) ?? [];
      nodes.set(key, readings);
      readings.push([Number(row("time_ms")), Number(row("watts"))]);
    }
    for await (const row of readCsv(join(from, "runs.csv"), ["run_id"])) {
      let wattMs = 0;
      for (const [key, readings] of nodes) {
        if (!key.startsWith(`${row("run_id")} `)) continue;
        readings.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        for (const [i, [t1, p1]] of readings.entries()) {
          const [t0, p0] = readings[i - 1] ?? [t1, p1];
          wattMs += ((t1 - t0) * (p0 + p1)) / 2;
        }
      }
      expected.set(row("run_id"), {
        startMs: Number(row("start_ms")),
        endMs: Number(row("end_ms")),
        kwh: wattMs / 3.6e9,
      });
    }
  });

  test("118 runs on 64 H100 servers and one B200 server, 520 cards", () => {
    expect(expected.size).toBe(118);
    const { servers = [], racks = [] } = recording.document;
    expect([servers.length, racks.length]).toEqual([65, 9]);
    expect(servers.reduce((sum, server) => sum + (server.accelerators?.count ?? 0), 0)).toBe(520);
  });

  test.each([
    ["power", "smc-ac-power", 415.26],
    ["dc_power", "smc-dc-power", 408.48],
  ])("gpt3 on 64 servers, %s side: %s integrates to %f kWh", (quantity, submission, published) => {
    const [, run] = [...expected].find(([id]) => id.includes(submission) && id.includes("|gpt3|")) ?? [];
    const kwh = energyKwh(
      recording.series,
      `aidc_server_${quantity}_watts`,
      run?.startMs ?? 0,
      run?.endMs ?? 0,
    );
    expect(kwh).toBeCloseTo(run?.kwh ?? 0, 6);
    expect(Math.abs(kwh - published)).toBeLessThan(0.001 * published);
  });

  test("every run that nothing overlaps has the energy of its file; the whole has no more than all", () => {
    const alone = [...expected].filter(
      ([id, run]) =>
        id.includes("ac-power") &&
        [...expected].every(
          ([other, { startMs, endMs }]) =>
            other === id || other.includes("dc-power") || endMs < run.startMs || startMs > run.endMs,
        ),
    );
    expect(alone.length).toBeGreaterThan(20);
    for (const [, run] of alone)
      expect(energyKwh(recording.series, "aidc_server_power_watts", run.startMs, run.endMs)).toBeCloseTo(
        run.kwh,
        4,
      );
  });

  test("simultaneous runs of different jobs add, twins and overlaps of one job do not", () => {
    const id = (name: string) =>
      [...expected].find(([one]) => one.includes("smc-ac") && one.endsWith(name))?.[1] ?? {
        startMs: 0,
        endMs: 0,
        kwh: 0,
      };
    const dlrm = [6, 7, 8, 9, 10].map((number) =>
      id(`dlrm_dcnv2|result_4952-240509201759124491233_${String(number).padStart(2, "0")}`),
    );
    const together = dlrm.reduce((sum, run) => sum + run.kwh, 0);
    const counted = energyKwh(
      recording.series,
      "aidc_server_power_watts",
      dlrm[0]?.startMs ?? 0,
      dlrm[4]?.endMs ?? 0,
    );
    expect(counted).toBeLessThan(together);
    expect(counted).toBeGreaterThan(0.93 * together);

    const [ssd, llama] = [
      id("result_4957-240509201759121706710_5"),
      id("result_4951-240509201759121728742_3"),
    ];
    expect(llama.startMs < ssd.startMs && ssd.endMs < llama.endMs).toBe(true);
    const during = energyKwh(recording.series, "aidc_server_power_watts", ssd.startMs, ssd.endMs);
    expect(during).toBeGreaterThan(
      ssd.kwh + (0.9 * llama.kwh * (ssd.endMs - ssd.startMs)) / (llama.endMs - llama.startMs),
    );
  });
});
