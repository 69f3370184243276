import type { FigureName, MeterRole, Report, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import { worded } from "./words.ts";

/** Points behind a column: those of a figure's explanation, or all meters of a role. */
interface Points {
  readonly explained?: readonly FigureName[];
  readonly meters?: readonly MeterRole[];
}

/** What the rows of a raw table were made from. */
interface Rest {
  /** By the beginning of a column's id, the longest that fits; other columns rest on no points. */
  readonly points?: Readonly<Record<string, Points>>;
  /** Records that people or imports made, of which there are no samples. */
  readonly records?: Worded;
}

const of = (en: string, zh: string, points: Rest["points"] = {}): Rest => ({
  records: worded(en, zh),
  points,
});
const explained = (...names: FigureName[]): Points => ({ explained: names });
const meters = (...roles: MeterRole[]): Points => ({ meters: roles });

const [facility, it] = [explained("facility_energy"), explained("it_energy")];
const energy: Rest = {
  points: {
    ...{ facility_: facility, joint_facility: facility, it_: it, joint_it: it },
    ...{ joint_covered: explained("facility_energy", "it_energy") },
  },
};
const inventory = of(
  "The inventory of the center, as it was imported. Nothing is metered.",
  "导入的中心资产清单，不涉及测量。",
);
const priced = (points: Rest["points"]): Rest =>
  of(
    "The electricity tariff, by the versions in force; the months of the grid meters are priced by it.",
    "现行各版电价；电网表计的月度电量据此计价。",
    points,
  );
const beside = (points: Rest["points"]): Rest =>
  of(
    "Daily sums of meters that stand beside the energy balance; each day's row says how much of it they cover.",
    "能量平衡之外各计量表的日累计；每日一行，注明覆盖程度。",
    points,
  );
const scenario = of(
  "The published economic scenario; what it leaves open is the period of the report.",
  "已发布的经济情景；其中未给定的取自报告期。",
);
const billed = (points: Rest["points"] = {}): Rest =>
  of(
    "Issued statements; each is made from entries of the ledger and the price book.",
    "已出具的账单；由计量台账与价目表生成。",
    points,
  );
const events = of("Incidents and maintenance that operators recorded.", "运维登记的事件与维护。");
const standings = of(
  "Leases, and class and industry of their tenants as operators stated them for the days of the period.",
  "租约，以及运营方登记的、报告期内各日适用的租户类别与行业。",
);
const accounting = of(
  "What the scheduler's accounting said of each job; of several statements the one known last.",
  "调度器对每个作业的记录；多次记录时取最后所知的一次。",
);
const leasesEn = "Leases, as they stand for the period.";
const leasesZh = "报告期内的租约。";
const [allocated, active] = [explained("accelerator_hours_allocated"), explained("accelerator_hours_active")];
const cost = priced({ "": meters("grid_import") });

const rests: Readonly<Record<string, Rest>> = {
  ...{ held: inventory, held_day: inventory, accelerators: inventory, maker_cards: inventory },
  racks: { ...inventory, points: { live: explained("rack_occupancy_count") } },
  accelerator_day: of(leasesEn, leasesZh, {
    ...{ allocated_: allocated, allocation_part: allocated, use_allocated: allocated },
    ...{ active_: active, use_active: active },
  }),
  it_points: { points: { "": it } },
  ...{ energy_day: energy, energy_month: energy },
  energy_flow_day: {
    points: {
      supplied_: facility,
      told_: meters("ups_output", "pdu_output", "cooling", "lighting", "other_overhead"),
    },
  },
  renewable_day: { points: { renewable_: meters("pv"), facility_: facility } },
  water_day: beside({ water_: meters("water_intake"), joint_water: meters("water_intake"), joint_it: it }),
  reuse_day: beside({
    ...{ reused_: meters("heat_reuse"), joint_reused: meters("heat_reuse"), joint_facility: facility },
  }),
  backup_day: beside({ "": meters("generator") }),
  ...{ energy_cost: cost, band_month: cost },
  bill: of(
    "Utility bills as they were recorded, with the cost that they state.",
    "已登记的电费账单及其所列金额。",
    { computed: meters("grid_import") },
  ),
  demand_month: priced({ kw: facility, charge: meters("grid_import") }),
  factors: of("A published factor, with its source.", "已公布的系数及其来源。"),
  ...{ incidents: events, service: events },
  ...{ queue_waits: accounting, queue_ranks: accounting },
  alarms: of("The journal of alarms.", "告警日志。"),
  pipeline: of("Requests for leases that wait for an answer.", "等待答复的租约申请。"),
  lease_groups: of(leasesEn, leasesZh),
  ...{ lease_classes: standings, lease_industries: standings },
  ...{ revenue: billed(), revenue_energy: billed({ facility_: facility }), revenue_capacity: billed() },
  ...{ cost_split: scenario, scenario_year: scenario },
  city_effect: of(
    "The application level of the city, as the published scenario records it with its source and day.",
    "城市应用水平，由已发布的经济情景记录，附来源与日期。",
  ),
};

export interface FigureRests {
  /** Rows of the last chapter that the formula is computed over. */
  readonly tables: readonly ReportTable[];
  /** Figures whose explanation names the points and their samples behind the rows. */
  readonly explained: readonly FigureName[];
  /** Roles whose meters are behind the rows and in no figure of their own. */
  readonly meters: readonly MeterRole[];
  readonly records: readonly Worded[];
  /** Tables that nothing is said of. */
  readonly unknown: readonly string[];
}

/** What a figure is computed from, down to where samples or records are found; all empty where nothing is measured. */
export function figureRests({ formula }: ReportFigure, { content }: Pick<Report, "content">): FigureRests {
  // `sum(raw.energy_day.it_kwh)` names the table `energy_day` and its column `it_kwh`.
  const columns = [...formula.matchAll(/\braw\.([a-z0-9_]+)(?:\.([a-z0-9_]+))?/g)].map(
    ([, id = "", column = ""]) => ({ id, column }),
  );
  const named = [...new Set(columns.map(({ id }) => id))];
  const raw = content.chapters.find(({ id }) => id === "raw")?.blocks ?? [];
  const tables = raw.filter((block) => block.kind === "table").filter(({ id }) => named.includes(id));
  const points = columns.map(({ id, column }) => pointsOf(rests[id], column));
  return {
    tables,
    explained: [...new Set(points.flatMap((one) => one.explained ?? []))],
    meters: [...new Set(points.flatMap((one) => one.meters ?? []))],
    records: [...new Set(named.flatMap((id) => rests[id]?.records ?? []))],
    unknown: named.filter((id) => rests[id] === undefined || !tables.some((table) => table.id === id)),
  };
}

function pointsOf(rest: Rest | undefined, column: string): Points {
  const fitting = Object.entries(rest?.points ?? {}).filter(([beginning]) => column.startsWith(beginning));
  return fitting.sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? {};
}
