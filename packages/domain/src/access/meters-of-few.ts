/**
 * Meters whose readings would tell what one tenant uses: those that reach racks of fewer tenants than a sum may be told
 * of. All meters of that role with them, because what is left of their published sum is the one that was withheld. A
 * meter that hangs on no feed may reach everything and tells the whole. Source: features 7, decision 67.
 */
import type { CenterDocument, ServiceEvent, WindowMs } from "@aidc/contract";
import { privacyRule } from "../billing/neighbour-privacy.ts";
import { touchedTenants } from "../service/touched-tenants.ts";
import { intervalOf } from "../tenancy/leases.ts";
import { localDaysOver } from "../time/days.ts";
import { racksServedBy } from "../topology/branches.ts";

/**
 * Every local day that the window touches must pass: readings are told by day and by hour.
 * @returns ids of the meters of which who sees no tenant may not see the readings in this window
 */
export function metersOfFew(document: CenterDocument, window: WindowMs): ReadonlySet<string> {
  const { feeds, meters } = document;
  const areOfFew = placesOfFew(document, window);
  const tellsFew = (meter: string) => {
    const racks = feeds.flatMap((feed) => (feed.meter === meter ? racksServedBy(feeds, feed.id) : []));
    return areOfFew(racks.map((id) => ({ kind: "rack" as const, id })));
  };
  const roles = new Set(meters.filter(({ id }) => tellsFew(id)).map(({ role }) => role));
  return new Set(meters.flatMap(({ id, role }) => (roles.has(role) ? [id] : [])));
}

/** @returns whether on any local day of the window fewer tenants hold something at the places than a sum may be told of */
export function placesOfFew(
  document: CenterDocument,
  window: WindowMs,
): (places: ServiceEvent["places"]) => boolean {
  const { center } = document;
  const holders = touchedTenants(document);
  const edges = edgesOf(document);
  const days = localDaysOver(window, center.timeZone)
    // Where nobody came or went on it or the day before, it is as that was.
    .filter(({ toMs }, at, all) => {
      const sinceMs = all[at - 1]?.fromMs;
      return sinceMs === undefined || edges.some((edge) => edge >= sinceMs && edge < toMs);
    })
    .map(({ fromMs, toMs }) => ({
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
    }));
  return (places) =>
    places.length > 0 && days.some((day) => isOfFew(holders({ ...day, places, tenants: null })));
}

/** When somebody came or went. */
function edgesOf({ assignments }: CenterDocument): number[] {
  return assignments.flatMap((one) => {
    const { fromMs, toMs } = intervalOf(one);
    return toMs === null ? [fromMs] : [fromMs, toMs];
  });
}

/** What nobody holds is the operator's own. */
export function isOfFew(tenants: ReadonlySet<string> | null): boolean {
  return tenants !== null && tenants.size > 0 && tenants.size < privacyRule.leastContributors;
}
