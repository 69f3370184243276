/** Economics: what was earned, what it cost, and what a published scenario says. */
import type { ReportTable } from "@aidc/contract";
import { column, number, same, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import { billedOf, isMonthTellable, perKwhOf, perPflopsHourOf, revenueOf } from "../money-figures.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { unmeasured } from "../report-methods.ts";
import { worded } from "../words.ts";

export const economicsChapter: ChapterPart = {
  id: "economics",
  title: worded("Economics", "经济"),
  figures: () => rows,
  raw: (inputs) => [revenue(inputs)],
  blocks: (facts) => [
    figureList(facts, "economics", "Economics", "经济指标"),
    textBlock(
      "economics_note",
      "Costs other than energy and no investment scenario are recorded, so cost split, payback and net present value are not told.",
      "未记录电费以外的成本及投资情景,因此不给出成本构成、回收期和净现值。",
    ),
  ],
};

const rows: readonly FigureRow[] = [
  {
    id: "economics.revenue",
    title: worded("Revenue by issued statements", "收入(已签发账单)"),
    formula: "sum(raw.revenue.billed)",
    digits: 2,
    onlyNow: true,
    make: revenueOf,
  },
  {
    id: "economics.revenue_per_kwh",
    title: worded("Revenue per kWh of facility energy", "每千瓦时收入"),
    formula: "sum(raw.revenue.billed) / sum(raw.energy_day.facility_kwh)",
    digits: 4,
    onlyNow: true,
    make: perKwhOf,
  },
  {
    id: "economics.revenue_per_pflops_hour",
    title: worded("Revenue per rated PFLOPS-hour", "每 PFLOPS 小时收入"),
    formula: "sum(raw.revenue.billed) / (sum(raw.accelerators.headline_pflops) * sum(raw.energy_day.hours))",
    digits: 4,
    onlyNow: true,
    make: perPflopsHourOf,
  },
  {
    id: "economics.payback",
    title: worded("Payback of a recorded scenario", "情景投资回收期"),
    formula: "not measured",
    digits: 1,
    onlyNow: true,
    make: ({ period }) => unmeasured("payback", "payback", "a", period.window, "no_data"),
  },
];

function revenue(inputs: ReportInputs): ReportTable {
  const { currency } = inputs.document.center;
  const rows = inputs.revenue.map((month) => ({
    id: month.month,
    label: same(month.month),
    cells: [
      month.byTenant.length === 0
        ? number(null)
        : isMonthTellable(month)
          ? number(billedOf(inputs, month))
          : number(null, "suppressed"),
    ],
  }));
  const columns = [column("billed", "Billed by issued statements", "已签发账单金额", currency, 2)];
  return table("revenue", worded("Revenue by month", "按月收入"), columns, rows);
}
