import type { Report, ReportContent, ReportSummary } from "@aidc/contract";
import { reportContentSchema } from "@aidc/contract";
import { and, asc, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { appendAudit } from "../audit/append-audit.ts";
import type { ChangedBy } from "../billing/billing-store.ts";
import type { Database, Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { report, reportSeal } from "../schema/reports.ts";

export interface ReportDraft {
  readonly centerId: string;
  readonly id: string;
  readonly period: string;
  readonly draftedAtMs: number;
  readonly draftedBy: string;
  /** null: named on the command line */
  readonly drafterId: string | null;
  /** Canonical JSON: the text that was hashed. */
  readonly content: string;
  readonly contentSha256: string;
  readonly parts: Report["parts"];
}

/** A person in the life of a report. */
interface Signer {
  readonly name: string;
  readonly personId: string | null;
  readonly atMs: number;
}

export interface ReportIssue extends Signer {
  /** What the version that is in force tells differently; called with its content, or null where there is none. */
  restate(inForce: ReportContent | null, own: ReportContent): Report["restatement"];
  /** Seals what is given. */
  seal(unsealed: Report & { seal: { seq: number; previousHash: string } }): NonNullable<Report["seal"]>;
}

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

type Row = typeof report.$inferSelect;
type SealRow = typeof reportSeal.$inferSelect;

export function openReportStore({ db }: Pick<Database, "db">): ReportStore {
  return {
    list: (centerId) => list(db, centerId),
    find: (centerId, idOrNumber) => db.transaction((tx) => find(tx, centerId, idOrNumber)),
    inForceAt: (centerId, period, atMs) => inForceAt(db, centerId, period, atMs),
    draft: (draft, by) => insertDraft(db, draft, by),
    review: (centerId, id, reviewer, by) => review(db, { centerId, id }, reviewer, by),
    issue: (centerId, id, how, by) => issue(db, { centerId, id }, how, by),
    chain: (centerId) => readChain(db, centerId),
  };
}

async function list(db: Drizzle, centerId: string): Promise<ReportSummary[]> {
  const { content: _content, parts: _parts, restatement: _restatement, ...columns } = getTableColumns(report);
  const rows = await db
    .select({
      row: columns,
      seal: reportSeal,
      headline: sql<ReportSummary["headline"]>`${report.content}::json -> 'headline'`,
      runsTo: sql<string | null>`${report.content}::json -> 'period' ->> 'runsTo'`,
    })
    .from(report)
    .leftJoin(reportSeal, sealOf())
    .where(eq(report.centerId, centerId))
    .orderBy(desc(report.draftedAt), desc(report.id))
    .limit(1000);
  return rows.map(({ row, seal, headline, runsTo }) => ({
    ...lifeOf({ ...row, content: "", parts: {}, restatement: [] }, seal),
    center: centerId,
    period: row.period,
    headline,
    ...(runsTo === null ? {} : { runsTo }),
  }));
}

const sealOf = () => and(eq(reportSeal.centerId, report.centerId), eq(reportSeal.reportId, report.id));

async function find(tx: Transaction, centerId: string, idOrNumber: string): Promise<Report | null> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idOrNumber);
  const which = isId ? eq(report.id, idOrNumber) : eq(report.number, idOrNumber);
  const [found] = await tx
    .select()
    .from(report)
    .leftJoin(reportSeal, sealOf())
    .where(and(eq(report.centerId, centerId), which));
  return found ? reportOf(found.report, found.report_seal) : null;
}

async function inForceAt(
  db: Drizzle,
  centerId: string,
  period: string,
  atMs: number,
): Promise<Report | null> {
  const [found] = await db
    .select()
    .from(report)
    .innerJoin(reportSeal, sealOf())
    .where(and(isPeriod(centerId, period), sql`${report.issuedAt} <= ${new Date(atMs).toISOString()}`))
    .orderBy(desc(report.version))
    .limit(1);
  return found ? reportOf(found.report, found.report_seal) : null;
}

const isPeriod = (centerId: string, period: string) =>
  and(eq(report.centerId, centerId), eq(report.period, period));

function insertDraft(db: Drizzle, draft: ReportDraft, by: ChangedBy): Promise<Report> {
  return inScope(db, wholeCenter(draft.centerId), async (tx) => {
    const { draftedAtMs, ...columns } = draft;
    await inTurn(tx, draft.centerId);
    const [same] = await tx
      .select()
      .from(report)
      .where(
        and(
          ...[isPeriod(draft.centerId, draft.period), eq(report.contentSha256, draft.contentSha256)],
          inArray(report.status, ["draft", "reviewed"]),
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

interface Place {
  readonly centerId: string;
  readonly id: string;
}

/** Drafts, numbers and links of a center are given out one after the other. */
async function inTurn(tx: Transaction, centerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reports\n${centerId}`}, 0))`);
}

async function locked(tx: Transaction, { centerId, id }: Place): Promise<Row> {
  await inTurn(tx, centerId);
  const [row] = await tx
    .select()
    .from(report)
    .where(and(eq(report.centerId, centerId), eq(report.id, id)))
    .for("update");
  if (row === undefined) throw new StoreConflict("There is no such report.");
  return row;
}

function review(db: Drizzle, place: Place, reviewer: Signer, by: ChangedBy): Promise<Report> {
  return inScope(db, wholeCenter(place.centerId), async (tx) => {
    const row = await locked(tx, place);
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

function issue(db: Drizzle, place: Place, how: ReportIssue, by: ChangedBy): Promise<Report> {
  return inScope(db, wholeCenter(place.centerId), async (tx) => {
    const row = await locked(tx, place);
    if (row.status !== "reviewed") throw new StoreConflict(`The report is ${row.status}, not reviewed.`);
    if (row.reviewer === how.name || (row.reviewerId !== null && row.reviewerId === how.personId))
      throw new StoreConflict("A report is issued by somebody else than its reviewer.");
    const [before] = await tx
      .select()
      .from(report)
      .where(and(isPeriod(place.centerId, row.period), eq(report.status, "issued")))
      .orderBy(desc(report.version))
      .limit(1);
    // A second number for the same words would say that something had changed.
    if (before?.contentSha256 === row.contentSha256)
      throw new StoreConflict(
        `The report says the same as ${before.number}, which is in force; only what differs is issued anew.`,
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

async function change(tx: Transaction, { centerId, id }: Place, columns: Partial<Row>): Promise<Row> {
  const [row] = await tx
    .update(report)
    .set(columns)
    .where(and(eq(report.centerId, centerId), eq(report.id, id)))
    .returning();
  if (row === undefined) throw new Error("no row came back");
  return row;
}

async function* readChain(db: Drizzle, centerId: string): AsyncGenerator<Report> {
  for (let after = 0; ; ) {
    const [found] = await db
      .select()
      .from(reportSeal)
      .innerJoin(report, sealOf())
      .where(and(eq(reportSeal.centerId, centerId), sql`${reportSeal.seq} > ${after}`))
      .orderBy(asc(reportSeal.seq))
      .limit(1);
    if (found === undefined) return;
    yield { ...reportOf(found.report, found.report_seal), status: "issued" };
    after = found.report_seal.seq;
  }
}

async function audited(
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

function contentOf(text: string): ReportContent {
  return reportContentSchema.parse(JSON.parse(text));
}

function reportOf(row: Row, seal: SealRow | null): Report {
  const { parts, restatement } = row;
  return { ...lifeOf(row, seal), parts, restatement, content: contentOf(row.content) };
}

function lifeOf(row: Row, seal: SealRow | null): Omit<Report, "content" | "parts" | "restatement"> {
  const { id, number, version, status, supersedes, draftedBy, reviewer, issuer, contentSha256 } = row;
  return {
    id,
    number,
    version,
    status,
    supersedes,
    asKnownAt: null,
    draftedAt: row.draftedAt.toISOString(),
    draftedBy,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    reviewer,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    issuer,
    contentSha256,
    seal: seal && sealFrom(seal),
  };
}

function sealFrom({ seq, previousHash, hash, signature, publicKey }: SealRow): NonNullable<Report["seal"]> {
  return { seq, previousHash, hash, signature, publicKey };
}
