import type { Assignment, Lease } from "@aidc/contract";
import type { CenterHoldings } from "@aidc/domain";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import { statement } from "../schema/billing.ts";
import { accelerator, rack, server } from "../schema/places.ts";
import { assignment, lease, tenant } from "../schema/tenancy.ts";

/** What a change of leases has to know: who holds what, and which months are settled. */
export interface LeasingState extends CenterHoldings {
  readonly issued: readonly { readonly tenant: string; readonly month: string }[];
}

/**
 * One change of a center's leases after the other, imports included: whether a place is free, and whether enough is
 * left, is known only while nobody else changes it. The exclusion constraint cannot see that a rack holds its cards.
 */
export async function lockLeases(tx: Pick<Transaction, "execute">, centerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`leases of ${centerId}`}, 0))`);
}

/** Racks and cards of a center: with many cards most of what there is to read. */
export type LeasedPlaces = Pick<LeasingState, "racks" | "accelerators">;

async function readPlaces(tx: Transaction, centerId: string): Promise<LeasedPlaces> {
  const racks = await tx.select({ id: rack.id }).from(rack).where(eq(rack.centerId, centerId));
  const accelerators = await tx
    .select({ id: accelerator.id, rack: server.rack, model: accelerator.model })
    .from(accelerator)
    .innerJoin(server, and(eq(server.centerId, accelerator.centerId), eq(server.id, accelerator.server)))
    .where(eq(accelerator.centerId, centerId));
  return { racks: racks.map(({ id }) => id), accelerators };
}

/**
 * Intervals that were withdrawn hold nothing and are left out; their ids stay taken.
 * @param places as they were read before in the transaction, when they are still so
 */
export async function readLeasingState(
  tx: Transaction,
  centerId: string,
  places?: LeasedPlaces,
): Promise<LeasingState> {
  const { racks, accelerators } = places ?? (await readPlaces(tx, centerId));
  const leases = await tx
    .select()
    .from(lease)
    .where(eq(lease.centerId, centerId))
    .orderBy(lease.from, lease.id);
  const assignments = await tx.select().from(assignment).where(eq(assignment.centerId, centerId));
  const tenants = await tx.select({ id: tenant.id }).from(tenant).where(eq(tenant.centerId, centerId));
  const issued = await tx
    .select({ tenant: statement.tenant, month: statement.month })
    .from(statement)
    .where(eq(statement.centerId, centerId));
  return {
    leases: leases.filter(isHeld).map(leaseOf),
    assignments: assignments.filter(isHeld).map(assignmentOf),
    tenants: tenants.map(({ id }) => id),
    racks,
    accelerators,
    leaseIds: new Set(leases.map(({ id }) => id)),
    issued,
  };
}

function isHeld({ from, to }: { readonly from: Date; readonly to: Date | null }): boolean {
  return to === null || to > from;
}

function leaseOf(row: typeof lease.$inferSelect): Lease {
  const { id, tenant, resource, amount, grade, terms, model, contract } = row;
  const optional = { ...(model === null ? {} : { model }), ...(contract === null ? {} : { contract }) };
  return { id, tenant, resource, amount, grade, terms, ...optional, ...periodOf(row) };
}

function assignmentOf(row: typeof assignment.$inferSelect): Assignment {
  const place = row.targetKind === "rack" ? { rack: row.targetId } : { accelerator: row.targetId };
  return { lease: row.lease, ...place, ...periodOf(row) };
}

/** As a person writes it, without milliseconds that are none. */
function periodOf({ from, to }: { readonly from: Date; readonly to: Date | null }) {
  return { from: textOf(from), to: to === null ? null : textOf(to) };
}

function textOf(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}
