/** Leases: how much of what is installed is let, what is asked for, and to how few it is let. */
import type { Figure, ReportTable } from "@aidc/contract";
import { isTellable, suppressGroups } from "../../billing/neighbour-privacy.ts";
import { leasedAcceleratorMs } from "../../tenancy/leases.ts";
import { column, hourMs, number, same, table } from "../cells.ts";
import { leasedHoursOf, occupancyOf } from "../holding-figures.ts";
import type { ReportInputs } from "../inputs.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock, windowOf } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";

export const leasesChapter: ChapterPart = {
  id: "leases",
  title: worded("Leases", "租约"),
  figures: () => rows,
  raw: (inputs) => [pipeline(inputs), groups(inputs)],
  blocks: (facts) => [
    figureList(facts, "leases", "Leased, asked for and concentrated", "出租、意向与集中度"),
    byTerms(facts.inputs),
    textBlock(
      "leases_note",
      "Groups of fewer than 3 tenants, or with one above 80 % of the group, are withheld. The industry of a tenant is not recorded, so leases are not told by industry.",
      "租户少于 3 个或单一租户超过该组 80 % 的分组不予公布。未登记租户所属行业，因此不按行业列示。",
    ),
  ],
};

const rows: readonly FigureRow[] = [
  {
    id: "leases.occupancy",
    title: worded("Leased share of installed accelerator-hours", "出租率（卡时）"),
    formula: "sum(raw.accelerator_day.leased_h) / sum(raw.accelerator_day.installed_h)",
    digits: 3,
    make: (inputs, compared) => occupancyOf(inputs, windowOf(inputs, compared)),
  },
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

interface Sizes {
  readonly top: ReadonlyMap<string, number>;
  readonly rest: ReadonlyMap<string, number>;
}

/** Leased accelerator-hours of the three largest tenants, and of all others. */
function sizesOf({ document, period }: ReportInputs): Sizes {
  const sizes = document.tenants
    .map(({ id }): [string, number] => [id, leasedAcceleratorMs(document.leases, period.window, id) / hourMs])
    .filter(([, hours]) => hours > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { top: new Map(sizes.slice(0, 3)), rest: new Map(sizes.slice(3)) };
}

const totalOf = (sizes: ReadonlyMap<string, number>): number =>
  [...sizes.values()].reduce((sum, hours) => sum + hours, 0);

/** The rest is the difference of two published figures: it is withheld with them unless it passes as well. */
function concentration(inputs: ReportInputs): Figure {
  const { top, rest } = sizesOf(inputs);
  const total = leasedHoursOf(inputs.holdings, inputs.period.window);
  const figure = ownFigure({
    name: "top3_share",
    method: "concentration",
    value: total.value === null ? null : totalOf(top) / (totalOf(top) + totalOf(rest)),
    reason: total.reason,
    unit: "ratio",
    window: inputs.period.window,
    coverage: total.coverage,
    grade: total.grade,
  });
  if (figure.value === null) return figure;
  const [told, others] = suppressGroups([
    { figure, contributions: top },
    ...(rest.size > 0 ? [{ figure, contributions: rest }] : []),
  ]);
  if (told && (rest.size === 0 || others?.reason === undefined)) return told;
  return { ...figure, value: null, reason: "suppressed", status: "invalid", coverage: 0 };
}

function groups(inputs: ReportInputs): ReportTable {
  const { value, reason } = concentration(inputs);
  const { top, rest } = sizesOf(inputs);
  const told = (hours: number) => (value === null ? number(null, reason) : number(hours));
  const columns = [
    column("leased_h", "Leased", "已出租", "h", 2),
    column("top3_h", "By the three largest tenants", "前三大租户", "h", 2),
  ];
  const { name } = inputs.period;
  const cells = [told(totalOf(top) + totalOf(rest)), told(totalOf(top))];
  const title = worded("Leased accelerator-hours of the largest tenants", "最大租户的出租卡时");
  return table("lease_groups", title, columns, [{ id: name, label: same(name), cells }]);
}

const terms = [
  { id: "commitment", title: worded("Committed", "承诺租用") },
  { id: "on_demand", title: worded("On demand", "按需使用") },
] as const;

/** Class of lease; groups from which a tenant could be read off are withheld, and others with them if need be. */
function byTerms(inputs: ReportInputs): ReportTable {
  const { document, period, holdings } = inputs;
  const total = leasedHoursOf(holdings, period.window);
  const shared = terms.map(({ id }) => {
    const leases = document.leases.filter((lease) => lease.terms === id);
    const sizes = document.tenants.map(({ id: tenant }): [string, number] => [
      tenant,
      leasedAcceleratorMs(leases, period.window, tenant) / hourMs,
    ]);
    const contributions = new Map(sizes.filter(([, hours]) => hours > 0));
    return { figure: { ...total, value: totalOf(contributions) }, contributions };
  });
  const figures = total.value === null ? [] : suppressGroups(shared);
  const rows = terms.map(({ id, title }, at) => {
    const empty = (shared[at]?.contributions.size ?? 0) === 0;
    const { value = null, reason = total.reason } = figures[at] ?? {};
    const cell = total.value !== null && empty ? number(0) : number(value, reason);
    return { id, label: title, cells: [cell] };
  });
  const columns = [column("leased_h", "Leased", "已出租", "h", 1)];
  return table(
    "by_terms",
    worded("Leased accelerator-hours by class of lease", "出租卡时（按租约类别）"),
    columns,
    rows,
  );
}
