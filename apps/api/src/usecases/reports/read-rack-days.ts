import type { CenterDocument, WindowMs } from "@aidc/contract";
import type { FlowSplit, Holders } from "@aidc/domain";
import { holdersAt, localDaysOver, splitByHolder } from "@aidc/domain";
import type { BoundPoint, DayOfGroup } from "@aidc/store";
import { correctionOf, isPatched } from "../figures/energy-sources.ts";
import type { FigureContext } from "../figures/figure-context.ts";
import type { EnergySource } from "../figures/joint-energy.ts";
import { jointEnergies } from "../figures/joint-energy.ts";
import { rackFeeds } from "../figures/rack-feeds.ts";
import type { DaySums } from "./read-energy.ts";

interface RackDays {
  /** Racks with something in them that nothing measures: without them the sum of racks means nothing. */
  readonly silent: readonly string[];
  /** By the start of the day, of days on which every rack is covered wholly and no assignment changed. */
  readonly days: ReadonlyMap<number, Omit<FlowSplit, "last">>;
}

/** Points whose energy the database may add up, because on every day the same tenant holds them. */
interface Unit {
  readonly points: readonly BoundPoint[];
  readonly isRack: boolean;
  /** By piece: mJ of the points that each tenant draws of so many. */
  readonly heldBy: readonly Readonly<Record<string, number>>[];
}

/** Shares of a unit are told in parts of this: up to 16 accelerators of a server divide it without a remainder. */
const whole = 720_720;

/**
 * What the racks drew and who held them, by local day.
 * @returns null where no rack is measured
 */
export async function readRackDays(
  context: FigureContext,
  sums: DaySums,
  held: CenterDocument,
  window: WindowMs,
): Promise<RackDays | null> {
  const occupied = occupiedRacks(held);
  const feeds = await heardFeeds(sums, rackFeeds(held, context.points), occupied, window);
  if (feeds.size === 0) return null;
  const silent = held.racks.flatMap(({ id }) => (occupied.has(id) && !feeds.has(id) ? [id] : []));
  const { starts, units } = heldUnits(context, held, feeds, window);
  if (silent.length > 0 || units.some(({ points }) => points.length === 0))
    return { silent, days: new Map() };
  return { silent, days: await added(context, sums, grouped(units), { starts, window }) };
}

/** Groups that will be added up, as far as can be said before it is known which empty racks told nothing. */
export function rackGroups(
  context: FigureContext,
  held: CenterDocument,
  window: WindowMs,
): (readonly BoundPoint[])[] {
  const occupied = occupiedRacks(held);
  const feeds = [...rackFeeds(held, context.points)].filter(([rack]) => occupied.has(rack));
  return grouped(heldUnits(context, held, new Map(feeds), window).units).map(({ points }) => points);
}

const occupiedRacks = ({ servers }: CenterDocument) => new Set(servers.map(({ rack }) => rack));

function heldUnits(
  context: FigureContext,
  held: CenterDocument,
  feeds: ReadonlyMap<string, BoundPoint[]>,
  window: WindowMs,
): { readonly starts: number[]; readonly units: Unit[] } {
  const starts = pieceStarts(held, window);
  const pieces = starts.map((start) => holdersAt(held, start));
  const units = [...feeds].flatMap(([rack, points]) => unitsOf(context, held, { rack, points }, pieces));
  return { starts, units };
}

/** Without the empty racks that told nothing: there is nothing in them to hear of, and no day waits for it. */
async function heardFeeds(
  sums: DaySums,
  feeds: ReadonlyMap<string, BoundPoint[]>,
  occupied: ReadonlySet<string>,
  window: WindowMs,
): Promise<ReadonlyMap<string, BoundPoint[]>> {
  const empty = [...feeds].flatMap(([rack, points]) => (occupied.has(rack) ? [] : points));
  if (empty.length === 0) return feeds;
  const totals = await sums.sumPoints(empty, window);
  const quiet = new Set(empty.filter((_, at) => (totals[at]?.coveredMs ?? 0) === 0));
  return new Map(
    [...feeds].filter(([, points]) => points.length === 0 || !points.every((one) => quiet.has(one))),
  );
}

/** Where an assignment begins or ends inside the window, and where the window does. */
function pieceStarts({ assignments }: CenterDocument, window: WindowMs): number[] {
  const edges = assignments
    .flatMap(({ from, to }) => [Date.parse(from), to === null ? Number.NaN : Date.parse(to)])
    .filter((edge) => edge > window.fromMs && edge < window.toMs);
  return [...new Set([window.fromMs, ...edges])].sort((a, b) => a - b);
}

/** The rack, and beside it those of its servers in which somebody holds accelerators. */
function unitsOf(
  { points }: FigureContext,
  { servers }: CenterDocument,
  { rack, points: own }: { rack: string; points: BoundPoint[] },
  pieces: readonly Holders[],
): Unit[] {
  const shareOf = (holders: Holders, parts: readonly { id: string; accelerators: number }[]) => {
    const energies = parts.map((part) => ({ ...part, millijoules: BigInt(whole) }));
    const split = splitByHolder([{ rack, millijoules: BigInt(whole), servers: energies }], holders);
    return Object.fromEntries(
      [...split].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, part]) => [id, Number(part)]),
    );
  };
  const isInParts = pieces.some((holders) =>
    [...(holders.get(rack)?.values() ?? [])].some((one) => !one.isWhole),
  );
  const inRack = { points: own, isRack: true, heldBy: pieces.map((holders) => shareOf(holders, [])) };
  if (!isInParts) return [inRack];
  const inside = servers.filter((server) => server.rack === rack && server.accelerators);
  return [
    inRack,
    ...inside.map(({ id, accelerators }) => ({
      points: points.filter(
        ({ subject, quantity, seriesId }) =>
          subject.kind === "server" && subject.id === id && quantity === "power" && seriesId !== null,
      ),
      isRack: false,
      heldBy: pieces.map((holders) => {
        const isWhole = [...(holders.get(rack)?.values() ?? [])].some((one) => one.isWhole);
        return isWhole ? {} : shareOf(holders, [{ id, accelerators: accelerators?.count ?? 0 }]);
      }),
    })),
  ];
}

/** Units that the same tenants hold in the same parts at all times are one. */
function grouped(units: readonly Unit[]): Unit[] {
  const groups = Map.groupBy(units, ({ isRack, heldBy }) => JSON.stringify([isRack, heldBy]));
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike;
    return first ? [{ ...first, points: alike.flatMap(({ points }) => points) }] : [];
  });
}

async function added(
  context: FigureContext,
  sums: DaySums,
  units: readonly Unit[],
  { starts, window }: { readonly starts: readonly number[]; readonly window: WindowMs },
): Promise<RackDays["days"]> {
  const found = await sums.sumDays(
    units.map(({ points }) => points),
    window,
  );
  const byDay = found.map((days) => new Map(days.map((day) => [day.startMs, day])));
  const corrected = correctedSources(context, units);
  const told = new Map<number, Omit<FlowSplit, "last">>();
  for (const { fromMs, toMs } of localDaysOver(window, context.timeZone)) {
    if (starts.some((start) => start > fromMs && start < toMs)) continue;
    const piece = starts.findLastIndex((start) => start <= fromMs);
    const tenants = new Map<string, bigint>();
    let racks = 0n;
    let isWhole = true;
    for (const [at, { points, isRack, heldBy }] of units.entries()) {
      const sources = corrected[at]?.some((source) => isPatched(source, { fromMs, toMs })) && corrected[at];
      const integral = sources
        ? await exactDay(context, sources, { fromMs, toMs })
        : wholeDay(byDay[at]?.get(fromMs), points.length, toMs - fromMs);
      isWhole = integral !== null;
      if (integral === null) break;
      if (isRack) racks += integral;
      for (const [tenant, part] of Object.entries(heldBy[piece] ?? {}))
        tenants.set(tenant, (tenants.get(tenant) ?? 0n) + (integral * BigInt(part)) / BigInt(whole));
    }
    if (isWhole) told.set(fromMs, { racks, tenants: inOrder(tenants) });
  }
  return told;
}

/** As the database adds it up; null: not all of the points cover the day wholly. */
function wholeDay(day: DayOfGroup | undefined, points: number, lengthMs: number): bigint | null {
  return day && day.points >= points && day.leastCoveredMs >= lengthMs ? day.integral : null;
}

/** By unit, in its order; null: nothing of it was ever put right. */
function correctedSources(context: FigureContext, units: readonly Unit[]): (EnergySource[] | null)[] {
  return units.map(({ points }) => {
    const sources = points.map((gauge) => {
      const { kind, id } = gauge.subject;
      return { counter: null, gauge, correction: correctionOf(context, { kind, id }) };
    });
    return sources.some(({ correction }) => correction) ? sources : null;
  });
}

/** With what puts it right: no sum that the database makes knows of it. */
async function exactDay(
  context: FigureContext,
  sources: readonly EnergySource[],
  day: WindowMs,
): Promise<bigint | null> {
  const { millijoules, coveredMs } = await jointEnergies(context, sources, day);
  return coveredMs >= day.toMs - day.fromMs ? millijoules.reduce((sum, one) => sum + one, 0n) : null;
}

const inOrder = (tenants: ReadonlyMap<string, bigint>): FlowSplit["tenants"] =>
  [...tenants].map(([id, millijoules]) => ({ id, millijoules })).sort((a, b) => (a.id < b.id ? -1 : 1));
