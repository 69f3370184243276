/** Leases by terms, class and industry: hours as a table; of class and industry shares as figures and the rows beneath. */
import type { ReportTable, Worded } from "@aidc/contract";
import { industrySections, tenantClasses } from "@aidc/contract";
import { classWords, industryWords, notStatedWords } from "../../tenancy/standing-words.ts";
import { column, number, same, table } from "../cells.ts";
import { leasedHoursOf } from "../holding-figures.ts";
import type { ReportInputs } from "../inputs.ts";
import type { Division, LeaseGroup } from "../lease-groups.ts";
import { leaseGroups, notStated } from "../lease-groups.ts";
import { leaseTerms } from "../lease-shares.ts";
import type { FigureRow } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { worded } from "../words.ts";

const divisions = {
  class: {
    prefix: "lease_class",
    raw: "lease_classes",
    title: worded("Leased accelerator-hours by class of tenant", "出租卡时（按租户类别）"),
  },
  industry: {
    prefix: "lease_industry",
    raw: "lease_industries",
    title: worded("Leased accelerator-hours by industry of the tenants", "出租卡时（按租户行业）"),
  },
} as const;

const titles: Readonly<Record<Division, Worded>> = {
  terms: worded("Leased accelerator-hours by class of lease", "出租卡时（按租约类别）"),
  class: divisions.class.title,
  industry: divisions.industry.title,
};

const words: ReadonlyMap<string, Worded> = new Map([
  ...leaseTerms.map(({ id, title }): [string, Worded] => [id, title]),
  ...tenantClasses.map((id): [string, Worded] => [id, classWords[id]]),
  ...industrySections.map((id): [string, Worded] => {
    const { en, zh } = industryWords[id];
    return [id.toLowerCase(), worded(`${id} ${en}`, `${id} ${zh}`)];
  }),
  [notStated, notStatedWords],
]);
const wordsOf = (id: string): Worded => words.get(id) ?? same(id);

/** One share a group; industries of which nobody leases are left out. */
export function groupFigures(inputs: ReportInputs): FigureRow[] {
  const all = leaseGroups(inputs);
  return (["class", "industry"] as const).flatMap((division) =>
    all[division].map((group) => shareRow(division, group, totalOf(all[division]))),
  );
}

const totalOf = (groups: readonly LeaseGroup[]): number => groups.reduce((sum, { hours }) => sum + hours, 0);

function shareRow(
  division: keyof typeof divisions,
  { id, hours, isTold }: LeaseGroup,
  all: number,
): FigureRow {
  const { prefix, raw } = divisions[division];
  const { en, zh } = wordsOf(id);
  return {
    id: `${prefix}.${id}`,
    title: worded(`Share of leased accelerator-hours: ${en}`, `出租卡时占比：${zh}`),
    formula: `sum(raw.${raw}.${id}_h) / sum(raw.${raw}.leased_h)`,
    digits: 3,
    onlyNow: true,
    make: ({ holdings, period: { window } }) => {
      const total = leasedHoursOf(holdings, window);
      const reason =
        total.value === null ? total.reason : all === 0 ? "no_lease" : isTold ? undefined : "suppressed";
      return ownFigure({
        name: `${prefix}_share`,
        method: "lease_group",
        unit: "ratio",
        window,
        reason,
        value: reason === undefined ? hours / all : null,
        coverage: reason === undefined ? total.coverage : 0,
        grade: total.grade,
      });
    },
  };
}

/** One column a group, so that a formula can name it. */
export function groupRows(inputs: ReportInputs): ReportTable[] {
  const all = leaseGroups(inputs);
  const total = leasedHoursOf(inputs.holdings, inputs.period.window);
  const { name } = inputs.period;
  return (["class", "industry"] as const).map((division) => {
    const { raw, title } = divisions[division];
    const leased = { id: "leased", hours: totalOf(all[division]), isTold: true };
    const cells = [leased, ...all[division]].map((group) => hoursCell(group, total));
    const columns = [
      column("leased_h", "Leased", "已租用", "h", 2),
      ...all[division].map(({ id }) => column(`${id}_h`, wordsOf(id).en, wordsOf(id).zh, "h", 2)),
    ];
    return table(raw, title, columns, [{ id: name, label: same(name), cells }]);
  });
}

const hoursCell = ({ hours, isTold }: LeaseGroup, total: ReturnType<typeof leasedHoursOf>) =>
  total.value === null ? number(null, total.reason) : isTold ? number(hours) : number(null, "suppressed");

/** The same hours to be read, a group a line. */
export function groupTable(inputs: ReportInputs, division: Division): ReportTable {
  const groups = leaseGroups(inputs)[division];
  const total = leasedHoursOf(inputs.holdings, inputs.period.window);
  const rows = groups.map((group) => ({
    id: group.id,
    label: wordsOf(group.id),
    cells: [hoursCell(group, total)],
  }));
  const columns = [column("leased_h", "Leased", "已租用", "h", 1)];
  return table(`by_${division}`, titles[division], columns, rows);
}
