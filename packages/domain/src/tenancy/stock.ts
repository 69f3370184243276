/**
 * What of a center can be leased, and how much of it leases take at an instant. Cards have PFLOPS and racks have units:
 * who leases the one takes the other with it. A count of which no card is named takes the weakest that are left, so that
 * nothing is refused that some choice of places could serve. Source: decision 39, standards 2.1.
 */
import type { Assignment, CenterDocument, Lease, Precision } from "@aidc/contract";
import { densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { sumKnown, usableU } from "../rack/occupancy.ts";
import { holdsAt } from "../time/intervals.ts";
import type { CenterHoldings, Holdings } from "./holdings.ts";
import { intervalOf } from "./leases.ts";
import type { AcceleratorPlace } from "./places.ts";

/** null: nobody recorded how much there is, so nothing can be told to be too much. */
export interface Stock {
  /** Usable units of each rack, the smallest first. */
  readonly unitsOfRacks: readonly number[] | null;
  /** Usable units of a rack. */
  readonly unitsIn: (rack: string) => number | null;
  /** The smaller of what is recorded: the sum of all racks' limits, the rated IT power. */
  readonly powerW: number | null;
  readonly precision: Precision;
  /** Dense peak of a card in TFLOPS; null where none is published: such a card is in no PFLOPS. */
  readonly peakOf: (model: string) => number | null;
}

/** A center whose leases may be changed. */
export interface SoldCenter extends CenterHoldings {
  readonly stock: Stock;
}

export function stockOf(document: Pick<CenterDocument, "center" | "racks" | "catalogue">): Stock {
  const { center, racks, catalogue } = document;
  const precision = headlinePrecision[center.computeClass];
  const units = racks.map(usableU);
  const byRack = new Map(racks.map((rack, at) => [rack.id, units[at] ?? null]));
  const limits = racks.length > 0 ? sumKnown(racks.map(({ powerLimitW }) => powerLimitW ?? null)) : null;
  const powers = [limits, center.ratedItPowerW ?? null].filter((power) => power !== null);
  return {
    unitsOfRacks: sumKnown(units) === null ? null : units.map(Number).sort((a, b) => a - b),
    unitsIn: (rack) => byRack.get(rack) ?? null,
    powerW: powers.length > 0 ? Math.min(...powers) : null,
    precision,
    peakOf: (model) => densePeakOf(findModel(model, catalogue), precision),
  };
}

/** In the units of leases: racks, rack units, W, cards, PFLOPS. `models` has the cards that are bound to a model. */
export interface Amounts extends Readonly<Record<Lease["resource"], number>> {
  readonly models: Counts;
}

/** @returns how much there is of each; infinite where nobody recorded it */
export function amountsOf({ racks, accelerators, stock }: SoldCenter): Amounts {
  const { all: models } = cardsIn(accelerators);
  return {
    racks: racks.length,
    rack_units: stock.unitsOfRacks?.reduce((sum, units) => sum + units, 0) ?? Number.POSITIVE_INFINITY,
    power_w: stock.powerW ?? Number.POSITIVE_INFINITY,
    accelerators: accelerators.length,
    pflops: pflopsOf(models, stock),
    models,
  };
}

/** How much is taken at an instant. */
export function takenAt(center: SoldCenter, { leases, assignments }: Holdings, atMs: number): Amounts {
  const { accelerators, stock } = center;
  const running = leases.filter((lease) => holdsAt(intervalOf(lease), atMs));
  const sum = (resource: Lease["resource"]) =>
    running.reduce((all, lease) => (lease.resource === resource ? all + lease.amount : all), 0);
  const cardLeases = running.filter(({ resource }) => resource === "accelerators");
  const byCards = new Set(cardLeases.map(({ id }) => id));
  const byPflops = new Set(running.flatMap(({ resource, id }) => (resource === "pflops" ? [id] : [])));
  const holding = assignments.filter((one) => holdsAt(intervalOf(one), atMs));
  const given = holding.filter(({ lease }) => !byCards.has(lease));
  const { all, reachedBy } = cardsIn(accelerators);
  const inSpace = sumCounts(given.filter(({ lease }) => !byPflops.has(lease)).map(reachedBy));
  const forPflops = sumCounts(given.filter(({ lease }) => byPflops.has(lease)).map(reachedBy));
  const leased = new Map<string, number>();
  for (const { model, amount } of cardLeases)
    if (model !== undefined) leased.set(model, (leased.get(model) ?? 0) + amount);
  const anyLeases = new Map(
    cardLeases.flatMap(({ id, model, amount }) => (model === undefined ? [[id, amount]] : [])),
  );
  const ofAny = holding.filter(({ lease }) => anyLeases.has(lease));
  const named = sumCounts(ofAny.map(reachedBy));
  const models = sumCounts([inSpace, forPflops, leased, named]);
  const bound = total(models);
  const any = openOf(anyLeases, ofAny, reachedBy);
  const rest = weakest(leftOf(all, models), any, stock);
  return {
    racks: sum("racks"),
    rack_units: sum("rack_units") + unitsIn(stock, sum("racks")),
    power_w: sum("power_w"),
    accelerators: bound + any,
    pflops:
      sum("pflops") + [inSpace, leased, named].reduce((all, own) => all + pflopsOf(own, stock), 0) + rest,
    models,
  };
}

/** Cards that leases of any model count and nobody named yet. */
function openOf(
  amounts: ReadonlyMap<string, number>,
  given: readonly Assignment[],
  reachedBy: Cards["reachedBy"],
): number {
  const byLease = Map.groupBy(given, ({ lease }) => lease);
  const openIn = ([id, amount]: readonly [string, number]) =>
    Math.max(0, amount - total(sumCounts((byLease.get(id) ?? []).map(reachedBy))));
  return [...amounts].reduce((sum, lease) => sum + openIn(lease), 0);
}

type Counts = ReadonlyMap<string, number>;
const none: Counts = new Map();

interface Cards {
  readonly all: Counts;
  /** Of a rack every card in it; nobody holds a card twice, because clashes are refused. */
  readonly reachedBy: (assignment: Assignment) => Counts;
}

/** Counted once a center: a change asks at every instant at which something begins. */
const known = new WeakMap<readonly AcceleratorPlace[], Cards>();

function cardsIn(accelerators: readonly AcceleratorPlace[]): Cards {
  const cards = known.get(accelerators) ?? countCards(accelerators);
  known.set(accelerators, cards);
  return cards;
}

function countCards(accelerators: readonly AcceleratorPlace[]): Cards {
  const places = Map.groupBy(accelerators, ({ rack }) => rack);
  const byRack = new Map([...places].map(([rack, inIt]) => [rack, countByModel(inIt)]));
  const byCard = new Map(accelerators.map(({ id, model }) => [id, new Map([[model, 1]])]));
  return {
    all: countByModel(accelerators),
    reachedBy: ({ rack, accelerator = "" }) =>
      (rack === undefined ? byCard.get(accelerator) : byRack.get(rack)) ?? none,
  };
}

function countByModel(accelerators: readonly AcceleratorPlace[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { model } of accelerators) counts.set(model, (counts.get(model) ?? 0) + 1);
  return counts;
}

function sumCounts(parts: readonly Counts[]): Counts {
  const sums = new Map<string, number>();
  for (const part of parts)
    for (const [model, count] of part) sums.set(model, (sums.get(model) ?? 0) + count);
  return sums;
}

const total = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

function leftOf(counts: Counts, taken: Counts): Counts {
  return new Map([...counts].map(([model, count]) => [model, count - (taken.get(model) ?? 0)]));
}

function pflopsOf(counts: Counts, { peakOf }: Stock): number {
  return [...counts].reduce((sum, [model, count]) => sum + (count * (peakOf(model) ?? 0)) / 1000, 0);
}

/** The fewest PFLOPS that so many of the cards can have. */
function weakest(left: Counts, cards: number, { peakOf }: Stock): number {
  const models = [...left].map(([model, count]) => ({ count, pflops: (peakOf(model) ?? 0) / 1000 }));
  let open = cards;
  let sum = 0;
  for (const { count, pflops } of models.sort((a, b) => a.pflops - b.pflops)) {
    const taken = Math.max(0, Math.min(open, count));
    open -= taken;
    sum += taken * pflops;
  }
  return sum;
}

function unitsIn({ unitsOfRacks }: Stock, racks: number): number {
  return (unitsOfRacks ?? []).slice(0, racks).reduce((sum, units) => sum + units, 0);
}
