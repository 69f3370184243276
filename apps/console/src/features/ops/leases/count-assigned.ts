import type { Assignment } from "@aidc/contract";
import { holdsAt, intervalOf } from "@aidc/domain";

/** Racks and accelerators that each lease holds by name at an instant. */
export function countAssigned(assignments: readonly Assignment[], atMs: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const assignment of assignments)
    if (holdsAt(intervalOf(assignment), atMs))
      counts.set(assignment.lease, (counts.get(assignment.lease) ?? 0) + 1);
  return counts;
}
