import type {
  AuditEntry,
  JobRecord,
  LedgerEntry,
  PriceDraft,
  PriceVersion,
  Statement,
  WindowMs,
} from "@aidc/contract";
import type { Database } from "../database/open-database.ts";
import type { SyncCount } from "../inventory/sync-rows.ts";
import type { ModelUse } from "./card-time-by-model.ts";
import { cardTimeByModel } from "./card-time-by-model.ts";
import type { ItemisedUse, UseKey } from "./jobs.ts";
import { itemisedUse, listJobs, recordJobs } from "./jobs.ts";
import type { LedgerPage, LedgerReach } from "./ledger.ts";
import { ledgerReach, readLedger, readNetDays } from "./ledger.ts";
import { listPrices, publishPrices } from "./prices.ts";
import type { DayDecision, DayOfTenant, Reconciled } from "./reconcile-day.ts";
import { reconcileDay } from "./reconcile-day.ts";
import type { Compose, IssuedStatement, MonthOfTenant, StatementBasis } from "./statements.ts";
import { findStatement, issuedMonths, issueStatement, listStatements, statementBasis } from "./statements.ts";

/** Who asked for a change, as the audit log keeps it. */
export interface ChangedBy {
  readonly actor: AuditEntry["actor"];
  readonly requestId: string | null;
}

/** A tenant in its center; both lead every key, and the transaction sees this tenant's rows only. */
export interface TenantPlace {
  readonly centerId: string;
  readonly tenantId: string;
}

/** Prices, ledger, statements and jobs. Prices, ledger and statements are only ever added to. */
export interface BillingStore {
  /** Newest first. `seller: null` is the platform's book, which is the center's and no tenant's. */
  listPrices(centerId: string, seller: string | null): Promise<PriceVersion[]>;
  /** @throws StoreConflict when it would begin before the version before it, or in a period already issued */
  publishPrices(
    centerId: string,
    seller: string | null,
    draft: PriceDraft,
    by: ChangedBy,
  ): Promise<PriceVersion>;

  /** One tenant's day in one transaction; nobody else changes the tenant's ledger meanwhile. */
  reconcileDay(day: DayOfTenant, decide: DayDecision, by: ChangedBy): Promise<Reconciled>;
  /** What holds on the days of a span that have any entry, by day; both ends are in it. */
  readNetDays(
    place: TenantPlace,
    days: { readonly first: string; readonly last: string },
  ): Promise<Map<string, LedgerEntry[]>>;
  /** Entries that touch the window, by id. */
  readLedger(place: TenantPlace, window: WindowMs, after: number, limit: number): Promise<LedgerPage>;
  /** How far the ledger of each tenant of the center reaches. */
  ledgerReach(centerId: string): Promise<LedgerReach[]>;

  /** What a statement of the month is made of, as of now or as of an entry of the ledger. */
  statementBasis(month: MonthOfTenant, upTo?: number): Promise<StatementBasis>;
  /** @throws StoreConflict when the month has been issued */
  issueStatement(month: MonthOfTenant, compose: Compose, by: ChangedBy): Promise<Statement>;
  findStatement(month: MonthOfTenant): Promise<Statement | null>;
  /** Newest month first. */
  listStatements(place: TenantPlace): Promise<IssuedStatement[]>;
  /** Months of which a statement of any tenant of the center is issued. */
  issuedMonths(centerId: string): Promise<string[]>;

  /** At most one record of each (tenant, id). */
  recordJobs(centerId: string, jobs: readonly JobRecord[], by: ChangedBy): Promise<SyncCount>;
  /** Jobs that touch the window, oldest first. */
  listJobs(place: TenantPlace, window: WindowMs, limit: number): Promise<JobRecord[]>;
  /** Card-time of jobs in the window, the largest first; a job that still runs counts to its end. */
  itemisedUse(centerId: string, tenantId: string, window: WindowMs, by: UseKey): Promise<ItemisedUse>;
  /** Allocated card-time in the window by model, as the ledger says. */
  cardTimeByModel(place: TenantPlace, window: WindowMs): Promise<ModelUse[]>;
}

export function openBillingStore({ db }: Pick<Database, "db">): BillingStore {
  return {
    listPrices: (centerId, seller) => listPrices(db, centerId, seller),
    publishPrices: (centerId, seller, draft, by) => publishPrices(db, { centerId, seller, draft, by }),
    reconcileDay: (day, decide, by) => reconcileDay(db, day, decide, by),
    readNetDays: (place, days) => readNetDays(db, place, days),
    readLedger: (place, window, after, limit) => readLedger(db, place, window, { after, limit }),
    ledgerReach: (centerId) => ledgerReach(db, centerId),
    statementBasis: (month, upTo) => statementBasis(db, month, upTo),
    issueStatement: (month, compose, by) => issueStatement(db, month, compose, by),
    findStatement: (month) => findStatement(db, month),
    listStatements: (place) => listStatements(db, place),
    issuedMonths: (centerId) => issuedMonths(db, centerId),
    recordJobs: (centerId, jobs, by) => recordJobs(db, centerId, jobs, by),
    listJobs: (place, window, limit) => listJobs(db, place, window, limit),
    cardTimeByModel: (place, window) => cardTimeByModel(db, place, window),
    itemisedUse: (centerId, tenantId, window, by) => itemisedUse(db, { centerId, tenantId }, window, by),
  };
}

export type { StatementBasis };
