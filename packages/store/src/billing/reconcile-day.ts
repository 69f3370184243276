import type { LedgerEntry } from "@aidc/contract";
import { sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope } from "../database/scope.ts";
import type { ChangedBy, TenantPlace } from "./billing-store.ts";
import { ledgerHead, readNetDay } from "./ledger.ts";
import { lockLedger } from "./locks.ts";
import { isIssued } from "./statements.ts";

/** A local calendar day of a tenant, `2026-05-01`. */
export interface DayOfTenant extends TenantPlace {
  readonly day: string;
}

/** An entry that is not in the ledger yet. */
type NewLedgerEntry = Omit<LedgerEntry, "id" | "recordedAt" | "reverses">;

/** From what the ledger says of the day to what has to be added and taken back; made while the day is locked. */
export type DayDecision = (existing: readonly LedgerEntry[]) => Promise<{
  readonly append: readonly NewLedgerEntry[];
  readonly reverse: readonly LedgerEntry[];
}>;

export interface Reconciled {
  readonly appended: number;
  readonly reversed: number;
}

/**
 * Reversals and new entries of a day together, or nothing. A change of a day whose month has been issued is a
 * correction that the next statement carries; the audit log tells of it.
 */
export function reconcileDay(
  db: Drizzle,
  place: DayOfTenant,
  decide: DayDecision,
  by: ChangedBy,
): Promise<Reconciled> {
  return inScope(db, { centerId: place.centerId, tenantId: place.tenantId }, async (tx) => {
    await lockLedger(tx, place);
    const { append, reverse } = await decide(await readNetDay(tx, place, place.day));
    const reversals = reverse.map((entry) => rowOf(place, { ...entry, quantity: -entry.quantity }, entry.id));
    const additions = append.map((entry) => rowOf(place, entry, null));
    const rows = [...reversals, ...additions];
    if (rows.length > 0) await insertRows(tx, rows, await ledgerHead(tx, place));
    const counts = { appended: additions.length, reversed: reversals.length };
    if (rows.length > 0) await tellCorrection(tx, place, counts, by);
    return counts;
  });
}

async function tellCorrection(
  tx: Transaction,
  place: DayOfTenant,
  counts: Reconciled,
  by: ChangedBy,
): Promise<void> {
  if (!(await isIssued(tx, { ...place, month: place.day.slice(0, 7) }))) return;
  await appendAudit(tx, {
    ...by,
    action: "ledger.adjust",
    outcome: "done",
    center: place.centerId,
    tenant: place.tenantId,
    subject: `ledger/${place.day}`,
    before: null,
    after: { ...counts },
  });
}

/**
 * As one parameter: a day may have more fields than a statement may have parameters, and this is several times quicker.
 * @param head the tenant's newest id; the ledger is locked, so those that follow are free
 */
async function insertRows(tx: Transaction, rows: readonly LedgerRow[], head: number): Promise<void> {
  const numbered = rows.map((row, index) => ({ ...row, id: head + 1 + index }));
  await tx.execute(sql`
    insert into ledger_entry (center_id, tenant_id, id, day, basis, resource, lease_id, model_id, quantity, starts_at,
      ends_at, price_version, provenance, reverses)
    select center_id, tenant_id, id, day, basis, resource, lease_id, model_id, quantity, starts_at,
      ends_at, price_version, provenance, reverses
    from jsonb_populate_recordset(null::public.ledger_entry, ${JSON.stringify(numbered)}::jsonb)`);
}

type LedgerRow = ReturnType<typeof rowOf>;

/** Fields by the names of their columns. */
function rowOf(place: DayOfTenant, entry: NewLedgerEntry, reverses: number | null) {
  return {
    center_id: place.centerId,
    tenant_id: place.tenantId,
    day: place.day,
    basis: entry.basis,
    resource: entry.resource,
    lease_id: entry.lease,
    model_id: entry.model,
    quantity: entry.quantity,
    starts_at: entry.from,
    ends_at: entry.to,
    price_version: entry.priceVersion,
    provenance: entry.provenance,
    reverses,
  };
}
