import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { desc, eq } from "drizzle-orm";
import { appendAudit, sha256Hex } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import { lockBilling } from "../billing/locks.ts";
import type { Database } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { tariffVersion } from "../schema/tariffs.ts";

/** Electricity tariffs of a center, only ever added to. */
export interface TariffStore {
  /** Newest first. */
  list(centerId: string): Promise<TariffVersion[]>;
  /** @throws StoreConflict when it would begin before the version before it */
  publish(centerId: string, draft: TariffDraft, by: ChangedBy): Promise<TariffVersion>;
}

export function openTariffStore({ db }: Pick<Database, "db">): TariffStore {
  return {
    list: (centerId) => inScope(db, wholeCenter(centerId), (tx) => readTariffs(tx, centerId)),
    publish: (centerId, draft, by) =>
      inScope(db, wholeCenter(centerId), async (tx) => {
        await lockBilling(tx, centerId);
        return publish(tx, centerId, draft, by);
      }),
  };
}

async function publish(
  tx: Transaction,
  centerId: string,
  draft: TariffDraft,
  by: ChangedBy,
): Promise<TariffVersion> {
  const [latest] = await readTariffs(tx, centerId);
  const effectiveFrom = new Date(draft.effectiveFrom);
  if (latest !== undefined && effectiveFrom.getTime() <= Date.parse(latest.effectiveFrom))
    throw new StoreConflict(
      `Version ${latest.version} begins at ${latest.effectiveFrom}; a new version begins later.`,
    );
  const version = (latest?.version ?? 0) + 1;
  const document = { ...draft, effectiveFrom: effectiveFrom.toISOString() };
  const contentSha256 = sha256Hex(canonicalJson({ ...document, center: centerId, version }));
  const [row] = await tx
    .insert(tariffVersion)
    .values({ centerId, version, effectiveFrom, document, publishedBy: by.actor.name, contentSha256 })
    .returning();
  if (row === undefined) throw new Error("no row came back");
  await appendAudit(tx, {
    ...by,
    action: "tariff.publish",
    outcome: "done",
    center: centerId,
    tenant: null,
    subject: `tariffs/${version}`,
    before: latest === undefined ? null : { version: latest.version, contentSha256: latest.contentSha256 },
    after: { effectiveFrom: document.effectiveFrom, currency: draft.currency, contentSha256 },
  });
  return versionOf(row);
}

async function readTariffs(tx: Transaction, centerId: string): Promise<TariffVersion[]> {
  const rows = await tx
    .select()
    .from(tariffVersion)
    .where(eq(tariffVersion.centerId, centerId))
    .orderBy(desc(tariffVersion.version));
  return rows.map(versionOf);
}

function versionOf(row: typeof tariffVersion.$inferSelect): TariffVersion {
  return {
    ...row.document,
    effectiveFrom: row.effectiveFrom.toISOString(),
    version: row.version,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy: row.publishedBy,
    contentSha256: row.contentSha256,
  };
}
