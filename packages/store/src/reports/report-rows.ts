import type { Report, ReportContent } from "@aidc/contract";
import { reportContentSchema } from "@aidc/contract";
import { and, eq } from "drizzle-orm";
import { report, reportSeal } from "../schema/reports.ts";

export type Row = typeof report.$inferSelect;
type SealRow = typeof reportSeal.$inferSelect;

export const sealOf = () => and(eq(reportSeal.centerId, report.centerId), eq(reportSeal.reportId, report.id));

export const isPeriod = (centerId: string, period: string) =>
  and(eq(report.centerId, centerId), eq(report.period, period));

export function contentOf(text: string): ReportContent {
  return reportContentSchema.parse(JSON.parse(text));
}

export function reportOf(row: Row, seal: SealRow | null): Report {
  const { parts, restatement } = row;
  return { ...lifeOf(row, seal), parts, restatement, content: contentOf(row.content) };
}

/** All of a report but what it says. */
export function lifeOf(row: Row, seal: SealRow | null): Omit<Report, "content" | "parts" | "restatement"> {
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
    ...(row.software === null ? {} : { software: row.software }),
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
