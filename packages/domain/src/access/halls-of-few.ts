/**
 * Halls whose power would tell what one tenant uses, by local day: the rule of meters (decision 67) for the racks of a
 * hall. Where those that are withheld are of fewer tenants together than a sum may be told of, the one of fewest tenants
 * is withheld with them until they are not: their sum is what is left of the center's. It hangs on nothing but the day,
 * so that no two periods tell different halls of it.
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import type { RackLimit } from "../capacity/rack-limits.ts";
import { serverOfSlot } from "../service/event-reach.ts";
import { intervalOf } from "../tenancy/leases.ts";
import type { OpenInterval } from "../time/intervals.ts";
import { isOfFew } from "./meters-of-few.ts";

export interface WithheldHalls {
  readonly halls: ReadonlySet<string>;
  /** What they are together may be told. */
  readonly isSumTold: boolean;
}

/**
 * @param stood where racks with a limit stood at which time, to judge by that and not by where all stand now
 * @returns of each day, in their order
 */
export function hallsOfFew(
  document: CenterDocument,
  days: readonly WindowMs[],
  stood?: readonly RackLimit[],
): readonly WithheldHalls[] {
  const held = holdingsOf(document);
  const holdings = stood ? whileThere(held, stood) : held;
  const edges = holdings.flatMap(({ fromMs, toMs }) => (toMs === null ? [fromMs] : [fromMs, toMs]));
  let before: { readonly fromMs: number; readonly found: WithheldHalls } | null = null;
  return days.map(({ fromMs, toMs }) => {
    const sinceMs: number = before?.fromMs ?? Number.NEGATIVE_INFINITY;
    // Where nobody came or went on either day, it is as it was.
    const isSame = !edges.some((edge) => edge >= sinceMs && edge < toMs);
    const found: WithheldHalls = before && isSame ? before.found : hallsOn(holdings, { fromMs, toMs });
    before = { fromMs, found };
    return found;
  });
}

interface Holding extends OpenInterval {
  readonly rack: string;
  /** In which the rack stands now. */
  readonly hall: string;
  readonly tenant: string;
}

/** What `touchedTenants` finds in halls, looked up once: thousands of cards are asked of every day. */
function holdingsOf({ rows, racks, servers, leases, assignments }: CenterDocument): Holding[] {
  const hallOfRow = new Map(rows.map(({ id, hall }) => [id, hall]));
  const hallOfRack = new Map(racks.map(({ id, row }) => [id, hallOfRow.get(row)]));
  const rackOf = new Map(servers.map(({ id, rack }) => [id, rack]));
  const tenantOf = new Map(leases.map(({ id, tenant }) => [id, tenant]));
  return assignments.flatMap((one) => {
    const { lease, rack, accelerator } = one;
    const place = accelerator === undefined ? rack : rackOf.get(serverOfSlot(accelerator));
    const [hall, tenant] = [hallOfRack.get(place ?? ""), tenantOf.get(lease)];
    if (hall === undefined || tenant === undefined) return [];
    const { fromMs, toMs } = intervalOf(one);
    return [{ rack: place ?? "", hall, tenant, fromMs, toMs }];
  });
}

/** In the halls in which their racks stood meanwhile. Of racks that are gone nothing is heard: who held them adds nothing. */
function whileThere(holdings: readonly Holding[], stood: readonly RackLimit[]): Holding[] {
  const ofRack = Map.groupBy(stood, ({ rack }) => rack);
  return holdings.flatMap((held) =>
    (ofRack.get(held.rack) ?? []).flatMap(({ hall, ...piece }) => {
      const fromMs = Math.max(held.fromMs, piece.fromMs);
      const toMs = Math.min(held.toMs ?? piece.toMs, piece.toMs);
      return toMs > fromMs ? [{ ...held, hall, fromMs, toMs }] : [];
    }),
  );
}

function hallsOn(holdings: readonly Holding[], day: WindowMs): WithheldHalls {
  const held = new Map<string, Set<string>>();
  for (const { hall, tenant, fromMs, toMs } of holdings)
    if (fromMs < day.toMs && (toMs === null || toMs > day.fromMs)) {
      const tenants = held.get(hall);
      if (tenants) tenants.add(tenant);
      else held.set(hall, new Set([tenant]));
    }
  const byTenants = [...held].sort(([a, { size }], [b, other]) => size - other.size || (a < b ? -1 : 1));
  const withheld = new Set<string>();
  const together = new Set<string>();
  // From the one of fewest tenants on: those of few come first.
  for (const [hall, tenants] of byTenants) {
    if (!isOfFew(tenants) && !isOfFew(together)) break;
    withheld.add(hall);
    for (const tenant of tenants) together.add(tenant);
  }
  return { halls: withheld, isSumTold: !isOfFew(together) };
}
