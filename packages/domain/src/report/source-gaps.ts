/**
 * Gaps and silences by meter and rack: a side of the balance says when something of it was not heard, and here stands what.
 * Servers are told with their rack, as everywhere in a report. Source: standards 1.1 (max gap, bridged intervals).
 */
import type { ReportTable } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { column, hourMs, label, number, same, say, table } from "./cells.ts";
import type { ReportInputs, SourceGap } from "./inputs.ts";
import { worded } from "./words.ts";

const sideWords = { facility: worded("facility", "总用电"), it: worded("IT", "IT 用电") } as const;
const whatWords = {
  unknown: worded("not heard, energy unknown", "未收到数据，电量未知"),
  silent: worded("register silent, energy known as a whole", "电能表中断，总电量已知"),
} as const;

/** Beyond them a list is read by nobody; the raw table has all. */
const listedAtMost = 12;

/** Longest first. */
function rowsOf({ sourceGaps, document }: ReportInputs): ReportTable["rows"] {
  const names = new Map(document.meters.map(({ id, name }) => [id, name]));
  const nameOf = ({ kind, id }: SourceGap) => (kind === "meter" ? (names.get(id) ?? id) : id);
  const keyOf = ({ side, kind, id, what }: SourceGap) => `${side} ${kind} ${id} ${what}`;
  const rows = (sourceGaps?.rows ?? []).toSorted(
    (a, b) => b.lengthMs - a.lengthMs || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
  return rows.map((row) => ({
    id: keyOf(row),
    label: same(nameOf(row)),
    cells: [
      say(sideWords[row.side]),
      say(whatWords[row.what]),
      number(row.stretches),
      number(row.lengthMs / hourMs),
      label(isoOf(row.window.fromMs)),
      label(isoOf(row.window.toMs)),
    ],
  }));
}

const columns = [
  column("side", "Side", "侧", "", 0),
  column("what", "What is missing", "缺失内容", "", 0),
  column("stretches", "Stretches", "段数", "count", 0),
  column("hours", "Together", "合计", "h", 2),
  column("first", "First from", "首段开始", "", 0),
  column("last", "Last to", "末段结束", "", 0),
];

const title = worded("Gaps and silences by meter and rack", "各表计与机柜的缺口与中断");

const fineness = worded(
  "By the hour where a meter or server was heard for a part of a day, else by local day; servers are told with their rack, and what of them overlaps counts once. A server is not awaited before it came.",
  "某日部分时段有数据的按小时列出，否则按本地日；服务器并入其机柜，重叠时段计一次。服务器装入之前不计缺口。",
);

function notesOf({ sourceGaps }: ReportInputs) {
  const notSeen = (sourceGaps?.notSeen ?? []).map((side) =>
    worded(
      `Of ${sideWords[side].en} only silences of registers are listed here: too many meters and servers have gaps to look at each.`,
      `${sideWords[side].zh}侧仅列出电能表中断：存在缺口的表计与服务器过多，未逐一查找。`,
    ),
  );
  return [fineness, ...notSeen];
}

const isTold = ({ sourceGaps }: ReportInputs): boolean =>
  sourceGaps !== undefined && sourceGaps.rows.length + sourceGaps.notSeen.length > 0;

/** null: there are none, or nobody looked. */
export function sourceGapTable(inputs: ReportInputs): ReportTable | null {
  if (!isTold(inputs)) return null;
  const rows = rowsOf(inputs);
  const more = rows.length - listedAtMost;
  const rest = worded(
    `The ${listedAtMost} longest are listed, and ${more} more in raw.source_gaps.`,
    `列出时长最长的 ${listedAtMost} 项，另有 ${more} 项见 raw.source_gaps。`,
  );
  const notes = more > 0 ? [rest, ...notesOf(inputs)] : notesOf(inputs);
  return table("source_gap_list", title, columns, rows.slice(0, listedAtMost), notes);
}

/** All of them; none where there are none. */
export function sourceGapRaw(inputs: ReportInputs): ReportTable[] {
  return isTold(inputs) ? [table("source_gaps", title, columns, rowsOf(inputs), notesOf(inputs))] : [];
}
