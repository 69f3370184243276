import type { WindowMs } from "@aidc/contract";
import { sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import { inScope } from "../database/scope.ts";
import type { TenantPlace } from "./billing-store.ts";

export interface ModelUse {
  /** null: not known which. */
  readonly model: string | null;
  readonly cardMs: number;
}

/** Allocated card-milliseconds of the net ledger in the window; a reversal carries its minus with it. */
export function cardTimeByModel(db: Drizzle, place: TenantPlace, window: WindowMs): Promise<ModelUse[]> {
  const from = new Date(window.fromMs).toISOString();
  const to = new Date(window.toMs).toISOString();
  return inScope(db, place, async (tx) => {
    const { rows } = await tx.execute<{ model: string | null; card_ms: string }>(sql`
      select model_id as model, sum(quantity::numeric * 1000 * extract(epoch from
        least(ends_at, ${to}::timestamptz) - greatest(starts_at, ${from}::timestamptz))) as card_ms
      from ledger_entry
      where center_id = ${place.centerId} and tenant_id = ${place.tenantId} and basis = 'allocated'
        and starts_at < ${to}::timestamptz and ends_at > ${from}::timestamptz
      group by model_id order by model_id`);
    return rows.map(({ model, card_ms }) => ({ model, cardMs: Number(card_ms) }));
  });
}
