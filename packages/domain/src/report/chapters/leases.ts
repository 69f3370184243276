/** Leases: how much of what is installed is let, what is asked for, and to how few it is let. */
import type { Figure, ReportTable } from "@aidc/contract";
import { isTellable } from "../../billing/neighbour-privacy.ts";
import { column, number, same, table } from "../cells.ts";
import { occupancyOf } from "../holding-figures.ts";
import type { ReportInputs } from "../inputs.ts";
import type { SpaceMeasure } from "../lease-measures.ts";
import { letShare, measuresTable, spaceMeasures } from "../lease-measures.ts";
import { concentration, sizesOf, totalOf } from "../lease-shares.ts";
import { leasedPflopsRow, leasedPflopsTable } from "../leased-pflops.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock, windowOf } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { leasesChart } from "../time-charts.ts";
import { worded } from "../words.ts";
import { groupFigures, groupRows, groupTable } from "./leases-by-tenant.ts";

export const leasesChapter: ChapterPart = {
  id: "leases",
  title: worded("Leases", "租约"),
  figures: (inputs) => [...rows, ...groupFigures(inputs)],
  raw: (inputs) => [
    measuresTable(inputs),
    leasedPflopsTable(inputs),
    pipeline(inputs),
    groups(inputs),
    ...groupRows(inputs),
  ],
  blocks: (facts) => [
    figureList(facts, "leases", "Leased, asked for and concentrated", "出租、意向与集中度"),
    leasesChart(facts.inputs),
    groupTable(facts.inputs, "terms"),
    textBlock(
      "measures_note",
      "A lease holds what it names by contract, and of cards, racks and units what is given for it. A lease of which that is not stated is in no share, and lowers its coverage; power is leased by leases of power alone.",
      "租约按合同计其所租之量；其加速卡、机柜与 U 数按为其指配的位置计。未登记指配位置的租约不计入相应占比，并降低其覆盖率；功率仅由功率租约计。",
    ),
    figureList(facts, "lease_class", "By class of tenant", "按租户类别"),
    groupTable(facts.inputs, "class"),
    figureList(facts, "lease_industry", "By industry of the tenants", "按租户行业"),
    groupTable(facts.inputs, "industry"),
    textBlock(
      "leases_note",
      "Groups of fewer than 3 tenants, or with one above 80 % of the group, are withheld, and with them others from which they would follow. Class and industry (sections of GB/T 4754-2017) are as operators stated them for the days of the period; what nobody stated is a group of its own and part of every share.",
      "租户少于 3 个或单一租户超过该组 80 % 的分组不予公布，可由其推算的分组一并不予公布。类别与行业（GB/T 4754-2017 门类）按运营方登记的、报告期内各日适用的内容；未登记的自成一组，计入各项占比的分母。",
    ),
  ],
};

const measureTitles = {
  racks: worded("Leased share of racks", "出租率（机柜）"),
  rack_units: worded("Leased share of usable rack units", "出租率（U 数）"),
  power_w: worded("Leased share of rack power limits", "出租率（功率）"),
} as const satisfies Record<SpaceMeasure, unknown>;

const rows: readonly FigureRow[] = [
  {
    id: "leases.occupancy",
    title: worded("Leased share of installed accelerator-hours", "出租率（卡时）"),
    formula: "sum(raw.accelerator_day.leased_h) / sum(raw.accelerator_day.installed_h)",
    digits: 3,
    make: (inputs, compared) => occupancyOf(inputs, windowOf(inputs, compared)),
  },
  leasedPflopsRow,
  ...spaceMeasures.map(measureRow),
  {
    id: "leases.pending_requests",
    title: worded("Requests for accelerators that wait for an answer", "待答复的加速卡申请"),
    formula: "sum(raw.pipeline.requests)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => pendingFigure(inputs, "requests"),
  },
  {
    id: "leases.pending_accelerators",
    title: worded("Accelerators that are asked for", "申请中的加速卡"),
    formula: "sum(raw.pipeline.accelerators)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => pendingFigure(inputs, "accelerators"),
  },
  {
    id: "leases.top3_share",
    title: worded("Share of the three largest tenants", "前三大租户占比"),
    formula: "sum(raw.lease_groups.top3_h) / sum(raw.lease_groups.leased_h)",
    digits: 3,
    onlyNow: true,
    make: (inputs) => concentration(inputs),
  },
];

function measureRow(measure: SpaceMeasure): FigureRow {
  const unit = measure === "power_w" ? "kwh" : "h";
  return {
    id: `leases.occupancy_${measure}`,
    title: measureTitles[measure],
    formula: `sum(raw.leased_measures.${measure}_${unit}) / sum(raw.leased_measures.${measure}_whole_${unit})`,
    digits: 3,
    make: (inputs, compared) => letShare(inputs, measure, windowOf(inputs, compared)),
  };
}

function pending({ pending: requests }: ReportInputs) {
  const asking = requests.filter(({ accelerators }) => accelerators > 0);
  const byTenant = new Map<string, number>();
  for (const { tenant, accelerators } of asking)
    byTenant.set(tenant, (byTenant.get(tenant) ?? 0) + accelerators);
  const accelerators = asking.reduce((sum, one) => sum + one.accelerators, 0);
  // Nobody asks: that names nobody.
  const tellable = asking.length === 0 || isTellable([...byTenant.values()]);
  return { requests: asking.length, accelerators, tellable };
}

function pendingFigure(inputs: ReportInputs, what: "requests" | "accelerators"): Figure {
  const found = pending(inputs);
  return ownFigure({
    name: `pending_${what}`,
    method: "pipeline",
    value: found.tellable ? found[what] : null,
    reason: found.tellable ? undefined : "suppressed",
    unit: "count",
    window: inputs.period.window,
    coverage: found.tellable ? 1 : 0,
    grade: "metered",
  });
}

function pipeline(inputs: ReportInputs): ReportTable {
  const { requests, accelerators, tellable } = pending(inputs);
  const cell = (value: number) => (tellable ? number(value) : number(null, "suppressed"));
  const columns = [
    column("requests", "Requests", "申请数", "count", 0),
    column("accelerators", "Accelerators", "加速卡", "count", 0),
  ];
  const { name } = inputs.period;
  const row = { id: name, label: same(name), cells: [cell(requests), cell(accelerators)] };
  return table("pipeline", worded("Waiting for an answer at the end", "期末待答复"), columns, [row]);
}

function groups(inputs: ReportInputs): ReportTable {
  const { value, reason } = concentration(inputs);
  const { top, rest } = sizesOf(inputs);
  const told = (hours: number) => (value === null ? number(null, reason) : number(hours));
  const columns = [
    column("leased_h", "Leased", "已租用", "h", 2),
    column("top3_h", "By the three largest tenants", "前三大租户", "h", 2),
  ];
  const { name } = inputs.period;
  const cells = [told(totalOf(top) + totalOf(rest)), told(totalOf(top))];
  const title = worded("Leased accelerator-hours of the largest tenants", "最大租户的出租卡时");
  return table("lease_groups", title, columns, [{ id: name, label: same(name), cells }]);
}
