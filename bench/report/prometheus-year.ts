import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { rackId } from "../load/rack-center.ts";
import { startChild, waitUntilReady } from "../run/child.ts";
import { freePort } from "../run/listen.ts";
import { wattsAt, yearOfRollups } from "./year-of-rollups.ts";

const hourMs = 3_600_000;
const dayS = 86_400;

export interface PrometheusYear {
  readonly samples: number;
  readonly loadSeconds: number;
  readonly queryMs: readonly number[];
  /** kWh of all racks by day, to be compared with ours. */
  readonly kwhByDay: readonly number[];
}

/** The same year in Prometheus: one sample of every rack an hour, written as blocks and asked for sums of days. */
export async function askPrometheus(folder: string, racks: number, repeats: number): Promise<PrometheusYear> {
  const startedMs = performance.now();
  const samples = await writeOpenMetrics(join(folder, "year.om"), racks);
  const data = join(folder, "blocks");
  await mkdir(data);
  // Blocks of 100 days: the file is read once for each.
  execFileSync(
    "promtool",
    [
      "tsdb",
      "create-blocks-from",
      "openmetrics",
      "--max-block-duration=2400h",
      join(folder, "year.om"),
      data,
    ],
    { stdio: "ignore" },
  );
  const loadSeconds = (performance.now() - startedMs) / 1000;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, "none.yml");
  createWriteStream(config).end("global: {}\n");
  const child = await startChild(
    "prometheus",
    [
      ...[`--config.file=${config}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`],
      "--storage.tsdb.retention.time=20y",
    ],
    { PATH: process.env.PATH, HOME: process.env.HOME },
  );
  try {
    await waitUntilReady(child, `${url}/-/ready`);
    const queryMs: number[] = [];
    let kwhByDay: number[] = [];
    for (let round = 0; round < repeats; round++) {
      const askedMs = performance.now();
      kwhByDay = await sumsOfDays(url);
      queryMs.push(performance.now() - askedMs);
    }
    return { samples, loadSeconds, queryMs, kwhByDay };
  } finally {
    await child.end();
  }
}

async function writeOpenMetrics(path: string, racks: number): Promise<number> {
  const file = createWriteStream(path);
  const fromMs = Date.parse(yearOfRollups.from);
  const hours = yearOfRollups.days * 24;
  file.write("# TYPE power gauge\n");
  for (let rack = 0; rack < racks; rack++) {
    let lines = "";
    for (let hour = 0; hour < hours; hour++) {
      const atMs = fromMs + hour * hourMs;
      lines += `power{rack="${rackId(rack)}"} ${wattsAt(rack, atMs)} ${atMs / 1000}\n`;
    }
    if (!file.write(lines)) await once(file, "drain");
  }
  file.end("# EOF\n");
  await once(file, "finish");
  return racks * hours;
}

const answer = z.object({
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
});

/** Asked a second before midnight, a range of a day holds the 24 samples of its hours and no other. */
async function sumsOfDays(url: string): Promise<number[]> {
  const firstS = Date.parse(yearOfRollups.from) / 1000 + dayS - 1;
  const query = new URLSearchParams({
    query: "sum(sum_over_time(power[1d])) / 1000",
    start: String(firstS),
    end: String(firstS + (yearOfRollups.days - 1) * dayS),
    step: String(dayS),
  });
  const response = await fetch(`${url}/api/v1/query_range?${query}`);
  const { data } = answer.parse(await response.json());
  return (data.result[0]?.values ?? []).map(([, value]) => Number(value));
}
