import type { Report, ReportSummary } from "@aidc/contract";
import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { report, reportSeal } from "../schema/reports.ts";
import { isPeriod, lifeOf, reportOf, sealOf } from "./report-rows.ts";

export async function listReports(db: Drizzle, centerId: string): Promise<ReportSummary[]> {
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

export async function findReport(
  tx: Transaction,
  centerId: string,
  idOrNumber: string,
): Promise<Report | null> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idOrNumber);
  const which = isId ? eq(report.id, idOrNumber) : eq(report.number, idOrNumber);
  const [found] = await tx
    .select()
    .from(report)
    .leftJoin(reportSeal, sealOf())
    .where(and(eq(report.centerId, centerId), which));
  return found ? reportOf(found.report, found.report_seal) : null;
}

export async function inForceAt(
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

export async function* readChain(db: Drizzle, centerId: string): AsyncGenerator<Report> {
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
