/** What page and paper draw of a chart alike: whether it is drawn at all, and the shades of a heat map. */
import type { ReportChart, Worded } from "@aidc/contract";
import { isCovered } from "../figure/figure.ts";
import { printedNumber } from "./printed-number.ts";
import { chartFootnotes } from "./report-view.ts";
import { worded } from "./words.ts";

/** Of a line or of bars two values are told by the title, which names the least and the greatest. */
const fewest = { line: 3, bar: 3, heat: 2 } as const;

/**
 * Two values in an empty frame say less than a sentence, and so does what is one number all the time. What has its
 * numbers beside it needs no second one.
 * @returns null: it is drawn
 */
export function undrawn({ form, series, digits }: ReportChart): Worded | null {
  const points = series.flatMap((one) => one.points);
  if (form === "waterfall" || form === "flow" || points.some(({ from }) => from === null)) return null;
  const known = series.map(({ points }) => knownOf(points));
  const count = known.reduce((sum, { length }) => sum + length, 0);
  const most = form === "heat" ? count : Math.max(0, ...known.map(({ length }) => length));
  if (most < fewest[form])
    return worded(
      `${count} of ${points.length} values ${count === 1 ? "is" : "are"} known, so no chart is drawn.`,
      `${points.length} 个数值中已知 ${count} 个，不绘图。`,
    );
  const isOne = known.every((values) => new Set(values.map((one) => one.toFixed(digits))).size === 1);
  // Rows of a heat map are read beside each other.
  if (form === "heat" || count < points.length || !isOne) return null;
  return worded("It does not change, so no chart is drawn.", "期间无变化，不绘图。");
}

/** A share is drawn of a hundred, so that half is half of the height; anything else of the most there is. */
export const leastTop = ({ unit }: Pick<ReportChart, "unit">): number => (unit === "%" ? 100 : 0);

interface HeatCell {
  readonly label: string;
  /** From 0; null: not known. */
  readonly shade: number | null;
  /** Its time is covered, or as good as. */
  readonly isWhole: boolean;
  readonly text: string;
}

export interface Heat {
  /** The legend, from the least on; the sixth is of what lies above all. */
  readonly steps: readonly string[];
  /** Of many columns only some have room for their name; the others' is empty. */
  readonly columns: readonly { readonly label: string; readonly name: string }[];
  /** There is room for a number in each cell. */
  readonly isNumbered: boolean;
  readonly rows: readonly {
    readonly id: string;
    readonly title: Worded;
    readonly range: string;
    readonly cells: readonly HeatCell[];
  }[];
}

const shades = 5;
const mostNumbered = 16;
const mostNamed = 8;

export function layOutHeat(chart: ReportChart): Heat {
  const { series, unit, digits } = chart;
  const { dash } = chartFootnotes(chart);
  const text = (value: number) => printedNumber(value, digits);
  const most = Math.max(0, ...knownOf(series.flatMap((one) => one.points)));
  const top = leastTop(chart) || most || 1;
  const edges = Array.from({ length: shades + 1 }, (_, at) => (top / shades) * at);
  const named = (value: number) => (unit === "%" ? String(value) : text(value));
  const steps = edges.slice(0, -1).map((from, at) => `${named(from)}–${named(edges[at + 1] ?? top)}`);
  const shadeOf = (value: number) =>
    value > top ? shades : Math.min(shades - 1, Math.max(0, Math.floor((value / top) * shades)));
  const labels = series[0]?.points.map(({ label }) => label) ?? [];
  const each = labels.length <= mostNumbered ? 1 : Math.ceil(labels.length / mostNamed);
  return {
    steps: most > top ? [...steps, `> ${named(top)}`] : steps,
    // The year stands in the period.
    columns: labels.map((label, at) => ({ label, name: at % each === 0 ? label.slice(5) : "" })),
    isNumbered: labels.length <= mostNumbered,
    rows: series.map(({ id, title, points }) => ({
      id,
      title,
      range: rangeOf(knownOf(points), text),
      cells: points.map(({ label, value, reason, coverage }) => ({
        label,
        shade: value === null ? null : shadeOf(value),
        isWhole: value !== null && (coverage === null || isCovered(coverage)),
        text: value === null ? dash(reason) : text(value),
      })),
    })),
  };
}

const knownOf = (points: ReportChart["series"][number]["points"]): number[] =>
  points.flatMap(({ value }) => value ?? []);

function rangeOf(values: readonly number[], text: (value: number) => string): string {
  if (values.length === 0) return "–";
  const [low, high] = [text(Math.min(...values)), text(Math.max(...values))];
  return low === high ? low : `${low}–${high}`;
}
