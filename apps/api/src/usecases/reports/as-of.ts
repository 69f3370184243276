import type { CenterDocument, WindowMs } from "@aidc/contract";
import { isoOf } from "@aidc/domain";

type Assignment = CenterDocument["assignments"][number];
type Held = Pick<Assignment, "from" | "to">;

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
/** One place is held by one lease at a time. */
const byPlace = (a: Assignment, b: Assignment) => (placeAndTime(a) < placeAndTime(b) ? -1 : 1);
const placeAndTime = ({ rack, accelerator, from }: Assignment) =>
  `${rack ?? ""} ${accelerator ?? ""} ${from}`;

/**
 * The inventory in one order, with what leases and assignments say of the time looked at: an end that was set later is
 * not in it.
 */
export function asOf(document: CenterDocument, reach: WindowMs): CenterDocument {
  const sorted = <T extends { readonly id: string }>(list: readonly T[]): T[] => [...list].sort(byId);
  return {
    ...document,
    catalogue: sorted(document.catalogue),
    halls: sorted(document.halls),
    rows: sorted(document.rows),
    racks: sorted(document.racks),
    servers: sorted(document.servers),
    meters: sorted(document.meters),
    // What they are today is no part of it; what was stated for the days of the period is read beside.
    tenants: sorted(document.tenants.map(({ class: _, industry: __, ...tenant }) => tenant)),
    leases: sorted(document.leases.flatMap((lease) => clipped(lease, reach))),
    assignments: document.assignments.flatMap((one) => clipped(one, reach)).sort(byPlace),
    points: [],
  };
}

/** What begins before and ends after is told by the part within. */
function clipped<T extends Held>(held: T, { fromMs, toMs }: WindowMs): T[] {
  const from = Math.max(fromMs, Date.parse(held.from));
  const to = held.to === null ? toMs : Math.min(toMs, Date.parse(held.to));
  return to > from ? [{ ...held, from: isoOf(from), to: isoOf(to) }] : [];
}
