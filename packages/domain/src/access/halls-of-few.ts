/**
 * Halls whose power would tell what one tenant uses, by local day: the rule of meters (decision 67) for the racks of a
 * hall. Where those that are withheld are of fewer tenants together than a sum may be told of, all are: what is left of
 * the published sum of the center is theirs.
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import { touchedTenants } from "../service/touched-tenants.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { isOfFew } from "./meters-of-few.ts";

/** @returns by id of the hall the starts of the days on which it is withheld; halls without any are left out */
export function hallsOfFew(
  document: CenterDocument,
  days: readonly WindowMs[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const withheld = new Map<string, Set<number>>();
  const edges = edgesOf(document);
  const holders = touchedTenants(document);
  let before: { readonly fromMs: number; readonly halls: readonly string[] } | null = null;
  for (const { fromMs, toMs } of days) {
    const sinceMs: number = before?.fromMs ?? Number.NEGATIVE_INFINITY;
    // Where nobody came or went on either day, it is as it was.
    const isSame = !edges.some((edge) => edge >= sinceMs && edge < toMs);
    const halls: readonly string[] =
      before && isSame ? before.halls : hallsOn(document, holders, { fromMs, toMs });
    for (const hall of halls) withheld.set(hall, (withheld.get(hall) ?? new Set()).add(fromMs));
    before = { fromMs, halls };
  }
  return withheld;
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
): readonly string[] {
  const from = new Date(day.fromMs).toISOString();
  const to = new Date(day.toMs).toISOString();
  const tenantsOf = new Map(
    halls.map(({ id }) => [id, holders({ from, to, places: [{ kind: "hall", id }], tenants: null })]),
  );
  const few = halls.map(({ id }) => id).filter((id) => isOfFew(tenantsOf.get(id) ?? null));
  const together = new Set(few.flatMap((id) => [...(tenantsOf.get(id) ?? [])]));
  return isOfFew(together) ? halls.map(({ id }) => id) : few;
}
