import type { LedgerEntry, PriceVersion, Statement } from "@aidc/contract";
import { and, asc, count, desc, eq, like } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { statement } from "../schema/billing.ts";
import type { ChangedBy, TenantPlace } from "./billing-store.ts";
import { ledgerHead, newestByMonth, readMonth } from "./ledger.ts";
import { lockBilling, lockLedger } from "./locks.ts";
import { readPrices } from "./prices.ts";

/** A local calendar month of a tenant, `2026-05`. */
export interface MonthOfTenant extends TenantPlace {
  readonly month: string;
}

export type IssuedStatement = Pick<
  Statement,
  "number" | "month" | "billed" | "currency" | "issuedAt" | "contentSha256"
>;

/** A month that was issued, and whose ledger has grown since. */
interface ReopenedMonth {
  readonly month: string;
  readonly issued: Statement;
  /** Statements of later months, which may have carried corrections of it. */
  readonly later: readonly Statement[];
  /** All of its entries as of now. */
  readonly entries: readonly LedgerEntry[];
}

export interface StatementBasis {
  /** Every entry of the month, reversals and what they reverse included. */
  readonly entries: readonly LedgerEntry[];
  /** Newest entry of the tenant; 0: there is none. */
  readonly head: number;
  /** Late changes that this month's statement has to carry: none once a later month is issued. */
  readonly reopened: readonly ReopenedMonth[];
}

/** Makes the document that is frozen, from the ledger as it stands while nobody changes it. */
export type Compose = (
  basis: StatementBasis,
  issue: {
    readonly number: string;
    readonly issuedAt: string;
    readonly issuedBy: string;
    /** Of the platform, newest first, as published when nothing more can be published for the month. */
    readonly versions: readonly PriceVersion[];
  },
) => Statement;

export function statementBasis(db: Drizzle, month: MonthOfTenant, upTo?: number): Promise<StatementBasis> {
  return inScope(db, scopeOf(month), (tx) => readBasis(tx, month, upTo), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

export function issueStatement(
  db: Drizzle,
  place: MonthOfTenant,
  compose: Compose,
  by: ChangedBy,
): Promise<Statement> {
  const { centerId, tenantId, month } = place;
  return inScope(db, scopeOf(place), async (tx) => {
    await lockBilling(tx, centerId);
    await lockLedger(tx, place);
    if (await isIssued(tx, place)) throw new StoreConflict(`The statement of ${month} has been issued.`);
    const number = await nextNumber(tx, place);
    const basis = await readBasis(tx, place);
    const issuedAt = new Date();
    const document = compose(basis, {
      number,
      issuedAt: issuedAt.toISOString(),
      issuedBy: by.actor.name,
      versions: await readPrices(tx, centerId, null),
    });
    await tx.insert(statement).values({
      centerId,
      tenant: tenantId,
      month,
      number,
      document,
      ledgerHead: basis.head,
      contentSha256: document.contentSha256,
      issuedAt,
      issuedBy: by.actor.name,
    });
    await appendAudit(tx, {
      ...by,
      action: "statement.issue",
      outcome: "done",
      center: centerId,
      tenant: tenantId,
      subject: `statements/${month}`,
      before: null,
      after: { number, billed: document.billed, currency: document.currency, sha256: document.contentSha256 },
    });
    return document;
  });
}

export function findStatement(db: Drizzle, place: MonthOfTenant): Promise<Statement | null> {
  return inScope(db, scopeOf(place), async (tx) => {
    const [found] = await tx.select({ document: statement.document }).from(statement).where(isThis(place));
    return found?.document ?? null;
  });
}

export function listStatements(db: Drizzle, place: TenantPlace): Promise<IssuedStatement[]> {
  return inScope(db, place, async (tx) => {
    const rows = await tx
      .select({ document: statement.document })
      .from(statement)
      .where(and(eq(statement.centerId, place.centerId), eq(statement.tenant, place.tenantId)))
      .orderBy(desc(statement.month));
    return rows.map(({ document: { number, month, billed, currency, issuedAt, contentSha256 } }) => ({
      number,
      month,
      billed,
      currency,
      issuedAt,
      contentSha256,
    }));
  });
}

/** Months of which a statement of any tenant of the center is issued. */
export function issuedMonths(db: Drizzle, centerId: string): Promise<string[]> {
  return inScope(db, wholeCenter(centerId), async (tx) => {
    const rows = await tx
      .selectDistinct({ month: statement.month })
      .from(statement)
      .where(eq(statement.centerId, centerId))
      .orderBy(asc(statement.month));
    return rows.map(({ month }) => month);
  });
}

export async function isIssued(tx: Transaction, place: MonthOfTenant): Promise<boolean> {
  const [found] = await tx.select({ number: statement.number }).from(statement).where(isThis(place));
  return found !== undefined;
}

/**
 * Counted in the tenant, so that a number tells nobody how many statements others got. Nothing is ever deleted and
 * the ledger is locked: the count is the last number. One that was numbered over all tenants before counts as well.
 */
async function nextNumber(tx: Transaction, { centerId, tenantId, month }: MonthOfTenant): Promise<string> {
  const year = month.slice(0, 4);
  const ofYear = like(statement.month, `${year}-%`);
  const [row] = await tx
    .select({ issued: count() })
    .from(statement)
    .where(and(eq(statement.centerId, centerId), eq(statement.tenant, tenantId), ofYear));
  if (row === undefined) throw new Error("a count returned no row");
  return `${centerId}-${tenantId}-${year}-${String(row.issued + 1).padStart(4, "0")}`;
}

async function readBasis(tx: Transaction, place: MonthOfTenant, upTo?: number): Promise<StatementBasis> {
  return {
    entries: await readMonth(tx, place, place.month, upTo),
    head: upTo ?? (await ledgerHead(tx, place)),
    reopened: await readReopened(tx, place),
  };
}

/** Corrections go into months after all that are issued: an older one that is still open carries none. */
async function readReopened(tx: Transaction, place: MonthOfTenant): Promise<ReopenedMonth[]> {
  const issued = await tx
    .select({ month: statement.month, document: statement.document, head: statement.ledgerHead })
    .from(statement)
    .where(and(eq(statement.centerId, place.centerId), eq(statement.tenant, place.tenantId)))
    .orderBy(asc(statement.month));
  if (issued.some(({ month }) => month >= place.month)) return [];
  const newest = await newestByMonth(tx, place);
  const reopened: ReopenedMonth[] = [];
  for (const { month, document, head } of issued) {
    if ((newest.get(month) ?? 0) <= head) continue;
    const later = issued.filter((other) => other.month > month).map((other) => other.document);
    reopened.push({ month, issued: document, later, entries: await readMonth(tx, place, month) });
  }
  return reopened;
}

const scopeOf = ({ centerId, tenantId }: TenantPlace) => ({ centerId, tenantId });

const isThis = ({ centerId, tenantId, month }: MonthOfTenant) =>
  and(eq(statement.centerId, centerId), eq(statement.tenant, tenantId), eq(statement.month, month));
