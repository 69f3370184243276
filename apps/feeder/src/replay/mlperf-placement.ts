import type { Run } from "./mlperf-runs.ts";

/**
 * Which servers a run stood on. The logs number their nodes anew in every run and name no machine, so placement is
 * assumed, by these rules:
 *
 * - A fleet has as many servers as its largest run: 64 for the H100 cluster, 1 for the B200 machine.
 * - Runs of one scheduler job stand on the same servers. The data confirms it: where two runs of a job overlap
 *   (44 s in bert, 16 s in dlrm, wholly in its `_raw_` twins) their readings are equal to the millisecond.
 * - AC and DC logs of one run carry the same job number: two points of the same servers.
 * - Different jobs may run at the same time and then stand on different servers, so that no watt is counted twice.
 *   A server is given to the next job only when more than the longest bridged gap lies between the two.
 * - Jobs of a rack or more fill whole racks from the first, smaller ones take servers from the last backwards.
 */

export const serversPerRack = 8;
/** The largest silence inside any run is 28.1 s; see `maxGapS` in mlperf-document.ts. */
const spacingMs = 30_000;

export interface Fleet {
  readonly id: string;
  readonly servers: readonly string[];
  readonly gpusPerServer: number;
  readonly gpuModel: string;
}

interface Job {
  readonly key: string;
  readonly fleet: string;
  readonly nodes: number;
  readonly startMs: number;
  readonly endMs: number;
}

export function jobKey(run: Run): string {
  return `${run.fleet}|${run.job}`;
}

export function fleetsOf(runs: readonly Run[]): Fleet[] {
  const ids = [...new Set(runs.map((run) => run.fleet))].sort();
  return ids.map((id) => {
    const own = runs.filter((run) => run.fleet === id);
    const kinds = new Map(own.map((run) => [`${run.gpusPerNode} x ${run.gpuModel}`, run]));
    const [kind] = kinds.values();
    if (kind === undefined || kinds.size > 1)
      throw new Error(`the runs of ${id} name more than one kind of server`);
    const count = Math.max(...own.map((run) => run.nodes));
    const digits = String(count).length;
    const servers = Array.from(
      { length: count },
      (_, index) => `${id}-${String(index + 1).padStart(digits, "0")}`,
    );
    return { id, servers, gpusPerServer: kind.gpusPerNode, gpuModel: kind.gpuModel };
  });
}

/** @returns for each job its servers, in node order; throws when two simultaneous jobs need more than there are */
export function placeJobs(runs: readonly Run[], fleets: readonly Fleet[]): Map<string, readonly string[]> {
  const busyUntilMs = new Map<string, number>();
  const placed = new Map<string, readonly string[]>();
  for (const job of jobsOf(runs)) {
    const fleet = fleets.find((one) => one.id === job.fleet);
    const isFree = (server: string) =>
      (busyUntilMs.get(server) ?? Number.NEGATIVE_INFINITY) + spacingMs < job.startMs;
    const servers = fleet ? choose(fleet.servers, job.nodes, isFree) : null;
    if (servers === null) throw new Error(`job ${job.key} needs ${job.nodes} servers and fewer are free`);
    for (const server of servers) busyUntilMs.set(server, job.endMs);
    placed.set(job.key, servers);
  }
  return placed;
}

function jobsOf(runs: readonly Run[]): Job[] {
  const jobs = new Map<string, Job>();
  for (const run of runs) {
    const key = jobKey(run);
    const known = jobs.get(key);
    jobs.set(key, {
      key,
      fleet: run.fleet,
      nodes: Math.max(run.nodes, known?.nodes ?? 0),
      startMs: Math.min(run.startMs, known?.startMs ?? run.startMs),
      endMs: Math.max(run.endMs, known?.endMs ?? run.endMs),
    });
  }
  return [...jobs.values()].sort((a, b) => a.startMs - b.startMs || (a.key < b.key ? -1 : 1));
}

function choose(
  servers: readonly string[],
  count: number,
  isFree: (server: string) => boolean,
): string[] | null {
  if (count < serversPerRack) {
    const free = servers.filter(isFree).slice(-count);
    return free.length === count ? free : null;
  }
  for (let start = 0; start + count <= servers.length; start += serversPerRack) {
    const candidates = servers.slice(start, start + count);
    if (candidates.every(isFree)) return candidates;
  }
  return null;
}

/** Node names in number order: `node_2` before `node_10`; the n-th name stands on the n-th server of the job. */
export function nodesInOrder(names: Iterable<string>): string[] {
  const numberOf = (name: string) => Number(name.replace(/\D+/g, ""));
  return [...names].sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
}
