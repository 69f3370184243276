import type { WindowMs } from "@aidc/contract";
import type { BalanceSide, SourceGap, SourceGaps } from "@aidc/domain";
import { clipIntervals, gapsIn, totalMs, unionIntervals } from "@aidc/domain";
import type { BoundPoint, Resolution } from "@aidc/store";
import type { EnergySources, SignedSource } from "../figures/energy-sources.ts";
import { isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { bucketMs, readRollups } from "../figures/series-reader.ts";
import { quartersOf } from "./gap-quarters.ts";
import type { DaySums } from "./read-energy.ts";
import type { NamedSilence } from "./register-silences.ts";

/**
 * Rows that looking for the gaps of one side may cost: of days, and of hours; a day beyond is a gap as a whole. By declared
 * points and not by the clock, so that the same inputs give the same report.
 */
const most = { days: 200_000, hours: 200_000 } as const;

interface Side {
  readonly side: BalanceSide;
  /** Days on which something of the side was not wholly heard, in order. */
  readonly days: readonly WindowMs[];
  readonly silences: readonly NamedSilence[];
}

/** What of each side was not heard, by meter and rack. Where nothing is missing nothing is read. */
export async function gapsOfSources(
  context: FigureContext,
  sums: Pick<DaySums, "sumPoints">,
  sources: EnergySources,
  sides: readonly Side[],
): Promise<SourceGaps> {
  const rows: SourceGap[] = [];
  const notSeen: BalanceSide[] = [];
  for (const { side, days, silences } of sides) {
    const silent = Map.groupBy(silences, ({ source }) => source);
    const windowsOf = (source: SignedSource) => (silent.get(source) ?? []).map(({ window }) => window);
    const found = await unheardOf(context, sums, sources[side], days);
    if (found === null) notSeen.push(side);
    const unknown = [...(found ?? [])].map(([source, windows]) => ({
      source,
      windows: without(windows, [...windowsOf(source).map(toHours), ...absencesOf(context, source)]),
    }));
    const known = [...silent.keys()].map((source) => ({ source, windows: windowsOf(source) }));
    rows.push(...byPlace(context, side, "unknown", unknown), ...byPlace(context, side, "silent", known));
  }
  return { rows, notSeen };
}

type Unheard = ReadonlyMap<SignedSource, WindowMs[]>;

/** null: too many of them lack something. */
async function unheardOf(
  context: FigureContext,
  sums: Pick<DaySums, "sumPoints">,
  sources: readonly SignedSource[],
  days: readonly WindowMs[],
): Promise<Unheard | null> {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return new Map();
  const hull = { fromMs: first.fromMs, toMs: last.toMs };
  const lacking = await lackingIn(sums, sources, hull);
  if (lacking.length * days.length > most.days) return null;
  // What lies between days with gaps is nobody's to pay for: the first and the last may be a year apart.
  const byDay = await coveredBy(context, lacking, unionIntervals(days), "1d");
  const found = new Map<SignedSource, WindowMs[]>(lacking.map((source) => [source, []]));
  let left: number = most.hours;
  for (const day of days) {
    const lengthMs = day.toMs - day.fromMs;
    const cut: SignedSource[] = [];
    for (const source of lacking) {
      const coveredMs = byDay(source, day.fromMs);
      if (coveredMs >= lengthMs) continue;
      const isPart = coveredMs > 0 || isPatched(source, day);
      if (isPart) left -= lengthMs / bucketMs["1h"];
      if (isPart && left >= 0) cut.push(source);
      else found.get(source)?.push(day);
    }
    for (const [source, windows] of await partsOf(context, cut, day)) found.get(source)?.push(...windows);
  }
  return found;
}

const pointsOf = ({ counter, gauge }: SignedSource): BoundPoint[] =>
  [counter, gauge].flatMap((point) => (point === null || point.seriesId === null ? [] : [point]));

async function lackingIn(
  sums: Pick<DaySums, "sumPoints">,
  sources: readonly SignedSource[],
  hull: WindowMs,
): Promise<SignedSource[]> {
  const points = [...new Set(sources.flatMap(pointsOf))];
  const totals = points.length === 0 ? [] : await sums.sumPoints(points, hull);
  const covered = new Map(points.map((point, at) => [point, totals[at]?.coveredMs ?? 0]));
  const isWhole = (point: BoundPoint) => (covered.get(point) ?? 0) >= hull.toMs - hull.fromMs;
  return sources.filter((source) => !pointsOf(source).some(isWhole));
}

/** The best that any point of a source covers of a bucket, by its begin. */
async function coveredBy(
  context: FigureContext,
  sources: readonly SignedSource[],
  windows: readonly WindowMs[],
  resolution: Resolution,
): Promise<(source: SignedSource, startMs: number) => number> {
  const points = [...new Set(sources.flatMap(pointsOf))];
  const of = new Map(points.map((point) => [point, new Map<number, number>()]));
  for (const window of points.length === 0 ? [] : windows) {
    const rows = await readRollups(context, points, window, resolution);
    for (const [at, point] of points.entries())
      for (const { startMs, coveredMs } of rows[at] ?? []) of.get(point)?.set(startMs, coveredMs);
  }
  return (source, startMs) =>
    pointsOf(source).reduce((best, point) => Math.max(best, of.get(point)?.get(startMs) ?? 0), 0);
}

/** Of a day that each was heard for a part of: the hours that it was not wholly heard in. */
async function partsOf(
  context: FigureContext,
  sources: readonly SignedSource[],
  day: WindowMs,
): Promise<[SignedSource, WindowMs[]][]> {
  if (sources.length === 0) return [];
  const hours = toHours(day);
  const byHour = await coveredBy(context, sources, [hours], "1h");
  const parts: [SignedSource, WindowMs[]][] = [];
  for (const source of sources) {
    if (isPatched(source, day)) {
      parts.push([source, await quartersOf(context, source, day)]);
      continue;
    }
    const unheard: WindowMs[] = [];
    for (let fromMs = hours.fromMs; fromMs < hours.toMs; fromMs += bucketMs["1h"])
      if (byHour(source, fromMs) < bucketMs["1h"]) unheard.push({ fromMs, toMs: fromMs + bucketMs["1h"] });
    parts.push([source, clipIntervals(unionIntervals(unheard), day)]);
  }
  return parts;
}

const toHours = ({ fromMs, toMs }: WindowMs): WindowMs => ({
  fromMs: Math.floor(fromMs / bucketMs["1h"]) * bucketMs["1h"],
  toMs: Math.ceil(toMs / bucketMs["1h"]) * bucketMs["1h"],
});

const without = (windows: readonly WindowMs[], others: readonly WindowMs[]): WindowMs[] => {
  const taken = unionIntervals(others);
  return unionIntervals(windows).flatMap((window) => gapsIn(window, taken));
};

const absencesOf = ({ absences }: FigureContext, { subject }: SignedSource): WindowMs[] =>
  subject.kind === "server" ? absences.filter(({ server }) => server === subject.id) : [];

/** Servers with their rack: what of them overlaps is one. */
function byPlace(
  { document, window }: FigureContext,
  side: BalanceSide,
  what: SourceGap["what"],
  found: readonly { readonly source: SignedSource; readonly windows: readonly WindowMs[] }[],
): SourceGap[] {
  const rackOf = new Map(document.servers.map(({ id, rack }) => [id, rack]));
  const placed = found.map(({ source: { subject }, windows }) => {
    const kind = subject.kind === "meter" ? ("meter" as const) : ("rack" as const);
    return {
      kind,
      id: subject.kind === "server" ? (rackOf.get(subject.id) ?? subject.id) : subject.id,
      windows,
    };
  });
  return [...Map.groupBy(placed, ({ kind, id }) => `${kind} ${id}`).values()].flatMap((own) => {
    const [one] = own;
    const stretches = clipIntervals(unionIntervals(own.flatMap(({ windows }) => windows)), window);
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (!one || !first || !last) return [];
    const { kind, id } = one;
    const span = { fromMs: first.fromMs, toMs: last.toMs };
    return [
      { side, kind, id, what, stretches: stretches.length, lengthMs: totalMs(stretches), window: span },
    ];
  });
}
