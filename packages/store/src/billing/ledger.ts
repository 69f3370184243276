import type { LedgerEntry, WindowMs } from "@aidc/contract";
import { liveEntries } from "@aidc/domain";
import type { SQL } from "drizzle-orm";
import { and, asc, between, eq, gt, lt, lte, max, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { ledgerEntry } from "../schema/billing.ts";
import type { TenantPlace } from "./billing-store.ts";

export interface LedgerPage {
  readonly entries: LedgerEntry[];
  /** Id to go on after; null: that was all. */
  readonly next: number | null;
}

export interface LedgerReach {
  readonly tenantId: string;
  /** End of its newest interval, epoch ms. */
  readonly toMs: number;
  readonly head: number;
}

export function readLedger(
  db: Drizzle,
  place: TenantPlace,
  window: WindowMs,
  page: { readonly after: number; readonly limit: number },
): Promise<LedgerPage> {
  return inScope(db, place, async (tx) => {
    const entries = await selectEntries(
      tx,
      place,
      and(
        lt(ledgerEntry.from, new Date(window.toMs)),
        gt(ledgerEntry.to, new Date(window.fromMs)),
        gt(ledgerEntry.id, page.after),
      ),
      page.limit + 1,
    );
    const more = entries.length > page.limit;
    const shown = entries.slice(0, page.limit);
    return { entries: shown, next: more ? (shown.at(-1)?.id ?? null) : null };
  });
}

export function ledgerReach(db: Drizzle, centerId: string): Promise<LedgerReach[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const rows = await tx
      .select({ tenantId: ledgerEntry.tenant, to: max(ledgerEntry.to), head: max(ledgerEntry.id) })
      .from(ledgerEntry)
      .where(eq(ledgerEntry.centerId, centerId))
      .groupBy(ledgerEntry.tenant)
      .orderBy(ledgerEntry.tenant);
    return rows.flatMap(({ tenantId, to, head }) =>
      to === null || head === null ? [] : [{ tenantId, toMs: to.getTime(), head }],
    );
  });
}

/** Every entry of a local month, reversals and what they reverse included, up to an id. */
export function readMonth(
  tx: Transaction,
  place: TenantPlace,
  month: string,
  upTo?: number,
): Promise<LedgerEntry[]> {
  const known = upTo === undefined ? undefined : lte(ledgerEntry.id, upTo);
  return selectEntries(tx, place, and(inMonth(month), known));
}

/**
 * What is left of a day: neither reversals nor what they have taken back. A reversal lies in the day of what it takes
 * back, so the day's own rows tell; the database would join a table that it has no statistics of with itself.
 */
export async function readNetDay(tx: Transaction, place: TenantPlace, day: string): Promise<LedgerEntry[]> {
  return liveEntries(await selectEntries(tx, place, eq(ledgerEntry.day, day)));
}

/** The same of every day of a span that has any, by the day's name. */
export function readNetDays(
  db: Drizzle,
  place: TenantPlace,
  days: { readonly first: string; readonly last: string },
): Promise<Map<string, LedgerEntry[]>> {
  return inScope(db, place, async (tx) => {
    const rows = await selectRows(tx, place, between(ledgerEntry.day, days.first, days.last));
    const byDay = Map.groupBy(rows, ({ day }) => day);
    return new Map([...byDay].map(([day, some]) => [day, liveEntries(some.map(entryOf))]));
  });
}

/** @returns 0 for a tenant without a ledger */
export async function ledgerHead(tx: Transaction, { centerId, tenantId }: TenantPlace): Promise<number> {
  const [row] = await tx
    .select({ head: max(ledgerEntry.id) })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.centerId, centerId), eq(ledgerEntry.tenant, tenantId)));
  return row?.head ?? 0;
}

/** Highest id of each local month. */
export async function newestByMonth(
  tx: Transaction,
  { centerId, tenantId }: TenantPlace,
): Promise<Map<string, number>> {
  const month = sql<string>`left(${ledgerEntry.day}, 7)`;
  const rows = await tx
    .select({ month, newest: max(ledgerEntry.id) })
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.centerId, centerId), eq(ledgerEntry.tenant, tenantId)))
    .groupBy(month);
  return new Map(rows.map(({ month, newest }) => [month, newest ?? 0]));
}

/** Days are `2026-05-01` .. `2026-05-31`: their texts sort as they follow each other. */
const inMonth = (month: string): SQL => between(ledgerEntry.day, `${month}-01`, `${month}-31`);

async function selectEntries(
  tx: Transaction,
  place: TenantPlace,
  where: SQL | undefined,
  limit?: number,
): Promise<LedgerEntry[]> {
  return (await selectRows(tx, place, where, limit)).map(entryOf);
}

type LedgerRow = typeof ledgerEntry.$inferSelect;

function selectRows(
  tx: Transaction,
  { centerId, tenantId }: TenantPlace,
  where: SQL | undefined,
  limit?: number,
): Promise<LedgerRow[]> {
  const query = tx
    .select()
    .from(ledgerEntry)
    .where(and(eq(ledgerEntry.centerId, centerId), eq(ledgerEntry.tenant, tenantId), where))
    .orderBy(asc(ledgerEntry.id))
    .$dynamic();
  return limit === undefined ? query : query.limit(limit);
}

function entryOf(row: LedgerRow): LedgerEntry {
  const { centerId: _center, tenant: _tenant, day: _day, from, to, recordedAt, ...rest } = row;
  return {
    ...rest,
    from: from.toISOString(),
    to: to.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
}
