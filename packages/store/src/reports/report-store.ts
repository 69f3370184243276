import type { Report, ReportSummary } from "@aidc/contract";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Database } from "../database/open-database.ts";
import type { ReportDraft } from "./draft-report.ts";
import { insertDraft } from "./draft-report.ts";
import type { ReportIssue } from "./issue-report.ts";
import { issueReport, reviewReport } from "./issue-report.ts";
import { findReport, inForceAt, listReports, readChain } from "./read-reports.ts";
import type { Signer } from "./report-changes.ts";

/** Reports and the chain of the issued ones. Nothing that was issued is ever changed or deleted. */
export interface ReportStore {
  /** Newest first. */
  list(centerId: string): Promise<ReportSummary[]>;
  /** By number or id. */
  find(centerId: string, idOrNumber: string): Promise<Report | null>;
  /** The issued version of the period that was in force at the instant; null: none. */
  inForceAt(centerId: string, period: string, atMs: number): Promise<Report | null>;
  /** The same content of a period that waits for review or issue already is that draft: two in one second make one. */
  draft(draft: ReportDraft, by: ChangedBy): Promise<Report>;
  /** @throws StoreConflict when it is no draft */
  review(centerId: string, id: string, reviewer: Signer, by: ChangedBy): Promise<Report>;
  /** @throws StoreConflict when it is not reviewed, its reviewer issues it, or what is in force says the same */
  issue(centerId: string, id: string, issue: ReportIssue, by: ChangedBy): Promise<Report>;
  /** Issued reports, oldest first, each with the status it was sealed with. */
  chain(centerId: string): AsyncGenerator<Report>;
}

export function openReportStore({ db }: Pick<Database, "db">): ReportStore {
  return {
    list: (centerId) => listReports(db, centerId),
    find: (centerId, idOrNumber) => db.transaction((tx) => findReport(tx, centerId, idOrNumber)),
    inForceAt: (centerId, period, atMs) => inForceAt(db, centerId, period, atMs),
    draft: (draft, by) => insertDraft(db, draft, by),
    review: (centerId, id, reviewer, by) => reviewReport(db, { centerId, id }, reviewer, by),
    issue: (centerId, id, how, by) => issueReport(db, { centerId, id }, how, by),
    chain: (centerId) => readChain(db, centerId),
  };
}
