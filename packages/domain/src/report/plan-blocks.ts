/** The plan of exactly this period beside what came of it: one bar a figure, and a table with the source of each. */
import type { Figure, ReportChart, ReportFigure, ReportTable } from "@aidc/contract";
import type { Cell } from "./cells.ts";
import { column, label, number, table } from "./cells.ts";
import type { Block } from "./part.ts";
import { isShare, printedText, textInRow, worded } from "./words.ts";

/** Empty where nothing was planned. */
export function planBlocks(figures: readonly ReportFigure[], period: string): Block[] {
  const planned = figures.filter(({ plan }) => plan !== undefined);
  return planned.length === 0 ? [] : [planChart(planned, period), planTable(planned)];
}

/** Of what was planned, in percent; unknown beside a plan of nothing. */
function shareOfPlan({ figure, plan }: ReportFigure): number | null {
  if (!plan || plan.value === 0 || figure.value === null) return null;
  return (figure.value / plan.value) * 100;
}

function planChart(planned: readonly ReportFigure[], period: string): ReportChart {
  const near = planned.filter((row) => shareOfPlan(row) !== null).length;
  return {
    ...{ kind: "chart", id: "plan_share", form: "bar", unit: "%", digits: 1, limit: null },
    title: worded(
      `What came of the plan: ${near} of ${planned.length} planned figures are known`,
      `计划完成情况：${planned.length} 项计划指标中 ${near} 项已知`,
    ),
    series: planned.map((row) => {
      const value = shareOfPlan(row);
      const { coverage } = row.figure;
      const why = value === null ? { reason: row.figure.reason ?? "no_data" } : {};
      return {
        id: row.id,
        title: row.title,
        points: [{ label: period, from: null, value, ...why, coverage }],
      };
    }),
  };
}

function planTable(planned: readonly ReportFigure[]): ReportTable {
  const rows = planned.flatMap((row) => {
    const { id, title, figure, plan, digits } = row;
    if (!plan) return [];
    return [
      {
        ...{ id, label: title },
        cells: [
          label(plannedText(row)),
          figure.value === null ? number(null, figure.reason) : label(textInRow(row.figure, row.digits)),
          differenceCell(figure, plan.value, digits),
          number(shareOfPlan(row), figure.reason),
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

/** With its sign; a share in percentage points. Taken first and rounded last. */
function differenceCell(figure: Figure, plan: number, digits: number): Cell {
  if (figure.value === null) return number(null, figure.reason);
  const by = figure.value - plan;
  const share = isShare(figure);
  const size = Math.abs(by * (share ? 100 : 1)).toFixed(share ? Math.max(0, digits - 2) : digits);
  const sign = Number(size) === 0 ? "±" : by > 0 ? "+" : "−";
  const { unit } = figure;
  const told = share ? "pp" : ["ratio", "count", "a"].includes(unit) ? "" : unit;
  return label(told === "" ? `${sign}${size}` : `${sign}${size} ${told}`);
}
