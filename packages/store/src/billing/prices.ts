import type { PriceDraft, PriceVersion } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { and, desc, eq, sql } from "drizzle-orm";
import { appendAudit, sha256Hex } from "../audit/append-audit.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { priceVersion, statement, tenantPriceVersion } from "../schema/billing.ts";
import type { ChangedBy } from "./billing-store.ts";
import { lockBilling } from "./locks.ts";

type PriceRow = typeof priceVersion.$inferSelect;

export function listPrices(db: Drizzle, centerId: string, seller: string | null): Promise<PriceVersion[]> {
  return inScope(db, scopeOf(centerId, seller), (tx) => readPrices(tx, centerId, seller));
}

interface Publishing {
  readonly centerId: string;
  readonly seller: string | null;
  readonly draft: PriceDraft;
  readonly by: ChangedBy;
}

export function publishPrices(db: Drizzle, publishing: Publishing): Promise<PriceVersion> {
  const { centerId, seller, draft, by } = publishing;
  return inScope(db, scopeOf(centerId, seller), async (tx) => {
    await lockBilling(tx, centerId);
    const [latest] = await readPrices(tx, centerId, seller);
    const effectiveFrom = new Date(draft.effectiveFrom);
    if (latest !== undefined && effectiveFrom.getTime() <= Date.parse(latest.effectiveFrom))
      throw new StoreConflict(
        `Version ${latest.version} begins at ${latest.effectiveFrom}; a new version begins later.`,
      );
    if (seller === null) await refuseIssuedPeriod(tx, centerId, effectiveFrom);
    const version = (latest?.version ?? 0) + 1;
    const content = {
      ...draft,
      effectiveFrom: effectiveFrom.toISOString(),
      center: centerId,
      seller,
      version,
    };
    const values = {
      centerId,
      version,
      effectiveFrom,
      currency: draft.currency,
      note: draft.note,
      rules: draft.rules,
      publishedBy: by.actor.name,
      contentSha256: sha256Hex(canonicalJson(content)),
    };
    const [written] =
      seller === null
        ? await tx.insert(priceVersion).values(values).returning()
        : await tx
            .insert(tenantPriceVersion)
            .values({ ...values, tenant: seller })
            .returning();
    if (written === undefined) throw new Error("no row came back");
    const published = versionOf(written, seller);
    await appendAudit(tx, {
      ...by,
      action: "price.publish",
      outcome: "done",
      center: centerId,
      tenant: seller,
      subject: `prices/${version}`,
      before: latest === undefined ? null : { version: latest.version, contentSha256: latest.contentSha256 },
      after: {
        effectiveFrom: published.effectiveFrom,
        currency: draft.currency,
        contentSha256: published.contentSha256,
      },
    });
    return published;
  });
}

/** What has been issued stays as it was priced. */
async function refuseIssuedPeriod(tx: Transaction, centerId: string, effectiveFrom: Date): Promise<void> {
  const [issued] = await tx
    .select({
      end: sql<string | null>`max((${statement.document} ->> 'billingPeriodEnd')::timestamptz)::text`,
    })
    .from(statement)
    .where(eq(statement.centerId, centerId));
  if (!issued?.end) return;
  const end = new Date(issued.end);
  if (effectiveFrom.getTime() < end.getTime())
    throw new StoreConflict(
      `Statements are issued up to ${end.toISOString()}; new prices begin then or later.`,
    );
}

/** Newest first. */
export async function readPrices(
  tx: Transaction,
  centerId: string,
  seller: string | null,
): Promise<PriceVersion[]> {
  const rows =
    seller === null
      ? await tx
          .select()
          .from(priceVersion)
          .where(eq(priceVersion.centerId, centerId))
          .orderBy(desc(priceVersion.version))
      : await tx
          .select()
          .from(tenantPriceVersion)
          .where(and(eq(tenantPriceVersion.centerId, centerId), eq(tenantPriceVersion.tenant, seller)))
          .orderBy(desc(tenantPriceVersion.version));
  return rows.map((row) => versionOf(row, seller));
}

const scopeOf = (centerId: string, seller: string | null) =>
  seller === null ? wholeCenter(centerId) : { centerId, tenantId: seller };

function versionOf(row: PriceRow, seller: string | null): PriceVersion {
  return {
    seller,
    version: row.version,
    effectiveFrom: row.effectiveFrom.toISOString(),
    currency: row.currency,
    note: row.note,
    rules: row.rules,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy: row.publishedBy,
    contentSha256: row.contentSha256,
  };
}
