import type { WindowMs } from "@aidc/contract";
import type { DayGaps } from "@aidc/domain";
import { bucketEdgesOver, clipIntervals, tileWindow, unionIntervals } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { SignedSource } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import { jointEnergiesByPiece, pointsWithRedundant } from "../figures/joint-energy.ts";
import type { FineSize } from "../figures/series-reader.ts";
import { bucketMs, rowsAtOnce } from "../figures/series-reader.ts";
import type { State } from "./joint-days.ts";
import { stateOfGroup } from "./joint-days.ts";
import type { DaySums } from "./read-energy.ts";

/**
 * Of a day that every source of a side was heard on, and not all of them for all of it: those among the sources that are
 * looked at one by one. null: all of them for all of it, or some of them not at all, which is a gap of the whole day.
 */
type Cut = readonly SignedSource[] | null;

export interface SideCuts {
  readonly cuts: Readonly<Record<"facility" | "it", Cut>>;
}

interface CutDay {
  readonly window: WindowMs;
  readonly alone: readonly SignedSource[];
}

/** @param grouped states of what the database adds up */
export function cutOfSide(
  grouped: readonly State[],
  alone: readonly { readonly source: SignedSource; readonly state: State }[],
): Cut {
  const states = [...grouped, ...alone.map(({ state }) => state)];
  if (states.includes("none") || !states.includes("partly")) return null;
  return alone.filter(({ state }) => state === "partly").map(({ source }) => source);
}

/**
 * By begin of the day.
 * @param points of the facility to be added and taken off, then of IT
 */
export async function gapsOfSides(
  context: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  points: readonly (readonly BoundPoint[])[],
  days: readonly (SideCuts & { readonly window: WindowMs })[],
): Promise<ReadonlyMap<number, DayGaps>> {
  const ofSide = (side: "facility" | "it", groups: readonly (readonly BoundPoint[])[]) => {
    const cut = days.flatMap(({ window, cuts }) => {
      const alone = cuts[side];
      return alone === null ? [] : [{ window, alone }];
    });
    return gapsOfDays(context, sums, groups, cut);
  };
  const facility = await ofSide("facility", points.slice(0, 2));
  const it = await ofSide("it", points.slice(2));
  const starts = new Set([...facility.keys(), ...it.keys()]);
  return new Map(
    [...starts].map((start): [number, DayGaps] => {
      const [own, other] = [facility.get(start), it.get(start)];
      return [start, { ...(own && { facility: own }), ...(other && { it: other }) }];
    }),
  );
}

const quarterMs = 900_000;

/**
 * 5-minute rows that one side of a report may cost; a day beyond is told as a gap of the whole day. By declared points
 * and not by the clock, so that the same inputs give the same report.
 */
const mostRows = 2_000_000;

/**
 * When some source of a side was not heard, to the quarter hour: hours are added up by the database, and only those that
 * a gap begins or ends in are looked at finer.
 * @param groups points of the side that the database adds up
 * @param days in order
 * @returns by begin of the day; nothing of a day that would cost too much
 */
async function gapsOfDays(
  context: FigureContext,
  sums: Pick<DaySums, "sumDays">,
  groups: readonly (readonly BoundPoint[])[],
  days: readonly CutDay[],
): Promise<Map<number, WindowMs[]>> {
  const points = groups.reduce((count, group) => count + group.length, 0);
  const affordable = withinBudget(days, points);
  const windows = affordable.map(({ window }) => window);
  const tiles = windows.flatMap((day) => tileWindow(day, context.timeZone, "1h"));
  const hours = await notWhole(sums, groups, {
    windows: tiles.filter(({ from }) => from === "1h"),
    size: "1h",
  });
  const cut = hours.filter(({ state }) => state === "partly").map(({ window }) => window);
  const edges = tiles.filter(({ from }) => from === "5m");
  const fine = await notWhole(sums, groups, { windows: [...cut, ...edges], size: "5m" });
  const silent = hours.filter(({ state }) => state === "none");
  const found = [...silent, ...fine].map(({ window }) => window);
  for (const { window, alone } of affordable)
    for (const source of alone) found.push(...(await quartersOf(context, source, window)));
  const gaps = unionIntervals(found.map(toQuarters));
  return new Map(
    windows.flatMap((day): [number, WindowMs[]][] => {
      const own = clipIntervals(gaps, day);
      return own.length > 0 ? [[day.fromMs, own]] : [];
    }),
  );
}

function withinBudget(days: readonly CutDay[], points: number): CutDay[] {
  let rows = 0;
  return days.filter(({ window, alone }) => {
    const own = points + pointsWithRedundant(alone).length;
    rows += ((window.toMs - window.fromMs) / bucketMs["5m"]) * own;
    return rows <= mostRows;
  });
}

interface Asked {
  readonly windows: readonly WindowMs[];
  readonly size: FineSize;
}

/** Buckets of the windows that the points do not all cover wholly. */
export async function notWhole(
  sums: Pick<DaySums, "sumDays">,
  groups: readonly (readonly BoundPoint[])[],
  { windows, size }: Asked,
): Promise<{ readonly window: WindowMs; readonly state: State }[]> {
  const points = groups.reduce((count, group) => count + group.length, 0);
  if (points === 0) return [];
  const found: { readonly window: WindowMs; readonly state: State }[] = [];
  for (const run of runsWithin(windows, bucketMs[size], Math.max(1, Math.floor(rowsAtOnce / points)))) {
    const rows = (await sums.sumDays(groups, run, size)).map(
      (group) => new Map(group.map((row) => [row.startMs, row])),
    );
    for (const window of run.flatMap((one) => bucketsIn(one, size))) {
      const states = groups.map(({ length }, at) =>
        stateOfGroup(length, rows[at]?.get(window.fromMs) ?? null, window),
      );
      const state = states.includes("none") ? "none" : states.includes("partly") ? "partly" : "whole";
      if (state !== "whole") found.push({ window, state });
    }
  }
  return found;
}

/** As many windows at once as one statement may add up. */
function runsWithin(windows: readonly WindowMs[], stepMs: number, most: number): WindowMs[][] {
  const runs: WindowMs[][] = [];
  let buckets = Number.POSITIVE_INFINITY;
  for (const window of windows) {
    const own = (window.toMs - window.fromMs) / stepMs;
    if (buckets + own > most) {
      runs.push([]);
      buckets = 0;
    }
    buckets += own;
    runs.at(-1)?.push(window);
  }
  return runs;
}

function bucketsIn(window: WindowMs, size: FineSize): WindowMs[] {
  const edges = [...bucketEdgesOver(window, size, "UTC")];
  return edges.slice(1).map((toMs, at) => ({ fromMs: edges[at] ?? toMs, toMs }));
}

/** Of a source that no sum of roll-ups tells: the quarters that it does not cover wholly. */
export async function quartersOf(
  context: FigureContext,
  source: SignedSource,
  day: WindowMs,
): Promise<WindowMs[]> {
  const quarters: WindowMs[] = [];
  for (let fromMs = day.fromMs; fromMs < day.toMs; fromMs += quarterMs)
    quarters.push({ fromMs, toMs: Math.min(day.toMs, fromMs + quarterMs) });
  const sums = await jointEnergiesByPiece(context, [source], quarters);
  return quarters.filter(({ fromMs, toMs }, at) => (sums[at]?.coveredMs ?? 0) < toMs - fromMs);
}

const toQuarters = ({ fromMs, toMs }: WindowMs): WindowMs => ({
  fromMs: Math.floor(fromMs / quarterMs) * quarterMs,
  toMs: Math.ceil(toMs / quarterMs) * quarterMs,
});
