import { sql } from "drizzle-orm";
import type { Transaction } from "../database/scope.ts";
import type { TenantPlace } from "./billing-store.ts";

/**
 * Held to the end of the transaction. Ids of a tenant's ledger are given out under it, so they are visible in their
 * order: whoever has read up to an id has missed none below it.
 */
export async function lockLedger(tx: Transaction, { centerId, tenantId }: TenantPlace): Promise<void> {
  await lock(tx, `ledger\n${centerId}\n${tenantId}`);
}

/** No price begins in a period that is being issued, and versions are numbered without a gap. */
export async function lockBilling(tx: Transaction, centerId: string): Promise<void> {
  await lock(tx, `billing\n${centerId}`);
}

async function lock(tx: Transaction, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
