/**
 * What stands beside the numbers of the CSV: which report it is, what was missing and when, the notes of each table,
 * and what each method means. Source: features 6 "CSV" (notes in a sidecar).
 */
import type { Report, ReportBlock, Worded } from "@aidc/contract";
import { periodTitle } from "@aidc/domain";
import { toCsv } from "../csv.ts";
import type { Cell, Column } from "../table.ts";
import { tableNotes } from "./report-tables.ts";

const columns: readonly Column[] = ["kind", "subject", "en", "zh", "from", "to"].map(
  (name): Column => ({ name, kind: "text", unit: null }),
);

export function reportNotes(report: Report): Buffer {
  const { content } = report;
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  return toCsv({
    columns,
    rows: [
      ...facts(report).map(([name, value]) => ["report", name, value, value, null, null]),
      ...content.findings.map((finding) => worded("finding", "", finding)),
      ...content.gaps.map(({ what, from, to }): Cell[] => ["gap", "", what.en, what.zh, from, to]),
      ...blocks.flatMap(notesOf),
      ...content.methods.map(({ id, version, definition }) =>
        worded("method", `${id} ${version}`, definition),
      ),
    ],
  });
}

const worded = (kind: string, subject: string, { en, zh }: Worded): Cell[] => [
  kind,
  subject,
  en,
  zh,
  null,
  null,
];

function notesOf(block: ReportBlock): Cell[][] {
  if (block.kind === "text") return [worded("text", block.id, block.text)];
  return block.kind === "table" ? tableNotes(block).map((note) => worded("note", block.id, note)) : [];
}

function facts({
  number,
  status,
  version,
  supersedes,
  contentSha256,
  seal,
  content,
}: Report): [string, Cell][] {
  const { center, period } = content;
  return [
    ["number", number],
    ["status", status],
    ["version", String(version)],
    ["supersedes", supersedes],
    ["center", center.name],
    ["origin", center.origin],
    ["period", `${periodTitle(period, center.timeZone).en}: ${period.from} - ${period.to}`],
    ["time zone", center.timeZone],
    ["IT energy measured at", center.itBoundary],
    ["content SHA-256", contentSha256],
    ["seal", seal === null ? null : `${seal.seq} ${seal.hash}`],
    ["public key", seal?.publicKey ?? null],
  ];
}
