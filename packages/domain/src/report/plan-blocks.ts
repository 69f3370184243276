/** The plan of exactly this period beside what came of it: one bar a figure, and a table with the source of each. */
import type { Figure, ReportChart, ReportFigure, ReportTable } from "@aidc/contract";
import type { Cell } from "./cells.ts";
import { column, label, number, printed, table } from "./cells.ts";
import type { Block } from "./part.ts";
import type { ReportPeriod } from "./period.ts";
import { signedNumber } from "./printed-number.ts";
import { besideRunning } from "./running.ts";
import { isShare, printedText, textInRow, worded } from "./words.ts";

/** Empty where nothing was planned. */
export function planBlocks(figures: readonly ReportFigure[], { name, runsToMs }: ReportPeriod): Block[] {
  const planned = figures.filter(({ plan }) => plan !== undefined);
  if (planned.length === 0) return [];
  // The plan of a whole period says nothing of what a sum of a part of it should be.
  const compared =
    runsToMs === undefined
      ? planned
      : planned.map((row) => ({ ...row, comparable: besideRunning(row.figure) }));
  return [planChart(compared, name), planTable(compared)];
}

/** With the figure as far as it may be held against the plan; absent: as it is. */
type PlannedRow = ReportFigure & { readonly comparable?: Figure };

/** Of what was planned, in percent; unknown beside a plan of nothing. */
function shareOfPlan({ plan, ...row }: PlannedRow): number | null {
  const figure = row.comparable ?? row.figure;
  if (!plan || plan.value === 0 || figure.value === null) return null;
  return (figure.value / plan.value) * 100;
}

function planChart(planned: readonly PlannedRow[], period: string): ReportChart {
  const near = planned.filter((row) => shareOfPlan(row) !== null).length;
  return {
    kind: "chart",
    id: "plan_share",
    form: "bar",
    unit: "%",
    digits: 1,
    limit: null,
    title: worded(
      `What came of the plan: ${near} of ${planned.length} planned figures are known`,
      `计划完成情况：${planned.length} 项计划指标中 ${near} 项已知`,
    ),
    series: planned.map((row) => {
      const value = shareOfPlan(row);
      const { coverage, reason } = row.comparable ?? row.figure;
      const why = value === null ? { reason: reason ?? "no_data" } : {};
      return {
        id: row.id,
        title: row.title,
        points: [{ label: period, from: null, value, ...why, coverage }],
      };
    }),
  };
}

function planTable(planned: readonly PlannedRow[]): ReportTable {
  const rows = planned.flatMap((row) => {
    const { id, title, figure, plan, digits, comparable = figure } = row;
    if (!plan) return [];
    return [
      {
        id,
        label: title,
        cells: [
          valueCell(figure, plan.value, plannedText(row)),
          figure.value === null
            ? number(null, figure.reason)
            : valueCell(figure, figure.value, textInRow(figure, digits)),
          differenceCell(comparable, plan.value, digits),
          number(shareOfPlan(row), comparable.reason),
          label(`${plan.source} (${plan.version})`),
        ],
      },
    ];
  });
  const columns = [
    column("plan", "Plan", "计划", "", 0),
    column("actual", "Actual", "实际", "", 0),
    column("difference", "Difference", "差值", "", 0),
    column("share", "Of the plan", "占计划", "%", 1),
    column("source", "Source (version)", "来源（版本）", "", 0),
  ];
  return table("plan", worded("Plan and actual", "计划与实际"), columns, rows);
}

export function plannedText({ figure, plan, digits }: ReportFigure): string {
  return plan ? printedText({ ...figure, value: plan.value }, digits) : "";
}

/** To the plan. */
function differenceCell(figure: Figure, plan: number, digits: number): Cell {
  return figure.value === null ? number(null, figure.reason) : byCell(figure, figure.value - plan, digits);
}

/** With its sign; a share in percentage points. Taken first and rounded last. */
export function byCell(figure: Figure, by: number, digits: number): Cell {
  const share = isShare(figure);
  const told = share ? by * 100 : by;
  const size = signedNumber(told, share ? Math.max(0, digits - 2) : digits);
  const unit = share ? "pp" : toldUnit(figure);
  return printed(unit === "" ? size : `${size} ${unit}`, told, unit);
}

/** A value of the figure as it is printed, and as a number in the same unit: a share in percent. */
export function valueCell(figure: Figure, value: number, text: string): Cell {
  const share = isShare(figure);
  return printed(text, share ? value * 100 : value, share ? "%" : toldUnit(figure));
}

const toldUnit = ({ unit }: Figure): string => (["ratio", "count", "a"].includes(unit) ? "" : unit);
