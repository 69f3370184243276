import type { Assignment, Lease } from "@aidc/contract";
import type { LeaseChange } from "@aidc/domain";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { assignment, lease } from "../schema/tenancy.ts";
import type { LeasingState } from "./center-holdings.ts";

/** Carries a change out: cuts before beginnings, so that a place is free when the next interval takes it. */
export async function writeChange(
  tx: Transaction,
  centerId: string,
  held: LeasingState,
  change: LeaseChange,
): Promise<void> {
  const tenants = new Map([...held.leases, ...change.beginLeases].map(({ id, tenant }) => [id, tenant]));
  const holder = (leaseId: string) => {
    const tenant = tenants.get(leaseId);
    if (tenant === undefined) throw new Error(`there is no lease ${leaseId}`);
    return tenant;
  };
  for (const { of, to } of change.cutAssignments) await cutAssignment(tx, centerId, holder(of.lease), of, to);
  for (const { of, to } of change.cutLeases) await cutLease(tx, centerId, of, to);
  for (const begun of change.beginLeases) await tx.insert(lease).values(leaseRow(centerId, begun));
  for (const begun of change.beginAssignments)
    await beginAssignment(tx, assignmentRow(centerId, holder(begun.lease), begun));
}

/** The end that it had stays known, so that a document which still says it does not undo the cut. */
const cutTo = (to: string) => ({
  to: new Date(to),
  declaredEnd: sql`coalesce(declared_end, case when ends_at is null then 'open' else ${isoOf} end)`,
});
const isoOf = sql`to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

async function cutLease(tx: Transaction, centerId: string, cut: Lease, to: string): Promise<void> {
  const rows = await tx
    .update(lease)
    .set(cutTo(to))
    .where(and(eq(lease.centerId, centerId), eq(lease.tenant, cut.tenant), eq(lease.id, cut.id)))
    .returning({ id: lease.id });
  requireOne(rows, `Lease ${cut.id}`);
}

async function cutAssignment(
  tx: Transaction,
  centerId: string,
  tenant: string,
  cut: Assignment,
  to: string,
): Promise<void> {
  const row = assignmentRow(centerId, tenant, cut);
  const rows = await tx
    .update(assignment)
    .set(cutTo(to))
    .where(
      and(
        eq(assignment.centerId, centerId),
        eq(assignment.tenant, tenant),
        eq(assignment.lease, row.lease),
        eq(assignment.targetKind, row.targetKind),
        eq(assignment.targetId, row.targetId),
        eq(assignment.from, row.from),
      ),
    )
    .returning({ id: assignment.targetId });
  requireOne(rows, `The assignment of ${row.targetId} to lease ${row.lease}`);
}

/** One that was withdrawn at the same instant is taken up again; any other of the same beginning is in the way. */
async function beginAssignment(tx: Transaction, row: typeof assignment.$inferInsert): Promise<void> {
  const rows = await tx
    .insert(assignment)
    .values(row)
    .onConflictDoUpdate({
      target: [
        assignment.centerId,
        assignment.tenant,
        assignment.lease,
        assignment.targetKind,
        assignment.targetId,
        assignment.from,
      ],
      set: { to: sql`excluded.ends_at` },
      setWhere: eq(assignment.from, assignment.to),
    })
    .returning({ id: assignment.targetId });
  requireOne(rows, `The assignment of ${row.targetId} to lease ${row.lease}`);
}

function requireOne(rows: readonly unknown[], what: string): void {
  if (rows.length !== 1) throw new StoreConflict(`${what} was changed by somebody else meanwhile.`);
}

function leaseRow(centerId: string, begun: Lease): typeof lease.$inferInsert {
  return {
    ...begun,
    centerId,
    from: new Date(begun.from),
    to: begun.to === null ? null : new Date(begun.to),
  };
}

function assignmentRow(centerId: string, tenant: string, begun: Assignment) {
  const { lease: leaseId, rack, accelerator, from, to } = begun;
  return {
    centerId,
    tenant,
    lease: leaseId,
    targetKind: rack === undefined ? ("accelerator" as const) : ("rack" as const),
    targetId: rack ?? accelerator ?? "",
    from: new Date(from),
    to: to === null ? null : new Date(to),
  };
}
