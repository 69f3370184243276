/**
 * Leases into ledger drafts: amount over the time the lease shares with the window, cut at local midnight and where
 * a price version begins. Commitments of accelerators and PFLOPS are charged by the lease; those on demand are not,
 * because only their use is. Racks, units and power are held by leasing them, so their terms make no difference.
 * Source: contract nouns/ledger (leased: a commitment by contract), standards 3.2.
 */
import type { Lease, LedgerEntry, PriceVersion, WindowMs } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { unionIntervals } from "../time/intervals.ts";
import type { NamedDay } from "./cut.ts";
import { clipTo, cutAt, cutByDays, namedDaysOver } from "./cut.ts";
import type { LedgerDraft } from "./ledger.ts";
import { versionAt, versionStarts } from "./versions.ts";

/** @param leases of one tenant; @param versions of the platform */
export function meterLeases(
  leases: readonly Lease[],
  window: WindowMs,
  timeZone: string,
  versions: readonly PriceVersion[],
): LedgerDraft[] {
  const days = namedDaysOver(window, timeZone);
  return leases
    .filter((lease) => isChargedByLease(lease) && lease.amount > 0)
    .flatMap((lease) => {
      const held = clipTo(boundedIn(lease, window), window);
      if (!held) return [];
      return draftsOf(held, factsOf(lease), days, versions);
    });
}

/**
 * When use has to be measured: the tenant holds accelerators or PFLOPS, on whatever terms. From the first count on a
 * source that falls silent is no zero while the tenant has any lease; one that never had a lease is always expected.
 * @param countedFromMs null: nothing was ever counted in the window
 */
export function expectedUse(
  leases: readonly Lease[],
  window: WindowMs,
  countedFromMs: number | null = null,
): WindowMs[] {
  const termsOf = (some: readonly Lease[], of: WindowMs) =>
    some.flatMap((lease) => clipTo(boundedIn(lease, of), of) ?? []);
  const held = leases.filter((lease) => lease.resource === "accelerators" || lease.resource === "pflops");
  const own = termsOf(held, window);
  if (countedFromMs === null) return unionIntervals(own);
  const since = { fromMs: Math.max(countedFromMs, window.fromMs), toMs: window.toMs };
  return unionIntervals([...own, ...(leases.length === 0 ? [since] : termsOf(leases, since))]);
}

export type EntryFacts = Pick<
  LedgerEntry,
  "basis" | "resource" | "lease" | "model" | "quantity" | "provenance"
>;

/** An interval as the ledger keeps it: in pieces that lie in one local day and one price version each. */
export function draftsOf(
  held: WindowMs,
  facts: EntryFacts,
  days: readonly NamedDay[],
  versions: readonly PriceVersion[],
): LedgerDraft[] {
  return cutByDays(held, days)
    .flatMap((piece) => cutAt(piece, versionStarts(versions)))
    .map(({ day, fromMs, toMs }) => ({
      ...facts,
      day,
      from: isoOf(fromMs),
      to: isoOf(toMs),
      priceVersion: versionAt(versions, fromMs)?.version ?? null,
    }));
}

/** Whether holding it is what costs; else only its use does. */
export function isChargedByLease(lease: Pick<Lease, "resource" | "terms">): boolean {
  const isCompute = lease.resource === "accelerators" || lease.resource === "pflops";
  return !isCompute || lease.terms === "commitment";
}

function factsOf(lease: Lease): EntryFacts {
  return {
    basis: "leased",
    resource: lease.resource,
    lease: lease.id,
    model: lease.model ?? null,
    quantity: lease.amount,
    provenance: { source: "lease", refs: [`lease/${lease.id}`], grade: lease.grade },
  };
}

function boundedIn(lease: Lease, window: WindowMs): WindowMs {
  const { fromMs, toMs } = intervalOf(lease);
  return { fromMs, toMs: toMs ?? Math.max(fromMs, window.toMs) };
}
