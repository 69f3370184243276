/** Which days of a table are withheld, so that a planner sees why a figure of the whole period is withheld too. */
import type { ReportTable, Worded } from "@aidc/contract";
import { worded } from "./words.ts";

type Row = ReportTable["rows"][number];

/** @param rows one for each day, in order. None where all are told */
export function withheldNote(rows: readonly Row[]): Worded[] {
  const isWithheld = rows.map(({ cells }) => cells.some(({ reason }) => reason === "suppressed"));
  const days = isWithheld.filter(Boolean).length;
  if (days === 0) return [];
  const spans = rows.flatMap(({ id }, first) => {
    if (!isWithheld[first] || isWithheld[first - 1]) return [];
    const next = isWithheld.indexOf(false, first);
    const last = rows.at(next === -1 ? -1 : next - 1)?.id ?? id;
    return last === id ? id : `${id} - ${last}`;
  });
  const [en, zh] = [spans.join(", "), spans.join("、")];
  return [
    worded(
      `Withheld in part or whole: ${days} of ${rows.length} days (${en}). What a period that holds such a day would tell is withheld with it: from its sum and the days told here the others would follow.`,
      `部分或全部不予公布：${rows.length} 天中有 ${days} 天（${zh}）。包含此类日期的期间合计亦不公布，否则可由合计与其余各日推算。`,
    ),
  ];
}
