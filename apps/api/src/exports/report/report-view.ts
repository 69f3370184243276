/**
 * A report as a page shows it in one language: every number is printed text already, rounded where the report says,
 * so that PDF and screen cannot differ. Charts keep their numbers besides, to be drawn.
 */
import type { Report, ReportBlock, ReportChart, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import type { Footnotes, Heat, PlacedFlow, RestatedGroup } from "@aidc/domain";
import {
  asideOf,
  cellText,
  chartFootnotes,
  chartNotes,
  coverageText,
  coverFacts,
  earlierFootnotes,
  earlierOf,
  earlierText,
  gradeWords,
  instantText,
  isCovered,
  isRecorded,
  layOutFlow,
  layOutHeat,
  leastTop,
  limitSigns,
  periodTitle,
  printedNumber,
  printedText,
  restatedGroups,
  tableFootnotes,
  undrawn,
} from "@aidc/domain";
import type { PrintWords } from "./print-words.ts";
import { printWords } from "./print-words.ts";

export type ReportLanguage = "zh" | "en";

export interface Drawing {
  readonly language: ReportLanguage;
  /** The program that draws: what another one drew may look otherwise, so its pages name it. */
  readonly software: string;
}

export interface ReportView {
  readonly language: ReportLanguage;
  readonly words: PrintWords;
  readonly head: { readonly center: string; readonly line: string; readonly hash: string };
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly note: string;
  readonly headline: string;
  readonly restatement: readonly RestatedGroup[];
  readonly chapters: readonly { readonly title: string; readonly blocks: readonly BlockView[] }[];
}

type BlockView = { readonly kind: "text"; readonly text: string } | FiguresView | TableView | ChartView;

interface FiguresView {
  readonly kind: "figures";
  readonly title: string;
  readonly rows: readonly FigureRowView[];
  /** Why earlier periods have no value. */
  readonly notes: readonly string[];
}

interface FigureRowView {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  /** Why there is none; empty where there is one. */
  readonly why: string;
  readonly previous: string;
  readonly lastYear: string;
  readonly limit: string;
  readonly plan: string;
  readonly covered: string;
  readonly grade: string;
  readonly formula: string;
}

/** A year of days is printed; a row for each of a thousand racks is for those who compute, and they have the files. */
const mostRows = 400;
/** Of a longer table: what it holds is seen on a page, and a half of it helps nobody. */
const firstRows = 40;

/** The same with long tables cut, each saying how many rows there are and where. */
export function cutForPrint(view: ReportView): ReportView {
  const cut = (block: BlockView): BlockView =>
    block.kind === "table" && block.rows.length > mostRows
      ? {
          ...block,
          rows: block.rows.slice(0, firstRows),
          below: block.below.slice(0, firstRows),
          anchors: block.anchors.slice(0, firstRows),
          notes: [...block.notes, view.words.cut(firstRows, block.rows.length)],
        }
      : block;
  const chapters = view.chapters.map((chapter) => ({ ...chapter, blocks: chapter.blocks.map(cut) }));
  return { ...view, chapters };
}

interface TableView {
  readonly kind: "table";
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** Of the rows of a table too wide for a page: its texts, each with the name of its column; else empty. */
  readonly below: readonly string[];
  /** Of the rows, where figures lead to them: the ids of the figures. */
  readonly anchors: readonly string[];
  readonly notes: readonly string[];
}

interface ChartView {
  readonly kind: "chart";
  readonly form: ReportChart["form"];
  readonly title: string;
  readonly unit: string;
  /** Every label is a number: points have no order in time. */
  readonly isScatter: boolean;
  /** Bars of one time after the other. */
  readonly isOverTime: boolean;
  readonly alt: string;
  readonly limit: { readonly value: number; readonly text: string } | null;
  readonly leastTop: number;
  /** Least and greatest of what is drawn, as they are printed; null: nothing is known. */
  readonly axis: { readonly low: string; readonly high: string } | null;
  readonly flow: FlowView | null;
  readonly heat: HeatView | null;
  /** Why there is no picture; empty where there is one. */
  readonly undrawn: string;
  readonly series: readonly {
    readonly title: string;
    readonly points: readonly {
      readonly label: string;
      readonly value: number | null;
      readonly text: string;
      /** Its time is covered, or as good as. */
      readonly isWhole: boolean;
    }[];
  }[];
  /** Why points have no value. */
  readonly notes: readonly string[];
}

/** Laid out in pt, so that paper draws what the screen draws. */
interface HeatView extends Pick<Heat, "steps" | "isNumbered"> {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly title: string;
    readonly range: string;
    readonly cells: Heat["rows"][number]["cells"];
  }[];
}

interface FlowView extends Pick<PlacedFlow, "links" | "height"> {
  readonly bands: readonly (PlacedFlow["nodes"][number] & {
    readonly title: string;
    readonly text: string;
    readonly isUnknown: boolean;
  })[];
}

/** Of a page without its margins. */
const flowRoom = { width: 474, tallest: 170, nodeWidth: 6, labelWidth: 108, line: 19 };

export function viewReport(report: Report, { language, software }: Drawing): ReportView {
  const say = (text: Worded): string => text[language];
  const words = printWords[language];
  const { content } = report;
  const figures = new Map(content.figures.map((figure) => [figure.id, figure]));
  const name = language === "zh" ? (content.center.nameZh ?? content.center.name) : content.center.name;
  const number = report.number ?? words.notIssued;
  return {
    language,
    words,
    head: {
      center: name,
      line: `${name} · ${words.report} ${say(periodTitle(content.period, content.center.timeZone))} · ${number} · ${words.status[report.status]}`,
      hash: `${content.center.timeZone} · ${report.contentSha256.slice(0, 8)}…${report.contentSha256.slice(-8)}`,
    },
    facts: coverFacts(report, software).map(({ name, value }): [string, string] => [say(name), say(value)]),
    note: words.origin[content.center.origin],
    headline: say(content.headline),
    restatement: restatedGroups(report.restatement, language),
    chapters: content.chapters.map((chapter) => ({
      title: say(chapter.title),
      blocks: chapter.blocks.map((block) =>
        viewBlock(block, figures, say, { words, timeZone: content.center.timeZone }),
      ),
    })),
  };
}

function viewBlock(
  block: ReportBlock,
  figures: ReadonlyMap<string, ReportFigure>,
  say: (text: Worded) => string,
  { words, timeZone }: { readonly words: PrintWords; readonly timeZone: string },
): BlockView {
  switch (block.kind) {
    case "text":
      return { kind: "text", text: say(block.text) };
    case "figures": {
      const rows = block.figures.flatMap((id) => figures.get(id) ?? []);
      const footnotes = earlierFootnotes(earlierOf(rows));
      return {
        kind: "figures",
        title: say(block.title),
        rows: rows.map((row) => viewFigure(row, footnotes, say, words)),
        notes: footnotes.marked.map(say),
      };
    }
    case "table":
      return foldTexts(viewTable(block, say, timeZone));
    case "chart":
      return viewChart(block, say, words);
  }
}

function viewFigure(
  row: ReportFigure,
  footnotes: Footnotes,
  say: (text: Worded) => string,
  words: PrintWords,
): FigureRowView {
  const { figure, limit, digits } = row;
  const caveat = asideOf(figure);
  const bound =
    limit && `${limitSigns[limit.side]} ${printedText({ ...figure, value: limit.value }, digits)}`;
  return {
    id: row.id,
    title: say(row.title),
    value: printedText(figure, digits),
    why: caveat === null ? "" : say(caveat),
    previous: earlierText(row.previous, digits, footnotes),
    lastYear: earlierText(row.lastYear, digits, footnotes),
    limit: bound === null ? "" : `${bound}${limit?.kept === false ? ` ${words.missed}` : ""}`,
    plan: row.plan ? printedText({ ...figure, value: row.plan.value }, digits) : "",
    covered: coverageText(figure.coverage),
    grade: isRecorded(figure) ? words.recorded : say(gradeWords[figure.grade]),
    formula: row.formula,
  };
}

function viewTable(table: ReportTable, say: (text: Worded) => string, timeZone: string): TableView {
  const columns = table.columns.map(({ title, unit }) => ({
    title: isPlain(unit) ? say(title) : `${say(title)} (${unit})`,
    isNumber: unit !== "",
  }));
  const footnotes = tableFootnotes(table);
  const rows = table.rows.map((row) => [
    say(row.label),
    ...row.cells.map((cell, at) =>
      instantText(say(cellText(cell, table.columns[at]?.digits ?? 0, footnotes)), timeZone),
    ),
  ]);
  return {
    kind: "table",
    title: say(table.title),
    columns: [{ title: "", isNumber: false }, ...columns],
    rows,
    below: [],
    anchors: table.id === "definitions" ? table.rows.map(({ id }) => id) : [],
    notes: [...table.notes, ...footnotes.marked].map(say),
  };
}

/** More columns than a page has room for, with texts in several: they stand below the name of their row. */
const mostColumns = 9;
const mostTexts = 4;

function foldTexts(table: TableView): TableView {
  const { columns, rows } = table;
  const isText = columns.map(({ isNumber }, at) => at > 0 && !isNumber);
  if (columns.length <= mostColumns || isText.filter(Boolean).length < mostTexts) return table;
  const kept = <T>(cells: readonly T[]) => cells.filter((_, at) => !isText[at]);
  const below = rows.map((row) =>
    row
      .flatMap((cell, at) => (isText[at] && cell !== "" ? [`${columns[at]?.title}: ${cell}`] : []))
      .join(" · "),
  );
  return { ...table, columns: kept(columns), rows: rows.map(kept), below };
}

function viewChart(chart: ReportChart, say: (text: Worded) => string, words: PrintWords): ChartView {
  const { dash } = chartFootnotes(chart);
  const few = undrawn(chart);
  const text = (value: number) => printedNumber(value, chart.digits);
  const series = chart.series.map(({ title, points }) => ({
    title: say(title),
    points: points.map(({ label, value, reason, coverage }) => ({
      label: words.steps[label] ?? label,
      value,
      text: value === null ? dash(reason) : text(value),
      isWhole: coverage === null || isCovered(coverage),
    })),
  }));
  const read = series.map(
    ({ title, points }) => `${title}: ${points.map((point) => `${point.label} ${point.text}`).join(", ")}`,
  );
  const known = [
    ...chart.series.flatMap(({ points }) => points.flatMap(({ value }) => value ?? [])),
    ...(chart.limit && chart.form === "line" ? [chart.limit.value] : []),
    ...(chart.form === "bar" ? [leastTop(chart)] : []),
  ];
  const bands = (chart.flow?.bands ?? []).map(({ title, value }) => `${say(title)} ${text(value)}`);
  return {
    kind: "chart",
    form: chart.form,
    title: say(chart.title),
    unit: chart.unit,
    isScatter:
      chart.form === "line" &&
      chart.series.every(({ points }) => points.every((point) => point.value === null || isAtNumber(point))),
    isOverTime:
      chart.form === "bar" && chart.series.every(({ points }) => points.every(({ from }) => from !== null)),
    alt: `${say(chart.title)} (${chart.unit}). ${[...read, ...bands].join(". ")}`,
    limit: chart.limit && { value: chart.limit.value, text: `${words.limit} ${text(chart.limit.value)}` },
    leastTop: leastTop(chart),
    axis: known.length > 0 ? { low: text(Math.min(...known)), high: text(Math.max(...known)) } : null,
    flow: viewFlow(chart, say),
    heat: viewHeat(chart, say),
    undrawn: few === null ? "" : say(few),
    series,
    notes: chartNotes(chart).map(say),
  };
}

function viewHeat(chart: ReportChart, say: (text: Worded) => string): HeatView | null {
  if (chart.form !== "heat") return null;
  const { steps, isNumbered, columns, rows } = layOutHeat(chart);
  return {
    steps: steps.map((step) => (isPlain(chart.unit) ? step : `${step} ${chart.unit}`)),
    isNumbered,
    columns: columns.map(({ name }) => name),
    rows: rows.map(({ title, range, cells }) => ({ title: say(title), range, cells })),
  };
}

function viewFlow({ flow, unit, digits }: ReportChart, say: (text: Worded) => string): FlowView | null {
  if (!flow) return null;
  const { nodes, links, height } = layOutFlow(flow, flowRoom);
  const bands = nodes.flatMap((node) => {
    const band = flow.bands.find(({ id }) => id === node.id);
    if (!band) return [];
    const { title, value, isUnknown } = band;
    return [{ ...node, isUnknown, title: say(title), text: `${printedNumber(value, digits)} ${unit}` }];
  });
  return { bands, links, height };
}

/** Counts and ratios are numbers by themselves. */
export const isPlain = (unit: string): boolean => unit === "" || unit === "count" || unit === "ratio";

const isAtNumber = ({ label }: { readonly label: string }): boolean => /^-?\d+(\.\d+)?$/.test(label);
