import type { WindowMs } from "@aidc/contract";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import type { DaySums } from "./read-energy.ts";

type Group = readonly BoundPoint[];

/**
 * Sums of days, of which what several parts of one report ask for is added up by the database once. Sums of integers
 * are the same in whatever parts they are added.
 * @param ahead groups that will be asked for; what two of them have in common is read over all of `reach`
 */
export function shareDays(sums: DaySums, ahead: readonly Group[], reach: WindowMs): DaySums {
  const shared = inCommon(ahead);
  let reading: Promise<DayOfGroup[][]> | null = null;
  const readShared = () => {
    reading ??= sums.sumDays(shared, reach);
    return reading;
  };
  return {
    sumPoints: (points, window) => sums.sumPoints(points, window),
    async sumDays(groups, window, size = "1d") {
      // Only what lies between days is asked for in several windows.
      if (!("fromMs" in window)) return sums.sumDays(groups, window, size);
      const isInside = size === "1d" && reach.fromMs <= window.fromMs && window.toMs <= reach.toMs;
      const parts = groups.map((group) => partsOf(group, isInside ? shared : []));
      const isShared = parts.some(({ known }) => known.length > 0);
      const [days, others] = await Promise.all([
        isShared ? readShared() : [],
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
        return together([own, ...known.map((part) => (days[part] ?? []).filter(within))]);
      });
    },
  };
}

/** Points that at least two groups hold, told apart by which of them do. */
function inCommon(groups: readonly Group[]): Group[] {
  const holders = new Map<BoundPoint, number[]>();
  for (const [at, group] of groups.entries())
    for (const point of new Set(group)) {
      const known = holders.get(point);
      if (known) known.push(at);
      else holders.set(point, [at]);
    }
  const common = [...holders].filter(([, held]) => held.length > 1);
  const parts = Map.groupBy(common, ([, held]) => held.join());
  return [...parts.values()].map((part) => part.map(([point]) => point));
}

/** What of the group is known by its index in `shared`, and which points are not. */
function partsOf(group: Group, shared: readonly Group[]): { known: number[]; others: Group } {
  const rest = new Set(group);
  const known: number[] = [];
  for (const [at, part] of shared.entries()) {
    if (part.length > rest.size || !part.every((point) => rest.has(point))) continue;
    known.push(at);
    for (const point of part) rest.delete(point);
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
