import type { EconomicScenario, EconomicScenarioDraft } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { desc, eq } from "drizzle-orm";
import { appendAudit, sha256Hex } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import { lockBilling } from "../billing/locks.ts";
import type { Database } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { economicScenario } from "../schema/economics.ts";

/** Economic scenarios of a center, only ever added to. */
export interface ScenarioStore {
  /** Newest first. */
  list(centerId: string): Promise<EconomicScenario[]>;
  /** @throws StoreConflict when it would begin before the version before it */
  publish(centerId: string, draft: EconomicScenarioDraft, by: ChangedBy): Promise<EconomicScenario>;
}

export function openScenarioStore({ db }: Pick<Database, "db">): ScenarioStore {
  return {
    list: (centerId) => inScope(db, wholeCenter(centerId), (tx) => readScenarios(tx, centerId)),
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
  draft: EconomicScenarioDraft,
  by: ChangedBy,
): Promise<EconomicScenario> {
  const [latest] = await readScenarios(tx, centerId);
  const effectiveFrom = new Date(draft.effectiveFrom);
  if (latest !== undefined && effectiveFrom.getTime() <= Date.parse(latest.effectiveFrom))
    throw new StoreConflict(
      `Version ${latest.version} begins at ${latest.effectiveFrom}; a new version begins later.`,
    );
  const version = (latest?.version ?? 0) + 1;
  const document = { ...draft, effectiveFrom: effectiveFrom.toISOString() };
  const contentSha256 = sha256Hex(canonicalJson({ ...document, center: centerId, version }));
  const [row] = await tx
    .insert(economicScenario)
    .values({ centerId, version, effectiveFrom, document, publishedBy: by.actor.name, contentSha256 })
    .returning();
  if (row === undefined) throw new Error("no row came back");
  await appendAudit(tx, {
    ...by,
    action: "economics.publish",
    outcome: "done",
    center: centerId,
    tenant: null,
    subject: `economic-scenarios/${version}`,
    before: latest === undefined ? null : { version: latest.version, contentSha256: latest.contentSha256 },
    after: { effectiveFrom: document.effectiveFrom, name: draft.name, contentSha256 },
  });
  return versionOf(row);
}

async function readScenarios(tx: Transaction, centerId: string): Promise<EconomicScenario[]> {
  const rows = await tx
    .select()
    .from(economicScenario)
    .where(eq(economicScenario.centerId, centerId))
    .orderBy(desc(economicScenario.version));
  return rows.map(versionOf);
}

function versionOf(row: typeof economicScenario.$inferSelect): EconomicScenario {
  return {
    ...row.document,
    effectiveFrom: row.effectiveFrom.toISOString(),
    version: row.version,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy: row.publishedBy,
    contentSha256: row.contentSha256,
  };
}
