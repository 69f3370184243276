import type { CenterDocumentInput } from "@aidc/contract";
import { jobKey, serversPerRack } from "./mlperf-placement.ts";
import type { Run } from "./mlperf-runs.ts";
import type { RecordedSeries } from "./recording.ts";

/**
 * The logs know no tenants. A benchmark's name stands for the project that held the servers, and only while its
 * runs last: between submitted runs nothing is known, so nothing is said. Grade: assumed.
 */

/** An interval in which a benchmark held the servers of one job; runs of a job that overlap are one. */
interface Hold {
  readonly benchmark: string;
  readonly job: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface CountedHold extends Hold {
  readonly cards: number;
}

export interface Tenancy {
  readonly tenants: NonNullable<CenterDocumentInput["tenants"]>;
  readonly leases: NonNullable<CenterDocumentInput["leases"]>;
  readonly assignments: NonNullable<CenterDocumentInput["assignments"]>;
  readonly series: readonly RecordedSeries[];
}

export const allocationIntervalS = 60;

interface Places {
  readonly serversOfJob: ReadonlyMap<string, readonly string[]>;
  readonly serversOfRack: ReadonlyMap<string, readonly string[]>;
  readonly gpusPerServer: (server: string) => number;
  readonly modelOf: (server: string) => string;
}

export function tenancyOf(runs: readonly Run[], places: Places): Tenancy {
  const holds = holdsOf(runs);
  const benchmarks = [...new Set(holds.map((hold) => hold.benchmark))].sort();
  const cards = (hold: Hold) =>
    serversOf(hold, places).reduce((sum, server) => sum + places.gpusPerServer(server), 0);
  const counted = holds.map((hold) => ({ ...hold, cards: cards(hold) }));
  return {
    tenants: benchmarks.map((id) => ({ id, name: `${id} (benchmark as project)` })),
    leases: holds.map((hold) => ({
      id: leaseId(hold),
      tenant: hold.benchmark,
      resource: "accelerators",
      amount: cards(hold),
      model: places.modelOf(serversOf(hold, places)[0] ?? ""),
      ...window(hold),
      grade: "assumed",
    })),
    assignments: holds.flatMap((hold) => assignmentsOf(hold, places)),
    series: benchmarks.map((id) => allocatedSeries(id, counted)),
  };
}

function holdsOf(runs: readonly Run[]): Hold[] {
  const holds: Hold[] = [];
  const open = new Map<string, number>();
  for (const run of runs) {
    const key = `${jobKey(run)}|${run.benchmark}`;
    const index = open.get(key);
    const last = index === undefined ? undefined : holds[index];
    if (last && index !== undefined && run.startMs <= last.toMs) {
      holds[index] = { ...last, toMs: Math.max(last.toMs, run.endMs) };
    } else {
      open.set(key, holds.length);
      holds.push({ benchmark: run.benchmark, job: jobKey(run), fromMs: run.startMs, toMs: run.endMs });
    }
  }
  return holds;
}

function leaseId(hold: Hold): string {
  return `${hold.benchmark}-${hold.job.replace("|", "-")}-${hold.fromMs}`;
}

function window(hold: Hold): { from: string; to: string } {
  return { from: new Date(hold.fromMs).toISOString(), to: new Date(hold.toMs).toISOString() };
}

function serversOf(hold: Hold, places: Places): readonly string[] {
  return places.serversOfJob.get(hold.job) ?? [];
}

/** Whole racks where a job fills them, else card by card. */
function assignmentsOf(hold: Hold, places: Places): Tenancy["assignments"] {
  const own = new Set(serversOf(hold, places));
  const base = { lease: leaseId(hold), ...window(hold) };
  return [...places.serversOfRack].flatMap(([rack, servers]): Tenancy["assignments"] => {
    const held = servers.filter((server) => own.has(server));
    if (held.length === serversPerRack) return [{ ...base, rack }];
    return held.flatMap((server) =>
      Array.from({ length: places.gpusPerServer(server) }, (_, slot) => ({
        ...base,
        accelerator: `${server}:${slot}`,
      })),
    );
  });
}

/**
 * Cards held, as a step: a sample at every change, every minute in between, a zero where nothing is held any more.
 * While any run is on record, a benchmark that does not run holds nothing, and says so.
 */
function allocatedSeries(tenant: string, holds: readonly CountedHold[]): RecordedSeries {
  const changes = [...new Set(holds.flatMap((hold) => [hold.fromMs, hold.toMs]))].sort((a, b) => a - b);
  const times: number[] = [];
  const values: number[] = [];
  for (const [index, atMs] of changes.entries()) {
    const held = holds.filter((hold) => hold.fromMs <= atMs && atMs < hold.toMs);
    const cards = held.filter((hold) => hold.benchmark === tenant).reduce((sum, hold) => sum + hold.cards, 0);
    const nextMs = changes[index + 1] ?? atMs;
    const untilMs = held.length === 0 ? atMs : nextMs;
    for (let timeMs = atMs; timeMs === atMs || timeMs < untilMs; timeMs += allocationIntervalS * 1000) {
      times.push(timeMs);
      values.push(cards);
    }
  }
  const labels = { __name__: "aidc_tenant_accelerators_allocated", tenant };
  return { labels, timesMs: Float64Array.from(times), values: Float64Array.from(values) };
}
