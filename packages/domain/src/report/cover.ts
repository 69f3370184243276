/** What a report is, who vouches for it and what it can be checked by: the same on paper, in files and on the page. */
import type { Report, Worded } from "@aidc/contract";
import { same } from "./cells.ts";
import { zonedText } from "./instant-text.ts";
import { periodTitle } from "./period.ts";
import { authorWords } from "./statements.ts";
import { boundaryWords, originWords, worded } from "./words.ts";

export interface CoverFact {
  readonly id: string;
  readonly name: Worded;
  readonly value: Worded;
  /** To be copied and compared, letter by letter. */
  readonly isCode?: boolean;
}

const statusWords: Readonly<Record<Report["status"], Worded>> = {
  draft: worded("draft", "草稿"),
  reviewed: worded("reviewed", "已复核"),
  issued: worded("issued", "已签发"),
  superseded: worded("superseded", "已被取代"),
};

/** @param drawing the program that draws, where it is a file: one that did not reckon the report is named too */
export function coverFacts(report: Report, drawing?: string): CoverFact[] {
  const { content, seal } = report;
  const { center, period } = content;
  const at = (instant: string) => zonedText(instant, center.timeZone);
  const signed = (name: string | null, instant: string | null) => {
    if (!name || !instant) return same("–");
    const { en, zh } = authorWords(name);
    return worded(`${en}, ${at(instant)}`, `${zh}, ${at(instant)}`);
  };
  const { en, zh } = periodTitle(period, center.timeZone);
  const span = `${at(period.from)} – ${at(period.to)}`;
  const fact = (id: string, name: Worded, value: Worded, isCode = false): CoverFact => ({
    id,
    name,
    value,
    isCode,
  });
  return [
    fact("number", worded("Number", "编号"), report.number === null ? notIssued : same(report.number)),
    fact("status", worded("Standing", "状态"), statusWords[report.status]),
    fact("version", worded("Version", "版本"), same(String(report.version))),
    fact("origin", worded("Data", "数据"), originWords[center.origin]),
    fact("period", worded("Period", "期间"), worded(`${en} (${span})`, `${zh}（${span}）`)),
    fact("zone", worded("Time zone of days and months", "日与月所用时区"), same(center.timeZone)),
    fact("boundary", worded("IT energy is measured at", "IT 电量计量位置"), boundaryOf(center.itBoundary)),
    fact("drafter", worded("Drafted by", "起草人"), signed(report.draftedBy, report.draftedAt)),
    fact("reviewer", worded("Reviewed by", "复核人"), signed(report.reviewer, report.reviewedAt)),
    fact("issuer", worded("Issued by", "签发人"), signed(report.issuer, report.issuedAt)),
    fact("supersedes", worded("Supersedes", "取代"), same(report.supersedes ?? "–")),
    fact("software", worded("Program", "程序版本"), programsOf(report, drawing)),
    fact("hash", worded("Content SHA-256", "内容 SHA-256"), same(report.contentSha256), true),
    fact(
      "seal",
      worded("Seal in the chain", "签章链"),
      same(seal ? `${seal.seq} · ${seal.hash}` : "–"),
      true,
    ),
    fact("key", worded("Public key", "公钥"), same(seal?.publicKey ?? "–"), true),
  ];
}

const notIssued = worded("not issued", "未签发");

/** In words; a boundary that a newer report knows stays as it is written. */
function boundaryOf(boundary: string): Worded {
  return Object.entries(boundaryWords).find(([id]) => id === boundary)?.[1] ?? same(boundary);
}

function programsOf({ software }: Report, drawing: string | undefined): Worded {
  const own = software ?? "–";
  if (drawing === undefined || drawing === software) return same(own);
  return worded(`${own}; this file was made by ${drawing}`, `${own}；本文件由 ${drawing} 生成`);
}
