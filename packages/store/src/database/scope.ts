import { sql } from "drizzle-orm";
import type { Drizzle } from "./open-database.ts";

/**
 * Whose rows a transaction may see and write. Row-level security compares them with the row's own columns; outside
 * a scope every query on tenant data answers no rows. `*` is no possible id: it stands for all, and only staff and
 * the server's own jobs get it.
 */
export interface Scope {
  readonly centerId: string;
  readonly tenantId: string;
}

export const everything: Scope = { centerId: "*", tenantId: "*" };
export const wholeCenter = (centerId: string): Scope => ({ centerId, tenantId: "*" });

export type Transaction = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];
type TransactionOptions = Parameters<Drizzle["transaction"]>[1];

/** One transaction as this scope; the setting ends with it, whatever becomes of the connection. */
export function inScope<T>(
  db: Drizzle,
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.center', ${scope.centerId}, true), set_config('app.tenant', ${scope.tenantId}, true)`,
    );
    return work(tx);
  }, options);
}
