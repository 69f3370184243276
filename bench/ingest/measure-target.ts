import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "@aidc/store";
import type { PreparedLoad } from "../load/prepared-scrapes.ts";
import { cpuSecondsOf, MemoryWatch, ownCpuSecondsOf } from "../run/process-usage.ts";
import { quantile } from "../run/report.ts";
import { sendAll } from "./sender.ts";
import type { Target } from "./targets.ts";

export interface IngestFigures {
  readonly name: string;
  readonly samplesPerSecond: number;
  /** Server and its database, first contact with every series included. */
  readonly cpuSecondsPerMillion: number;
  /** Of it the server process alone. */
  readonly ownCpuSecondsPerMillion: number;
  /** What the server spent after the last answer: packing, flushing, closing. */
  readonly cpuSecondsPerMillionAfterwards: number;
  readonly peakMemoryMiB: number;
  readonly bytesPerSample: number | null;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly notAccepted: number;
  readonly details: unknown;
}

export async function measureTarget(
  target: Target,
  load: PreparedLoad,
  connections: number,
): Promise<IngestFigures> {
  const { pid, writeUrl, headers, name } = target;
  const millions = load.samples / 1e6;
  const memory = new MemoryWatch(pid);
  const cpuBefore = { all: cpuSecondsOf(pid), own: ownCpuSecondsOf(pid) };
  const sent = await sendAll({ url: writeUrl, requests: load.requests, connections, headers });
  const cpuAfter = { all: cpuSecondsOf(pid), own: ownCpuSecondsOf(pid) };
  const compacted = target.server ? await target.server.call("POST", "/api/store/compact") : null;
  const cpuAtEnd = cpuSecondsOf(pid);
  memory.stop();
  await target.stop();
  const storage = target.server
    ? await ourBytes(target.dataDir, load.samples)
    : await peerBytes(target.dataDir);
  const accepted = (sent.statuses["204"] ?? 0) + (sent.statuses["200"] ?? 0);
  return {
    name,
    samplesPerSecond: load.samples / sent.seconds,
    cpuSecondsPerMillion: (cpuAfter.all - cpuBefore.all) / millions,
    ownCpuSecondsPerMillion: (cpuAfter.own - cpuBefore.own) / millions,
    cpuSecondsPerMillionAfterwards: (cpuAtEnd - cpuAfter.all) / millions,
    peakMemoryMiB: memory.peakBytes / 2 ** 20,
    bytesPerSample: storage.bytes === null ? null : storage.bytes / load.samples,
    p50Ms: quantile(sent.latenciesMs, 0.5),
    p99Ms: quantile(sent.latenciesMs, 0.99),
    notAccepted: load.requests.length - accepted,
    details: { statuses: sent.statuses, seconds: sent.seconds, compacted, tables: storage.tables },
  };
}

/** Chunks with their index and overhead; what else the database holds is listed beside. */
async function ourBytes(
  dataDir: string,
  samples: number,
): Promise<{ bytes: number | null; tables: Record<string, number> }> {
  const database = await openDatabase({ dataDir, log: () => {} });
  try {
    const { rows } = await database.pool.query<{ name: string; bytes: string }>(
      `select regexp_replace(relname, '_p?\\d.*$', '') as name, sum(pg_total_relation_size(oid)) as bytes
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       group by 1 having sum(pg_total_relation_size(oid)) > 1000000 order by 2 desc`,
    );
    const tables = Object.fromEntries(rows.map((row) => [row.name, Number(row.bytes) / samples]));
    const chunks = rows.filter((row) => row.name.includes("chunk"));
    return { bytes: chunks.reduce((sum, row) => sum + Number(row.bytes), 0) || null, tables };
  } finally {
    await database.stop();
  }
}

/** The whole folder after a clean end. */
async function peerBytes(folder: string): Promise<{ bytes: number; tables: Record<string, number> }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const tables: Record<string, number> = {};
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const { blocks } = await stat(join(entry.parentPath, entry.name));
    const top = entry.parentPath.slice(folder.length + 1).split("/")[0] ?? "";
    tables[top] = (tables[top] ?? 0) + blocks * 512;
    bytes += blocks * 512;
  }
  return { bytes, tables };
}
