import { and, desc, eq, sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Transaction } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { report } from "../schema/reports.ts";
import type { Row } from "./report-rows.ts";
import { isPeriod } from "./report-rows.ts";

/** A person in the life of a report. */
export interface Signer {
  readonly name: string;
  readonly personId: string | null;
  readonly atMs: number;
}

export interface Place {
  readonly centerId: string;
  readonly id: string;
}

/** Drafts, numbers and links of a center are given out one after the other. */
export async function inTurn(tx: Transaction, centerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reports\n${centerId}`}, 0))`);
}

/** @throws StoreConflict when there is no such report */
export async function locked(tx: Transaction, { centerId, id }: Place): Promise<Row> {
  await inTurn(tx, centerId);
  const [row] = await tx
    .select()
    .from(report)
    .where(and(eq(report.centerId, centerId), eq(report.id, id)))
    .for("update");
  if (row === undefined) throw new StoreConflict("There is no such report.");
  return row;
}

/** The version of a period that is in force. */
export async function rowInForce(
  tx: Transaction,
  centerId: string,
  period: string,
): Promise<Row | undefined> {
  const [found] = await tx
    .select()
    .from(report)
    .where(and(isPeriod(centerId, period), eq(report.status, "issued")))
    .orderBy(desc(report.version))
    .limit(1);
  return found;
}

/** What a report says is kept by the database itself: only its life is changed here. */
export async function change(tx: Transaction, { centerId, id }: Place, columns: Partial<Row>): Promise<Row> {
  const [row] = await tx
    .update(report)
    .set(columns)
    .where(and(eq(report.centerId, centerId), eq(report.id, id)))
    .returning();
  if (row === undefined) throw new Error("no row came back");
  return row;
}

export async function audited(
  tx: Transaction,
  by: ChangedBy,
  action: "report.draft" | "report.review" | "report.issue",
  row: Row,
  after: Record<string, string | null>,
): Promise<void> {
  const subject = `reports/${row.number ?? row.id}`;
  const place = { center: row.centerId, tenant: null, subject };
  await appendAudit(tx, { ...by, ...place, action, outcome: "done", before: null, after });
}
