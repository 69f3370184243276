import type { Plan, PlanDraft } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { desc, eq } from "drizzle-orm";
import { appendAudit, sha256Hex } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import { lockBilling } from "../billing/locks.ts";
import type { Database } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { planVersion } from "../schema/plans.ts";

/** Plans of a center, only ever added to. */
export interface PlanStore {
  /** Newest first. */
  list(centerId: string): Promise<Plan[]>;
  publish(centerId: string, draft: PlanDraft, by: ChangedBy): Promise<Plan>;
}

export function openPlanStore({ db }: Pick<Database, "db">): PlanStore {
  return {
    list: (centerId) => inScope(db, wholeCenter(centerId), (tx) => readPlans(tx, centerId)),
    publish: (centerId, draft, by) =>
      inScope(db, wholeCenter(centerId), async (tx) => {
        // One at a time: the number of a version follows from the one before.
        await lockBilling(tx, centerId);
        return publish(tx, centerId, draft, by);
      }),
  };
}

async function publish(tx: Transaction, centerId: string, draft: PlanDraft, by: ChangedBy): Promise<Plan> {
  const [latest] = await readPlans(tx, centerId);
  const version = (latest?.version ?? 0) + 1;
  const contentSha256 = sha256Hex(canonicalJson({ ...draft, center: centerId, version }));
  const [row] = await tx
    .insert(planVersion)
    .values({ centerId, version, document: draft, publishedBy: by.actor.name, contentSha256 })
    .returning();
  if (row === undefined) throw new Error("no row came back");
  await appendAudit(tx, {
    ...by,
    action: "plan.publish",
    outcome: "done",
    center: centerId,
    tenant: null,
    subject: `plans/${version}`,
    before: latest === undefined ? null : { version: latest.version, contentSha256: latest.contentSha256 },
    after: { source: draft.source, values: draft.values.length, contentSha256 },
  });
  return versionOf(row);
}

async function readPlans(tx: Transaction, centerId: string): Promise<Plan[]> {
  const rows = await tx
    .select()
    .from(planVersion)
    .where(eq(planVersion.centerId, centerId))
    .orderBy(desc(planVersion.version));
  return rows.map(versionOf);
}

function versionOf(row: typeof planVersion.$inferSelect): Plan {
  return {
    ...row.document,
    version: row.version,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy: row.publishedBy,
    contentSha256: row.contentSha256,
  };
}
