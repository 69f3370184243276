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
import { clipTo, cutAt, midnightsIn } from "./cut.ts";
import type { LedgerDraft } from "./ledger.ts";
import { dayNameAt } from "./month.ts";
import { versionAt, versionStarts } from "./versions.ts";

/** @param leases of one tenant; @param versions of the platform */
export function meterLeases(
  leases: readonly Lease[],
  window: WindowMs,
  timeZone: string,
  versions: readonly PriceVersion[],
): LedgerDraft[] {
  const cuts = [...midnightsIn(window, timeZone), ...versionStarts(versions)];
  return leases
    .filter((lease) => isChargedByLease(lease) && lease.amount > 0)
    .flatMap((lease) => {
      const held = clipTo(boundedIn(lease, window), window);
      if (!held) return [];
      return cutAt(held, cuts).map((piece) => draftOf(piece, factsOf(lease), timeZone, versions));
    });
}

/** When use has to be measured: the tenant holds accelerators or PFLOPS, on whatever terms. */
export function useExpected(leases: readonly Lease[], window: WindowMs): WindowMs[] {
  const held = leases.filter((lease) => lease.resource === "accelerators" || lease.resource === "pflops");
  return unionIntervals(held.flatMap((lease) => clipTo(boundedIn(lease, window), window) ?? []));
}

export type EntryFacts = Pick<
  LedgerEntry,
  "basis" | "resource" | "lease" | "model" | "quantity" | "provenance"
>;

/** An interval that lies in one local day and one price version, as the ledger keeps it. */
export function draftOf(
  piece: WindowMs,
  facts: EntryFacts,
  timeZone: string,
  versions: readonly PriceVersion[],
): LedgerDraft {
  return {
    ...facts,
    day: dayNameAt(piece.fromMs, timeZone),
    from: isoOf(piece.fromMs),
    to: isoOf(piece.toMs),
    priceVersion: versionAt(versions, piece.fromMs)?.version ?? null,
  };
}

function isChargedByLease(lease: Lease): boolean {
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
