/**
 * Halls whose power would tell what one tenant uses, by local day: the rule of meters (decision 67) for the racks of a
 * hall. Where those that are withheld are of fewer tenants together than a sum may be told of, the one of fewest tenants
 * is withheld with them until they are not: their sum is what is left of the center's. It hangs on nothing but the day,
 * so that no two periods tell different halls of it.
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import { touchedTenants } from "../service/touched-tenants.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { isOfFew } from "./meters-of-few.ts";

export interface WithheldHalls {
  readonly halls: ReadonlySet<string>;
  /** What they are together may be told. */
  readonly isSumTold: boolean;
}

/** @returns of each day, in their order */
export function hallsOfFew(document: CenterDocument, days: readonly WindowMs[]): readonly WithheldHalls[] {
  const edges = edgesOf(document);
  const holders = touchedTenants(document);
  let before: { readonly fromMs: number; readonly found: WithheldHalls } | null = null;
  return days.map(({ fromMs, toMs }) => {
    const sinceMs: number = before?.fromMs ?? Number.NEGATIVE_INFINITY;
    // Where nobody came or went on either day, it is as it was.
    const isSame = !edges.some((edge) => edge >= sinceMs && edge < toMs);
    const found: WithheldHalls =
      before && isSame ? before.found : hallsOn(document, holders, { fromMs, toMs });
    before = { fromMs, found };
    return found;
  });
}

function edgesOf({ assignments }: CenterDocument): number[] {
  return assignments.flatMap((one) => {
    const { fromMs, toMs } = intervalOf(one);
    return toMs === null ? [fromMs] : [fromMs, toMs];
  });
}

function hallsOn(
  { halls }: CenterDocument,
  holders: ReturnType<typeof touchedTenants>,
  day: WindowMs,
): WithheldHalls {
  const from = new Date(day.fromMs).toISOString();
  const to = new Date(day.toMs).toISOString();
  const held = halls
    .map(({ id }) => ({
      id,
      tenants: holders({ from, to, places: [{ kind: "hall", id }], tenants: null }) ?? new Set<string>(),
    }))
    .filter(({ tenants }) => tenants.size > 0)
    .sort((a, b) => a.tenants.size - b.tenants.size || (a.id < b.id ? -1 : 1));
  const withheld = new Set<string>();
  const together = new Set<string>();
  // From the one of fewest tenants on: those of few come first.
  for (const { id, tenants } of held) {
    if (!isOfFew(tenants) && !isOfFew(together)) break;
    withheld.add(id);
    for (const tenant of tenants) together.add(tenant);
  }
  return { halls: withheld, isSumTold: !isOfFew(together) };
}
