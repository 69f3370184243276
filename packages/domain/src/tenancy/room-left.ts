/**
 * What would be left to lease once something more is leased, at the fullest moment of it: the rule by which a lease is
 * refused, told beforehand. Source: decision 39.
 */
import type { CenterDocument, Lease } from "@aidc/contract";
import type { Holdings } from "./holdings.ts";
import { startsIn } from "./oversell.ts";
import { acceleratorPlacesOf } from "./places.ts";
import type { Amounts, SoldCenter } from "./stock.ts";
import { amountsOf, stockOf, takenAt } from "./stock.ts";

/** Less of it with a negative amount. */
export interface Further extends Pick<Lease, "resource" | "amount" | "from" | "to"> {
  readonly model: string | null;
}

/** @returns in the resource's unit, below 0 where it is too much; null where nobody recorded how much there is */
export function roomLeft(
  document: Omit<CenterDocument, "leases"> & Pick<Holdings, "leases">,
  further: Further,
): number | null {
  const { leases, assignments, tenants, racks } = document;
  const center: SoldCenter = {
    leases,
    assignments,
    tenants: tenants.map(({ id }) => id),
    racks: racks.map(({ id }) => id),
    accelerators: acceleratorPlacesOf(document),
    leaseIds: new Set(),
    stock: stockOf(document),
  };
  const { model, ...rest } = further;
  const more = {
    ...rest,
    ...(model === null ? {} : { model }),
    id: "",
    tenant: "",
    terms: "commitment" as const,
  };
  const after = { leases: [...leases, { ...more, grade: "metered" as const }], assignments };
  const there = amountsOf(center);
  const rooms = startsIn(further, after).map((atMs) =>
    roomOf(center.stock.peakOf, there, takenAt(center, after, atMs), further),
  );
  const least = Math.min(...rooms);
  return Number.isFinite(least) ? least : null;
}

/** Cards are left as long as their PFLOPS are. */
function roomOf(
  peakOf: (model: string) => number | null,
  there: Amounts,
  taken: Amounts,
  { resource, model }: Further,
): number {
  const room = there[resource] - taken[resource];
  if (resource !== "accelerators") return room;
  const pflops = there.pflops - taken.pflops;
  const models = model === null ? [...there.models.keys()] : [model];
  const peaks = models.map((one) => (peakOf(one) ?? 0) / 1000).filter((peak) => peak > 0);
  const ofModel = model === null ? room : (there.models.get(model) ?? 0) - (taken.models.get(model) ?? 0);
  const isBound = peaks.length > 0 && (model !== null || pflops < 0);
  // Sums of fractions differ in the last bits.
  return Math.min(room, ofModel, isBound ? Math.floor(pflops / Math.max(...peaks) + 1e-9) : room);
}
