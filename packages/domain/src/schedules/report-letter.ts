/** What goes out with a report: a mail for people, and a payload after Standard Webhooks for systems. */
import type { Report } from "@aidc/contract";

export interface LetterFacts {
  readonly event: "drafted" | "issued";
  readonly language: "zh" | "en";
  readonly schedule: string;
  /** Where the report opens in the console. */
  readonly url: string;
  /** Of the delivery, ISO 8601. */
  readonly madeAt: string;
}

/** As it was drafted, whatever became of it since: it is told as a draft. */
export function asDraft(report: Report): Report {
  return {
    ...report,
    status: "draft",
    number: null,
    version: 1,
    supersedes: null,
    restatement: [],
    seal: null,
    reviewedAt: null,
    reviewer: null,
    issuedAt: null,
    issuer: null,
  };
}

export function reportMail(report: Report, facts: LetterFacts): { subject: string; text: string } {
  const { event, language, schedule, url } = facts;
  const { content, contentSha256, number, supersedes } = report;
  const { center, period, headline } = content;
  if (language === "zh") {
    const name = center.nameZh ?? center.name;
    const what =
      event === "drafted" ? `草稿：${period.name} 报告（未经审核，未签发）` : `报告 ${number ?? ""}`;
    return {
      subject: oneLine(`[${name}] ${what}`),
      text: lines(
        [what, ...(supersedes === null ? [] : [`取代：${supersedes}`]), ""],
        [headline.zh, "", `内容 SHA-256：${contentSha256}`, `查看：${url}`, `计划：${schedule}`],
      ),
    };
  }
  const what =
    event === "drafted"
      ? `DRAFT: report of ${period.name} (neither reviewed nor issued)`
      : `Report ${number ?? ""}`;
  return {
    subject: oneLine(`[${center.name}] ${what}`),
    text: lines(
      [what, ...(supersedes === null ? [] : [`Supersedes: ${supersedes}`]), ""],
      [headline.en, "", `Content SHA-256: ${contentSha256}`, `Open: ${url}`, `Schedule: ${schedule}`],
    ),
  };
}

export function reportPayload(report: Report, { event, schedule, url, madeAt }: LetterFacts): object {
  const { id, number, version, status, supersedes, contentSha256, seal, issuedAt, content } = report;
  return {
    type: `report.${event}`,
    timestamp: madeAt,
    data: {
      center: content.center.id,
      period: content.period.name,
      report: id,
      schedule,
      number,
      version,
      status,
      supersedes,
      issuedAt,
      contentSha256,
      url,
      seal: seal && { seq: seal.seq, hash: seal.hash },
    },
  };
}

const lines = (...parts: readonly (readonly string[])[]): string => `${parts.flat().join("\n")}\n`;
/** A name with a line break would be another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, " ").trim();
