/**
 * What stands beside the numbers of the CSV: which report it is, what it restates and why, what was missing and when,
 * the notes of each table, and what each method means. Source: features 6 "CSV" (notes in a sidecar).
 */
import type { Report, ReportBlock, Worded } from "@aidc/contract";
import { coverFacts, restatedLines } from "@aidc/domain";
import { toCsv } from "../csv.ts";
import type { Cell, Column } from "../table.ts";
import { tableNotes } from "./report-tables.ts";
import { isPlain } from "./report-view.ts";

const columns: readonly Column[] = ["kind", "subject", "en", "zh", "from", "to"].map(
  (name): Column => ({ name, kind: "text", unit: null }),
);

export function reportNotes(report: Report): Buffer {
  const { content } = report;
  const { center } = content;
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  return toCsv({
    columns,
    rows: [
      ["report", "center", center.name, center.nameZh ?? center.name, null, null],
      ...coverFacts(report).map(({ id, value }) => worded("report", id, value)),
      ...content.findings.map((finding) => worded("finding", "", finding)),
      ...restated(report),
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

/** Of a later version: what it tells otherwise than the one before, why, and by whom. */
function restated({ restatement }: Report): Cell[][] {
  const zh = restatedLines(restatement, "zh");
  const text = ({ title, old, new: next, cause, by }: ReturnType<typeof restatedLines>[number]) =>
    `${title}: ${old} → ${next} (${cause}; ${by})`;
  return restatedLines(restatement, "en").flatMap((line, at) => {
    const other = zh[at];
    return other ? [worded("restatement", line.figure, { en: text(line), zh: text(other) })] : [];
  });
}

function notesOf(block: ReportBlock): Cell[][] {
  if (block.kind === "text") return [worded("text", block.id, block.text)];
  if (block.kind !== "table") return [];
  const columns = block.columns.map(({ id, title, unit }) => {
    const told = isPlain(unit) ? "" : ` (${unit})`;
    return worded("column", `${block.id}.${id}`, { en: `${title.en}${told}`, zh: `${title.zh}${told}` });
  });
  return [...columns, ...tableNotes(block).map((note) => worded("note", block.id, note))];
}
