import type { WindowMs } from "@aidc/contract";
import type { HallLine, HallUse, LimitUse, RackPlace } from "@aidc/domain";
import { hallNameUntil, intersectIntervals, localDaysOver, overlapMs, serversNotIn } from "@aidc/domain";
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
  /** Beside them when each of them stood in other halls, or here without a limit. */
  readonly elsewhere: readonly WindowMs[];
  /** When servers of each of them did not stand there, one after the other. */
  readonly absent: readonly WindowMs[];
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

/** Where racks stood in the window, and how the halls were called that are gone. */
export interface StoodThen {
  readonly places: readonly RackPlace[];
  readonly hallLines: readonly HallLine[];
}

/** What the racks of each hall drew of their limits, by local day of the window; also of halls that are gone since. */
export async function readHallDays(
  context: FigureContext,
  sums: DaySums,
  window: WindowMs,
  { places, hallLines }: StoodThen,
): Promise<HallUse[]> {
  const { alike, empty, all } = racksOfHalls(context, places);
  const found = await sums.sumDays(
    alike.map(({ points }) => points),
    window,
  );
  const byDay = found.map((days) => new Map(days.map((day) => [day.startMs, day])));
  const read = alike.map((racks, at) => ({ racks, days: byDay[at] }));
  const days = localDaysOver(window, context.timeZone);
  return Promise.all(
    hallsThen(context, window, { places, hallLines }).map(async ({ hall: id, ...name }) => ({
      hall: id,
      ...name,
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
export const hallGroups = (context: FigureContext, places: readonly RackPlace[]): (readonly BoundPoint[])[] =>
  racksOfHalls(context, places).alike.map(({ points }) => points);

function hallsThen(
  { document }: FigureContext,
  window: WindowMs,
  { places, hallLines }: StoodThen,
): Pick<HallUse, "hall" | "name">[] {
  const here = new Set(document.halls.map(({ id }) => id));
  const gone = new Set(places.flatMap(({ hall }) => (here.has(hall) ? [] : [hall])));
  const named = [...gone]
    .toSorted()
    .map((hall) => ({ hall, name: hallNameUntil(hallLines, hall, window.toMs) }));
  return [...[...here].map((hall) => ({ hall })), ...named];
}

/** W x ms. */
const limitMsOn = (pieces: readonly Piece[], day: WindowMs): number =>
  pieces.reduce((sum, piece) => sum + piece.limitW * overlapMs(piece, day), 0);

const timeOn = (pieces: readonly WindowMs[], day: WindowMs): number =>
  pieces.reduce((sum, piece) => sum + overlapMs(piece, day), 0);

async function addDay(
  context: FigureContext,
  into: LimitUse,
  { pieces, elsewhere, absent, racks, points, corrected }: Alike,
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
  const heardMs = parts.reduce((sum, part) => sum + part.coveredMs, 0);
  const lengthMs = day.toMs - day.fromMs;
  // Of a server that was put in later nothing is awaited before, and a rack that held no other was empty.
  const expected = points.length - (racks * timeOn(absent, day)) / lengthMs;
  if (expected <= 0 && heardMs === 0) {
    into.empty += racks * limitMsOn(pieces, day);
    return;
  }
  const coveredMs = Math.min(heardMs / (expected > 0 ? expected : points.length), lengthMs);
  const used = parts.reduce((sum, { millijoules }) => sum + Number(millijoules[0] ?? 0n), 0);
  // Of a day on which a rack stood here, or had a limit, for a part, what it drew is told for that part, at the mean of the day; which
  // hours of it were heard the day does not say, so that each place and limit has its part of them.
  into.used += (used * thereMs) / Math.max(coveredMs, stoodMs);
  into.heard += racks * limitMsOn(pieces, day) * Math.min(1, coveredMs / stoodMs);
}

/**
 * A rack without a limit is compared with nothing; one of which a point is missing is never heard whole, and of one that
 * is gone nothing is known.
 */
function racksOfHalls(context: FigureContext, places: readonly RackPlace[]): Placed {
  const { document } = context;
  const feeds = rackFeeds(document, context.points);
  const notThere = serversNotIn(context.absences, context.window);
  const heard = new Set([...feeds.values()].flat().map(({ subject }) => subject.id));
  const servers = Map.groupBy(
    document.servers.filter(({ id }) => !notThere.has(id) || heard.has(id)),
    ({ rack }) => rack,
  );
  const here = new Set(document.racks.map(({ id }) => id));
  const [empty, all] = [new Map<string, Piece[]>(), new Map<string, Piece[]>()];
  const groups = new Map<string, Alike>();
  const ofRack = Map.groupBy(places, ({ rack }) => rack);
  for (const [key, own] of Map.groupBy(places, ({ rack, hall }) => JSON.stringify([rack, hall]))) {
    const [{ rack: id, hall } = { rack: key, hall: "" }] = own;
    const pieces = own.flatMap(({ fromMs, toMs, limitW }) =>
      limitW === null ? [] : [{ fromMs, toMs, limitW }],
    );
    addPieces(all, hall, pieces);
    if (!here.has(id) || pieces.length === 0) continue;
    const points = feeds.get(id) ?? [];
    const expected = points.some(({ subject }) => subject.kind === "rack")
      ? 1
      : (servers.get(id)?.length ?? 0);
    if (expected === 0) addPieces(empty, hall, pieces);
    if (expected === 0 || points.length < expected) continue;
    const sources = points.map((gauge) => sourceOf(context, gauge));
    const isCorrected = sources.some(({ correction }) => correction !== undefined);
    const others = (ofRack.get(id) ?? []).filter((one) => one.hall !== hall || one.limitW === null);
    const elsewhere = others.map(({ fromMs, toMs }) => ({ fromMs, toMs }));
    const absent = absentOf(context, points);
    const alike = JSON.stringify([hall, pieces, elsewhere, absent, points.length, isCorrected ? id : null]);
    const known = groups.get(alike);
    groups.set(alike, {
      hall,
      pieces,
      elsewhere,
      absent,
      racks: (known?.racks ?? 0) + 1,
      points: [...(known?.points ?? []), ...points],
      corrected: isCorrected ? sources : [],
    });
  }
  return { alike: [...groups.values()], empty, all };
}

/** Within the window, of the servers that the points are of. */
function absentOf({ absences, window }: FigureContext, points: readonly BoundPoint[]): WindowMs[] {
  if (absences.length === 0) return [];
  const ids = new Set(points.flatMap(({ subject }) => (subject.kind === "server" ? [subject.id] : [])));
  return absences.flatMap((one) => (ids.has(one.server) ? intersectIntervals([one], [window]) : []));
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
