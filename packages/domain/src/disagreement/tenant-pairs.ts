/** The scheduler's account of a tenant against the counters of the accelerators it holds. */
import type { CenterDocument } from "@aidc/contract";
import { activeFrom } from "../figure/at-work.ts";
import { intervalOf } from "../tenancy/leases.ts";
import type { OpenInterval } from "../time/intervals.ts";
import type { GradedPoint, MeasuredPair } from "./pair.ts";
import { pairOf } from "./pair.ts";
import type { PointFinder } from "./points-by-place.ts";

/**
 * Active is compared both ways. Where only allocation is told, work on cards that nobody was given is the break, and
 * idle cards are none: what is allocated may rest.
 */
export function tenantPairs<P extends GradedPoint>(
  document: CenterDocument,
  find: PointFinder<P>,
): MeasuredPair<P>[] {
  const held = heldByTenant(document, find);
  return document.tenants.flatMap(({ id }) => {
    const active = find.point("tenant", id, "accelerators_active");
    const point = active ?? find.point("tenant", id, "accelerators_allocated");
    const own = held.get(id);
    if (!point || !own?.some((one) => one.point !== null)) return [];
    return [
      pairOf<P>(
        "tenant_accelerators",
        { kind: "tenant", id },
        { teller: active ? "scheduler_active" : "scheduler_allocated", kind: "level", point },
        { teller: "accelerator_counters", kind: "count", held: own, atLeast: activeFrom },
        active ? undefined : { lack: null, extra: 0 },
      ),
    ];
  });
}

type Held<P> = OpenInterval & { readonly point: P | null };

function heldByTenant<P extends GradedPoint>(
  { leases, assignments, servers }: CenterDocument,
  find: PointFinder<P>,
): Map<string, Held<P>[]> {
  const holders = new Map(leases.map(({ id, tenant }) => [id, tenant]));
  const byRack = Map.groupBy(servers, ({ rack }) => rack);
  const held = new Map<string, Held<P>[]>();
  for (const assignment of assignments) {
    const tenant = holders.get(assignment.lease);
    if (tenant === undefined) continue;
    const { rack, accelerator } = assignment;
    const cards = accelerator === undefined ? cardsOf(byRack.get(rack ?? "") ?? []) : [accelerator];
    const own = held.get(tenant) ?? [];
    for (const card of cards)
      own.push({ ...intervalOf(assignment), point: find.point("accelerator", card, "utilisation") });
    held.set(tenant, own);
  }
  return held;
}

function cardsOf(servers: CenterDocument["servers"]): string[] {
  return servers.flatMap(({ id, accelerators }) =>
    Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => `${id}:${slot}`),
  );
}
