import type { Assignment } from "@aidc/contract";
import { holdsAt, intervalOf } from "@aidc/domain";

/** What is held by name: a rack is as many cards as stand in it, so the two are never one number. */
export interface Held {
  readonly racks: number;
  readonly accelerators: number;
}
export const nothingHeld: Held = { racks: 0, accelerators: 0 };

/** Racks and accelerators that each lease holds by name at an instant. */
export function countAssigned(assignments: readonly Assignment[], atMs: number): ReadonlyMap<string, Held> {
  const counts = new Map<string, Held>();
  for (const assignment of assignments) {
    if (!holdsAt(intervalOf(assignment), atMs)) continue;
    const kind = assignment.rack === undefined ? "accelerators" : "racks";
    const before = counts.get(assignment.lease) ?? nothingHeld;
    counts.set(assignment.lease, { ...before, [kind]: before[kind] + 1 });
  }
  return counts;
}
