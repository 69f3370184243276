/**
 * A report's tables and charts as they are read: every unknown value is a dash with a mark, and a note below says why,
 * one for each reason. Screen, PDF, XLSX and CSV take both from here. Source: standards 1.1 (unknown is told with why).
 */
import type { Figure, Reason, ReportChart, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import type { Cell } from "./cells.ts";
import { same } from "./cells.ts";
import { printedNumber } from "./printed-number.ts";
import { isPartly, reasonWords, textInRow, worded } from "./words.ts";

export interface Footnotes {
  /** Of what has no value: a dash with the mark of its reason. */
  dash(reason: Reason | undefined): string;
  /** Under what carries the marks, in their order. */
  readonly marked: readonly Worded[];
  /** For files and drawings, where nothing carries a mark: how often, and why. */
  readonly counted: readonly Worded[];
}

/** Of everything unknown in one table or chart, in the order in which it is read. */
export function footnotesOf(reasons: readonly (Reason | undefined)[]): Footnotes {
  const counts = new Map<Reason, number>();
  for (const reason of reasons) if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const order = [...counts.keys()];
  const markOf = (reason: Reason) => footnoteMark(order.indexOf(reason) + 1);
  return {
    dash: (reason) => (reason && counts.has(reason) ? `–${markOf(reason)}` : "–"),
    marked: order.map((reason) => {
      const { en, zh } = reasonWords[reason];
      return worded(`${markOf(reason)} ${en}`, `${markOf(reason)} ${zh}`);
    }),
    counted: [...counts].map(([reason, count]) => {
      const { en, zh } = reasonWords[reason];
      return worded(`No value (${count}): ${en}`, `无数值（${count} 处）：${zh}`);
    }),
  };
}

/**
 * A digit in a ring: raised digits above 4 are in few faces of both languages, and the dash before a plain one would
 * make a negative number of it.
 */
export const footnoteMark = (mark: number): string =>
  mark <= ringed ? String.fromCodePoint(firstRing + mark - 1) : `(${mark})`;

const firstRing = 0x2460;
const ringed = 20;

/** Why earlier periods have no value; a figure's own reason stands beside its name. */
export function earlierFootnotes(earlier: readonly (Figure | null | undefined)[]): Footnotes {
  const footnotes = footnotesOf(
    earlier.map((figure) => (figure?.value === null ? figure.reason : undefined)),
  );
  if (!earlier.some((figure) => figure && isPartly(figure))) return footnotes;
  const { marked, counted } = footnotes;
  return { ...footnotes, marked: [...marked, partly], counted: [...counted, partly] };
}

const partly = worded(
  "(n %) after an earlier value: so much of its own period is known, compare with care",
  "早前数值后的（n %）：该期间仅已知这一部分，比较时请注意",
);

export const earlierOf = (figures: readonly ReportFigure[]): (Figure | null)[] =>
  figures.flatMap(({ previous, lastYear }) => [previous, lastYear]);

/** A value of another period; empty where it is not compared. */
export function earlierText(figure: Figure | null, digits: number, { dash }: Footnotes): string {
  if (figure === null) return "";
  return figure.value === null ? dash(figure.reason) : textInRow(figure, digits);
}

const isUnknown = ({ value, text, words }: Cell): boolean =>
  value === null && text === null && words === undefined;

export function tableFootnotes({ rows }: ReportTable): Footnotes {
  const cells = rows.flatMap((row) => row.cells);
  return footnotesOf(cells.map((cell) => (isUnknown(cell) ? cell.reason : undefined)));
}

/** @param digits of its column */
export function cellText(cell: Cell, digits: number, { dash }: Footnotes): Worded {
  if (cell.value !== null) return same(cell.text ?? printedNumber(cell.value, digits));
  if (cell.words !== undefined) return cell.words;
  return same(cell.text ?? dash(cell.reason));
}

export function chartFootnotes({ series }: ReportChart): Footnotes {
  const points = series.flatMap((one) => one.points);
  return footnotesOf(points.map(({ value, reason }) => (value === null ? reason : undefined)));
}

/** Bars have their numbers beside them, which carry the marks; lines, columns and heat have only gaps. */
export const isNumbered = ({ form, series }: ReportChart): boolean =>
  form === "waterfall" ||
  (form === "bar" && series.some(({ points }) => points.some(({ from }) => from === null)));

export function chartNotes(chart: ReportChart): readonly Worded[] {
  const { marked, counted } = chartFootnotes(chart);
  return isNumbered(chart) ? marked : counted;
}
