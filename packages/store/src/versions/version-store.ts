import type { AuditAction, Published } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { desc, eq } from "drizzle-orm";
import { appendAudit, sha256Hex } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import { lockBilling } from "../billing/locks.ts";
import type { Database } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import type { VersionTable } from "../schema/versions.ts";

/** Documents of a center that are only ever added to: tariffs, economic scenarios, plans. */
export interface VersionStore<Draft extends object> {
  /** Newest first. */
  list(centerId: string): Promise<Version<Draft>[]>;
  /** @throws StoreConflict when it would begin before the version before it */
  publish(centerId: string, draft: Draft, by: ChangedBy): Promise<Version<Draft>>;
}

type Version<Draft> = Draft & Published;

/** Where one kind of document lies, and what the audit log says of a new one. */
export interface VersionKind<Draft extends object> {
  readonly table: VersionTable<Draft>;
  readonly action: AuditAction;
  readonly subject: string;
  told(draft: Draft): Readonly<Record<string, unknown>>;
}

export function openVersionStore<Draft extends object>(
  { db }: Pick<Database, "db">,
  kind: VersionKind<Draft>,
): VersionStore<Draft> {
  return {
    list: (centerId) => inScope(db, wholeCenter(centerId), (tx) => readVersions(tx, kind.table, centerId)),
    publish: (centerId, draft, by) =>
      inScope(db, wholeCenter(centerId), async (tx) => {
        // One at a time: the number of a version follows from the one before.
        await lockBilling(tx, centerId);
        return publish(tx, kind, { centerId, draft: inOneForm(draft), by });
      }),
  };
}

interface Publishing<Draft> {
  readonly centerId: string;
  readonly draft: Draft;
  readonly by: ChangedBy;
}

async function publish<Draft extends object>(
  tx: Transaction,
  { table, action, subject, told }: VersionKind<Draft>,
  { centerId, draft, by }: Publishing<Draft>,
): Promise<Version<Draft>> {
  const [latest] = await readVersions(tx, table, centerId);
  if (latest) refuseEarlier(latest, draft);
  const version = (latest?.version ?? 0) + 1;
  const contentSha256 = sha256Hex(canonicalJson({ ...draft, center: centerId, version }));
  const [row] = await tx
    .insert(table)
    .values({ centerId, version, document: draft, publishedBy: by.actor.name, contentSha256 })
    .returning();
  if (row === undefined) throw new Error("no row came back");
  await appendAudit(tx, {
    ...by,
    action,
    outcome: "done",
    center: centerId,
    tenant: null,
    subject: `${subject}/${version}`,
    before: latest === undefined ? null : { version: latest.version, contentSha256: latest.contentSha256 },
    after: { ...told(draft), contentSha256 },
  });
  return versionOf(row);
}

/** A plan holds for the periods it names; the others begin at an instant, each after the one before. */
function beginningOf(draft: object): Date | null {
  return "effectiveFrom" in draft ? new Date(String(draft.effectiveFrom)) : null;
}

/** One instant has one text, or the same document would have two hashes. */
function inOneForm<Draft extends object>(draft: Draft): Draft {
  const begins = beginningOf(draft);
  return begins ? { ...draft, effectiveFrom: begins.toISOString() } : draft;
}

function refuseEarlier(latest: Published, draft: object): void {
  const [before, begins] = [beginningOf(latest), beginningOf(draft)];
  if (before && begins && begins <= before)
    throw new StoreConflict(
      `Version ${latest.version} begins at ${before.toISOString()}; a new version begins later.`,
    );
}

async function readVersions<Draft extends object>(
  tx: Transaction,
  table: VersionTable<Draft>,
  centerId: string,
): Promise<Version<Draft>[]> {
  const rows = await tx.select().from(table).where(eq(table.centerId, centerId)).orderBy(desc(table.version));
  return rows.map(versionOf);
}

function versionOf<Draft extends object>(row: VersionTable<Draft>["$inferSelect"]): Version<Draft> {
  return {
    ...row.document,
    version: row.version,
    publishedAt: row.publishedAt.toISOString(),
    publishedBy: row.publishedBy,
    contentSha256: row.contentSha256,
  };
}
