import type { WindowMs } from "@aidc/contract";
import { liesIn } from "@aidc/domain";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import type { DaySums } from "./read-energy.ts";

type Group = readonly BoundPoint[];

/** What will be asked for, and the whole time of which it will be. */
export interface Ahead {
  readonly points: Group;
  readonly window: WindowMs;
}

/** Points that several parts ask for, over the time of all of them. */
type Shared = Ahead;

/**
 * Sums of days, of which what several parts of one report ask for is added up by the database once. Sums of integers
 * are the same in whatever parts they are added.
 * @param ahead groups that will be asked for; what two of them have in common is read once over the time of both
 */
export function shareDays(sums: DaySums, ahead: readonly Ahead[]): DaySums {
  const shared = inCommon(ahead);
  const read = readOnce(sums, shared);
  return {
    sumPoints: (points, window) => sums.sumPoints(points, window),
    async sumDays(groups, window, size = "1d") {
      // Only what lies between days is asked for in several windows.
      if (!("fromMs" in window)) return sums.sumDays(groups, window, size);
      const usable = size === "1d" ? shared.filter((part) => liesIn(window, part.window)) : [];
      const parts = groups.map((group) => partsOf(group, usable));
      const [days, others] = await Promise.all([
        read(new Set(parts.flatMap(({ known }) => known))),
        sums.sumDays(
          parts.map(({ others }) => others),
          window,
          size,
        ),
      ]);
      const within = ({ startMs, endMs }: DayOfGroup) => window.fromMs <= startMs && endMs <= window.toMs;
      return parts.map(({ known }, at) => {
        const own = others[at] ?? [];
        if (known.length === 0) return own;
        return together([own, ...known.map((part) => (days.get(part) ?? []).filter(within))]);
      });
    },
  };
}

/** All parts of one time at once, when the first of them is asked for. */
function readOnce(sums: DaySums, shared: readonly Shared[]) {
  const byTime = [...Map.groupBy(shared, ({ window }) => `${window.fromMs} ${window.toMs}`).values()];
  const readings = new Map<readonly Shared[], Promise<DayOfGroup[][]>>();
  const reading = (parts: readonly Shared[], window: WindowMs) => {
    const known =
      readings.get(parts) ??
      sums.sumDays(
        parts.map(({ points }) => points),
        window,
      );
    readings.set(parts, known);
    return known;
  };
  return async (asked: ReadonlySet<Shared>): Promise<ReadonlyMap<Shared, DayOfGroup[]>> => {
    const found = await Promise.all(
      byTime.map(async (parts) => {
        const [first] = parts;
        if (!first || !parts.some((part) => asked.has(part))) return [];
        const days = await reading(parts, first.window);
        return parts.map((part, at) => [part, days[at] ?? []] as const);
      }),
    );
    return new Map(found.flat());
  };
}

/** Points that at least two groups hold, told apart by which of them do. */
function inCommon(ahead: readonly Ahead[]): Shared[] {
  const holders = new Map<BoundPoint, number[]>();
  for (const [at, { points }] of ahead.entries())
    for (const point of new Set(points)) {
      const known = holders.get(point);
      if (known) known.push(at);
      else holders.set(point, [at]);
    }
  const common = [...holders].filter(([, held]) => held.length > 1);
  const parts = Map.groupBy(common, ([, held]) => held.join());
  return [...parts.values()].map((part) => {
    const windows = (part[0]?.[1] ?? []).flatMap((at) => ahead[at]?.window ?? []);
    return {
      points: part.map(([point]) => point),
      window: {
        fromMs: Math.min(...windows.map(({ fromMs }) => fromMs)),
        toMs: Math.max(...windows.map(({ toMs }) => toMs)),
      },
    };
  });
}

/** What of the group is known, and which points are not. */
function partsOf(group: Group, shared: readonly Shared[]): { known: Shared[]; others: Group } {
  const rest = new Set(group);
  const known: Shared[] = [];
  for (const part of shared) {
    const { points } = part;
    if (points.length > rest.size || !points.every((point) => rest.has(point))) continue;
    known.push(part);
    for (const point of points) rest.delete(point);
  }
  return { known, others: known.length === 0 ? group : [...rest] };
}

function together(parts: readonly (readonly DayOfGroup[])[]): DayOfGroup[] {
  const days = new Map<number, DayOfGroup>();
  for (const day of parts.flat()) {
    const known = days.get(day.startMs);
    days.set(day.startMs, known ? added(known, day) : day);
  }
  return [...days.values()].sort((a, b) => a.startMs - b.startMs);
}

const added = (a: DayOfGroup, b: DayOfGroup): DayOfGroup => ({
  startMs: a.startMs,
  endMs: a.endMs,
  integral: a.integral + b.integral,
  coveredMs: a.coveredMs + b.coveredMs,
  resets: a.resets + b.resets,
  points: a.points + b.points,
  leastCoveredMs: Math.min(a.leastCoveredMs, b.leastCoveredMs),
});
