/**
 * What is under contract at an instant, in cards and PFLOPS: accelerators by their number, PFLOPS as they are, racks,
 * units and power by the cards that are given for them. Source: product glossary "lease", "assignment".
 */
import type { LiveValue } from "@aidc/contract";
import type { CardWorth } from "../capacity/card-worth.ts";
import { addWorth, noCards, worthOfCards, worthOfLease } from "../capacity/card-worth.ts";
import { densePeakOf, findModel, headlinePrecision } from "../capacity/installed.ts";
import { worstGrade } from "../figure/figure.ts";
import { holdsAt } from "../time/intervals.ts";
import type { Contracts, HeldPlace } from "./contracts.ts";
import { acceleratorsOf } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { recordedLive } from "./live-value.ts";
import { unknownLive } from "./signals.ts";

type Lease = Contracts["leases"][number];

/** Leases and places of one instant. */
export interface UnderContract {
  readonly index: CenterIndex;
  readonly leases: readonly Lease[];
  /** By contract and by tenant. */
  readonly places: ReadonlyMap<string, readonly HeldPlace[]>;
  readonly placesOfTenant: ReadonlyMap<string, readonly HeldPlace[]>;
}

export function underContract(index: CenterIndex, atMs: number): UnderContract {
  const { leases, held } = index.contracts;
  const placed = held.filter((place) => holdsAt(place, atMs));
  return {
    index,
    leases: leases.filter((lease) => holdsAt(lease, atMs)),
    places: Map.groupBy(placed, ({ contract }) => contract),
    placesOfTenant: Map.groupBy(placed, ({ tenant }) => tenant),
  };
}

/** Of one tenant; null while it has a lease whose cards nobody can count, or never had any. */
export function cardsUnderContract(now: UnderContract, tenant: string): number | null {
  if (!now.index.contracts.leases.some((lease) => lease.tenant === tenant)) return null;
  const counts = now.leases.filter((lease) => lease.tenant === tenant).map((lease) => cardsOf(now, lease));
  if (counts.includes(null)) return null;
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** null: neither does the lease count cards, nor are any places given for it. */
function cardsOf({ places }: UnderContract, lease: Lease): number | null {
  if (lease.resource === "accelerators") return lease.amount;
  const own = places.get(lease.contract);
  return own ? acceleratorsOf(own).size : null;
}

/** What a counted card of a tenant is like: those it holds, else the models it leases, else those installed. */
export function sampleOf({ index, leases, placesOfTenant }: UnderContract, tenant: string): CardWorth {
  const held = worthOfRows(index, acceleratorsOf(placesOfTenant.get(tenant) ?? []));
  if (held.cards > 0) return held;
  const own = leases.filter((lease) => lease.tenant === tenant && lease.resource === "accelerators");
  const named = addWorth(own.flatMap((lease) => worthOfModel(index, lease)));
  return named.cards > 0 ? named : index.accelerators.sample;
}

function worthOfRows({ accelerators }: CenterIndex, rows: ReadonlySet<number>): CardWorth {
  const sum = { ...noCards, cards: rows.size };
  for (const row of rows) {
    const peak = accelerators.peakTflops[row] ?? Number.NaN;
    if (Number.isNaN(peak)) continue;
    sum.knownCards++;
    sum.tflops += peak;
  }
  return sum;
}

function worthOfModel({ document }: CenterIndex, { model, amount }: Lease): CardWorth[] {
  if (model === null) return [];
  const precision = headlinePrecision[document.center.computeClass];
  return [worthOfCards(amount, densePeakOf(findModel(model, document.catalogue), precision))];
}

interface LeasedStep {
  readonly cards: LiveValue;
  readonly worth: CardWorth;
}

/** The leased step of the ladder. */
export function leasedStep(now: UnderContract): LeasedStep {
  const { index, leases } = now;
  const worth = addWorth(leases.map((lease) => worthNow(now, lease)));
  const counts = leases.map((lease) => cardsOf(now, lease)).filter((count) => count !== null);
  const all = index.contracts.leases;
  const isKnown = leases.length > 0 ? counts.length > 0 : all.length > 0;
  const reason = all.length > 0 ? "not_stated" : "no_lease";
  if (!isKnown) return { cards: unknownLive("count", "lease_hours", reason), worth };
  const value = counts.reduce((sum, count) => sum + count, 0);
  const cards = recordedLive(value, "count", "lease_hours", worstGrade(all.map(({ grade }) => grade)));
  // A lease whose cards nobody can count is a part that is not known.
  const coverage = leases.length > 0 ? counts.length / leases.length : 1;
  return { cards: { ...cards, coverage }, worth };
}

function worthNow(now: UnderContract, lease: Lease): CardWorth {
  if (lease.resource === "accelerators") return worthOfLease(lease, noCards, sampleOf(now, lease.tenant));
  const assigned = worthOfRows(now.index, acceleratorsOf(now.places.get(lease.contract) ?? []));
  return worthOfLease(lease, assigned, noCards);
}
