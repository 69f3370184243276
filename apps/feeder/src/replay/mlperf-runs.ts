import { join } from "node:path";
import type { Row } from "./csv.ts";
import { numberIn, readCsv } from "./csv.ts";
import type { RawSamples } from "./recording.ts";

/** One line of runs.csv: one training run of a submission. */
export interface Run {
  readonly id: string;
  /** Whose machines: `smc-ac-power` and `smc-dc-power` are the same ones, so both are `smc`. */
  readonly fleet: string;
  /** The side of the power supplies that was logged. */
  readonly side: "power" | "dc_power";
  readonly benchmark: string;
  /** The scheduler's job number in the result name, else the run itself. One job keeps its servers. */
  readonly job: string;
  readonly nodes: number;
  readonly gpusPerNode: number;
  readonly gpuModel: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Readings by run id and node name, as they stand in the file. */
export type Readings = ReadonlyMap<string, ReadonlyMap<string, RawSamples>>;

const runColumns = [
  "run_id",
  "submission",
  "benchmark",
  "result",
  "nodes",
  "gpus_per_node",
  "gpu_model",
  "start_ms",
  "end_ms",
];

/** Sorted by start, then id, so that the order of the file decides nothing. */
export async function readRuns(folder: string): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const row of readCsv(join(folder, "runs.csv"), runColumns)) runs.push(runOf(row));
  return runs.sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
}

function runOf(row: Row): Run {
  const submission = row("submission").toLowerCase();
  const fleet = submission.split("-")[0] ?? submission;
  return {
    id: row("run_id"),
    fleet,
    side: /-dc(-|$)/.test(submission) ? "dc_power" : "power",
    benchmark: row("benchmark"),
    job:
      /^result_(\d+)-/.exec(row("result"))?.[1] ??
      `${row("benchmark")}-${row("result").replace("result_", "")}`,
    nodes: numberIn(row, "nodes"),
    gpusPerNode: numberIn(row, "gpus_per_node"),
    gpuModel: row("gpu_model"),
    startMs: numberIn(row, "start_ms"),
    endMs: numberIn(row, "end_ms"),
  };
}

export async function readPower(folder: string): Promise<Readings> {
  const runs = new Map<string, Map<string, RawSamples>>();
  for await (const row of readCsv(join(folder, "power.csv.gz"), ["run_id", "node", "time_ms", "watts"])) {
    const nodes = entry(runs, row("run_id"), () => new Map<string, RawSamples>());
    const samples = entry(nodes, row("node"), () => ({ timesMs: [], values: [] }));
    samples.timesMs.push(numberIn(row, "time_ms"));
    samples.values.push(numberIn(row, "watts"));
  }
  return runs;
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
