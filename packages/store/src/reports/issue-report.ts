import type { Report, ReportContent } from "@aidc/contract";
import { desc, eq } from "drizzle-orm";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { reportSeal } from "../schema/reports.ts";
import { orderFiles } from "./files-at-issue.ts";
import type { Place, Signer } from "./report-changes.ts";
import { audited, change, locked, rowInForce } from "./report-changes.ts";
import { contentOf, reportOf } from "./report-rows.ts";

export interface ReportIssue extends Signer {
  /** What the version that is in force tells differently; called with its content, or null where there is none. */
  restate(inForce: ReportContent | null, own: ReportContent): Report["restatement"];
  /** Seals what is given. */
  seal(unsealed: Report & { seal: { seq: number; previousHash: string } }): NonNullable<Report["seal"]>;
}

export function reviewReport(db: Drizzle, place: Place, reviewer: Signer, by: ChangedBy): Promise<Report> {
  return inScope(db, wholeCenter(place.centerId), async (tx) => {
    const row = await locked(tx, place);
    if (row.status === "reviewed")
      throw new StoreConflict(
        `The report is reviewed by ${row.reviewer} already; somebody else than ${row.reviewer} issues it.`,
      );
    if (row.status !== "draft") throw new StoreConflict(`The report is ${row.status}, not a draft.`);
    const after = await change(tx, place, {
      status: "reviewed",
      reviewedAt: new Date(reviewer.atMs),
      reviewer: reviewer.name,
      reviewerId: reviewer.personId,
    });
    await audited(tx, by, "report.review", after, { contentSha256: after.contentSha256 });
    return reportOf(after, null);
  });
}

export function issueReport(db: Drizzle, place: Place, how: ReportIssue, by: ChangedBy): Promise<Report> {
  return inScope(db, wholeCenter(place.centerId), async (tx) => {
    const row = await locked(tx, place);
    if (row.status !== "reviewed") throw new StoreConflict(`The report is ${row.status}, not reviewed.`);
    if (row.reviewer === how.name || (row.reviewerId !== null && row.reviewerId === how.personId))
      throw new StoreConflict("A report is issued by somebody else than its reviewer.");
    const before = await rowInForce(tx, place.centerId, row.period);
    // A second number for the same words would say that something had changed.
    if (before?.contentSha256 === row.contentSha256)
      throw new StoreConflict(
        `The report says the same as ${before.number}, which is in force; only what differs is issued anew.`,
      );
    // It says what was known earlier, and would name as news what somebody has put right since.
    if (before && row.draftedAt < before.draftedAt)
      throw new StoreConflict(
        `The report was drafted at ${row.draftedAt.toISOString()}, before ${before.number}, which is in force, was (${before.draftedAt.toISOString()}): draft the period anew and issue that.`,
      );
    const own = contentOf(row.content);
    const version = (before?.version ?? 0) + 1;
    if (before) await change(tx, { ...place, id: before.id }, { status: "superseded" });
    const after = await change(tx, place, {
      status: "issued",
      version,
      number: `${place.centerId}-${row.period}-${version}`,
      supersedes: before?.number ?? null,
      issuedAt: new Date(how.atMs),
      issuer: how.name,
      issuerId: how.personId,
      restatement: how.restate(before ? contentOf(before.content) : null, own),
    });
    const sealed = await appendSeal(tx, reportOf(after, null), place.centerId, how);
    await orderFiles(tx, after, how);
    const { number, supersedes, contentSha256 } = after;
    await audited(tx, by, "report.issue", after, { number, supersedes, contentSha256, hash: sealed.hash });
    return { ...reportOf(after, null), seal: sealed };
  });
}

async function appendSeal(
  tx: Transaction,
  issued: Report,
  centerId: string,
  how: ReportIssue,
): Promise<NonNullable<Report["seal"]>> {
  const [last] = await tx
    .select()
    .from(reportSeal)
    .where(eq(reportSeal.centerId, centerId))
    .orderBy(desc(reportSeal.seq))
    .limit(1);
  const link = { seq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? "0".repeat(64) };
  const open = { ...link, hash: "", signature: "", publicKey: "" };
  const sealed = how.seal({ ...issued, seal: open });
  await tx.insert(reportSeal).values({ centerId, reportId: issued.id, ...sealed });
  return sealed;
}
