import type { Assignment, Lease } from "@aidc/contract";
import type { LeasingState } from "../leasing/center-holdings.ts";

export interface LeaseDifferences {
  readonly before: { readonly leases: Lease[]; readonly assignments: Assignment[] };
  readonly after: { readonly leases: Lease[]; readonly assignments: Assignment[] };
}

/** What an import changed of leases and assignments; it never takes one away. */
export function leaseDifferences(before: LeasingState, after: LeasingState): LeaseDifferences {
  const leases = differing(before.leases, after.leases, ({ id }) => id);
  const assignments = differing(
    before.assignments,
    after.assignments,
    ({ lease, rack, accelerator, from }) => `${lease} ${rack ?? ""} ${accelerator ?? ""} ${from}`,
  );
  return {
    before: { leases: leases.before, assignments: assignments.before },
    after: { leases: leases.after, assignments: assignments.after },
  };
}

function differing<T>(before: readonly T[], after: readonly T[], keyOf: (one: T) => string) {
  const known = new Map(before.map((one) => [keyOf(one), one]));
  const changed = after.filter((one) => JSON.stringify(one) !== JSON.stringify(known.get(keyOf(one))));
  return { before: changed.flatMap((one) => known.get(keyOf(one)) ?? []), after: changed };
}
