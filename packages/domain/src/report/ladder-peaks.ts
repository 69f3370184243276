/**
 * What a card of a tenant's count is worth. Leases and schedulers count cards and name none, so a count is taken to be like
 * the cards assigned to its tenant over the period, and without assignment like what is installed: the rule of the wall's
 * ladder, over a period. Source: standards 2.1, 2.2, decision 29.
 */
import type { WindowMs } from "@aidc/contract";
import { isEveryDayTellable, isTellable } from "../billing/neighbour-privacy.ts";
import type { CardWorth } from "../capacity/card-worth.ts";
import { addWorth, noCards, worthOfCards, worthOfLease } from "../capacity/card-worth.ts";
import { densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { heldIn } from "../tenancy/lease-holding.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { overlapMs } from "../time/intervals.ts";
import { daysIn } from "./energy-figures.ts";
import type { HoldingDay, ReportInputs } from "./inputs.ts";

type Document = ReportInputs["document"];
/** Means of the same peak differ in the last bits. */
const digitsOfPeak = 9;
export type Basis = keyof HoldingDay["byTenant"];

/** The cards assigned to each tenant, in card-milliseconds of the window; who holds none is left out. */
export function assignedWorth(document: Document, window: WindowMs): ReadonlyMap<string, CardWorth> {
  const tenantOf = new Map(document.leases.map(({ id, tenant }) => [id, tenant]));
  return worthBy(document, window, ({ lease }) => tenantOf.get(lease));
}

type Assignment = Document["assignments"][number];

function worthBy(
  document: Document,
  window: WindowMs,
  keyOf: (assignment: Assignment) => string | undefined,
): ReadonlyMap<string, CardWorth> {
  const cardsAt = cardsOfPlaces(document);
  const sums = new Map<string, CardWorth>();
  for (const assignment of document.assignments) {
    const key = keyOf(assignment);
    const ms = overlapMs(intervalOf(assignment), window);
    if (key === undefined || ms === 0) continue;
    const worths = cardsAt(assignment).map(({ count, peak }) => worthOfCards(ms * count, peak));
    const sum = addWorth([sums.get(key) ?? noCards, ...worths]);
    if (sum.cards > 0) sums.set(key, sum);
  }
  return sums;
}

interface Cards {
  readonly count: number;
  readonly peak: number | null;
}

type CardsAt = (assignment: Assignment) => readonly Cards[];
/** Looked up once a document: a report asks for every day. */
const known = new WeakMap<Document, CardsAt>();

/** The accelerators that an assignment reaches: those in its rack, or the one it names. */
function cardsOfPlaces(document: Document): CardsAt {
  const cardsAt = known.get(document) ?? lookUpCards(document);
  known.set(document, cardsAt);
  return cardsAt;
}

function lookUpCards({ center, catalogue, servers }: Document): CardsAt {
  const byRack = new Map<string, Cards[]>();
  const byServer = new Map<string, Cards>();
  for (const { id, rack, accelerators } of servers) {
    if (!accelerators) continue;
    const model = findModel(accelerators.model, catalogue);
    const peak = densePeakOf(model, headlinePrecision[center.computeClass]);
    const cards = { count: accelerators.count, peak };
    byServer.set(id, cards);
    byRack.set(rack, [...(byRack.get(rack) ?? []), cards]);
  }
  return ({ rack, accelerator }) => {
    if (rack !== undefined) return byRack.get(rack) ?? [];
    const [, server, slot] = /^(.*):(\d+)$/.exec(accelerator ?? "") ?? [];
    const cards = byServer.get(server ?? "");
    return cards && Number(slot) < cards.count ? [{ count: 1, peak: cards.peak }] : [];
  };
}

/** By tenant: leases of PFLOPS, racks, units and power, in card-milliseconds of the window. */
function otherLeasesWorth(document: Document, window: WindowMs): ReadonlyMap<string, CardWorth> {
  const contractOf = new Map(document.leases.map(({ id, contract }) => [id, contract ?? id]));
  const assigned = worthBy(document, window, ({ lease }) => contractOf.get(lease));
  const told = new Set<string>();
  const sums = new Map<string, CardWorth>();
  for (const lease of document.leases.filter(({ resource }) => resource !== "accelerators")) {
    const { id, tenant, contract = id, amount } = lease;
    const overMs = { ...lease, amount: amount * overlapMs(intervalOf(lease), window) };
    // Leases that follow one another have the cards of their contract together.
    const cards = told.has(contract) ? noCards : (assigned.get(contract) ?? noCards);
    told.add(contract);
    sums.set(tenant, addWorth([sums.get(tenant) ?? noCards, worthOfLease(overMs, cards, noCards)]));
  }
  return sums;
}

/** Cards that leases count, x ms. */
export function countedMs(document: Document, window: WindowMs, tenant?: string): number {
  return heldIn(document, "accelerators", window, { tenant, resource: "accelerators" }).amountMs;
}

/**
 * What was leased beside the accelerators that are counted.
 * @returns null where it would tell a tenant
 */
export function otherLeased({ document, holdings, period }: ReportInputs): CardWorth | null {
  const worth = (window: WindowMs) => otherLeasesWorth(document, window);
  const days = daysIn(holdings.days, period.window).map(({ window }) => [...worth(window).values()]);
  const isTold =
    isEveryDayTellable(days.map((day) => day.map(({ tflops }) => tflops))) &&
    isEveryDayTellable(days.map((day) => day.map(({ cards }) => cards)));
  return isTold ? addWorth(worth(period.window).values()) : null;
}

/** What the mean card of a count is worth. */
export interface StepWorth {
  /** TFLOPS of the mean card, those without a published peak included as nothing. */
  readonly tflops: number;
  /** Share of the counted cards whose peak is known. */
  readonly known: number;
}

/**
 * Of the mean card of a count over the period.
 * @param samples.assigned the cards of each tenant
 * @param samples.installed TFLOPS of the mean installed card
 * @returns null where it would tell a tenant: a count and its PFLOPS are two sums, from which the parts of two kinds
 *   of card follow, so each of the two must be tellable by itself, and so must the cards whose peak nobody knows
 */
export function meanWorthOf(
  { document, holdings, period }: ReportInputs,
  basis: Basis,
  { assigned, installed }: { readonly assigned: ReadonlyMap<string, CardWorth>; readonly installed: number },
): StepWorth | null {
  const samples = document.tenants.map(({ id }) => meanOf(assigned.get(id), installed));
  const days = daysIn(holdings.days, period.window).map(({ window, byTenant }) =>
    basis === "leased" ? document.tenants.map(({ id }) => countedMs(document, window, id)) : byTenant[basis],
  );
  const cardMs = samples.map((_, tenant) => days.reduce((sum, day) => sum + (day[tenant] ?? 0), 0));
  const totalMs = cardMs.reduce((sum, one) => sum + one, 0);
  if (totalMs === 0) return { tflops: installed, known: 1 };
  const kinds = [...Map.groupBy(cardMs.keys(), (tenant) => kindOf(samples[tenant])).values()]
    .map((tenants) => [...tenants].map((tenant) => cardMs[tenant] ?? 0))
    .filter((kind) => kind.some((one) => one > 0));
  if (kinds.length === 2 && !kinds.every(isTellable)) return null;
  const weighted = (counts: readonly number[], of: (sample: StepWorth) => number) =>
    counts.map((one, tenant) => one * of(samples[tenant] ?? noWorth));
  const isToldDaily = (of: (sample: StepWorth) => number) =>
    isEveryDayTellable(days.map((day) => weighted(day, of)));
  if (!isToldDaily(({ tflops }) => tflops) || !isToldDaily(({ known }) => 1 - known)) return null;
  const mean = (of: (sample: StepWorth) => number) =>
    weighted(cardMs, of).reduce((sum, one) => sum + one, 0) / totalMs;
  return { tflops: mean(({ tflops }) => tflops), known: mean(({ known }) => known) };
}

const noWorth: StepWorth = { tflops: 0, known: 0 };

function meanOf(worth: CardWorth | undefined, installed: number): StepWorth {
  if (!worth) return { tflops: installed, known: 1 };
  return { tflops: worth.tflops / worth.cards, known: worth.knownCards / worth.cards };
}

function kindOf(sample: StepWorth | undefined): string | undefined {
  return sample?.tflops.toPrecision(digitsOfPeak);
}
