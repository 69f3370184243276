import type { WindowMs } from "@aidc/contract";
import type { HallUse, LimitUse } from "@aidc/domain";
import { localDaysOver } from "@aidc/domain";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import { correctionOf, isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { EnergySource } from "../figures/joint-energy.ts";
import { jointEnergies } from "../figures/joint-energy.ts";
import { rackFeeds } from "../figures/rack-feeds.ts";
import type { DaySums } from "./read-energy.ts";

/** Racks of a hall with one limit and as many points each: the mean of what is heard of them is that of each. */
interface Alike {
  readonly hall: string;
  /** W, of all of them. */
  readonly limitW: number;
  readonly points: readonly BoundPoint[];
  /** Of one rack that somebody put right: no sum that the database makes knows of it. */
  readonly corrected: readonly EnergySource[];
}

interface Placed {
  readonly alike: readonly Alike[];
  /** W by hall: of racks with nothing in them, and of all. */
  readonly emptyW: ReadonlyMap<string, number>;
  readonly limitsW: ReadonlyMap<string, number>;
}

/** What the racks of each hall drew of their limits, by local day of the window. */
export async function readHallDays(
  context: FigureContext,
  sums: DaySums,
  window: WindowMs,
): Promise<HallUse[]> {
  const { alike, emptyW, limitsW } = racksOfHalls(context);
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
          const lengthMs = day.toMs - day.fromMs;
          const use: LimitUse = {
            used: 0,
            heard: 0,
            empty: (emptyW.get(id) ?? 0) * lengthMs,
            limits: (limitsW.get(id) ?? 0) * lengthMs,
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
export const hallGroups = (context: FigureContext): (readonly BoundPoint[])[] =>
  racksOfHalls(context).alike.map(({ points }) => points);

async function addDay(
  context: FigureContext,
  into: LimitUse,
  { limitW, points, corrected }: Alike,
  { day, row }: { readonly day: WindowMs; readonly row: DayOfGroup | undefined },
): Promise<void> {
  const isExact = corrected.some((source) => isPatched(source, day));
  const parts = isExact
    ? await Promise.all(corrected.map((source) => jointEnergies(context, [source], day)))
    : row
      ? [{ millijoules: [row.integral], coveredMs: row.coveredMs }]
      : [];
  const coveredMs = parts.reduce((sum, part) => sum + part.coveredMs, 0);
  into.used += parts.reduce((sum, { millijoules }) => sum + Number(millijoules[0] ?? 0n), 0);
  into.heard += (limitW * coveredMs) / points.length;
}

/** A rack without a limit is compared with nothing; one of which a point is missing is never heard whole. */
function racksOfHalls(context: FigureContext): Placed {
  const { document } = context;
  const feeds = rackFeeds(document, context.points);
  const servers = Map.groupBy(document.servers, ({ rack }) => rack);
  const hallOfRow = new Map(document.rows.map(({ id, hall }) => [id, hall]));
  const [emptyW, limitsW] = [new Map<string, number>(), new Map<string, number>()];
  const groups = new Map<string, Alike>();
  for (const { id, row, powerLimitW } of document.racks) {
    const hall = hallOfRow.get(row);
    if (hall === undefined || powerLimitW === undefined) continue;
    limitsW.set(hall, (limitsW.get(hall) ?? 0) + powerLimitW);
    const points = feeds.get(id) ?? [];
    const expected = points.some(({ subject }) => subject.kind === "rack")
      ? 1
      : (servers.get(id)?.length ?? 0);
    if (expected === 0) emptyW.set(hall, (emptyW.get(hall) ?? 0) + powerLimitW);
    if (expected === 0 || points.length < expected) continue;
    const sources = points.map((gauge) => sourceOf(context, gauge));
    const isCorrected = sources.some(({ correction }) => correction !== undefined);
    const key = JSON.stringify([hall, powerLimitW, expected, isCorrected ? id : null]);
    const known = groups.get(key);
    groups.set(key, {
      hall,
      limitW: (known?.limitW ?? 0) + powerLimitW,
      points: [...(known?.points ?? []), ...points],
      corrected: isCorrected ? sources : [],
    });
  }
  return { alike: [...groups.values()], emptyW, limitsW };
}

function sourceOf(context: FigureContext, gauge: BoundPoint): EnergySource {
  const { kind, id } = gauge.subject;
  return { counter: null, gauge, correction: correctionOf(context, { kind, id }) };
}
