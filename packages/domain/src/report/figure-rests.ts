import type { FigureName, Report, ReportFigure, ReportTable, Worded } from "@aidc/contract";

/** What the rows of a raw table were made from. */
interface Rest {
  /** Figures whose explanation names the points and their samples behind the rows. */
  readonly explained?: readonly FigureName[];
  /** Records that people or imports made, of which there are no samples. */
  readonly records?: Worded;
}

const energy: Rest = { explained: ["facility_energy", "it_energy"] };
const inventory: Rest = {
  records: {
    en: "The inventory of the center, as it was imported. Nothing is metered.",
    zh: "导入的中心资产清单，不涉及测量。",
  },
};
const tariff: Worded = {
  en: "The electricity tariff, by the versions in force; the months of the grid meters are priced by it.",
  zh: "现行各版电价；电网表计的月度电量据此计价。",
};
const beside: Worded = {
  en: "Daily sums of meters that stand beside the energy balance; each day's row says how much of it they cover.",
  zh: "能量平衡之外各计量表的日累计；每日一行，注明覆盖程度。",
};
const scenario: Worded = {
  en: "The published economic scenario; what it leaves open is the period of the report.",
  zh: "已发布的经济情景；其中未给定的取自报告期。",
};

const cityLevel: Worded = {
  en: "The application level of the city, as the published scenario records it with its source and day.",
  zh: "城市应用水平，由已发布的经济情景记录，附来源与日期。",
};
const statements: Worded = {
  en: "Issued statements; each is made from entries of the ledger and the price book.",
  zh: "已出具的账单；由计量台账与价目表生成。",
};

const leases: Worded = { en: "Leases, as they stand for the period.", zh: "报告期内的租约。" };
const standings: Worded = {
  en: "Leases, and class and industry of their tenants as operators stated them for the days of the period.",
  zh: "租约，以及运营方登记的、报告期内各日适用的租户类别与行业。",
};

const accounting: Worded = {
  en: "What the scheduler's accounting said of each job; of several statements the one known last.",
  zh: "调度器对每个作业的记录；多次记录时取最后所知的一次。",
};

const rests: Readonly<Record<string, Rest>> = {
  ...{
    held: inventory,
    held_day: inventory,
    accelerators: inventory,
    maker_cards: inventory,
    racks: inventory,
  },
  accelerator_day: {
    explained: ["accelerator_hours_allocated", "accelerator_hours_active"],
    records: leases,
  },
  it_points: { explained: ["it_energy"] },
  ...{ energy_day: energy, energy_month: energy, energy_flow_day: energy },
  renewable_day: { explained: ["facility_energy"] },
  ...{ water_day: { records: beside }, reuse_day: { records: beside }, backup_day: { records: beside } },
  energy_cost: { explained: ["facility_energy"], records: tariff },
  band_month: { explained: ["facility_energy"], records: tariff },
  demand_month: { explained: ["facility_energy"], records: tariff },
  factors: { records: { en: "A published factor, with its source.", zh: "已公布的系数及其来源。" } },
  incidents: {
    records: { en: "Incidents and maintenance that operators recorded.", zh: "运维登记的事件与维护。" },
  },
  service: {
    records: { en: "Incidents and maintenance that operators recorded.", zh: "运维登记的事件与维护。" },
  },
  ...{ queue_waits: { records: accounting }, queue_ranks: { records: accounting } },
  alarms: { records: { en: "The journal of alarms.", zh: "告警日志。" } },
  pipeline: { records: { en: "Requests for leases that wait for an answer.", zh: "等待答复的租约申请。" } },
  lease_groups: { records: leases },
  ...{ lease_classes: { records: standings }, lease_industries: { records: standings } },
  revenue: { records: statements },
  revenue_energy: { explained: ["facility_energy"], records: statements },
  revenue_capacity: { records: statements },
  ...{ cost_split: { records: scenario }, scenario_year: { records: scenario } },
  city_effect: { records: cityLevel },
};

export interface FigureRests {
  /** Rows of the last chapter that the formula is computed over. */
  readonly tables: readonly ReportTable[];
  readonly explained: readonly FigureName[];
  readonly records: readonly Worded[];
  /** Tables that nothing is said of. */
  readonly unknown: readonly string[];
}

/** What a figure is computed from, down to where samples or records are found; all empty where nothing is measured. */
export function figureRests(
  { formula, figure }: ReportFigure,
  { content }: Pick<Report, "content">,
): FigureRests {
  // `sum(raw.energy_day.it_kwh)` names the table `energy_day`.
  const named = [...new Set([...formula.matchAll(/\braw\.([a-z0-9_]+)/g)].map(([, id = ""]) => id))];
  const raw = content.chapters.find(({ id }) => id === "raw")?.blocks ?? [];
  const tables = raw.filter((block) => block.kind === "table").filter(({ id }) => named.includes(id));
  const known = named.flatMap((id) => rests[id] ?? []);
  const isOwn = known.some(({ explained }) => explained?.some((name) => name === figure.name));
  const explained = [...new Set(known.flatMap((rest) => rest.explained ?? []))];
  return {
    tables,
    explained: isOwn ? explained.filter((name) => name === figure.name) : explained,
    records: [...new Set(known.flatMap(({ records }) => records ?? []))],
    unknown: named.filter((id) => rests[id] === undefined || !tables.some((table) => table.id === id)),
  };
}
