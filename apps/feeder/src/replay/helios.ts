import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { CenterDocumentInput } from "@aidc/contract";
import { numberIn, readCsv } from "./csv.ts";
import type { RecordedSeries, Recording } from "./recording.ts";
import { tidy } from "./recording.ts";

/**
 * SenseTime Helios, cluster Earth, May 2020: quota and running GPUs of 16 virtual clusters, minute by minute.
 *
 * A virtual cluster is a tenant, its quota (`total_gpu_num`) a lease wherever it is constant, its running GPUs the
 * tenant's allocated cards. Recorded by the authors from the scheduler's log: grade replayed. Assumed: servers of
 * 8 V100 in racks of 4, just enough for the quotas. No power, no utilisation: `running / total` is allocation.
 */

const minuteMs = 60_000;
/** The files give local wall clock without a zone; Asia/Shanghai has kept UTC+8 since 1991. */
const utcOffset = "+08:00";
const gpusPerServer = 8;
const serversPerRack = 4;

const note =
  "Recorded elsewhere: SenseTime Helios, cluster Earth, May 2020 (HeliosArtifact, MIT). A virtual cluster stands for a " +
  "tenant; quotas are leases, running GPUs are allocated cards, both from the scheduler's log. Assumed: servers of 8 " +
  "V100 (which variant is not said) in racks of 4, as many as the quotas need. The daily quota file is not used: on 2020-05-09 it contradicts the " +
  "minute files. There are no power readings.";

/** One virtual cluster: minute starts with quota and running GPUs. */
export interface VirtualCluster {
  readonly id: string;
  readonly timesMs: readonly number[];
  readonly quota: readonly number[];
  readonly running: readonly number[];
}

export async function readHelios(folder: string, center: string): Promise<Recording> {
  const files = (await readdir(folder)).filter((name) => /^vc\w+\.csv\.gz$/.test(name)).sort();
  if (files.length === 0) throw new Error(`${folder} has no vc*.csv.gz`);
  const clusters: VirtualCluster[] = [];
  for (const file of files) clusters.push(await readCluster(join(folder, file)));
  return heliosRecording(clusters, center);
}

async function readCluster(file: string): Promise<VirtualCluster> {
  const rows: { timeMs: number; quota: number; running: number }[] = [];
  for await (const row of readCsv(file, ["time", "total_gpu_num", "running_gpu_num"]))
    rows.push({
      timeMs: localTimeMs(row("time")),
      quota: numberIn(row, "total_gpu_num"),
      running: numberIn(row, "running_gpu_num"),
    });
  rows.sort((a, b) => a.timeMs - b.timeMs);
  return {
    id: basename(file, ".csv.gz"),
    timesMs: rows.map((row) => row.timeMs),
    quota: rows.map((row) => row.quota),
    running: rows.map((row) => row.running),
  };
}

/** @throws when the text is not `YYYY-MM-DD HH:MM:SS` */
export function localTimeMs(text: string): number {
  const timeMs = Date.parse(`${text.replace(" ", "T")}${utcOffset}`);
  if (Number.isNaN(timeMs)) throw new Error(`"${text}" is not a time`);
  return timeMs;
}

export function heliosRecording(clusters: readonly VirtualCluster[], center: string): Recording {
  const leases = clusters.flatMap(leasesOf);
  const peak = Math.max(0, ...quotaOverTime(clusters));
  return {
    document: documentOf(center, clusters, leases, Math.ceil(peak / gpusPerServer)),
    series: clusters.map(allocatedSeries),
    remarks: [`${clusters.length} virtual clusters, quotas of ${peak} GPUs at most`],
  };
}

/** Intervals in which the quota is constant; a minute lasts from its start to the next, a missing minute ends one. */
function leasesOf(cluster: VirtualCluster): NonNullable<CenterDocumentInput["leases"]> {
  const intervals: { fromMs: number; toMs: number; amount: number }[] = [];
  for (const [index, timeMs] of cluster.timesMs.entries()) {
    const amount = cluster.quota[index] as number;
    const last = intervals.at(-1);
    if (last && last.amount === amount && last.toMs === timeMs) last.toMs = timeMs + minuteMs;
    else intervals.push({ fromMs: timeMs, toMs: timeMs + minuteMs, amount });
  }
  return intervals.map(({ fromMs, toMs, amount }) => ({
    id: `${cluster.id}-${fromMs}`,
    tenant: cluster.id,
    resource: "accelerators" as const,
    amount,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    grade: "replayed" as const,
  }));
}

function quotaOverTime(clusters: readonly VirtualCluster[]): number[] {
  const total = new Map<number, number>();
  for (const { timesMs, quota } of clusters)
    for (const [index, timeMs] of timesMs.entries())
      total.set(timeMs, (total.get(timeMs) ?? 0) + (quota[index] as number));
  return [...new Set(total.values())];
}

function allocatedSeries(cluster: VirtualCluster): RecordedSeries {
  const { timesMs, values } = tidy({ timesMs: [...cluster.timesMs], values: [...cluster.running] });
  return { labels: { __name__: "aidc_tenant_accelerators_allocated", tenant: cluster.id }, timesMs, values };
}

function documentOf(
  center: string,
  clusters: readonly VirtualCluster[],
  leases: NonNullable<CenterDocumentInput["leases"]>,
  serverCount: number,
): CenterDocumentInput {
  const servers = Array.from(
    { length: serverCount },
    (_, index) => `earth-${String(index + 1).padStart(3, "0")}`,
  );
  const rackOf = (index: number) => Math.floor(index / serversPerRack) + 1;
  const rackId = (number: number) => `earth-r${String(number).padStart(2, "0")}`;
  return {
    center: {
      id: center,
      name: "Helios Earth",
      nameZh: "Helios Earth 集群",
      region: "replay",
      timeZone: "Asia/Shanghai",
      itBoundary: "it_input",
      retentionDays: null,
      origin: "replay",
      note,
      defaultIntervalS: 60,
    },
    halls: [{ id: "earth", name: "Earth (assumed)" }],
    rows: [{ id: "earth-row", hall: "earth", name: "Earth row (assumed)" }],
    racks: Array.from({ length: rackOf(serverCount - 1) }, (_, index) => ({
      id: rackId(index + 1),
      row: "earth-row",
      name: rackId(index + 1).toUpperCase(),
      position: index + 1,
      heightU: null,
      placementGrade: "assumed",
    })),
    servers: servers.map((id, index) => ({
      id,
      rack: rackId(rackOf(index)),
      name: id,
      heightU: null,
      accelerators: { model: "v100-sxm2-16", count: gpusPerServer },
    })),
    points: clusters.map(({ id }) => ({
      subject: { kind: "tenant", id },
      quantity: "accelerators_allocated",
      intervalS: 60,
      grade: "replayed",
    })),
    tenants: clusters.map(({ id }) => ({ id, name: id })),
    leases,
  };
}
