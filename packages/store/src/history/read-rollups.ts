import type { WindowMs } from "@aidc/contract";
import { addIntegrals, bucketAt, bucketEdgesOver, rollUp, wholeBucketsIn } from "@aidc/domain";
import type pg from "pg";
import { noSamples } from "../chunk/columns.ts";
import { loadRegisters } from "../rollups/bound-series.ts";
import type { SeriesRules } from "../rollups/series-rules.ts";
import { columnsToRollUp, seriesRules } from "../rollups/series-rules.ts";
import { bucketMs } from "../rollups/touched.ts";
import type { BoundPoint, Resolution, Rollup } from "../store.ts";
import type { HeadReader } from "./head-reader.ts";
import type { PointWithSeries } from "./points-by-center.ts";
import { groupByCenter } from "./points-by-center.ts";
import { readRawSpans } from "./read-samples.ts";
import { readStoredRollups } from "./stored-rollups.ts";

interface Source {
  readonly client: Pick<pg.ClientBase, "query">;
  readonly head: HeadReader;
  readonly centerId: string;
  readonly timeZone: string;
}

/** Whole buckets of one series that are wanted. */
interface Request extends WindowMs {
  readonly seriesId: number;
  readonly rules: SeriesRules;
}

/**
 * Buckets that lie wholly inside the window, by point, in order; empty ones are left out. What the head touches is
 * computed from samples by the rules that the compaction will use, so a compaction changes no answer.
 */
export async function readRollups(
  client: Source["client"],
  head: HeadReader,
  points: readonly BoundPoint[],
  window: WindowMs,
  resolution: Resolution,
): Promise<Rollup[][]> {
  const found: Rollup[][] = points.map(() => []);
  for (const [centerId, bound] of groupByCenter(points)) {
    const timeZone = await timeZoneOf(client, centerId);
    const whole = timeZone === null ? null : wholeBucketsIn(window, resolution, timeZone);
    if (timeZone === null || whole === null) continue;
    const requests = await requestsFor(client, centerId, bound, whole);
    const source = { client, head, centerId, timeZone };
    const buckets = await readBuckets(source, requests, resolution);
    for (const [i, { index }] of bound.entries()) found[index] = buckets[i] ?? [];
  }
  return found;
}

export async function timeZoneOf(client: Source["client"], centerId: string): Promise<string | null> {
  const { rows } = await client.query<{ time_zone: string }>("select time_zone from center where id = $1", [
    centerId,
  ]);
  return rows[0]?.time_zone ?? null;
}

async function requestsFor(
  client: Source["client"],
  centerId: string,
  bound: readonly PointWithSeries[],
  whole: WindowMs,
): Promise<Request[]> {
  const hasMeters = bound.some(({ point }) => point.subject.kind === "meter");
  const registers = hasMeters ? await loadRegisters(client, centerId) : new Map<string, never>();
  return bound.map(({ point, seriesId }) => ({
    seriesId,
    rules: seriesRules(point, point.subject.kind === "meter" ? registers.get(point.subject.id) : undefined),
    ...whole,
  }));
}

async function readBuckets(
  source: Source,
  requests: readonly Request[],
  size: Resolution,
): Promise<Rollup[][]> {
  const touched = requests.map((request) => touchedByHead(source, request, size));
  const stored = await readStoredRollups(source.client, source.centerId, requests, size);
  const open = touched.filter((request) => request !== null);
  if (open.length === 0) return stored;
  const computed = new Map(
    (await computeBuckets(source, open, size)).map((buckets, i) => [open[i] as Request, buckets]),
  );
  return stored.map((rows, i) => {
    const part = touched[i] ?? null;
    if (part === null) return rows;
    return [
      ...rows.filter((row) => row.endMs <= part.fromMs),
      ...(computed.get(part) ?? []),
      ...rows.filter((row) => row.startMs >= part.toMs),
    ];
  });
}

/** The buckets of a request that samples of the head fall in or reach into; null when there are none. */
function touchedByHead(source: Source, request: Request, size: Resolution): Request | null {
  const span = source.head.span(request.seriesId);
  if (span === null) return null;
  const { reachMs } = request.rules;
  const fromMs = Math.max(request.fromMs, span.fromMs - reachMs);
  const toMs = Math.min(request.toMs, span.toMs + reachMs + 1);
  if (toMs <= fromMs) return null;
  const first = bucketAt(fromMs, size, source.timeZone);
  const last = bucketAt(toMs - 1, size, source.timeZone);
  return { ...request, fromMs: first.fromMs, toMs: last.toMs };
}

/** Smaller buckets where they add up, so that only what the head really touches is computed from samples. */
async function computeBuckets(
  source: Source,
  requests: readonly Request[],
  size: Resolution,
): Promise<Rollup[][]> {
  const results: Rollup[][] = requests.map(() => []);
  const edgesOver = rememberEdges(size, source.timeZone);
  const edges = requests.map(edgesOver);
  const ways = requests.map((request, i) => partsOf(request, size, edges[i] as Float64Array));
  for (const way of ["samples", "5m", "1h"] as const) {
    const chosen = requests.flatMap((request, i) => (ways[i] === way ? [{ request, i }] : []));
    if (chosen.length === 0) continue;
    const asked = chosen.map(({ request }) => request);
    if (way === "samples") {
      const computed = await computeFromSamples(
        source,
        asked,
        chosen.map(({ i }) => edges[i] as Float64Array),
      );
      for (const [n, { i }] of chosen.entries()) results[i] = computed[n] ?? [];
    } else {
      const smaller = await readBuckets(source, asked, way);
      for (const [n, { i }] of chosen.entries())
        results[i] = sumInto(edges[i] as Float64Array, smaller[n] ?? []);
    }
  }
  return results;
}

/** Most series reach over the same time, and the days of a zone take a while to compute. */
function rememberEdges(size: Resolution, timeZone: string): (window: WindowMs) => Float64Array {
  const known = new Map<string, Float64Array>();
  return ({ fromMs, toMs }) => {
    const key = `${fromMs} ${toMs}`;
    const edges = known.get(key) ?? bucketEdgesOver({ fromMs, toMs }, size, timeZone);
    known.set(key, edges);
    return edges;
  };
}

function partsOf({ rules }: Request, size: Resolution, edges: Float64Array): "samples" | "5m" | "1h" {
  // A register knows more over a day than its hours do.
  if (size === "5m" || rules.rules.nature === "counter") return "samples";
  return size === "1d" && edges.every((edge) => edge % bucketMs["1h"] === 0) ? "1h" : "5m";
}

async function computeFromSamples(
  { client, head, centerId }: Source,
  requests: readonly Request[],
  edges: readonly Float64Array[],
): Promise<Rollup[][]> {
  const spans = requests.map(({ seriesId, rules, fromMs, toMs }) => ({
    seriesId,
    fromMs: fromMs - rules.reachMs,
    toMs: toMs + rules.reachMs + 1,
  }));
  const columns = await readRawSpans(client, head, centerId, spans);
  return requests.map(({ rules }, i) =>
    rollUp(columnsToRollUp(columns[i] ?? noSamples, rules), edges[i] as Float64Array, rules.rules),
  );
}

/** Both in the order of time; buckets without parts are left out. */
function sumInto(edges: Float64Array, parts: readonly Rollup[]): Rollup[] {
  const sums: Rollup[] = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const [startMs, endMs] = [edges[i] as number, edges[i + 1] as number];
    const first = next;
    while (next < parts.length && (parts[next] as Rollup).startMs < endMs) next++;
    if (next > first) sums.push({ startMs, endMs, ...addIntegrals(parts.slice(first, next)) });
  }
  return sums;
}
