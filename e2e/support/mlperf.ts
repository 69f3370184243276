import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The 64-server gpt3 run, read from the files by this test alone. */
export interface RecordedRun {
  readonly startMs: number;
  readonly endMs: number;
  /** Readings by node, oldest first, each moment once. */
  readonly nodes: ReadonlyMap<string, readonly (readonly [timeMs: number, watts: number])[]>;
}

export async function readGpt3Run(folder: string): Promise<RecordedRun> {
  const [head = "", ...lines] = (await readFile(join(folder, "runs.csv"), "utf8")).trimEnd().split("\n");
  const columns = head.split(",");
  const runs = lines.map((line) => line.split(","));
  const cell = (run: readonly string[], name: string) => run[columns.indexOf(name)] ?? "";
  const run = runs.find(
    (one) => cell(one, "submission") === "smc-ac-power" && cell(one, "benchmark") === "gpt3",
  );
  if (run === undefined) throw new Error("runs.csv has no gpt3 run of the AC side");
  const nodes = await readNodes(folder, cell(run, "run_id"));
  return { startMs: Number(cell(run, "start_ms")), endMs: Number(cell(run, "end_ms")), nodes };
}

async function readNodes(folder: string, runId: string): Promise<RecordedRun["nodes"]> {
  const text = gunzipSync(await readFile(join(folder, "power.csv.gz"))).toString();
  const byNode = new Map<string, Map<number, number>>();
  for (const line of text.split("\n")) {
    const [id, node = "", timeMs, watts] = line.trimEnd().split(",");
    if (id !== runId) continue;
    const readings = byNode.get(node) ?? new Map<number, number>();
    byNode.set(node, readings.set(Number(timeMs), Number(watts)));
  }
  return new Map([...byNode].map(([node, readings]) => [node, [...readings].sort(([a], [b]) => a - b)]));
}

/** Trapezoids between neighbouring readings, kWh. */
export function energyKwh({ nodes }: RecordedRun): number {
  let wattMs = 0;
  for (const readings of nodes.values()) {
    for (const [index, [timeMs, watts]] of readings.entries()) {
      const next = readings[index + 1];
      if (next !== undefined) wattMs += ((watts + next[1]) / 2) * (next[0] - timeMs);
    }
  }
  return wattMs / 3.6e9;
}

/** Highest sum of all nodes, W. Lines between readings, so the highest sum stands at a reading of some node. */
export function peakW({ nodes }: RecordedRun): number {
  const moments = [...nodes.values()].flatMap((readings) => readings.map(([timeMs]) => timeMs));
  const times = Float64Array.from(new Set(moments)).sort();
  const sums = new Float64Array(times.length);
  for (const readings of nodes.values()) {
    let at = 0;
    for (const [index, timeMs] of times.entries()) {
      while (at + 1 < readings.length && (readings[at + 1]?.[0] ?? 0) <= timeMs) at++;
      const [fromMs, from] = readings[at] ?? [Number.NaN, Number.NaN];
      const [toMs, to] = readings[at + 1] ?? [fromMs + 1, from];
      const isCovered = fromMs <= timeMs && (timeMs <= toMs || timeMs === fromMs);
      if (isCovered)
        sums[index] = (sums[index] as number) + from + ((to - from) * (timeMs - fromMs)) / (toMs - fromMs);
    }
  }
  return sums.reduce((highest, sum) => Math.max(highest, sum), 0);
}
