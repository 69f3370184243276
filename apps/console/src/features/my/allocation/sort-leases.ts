import type { Lease } from "@aidc/contract";

export function holdsNow({ from, to }: Pick<Lease, "from" | "to">, atMs: number): boolean {
  return Date.parse(from) <= atMs && (to === null || Date.parse(to) > atMs);
}

/** Those that hold now, then those that come, then those that are over; each by its end, the nearest first. */
export function sortLeases(leases: readonly Lease[], atMs: number): Lease[] {
  const rank = (lease: Lease) => (holdsNow(lease, atMs) ? 0 : Date.parse(lease.from) > atMs ? 1 : 2);
  const end = ({ to }: Lease) => (to === null ? Number.POSITIVE_INFINITY : Date.parse(to));
  return leases.toSorted((a, b) => {
    const [rankA, rankB] = [rank(a), rank(b)];
    if (rankA !== rankB) return rankA - rankB;
    const [endA, endB] = [end(a), end(b)];
    if (endA !== endB) return rankA === 2 ? endB - endA : endA - endB;
    return a.id < b.id ? -1 : 1;
  });
}
