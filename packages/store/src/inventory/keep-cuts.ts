import { eq } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import { assignment, lease } from "../schema/tenancy.ts";
import type { rowsOf } from "./document-rows.ts";

type Rows = ReturnType<typeof rowsOf>;
interface End {
  readonly to: Date | null;
  readonly declaredEnd: string | null;
}

/**
 * A document that still says the end which an interval had before it was cut is older than the cut: the interval stays
 * cut. One that says any other end means it, and from then on counts as what was declared.
 */
export async function keepCuts(
  tx: Transaction,
  centerId: string,
  { leases, assignments }: Pick<Rows, "leases" | "assignments">,
) {
  const ofLeases = await tx.select().from(lease).where(eq(lease.centerId, centerId));
  const ofAssignments = await tx.select().from(assignment).where(eq(assignment.centerId, centerId));
  const leaseEnds = new Map(ofLeases.map((row) => [row.id, row]));
  const assignmentEnds = new Map(ofAssignments.map((row) => [assignmentKey(row), row]));
  return {
    leases: leases.map((row) => ({ ...row, ...endOf(row.to, leaseEnds.get(row.id)) })),
    assignments: assignments.map((row) => ({
      ...row,
      ...endOf(row.to, assignmentEnds.get(assignmentKey(row))),
    })),
  };
}

function endOf(to: Date | null, stored: End | undefined): End {
  if (!stored || stored.declaredEnd === null) return { to, declaredEnd: null };
  const said = to === null ? "open" : to.toISOString();
  if (said === stored.declaredEnd || to?.getTime() === stored.to?.getTime())
    return { to: stored.to, declaredEnd: stored.declaredEnd };
  return { to, declaredEnd: null };
}

function assignmentKey(row: Pick<Rows["assignments"][number], "lease" | "targetKind" | "targetId" | "from">) {
  return `${row.lease} ${row.targetKind} ${row.targetId} ${row.from.getTime()}`;
}
