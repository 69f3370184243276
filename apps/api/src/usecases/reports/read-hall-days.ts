import type { WindowMs } from "@aidc/contract";
import type { HallUse, LimitUse, RackLimit } from "@aidc/domain";
import { localDaysOver, overlapMs } from "@aidc/domain";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import { correctionOf, isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { EnergySource } from "../figures/joint-energy.ts";
import { jointEnergies } from "../figures/joint-energy.ts";
import { rackFeeds } from "../figures/rack-feeds.ts";
import type { DaySums } from "./read-energy.ts";

/** A while in which racks of a hall had so much of limits together. */
interface Piece extends WindowMs {
  readonly limitW: number;
}

/** Racks of a hall with one limit at each time and as many points each: the mean of what is heard of them is that of each. */
interface Alike {
  readonly hall: string;
  /** Of each of them. */
  readonly pieces: readonly Piece[];
  /** Beside them when each of them stood in other halls. */
  readonly elsewhere: readonly WindowMs[];
  readonly racks: number;
  readonly points: readonly BoundPoint[];
  /** Of one rack that somebody put right: no sum that the database makes knows of it. */
  readonly corrected: readonly EnergySource[];
}

interface Placed {
  readonly alike: readonly Alike[];
  /** By hall: of racks with nothing in them, and of all. */
  readonly empty: ReadonlyMap<string, readonly Piece[]>;
  readonly all: ReadonlyMap<string, readonly Piece[]>;
}

/** What the racks of each hall drew of their limits, by local day of the window. */
export async function readHallDays(
  context: FigureContext,
  sums: DaySums,
  window: WindowMs,
  limits: readonly RackLimit[],
): Promise<HallUse[]> {
  const { alike, empty, all } = racksOfHalls(context, limits);
  const found = await sums.sumDays(
    alike.map(({ points }) => points),
    window,
  );
  const byDay = found.map((days) => new Map(days.map((day) => [day.startMs, day])));
  const read = alike.map((racks, at) => ({ racks, days: byDay[at] }));
  const days = localDaysOver(window, context.timeZone);
  return Promise.all(
    context.document.halls.map(async ({ id }) => ({
      hall: id,
      days: await Promise.all(
        days.map(async (day) => {
          const use: LimitUse = {
            used: 0,
            heard: 0,
            empty: limitMsOn(empty.get(id) ?? [], day),
            limits: limitMsOn(all.get(id) ?? [], day),
          };
          for (const { racks, days } of read)
            if (racks.hall === id) await addDay(context, use, racks, { day, row: days?.get(day.fromMs) });
          return { window: day, use };
        }),
      ),
    })),
  );
}

/** Groups that will be added up. */
export const hallGroups = (context: FigureContext, limits: readonly RackLimit[]): (readonly BoundPoint[])[] =>
  racksOfHalls(context, limits).alike.map(({ points }) => points);

/** W x ms. */
const limitMsOn = (pieces: readonly Piece[], day: WindowMs): number =>
  pieces.reduce((sum, piece) => sum + piece.limitW * overlapMs(piece, day), 0);

const timeOn = (pieces: readonly WindowMs[], day: WindowMs): number =>
  pieces.reduce((sum, piece) => sum + overlapMs(piece, day), 0);

async function addDay(
  context: FigureContext,
  into: LimitUse,
  { pieces, elsewhere, racks, points, corrected }: Alike,
  { day, row }: { readonly day: WindowMs; readonly row: DayOfGroup | undefined },
): Promise<void> {
  const thereMs = timeOn(pieces, day);
  if (thereMs === 0) return;
  const stoodMs = thereMs + timeOn(elsewhere, day);
  const isExact = corrected.some((source) => isPatched(source, day));
  const parts = isExact
    ? await Promise.all(corrected.map((source) => jointEnergies(context, [source], day)))
    : row
      ? [{ millijoules: [row.integral], coveredMs: row.coveredMs }]
      : [];
  const coveredMs = parts.reduce((sum, part) => sum + part.coveredMs, 0) / points.length;
  const used = parts.reduce((sum, { millijoules }) => sum + Number(millijoules[0] ?? 0n), 0);
  // Of a day on which a rack stood here for a part, what it drew is told for that part, at the mean of the day; which
  // hours of it were heard the day does not say, so that each hall it stood in has its part of them.
  into.used += (used * thereMs) / Math.max(coveredMs, stoodMs);
  into.heard += racks * limitMsOn(pieces, day) * Math.min(1, coveredMs / stoodMs);
}

/**
 * A rack without a limit is compared with nothing; one of which a point is missing is never heard whole, and of one that
 * is gone nothing is known.
 */
function racksOfHalls(context: FigureContext, limits: readonly RackLimit[]): Placed {
  const { document } = context;
  const feeds = rackFeeds(document, context.points);
  const servers = Map.groupBy(document.servers, ({ rack }) => rack);
  const here = new Set(document.racks.map(({ id }) => id));
  const [empty, all] = [new Map<string, Piece[]>(), new Map<string, Piece[]>()];
  const groups = new Map<string, Alike>();
  const ofRack = Map.groupBy(limits, ({ rack }) => rack);
  for (const [key, own] of Map.groupBy(limits, ({ rack, hall }) => JSON.stringify([rack, hall]))) {
    const [{ rack: id, hall } = { rack: key, hall: "" }] = own;
    const pieces = own.map(({ fromMs, toMs, limitW }) => ({ fromMs, toMs, limitW }));
    addPieces(all, hall, pieces);
    if (!here.has(id)) continue;
    const points = feeds.get(id) ?? [];
    const expected = points.some(({ subject }) => subject.kind === "rack")
      ? 1
      : (servers.get(id)?.length ?? 0);
    if (expected === 0) addPieces(empty, hall, pieces);
    if (expected === 0 || points.length < expected) continue;
    const sources = points.map((gauge) => sourceOf(context, gauge));
    const isCorrected = sources.some(({ correction }) => correction !== undefined);
    const others = (ofRack.get(id) ?? []).filter((one) => one.hall !== hall);
    const elsewhere = others.map(({ fromMs, toMs }) => ({ fromMs, toMs }));
    const alike = JSON.stringify([hall, pieces, elsewhere, expected, isCorrected ? id : null]);
    const known = groups.get(alike);
    groups.set(alike, {
      hall,
      pieces,
      elsewhere,
      racks: (known?.racks ?? 0) + 1,
      points: [...(known?.points ?? []), ...points],
      corrected: isCorrected ? sources : [],
    });
  }
  return { alike: [...groups.values()], empty, all };
}

/** Of the same time they are one: a center has thousands of racks, and few times at which some were changed. */
function addPieces(byHall: Map<string, Piece[]>, hall: string, pieces: readonly Piece[]): void {
  const own = byHall.get(hall) ?? [];
  byHall.set(hall, own);
  for (const piece of pieces) {
    const at = own.findIndex(({ fromMs, toMs }) => fromMs === piece.fromMs && toMs === piece.toMs);
    const same = own[at];
    if (same) own[at] = { ...same, limitW: same.limitW + piece.limitW };
    else own.push(piece);
  }
}

function sourceOf(context: FigureContext, gauge: BoundPoint): EnergySource {
  const { kind, id } = gauge.subject;
  return { counter: null, gauge, correction: correctionOf(context, { kind, id }) };
}
