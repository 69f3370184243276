import type { WindowMs } from "@aidc/contract";
import { expectedTerms, gapsIn, intersectIntervals, overlapMs, unionIntervals } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
import type { FigureContext } from "./figure-context.ts";
import type { EnergySource } from "./joint-energy.ts";

/** A counter of a tenant with the time in which it need not be heard. */
export interface ExpectedCounter {
  readonly tenant: string;
  readonly source: EnergySource;
  readonly idle: readonly WindowMs[];
}

/**
 * Counters of tenants, each expected while its tenant has a lease that counts cards: of other time it counts what it sends, and its
 * silence is nothing held. That is so only while somebody else who is counted has a lease: time in which nobody is
 * expected and nobody sends is not known. A tenant that never had a lease is expected at all times.
 */
export function expectedCounters(
  context: Pick<FigureContext, "document" | "points" | "tenant">,
  counters: readonly BoundPoint[],
  reach: WindowMs,
): ExpectedCounter[] {
  const leasedTo = (tenant: string) => leasedWithin(context, tenant, reach);
  const somebody = unionIntervals([...countedTenants(context)].flatMap(leasedTo));
  return counters.map((gauge) => {
    const { id } = gauge.subject;
    const own = leasedTo(id);
    const others = context.tenant === undefined ? somebody : own.length > 0 ? [reach] : [];
    return counterOf(id, gauge, intersectIntervals(others, gapsIn(reach, own)));
  });
}

/**
 * Tenants that lease cards in the reach and have no counter, beside others that have: what they hold of them nobody says.
 * Only the allocation of a whole center waits for them, as the tile of the moment does (decision 51).
 */
export function neverCounted(
  { document, tenant }: Pick<FigureContext, "document" | "tenant">,
  counters: readonly BoundPoint[],
  reach: WindowMs,
): ExpectedCounter[] {
  if (tenant !== undefined || counters.length === 0) return [];
  const counted = new Set(counters.map(({ subject }) => subject.id));
  const lessees = new Set(document.leases.map((lease) => lease.tenant));
  return [...lessees].flatMap((id) => {
    const own = counted.has(id) ? [] : leasedWithin({ document }, id, reach);
    return own.length === 0 ? [] : [counterOf(id, null, gapsIn(reach, own))];
  });
}

/** The time in which a tenant's counter is expected by its leases. */
function leasedWithin(
  { document }: Pick<FigureContext, "document">,
  tenant: string,
  reach: WindowMs,
): WindowMs[] {
  const terms = expectedTerms(document.leases, tenant);
  const closed = terms?.map(({ fromMs, toMs }) => ({ fromMs, toMs: toMs ?? reach.toMs }));
  return closed ? intersectIntervals(unionIntervals(closed), [reach]) : [reach];
}

function counterOf(tenant: string, gauge: BoundPoint | null, idle: readonly WindowMs[]): ExpectedCounter {
  const patches = idle.map((window) => ({
    kind: "stated" as const,
    window,
    millijoules: 0n,
    over: "gaps" as const,
  }));
  const correction = patches.length > 0 ? { patches, redundant: new Map() } : undefined;
  return { tenant, source: { counter: null, gauge, correction }, idle };
}

function countedTenants({ points }: Pick<FigureContext, "points">): Set<string> {
  const counts = points.filter(
    ({ subject, quantity, seriesId }) =>
      seriesId !== null && subject.kind === "tenant" && quantity.startsWith("accelerators_"),
  );
  return new Set(counts.map(({ subject }) => subject.id));
}

/** Of the window; in the rest of it the counter is expected. */
export function idleMs({ idle }: Pick<ExpectedCounter, "idle">, window: WindowMs): number {
  return idle.reduce((sum, one) => sum + overlapMs(one, window), 0);
}
