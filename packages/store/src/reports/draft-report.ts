import type { Report } from "@aidc/contract";
import { and, asc, eq, gte, inArray } from "drizzle-orm";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Drizzle } from "../database/open-database.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { report } from "../schema/reports.ts";
import { audited, inTurn, rowInForce } from "./report-changes.ts";
import { isPeriod, reportOf } from "./report-rows.ts";

export interface ReportDraft {
  readonly centerId: string;
  readonly id: string;
  readonly period: string;
  readonly draftedAtMs: number;
  readonly draftedBy: string;
  /** null: named on the command line */
  readonly drafterId: string | null;
  /** The program that reckoned it. */
  readonly software: string;
  /** Canonical JSON: the text that was hashed. */
  readonly content: string;
  readonly contentSha256: string;
  readonly parts: Report["parts"];
}

export function insertDraft(db: Drizzle, draft: ReportDraft, by: ChangedBy): Promise<Report> {
  return inScope(db, wholeCenter(draft.centerId), async (tx) => {
    const { draftedAtMs, ...columns } = draft;
    await inTurn(tx, draft.centerId);
    const inForce = await rowInForce(tx, draft.centerId, draft.period);
    const [same] = await tx
      .select()
      .from(report)
      .where(
        and(
          ...[isPeriod(draft.centerId, draft.period), eq(report.contentSha256, draft.contentSha256)],
          inArray(report.status, ["draft", "reviewed"]),
          // An older one cannot be issued any more.
          inForce && gte(report.draftedAt, inForce.draftedAt),
        ),
      )
      .orderBy(asc(report.draftedAt), asc(report.id))
      .limit(1);
    if (same !== undefined) return reportOf(same, null);
    const [row] = await tx
      .insert(report)
      .values({ ...columns, version: 1, status: "draft", draftedAt: new Date(draftedAtMs), restatement: [] })
      .returning();
    if (row === undefined) throw new Error("no row came back");
    await audited(tx, by, "report.draft", row, { period: row.period, contentSha256: row.contentSha256 });
    return reportOf(row, null);
  });
}
