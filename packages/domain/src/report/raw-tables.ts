/**
 * What the rows of each raw table are made of: the kinds of input that change them, the side of the energy balance that
 * a column is of, the points behind it, and the records that people made. A table of the last chapter stands here once;
 * the origin of a figure and the cause of a restatement read the same line.
 */
import type { FigureName, MeterRole, ToldStep, Worded } from "@aidc/contract";
import type { StatementSide } from "./statements.ts";
import { worded } from "./words.ts";

/** Points behind a column: those of a figure, all meters of a role, or those that a step of the ladder is judged from. */
export interface Points {
  readonly explained?: readonly FigureName[];
  readonly meters?: readonly MeterRole[];
  readonly steps?: readonly ToldStep[];
}

/** By the beginning of a column's id, the longest that fits. */
type ByColumn<T> = Readonly<Record<string, T>>;

export interface RawTable {
  /** Kinds of input as the origins of a report name them. */
  readonly kinds: readonly string[];
  /** Sides whose corrections change a column; another column is of none. */
  readonly sides?: ByColumn<readonly StatementSide[]>;
  /** Other columns rest on no points. */
  readonly points?: ByColumn<Points>;
  /** Records that people or imports made, of which there are no samples. */
  readonly records?: Worded;
}

const explained = (...names: FigureName[]): Points => ({ explained: names });
const meters = (...roles: MeterRole[]): Points => ({ meters: roles });
const judgedFrom = (step: ToldStep): Points => ({ steps: [step] });

const heldKinds = ["inventory", "inventory as it was"];
const metered = ["inventory", "roll-ups"];
const pricedKinds = ["roll-ups", "tariffs"];
const billedKinds = ["statements", "leases"];

const [facility, it] = [explained("facility_energy"), explained("it_energy")];
const gridMeters = meters("grid_import");
const [allocated, active] = [explained("accelerator_hours_allocated"), explained("accelerator_hours_active")];

const bySide: ByColumn<readonly StatementSide[]> = {
  joint_: ["facility", "it"],
  facility_: ["facility"],
  it_: ["it"],
};
const ofFacility: ByColumn<readonly StatementSide[]> = { "": ["facility"] };

const inventory: RawTable = {
  kinds: heldKinds,
  records: worded(
    "The inventory of the center, as it was imported. Nothing is metered.",
    "导入的中心资产清单，不涉及测量。",
  ),
};
const energy: RawTable = {
  kinds: metered,
  sides: bySide,
  points: {
    facility_: facility,
    joint_facility: facility,
    it_: it,
    joint_it: it,
    joint_covered: explained("facility_energy", "it_energy"),
  },
};
/** What both are over their common time changes with either. */
const beside = (own: StatementSide, base: StatementSide | null, points: ByColumn<Points>): RawTable => ({
  kinds: metered,
  sides: { "": [own], joint_: base === null ? [own] : [own, base] },
  points,
  records: worded(
    "Daily sums of meters that stand beside the energy balance; each day's row says how much of it they cover.",
    "能量平衡之外各计量表的日累计；每日一行，注明覆盖程度。",
  ),
});
const tariffWords = worded(
  "The electricity tariff, by the versions in force; the months of the grid meters are priced by it.",
  "现行各版电价；电网表计的月度电量据此计价。",
);
const cost: RawTable = {
  kinds: pricedKinds,
  sides: ofFacility,
  points: { "": gridMeters },
  records: tariffWords,
};
const scenario: RawTable = {
  kinds: ["scenario", ...pricedKinds],
  sides: ofFacility,
  records: worded(
    "The published economic scenario; what it leaves open is the period of the report.",
    "已发布的经济情景；其中未给定的取自报告期。",
  ),
};
const billed: RawTable = {
  kinds: billedKinds,
  records: worded(
    "Issued statements; each is made from entries of the ledger and the price book.",
    "已出具的账单；由计量台账与价目表生成。",
  ),
};
const eventWords = worded("Incidents and maintenance that operators recorded.", "运维登记的事件与维护。");
const leaseWords = worded("Leases, as they stand for the period.", "报告期内的租约。");
const standings: RawTable = {
  kinds: ["leases"],
  records: worded(
    "Leases, and class and industry of their tenants as operators stated them for the days of the period.",
    "租约，以及运营方登记的、报告期内各日适用的租户类别与行业。",
  ),
};
const accounting: RawTable = {
  kinds: ["jobs", "leases"],
  records: worded(
    "What the scheduler's accounting said of each job; of several statements the one known last.",
    "调度器对每个作业的记录；多次记录时取最后所知的一次。",
  ),
};

export const rawTables: Readonly<Record<string, RawTable>> = {
  source_gaps: {
    kinds: metered,
    records: worded(
      "When a meter, or what measures a rack, was not heard; read from the same roll-ups as its energy.",
      "表计或机柜计量未收到数据的时段；与其电量取自同一汇总。",
    ),
  },
  held: inventory,
  held_day: inventory,
  accelerators: inventory,
  maker_cards: inventory,
  racks: { ...inventory, kinds: metered, points: { live: explained("rack_occupancy_count") } },
  accelerator_day: {
    kinds: [...heldKinds, "leases", "roll-ups"],
    points: {
      allocated_: allocated,
      allocation_part: allocated,
      use_allocated: allocated,
      active_: active,
      use_active: active,
    },
    records: leaseWords,
  },
  hall_use: {
    ...inventory,
    kinds: ["inventory", "halls", "leases"],
    points: { "": explained("rack_power_utilisation") },
  },
  ladder_day: {
    kinds: [...heldKinds, "leases", "ladder"],
    points: {
      powered_: judgedFrom("powered"),
      healthy_: judgedFrom("healthy"),
      effective_: judgedFrom("effective"),
    },
    records: worded(
      "Power of the servers, fault codes and activity of their accelerators, added up by local day; who held them by the assignments.",
      "服务器功率、加速卡故障码与活动度的按日累计；持有者取自指配记录。",
    ),
  },
  it_points: { kinds: metered, points: { "": it } },
  energy_day: energy,
  energy_month: energy,
  energy_flow_day: {
    kinds: metered,
    sides: { "": ["facility", "it"] },
    points: {
      supplied_: facility,
      told_: meters("ups_output", "pdu_output", "cooling", "lighting", "other_overhead"),
    },
  },
  renewable_day: {
    kinds: metered,
    sides: ofFacility,
    points: { renewable_: meters("pv"), facility_: facility },
  },
  water_day: beside("water", "it", {
    water_: meters("water_intake"),
    joint_water: meters("water_intake"),
    joint_it: it,
  }),
  reuse_day: beside("reuse", "facility", {
    reused_: meters("heat_reuse"),
    joint_reused: meters("heat_reuse"),
    joint_facility: facility,
  }),
  grid_day: beside("facility", "it", { grid_: gridMeters, joint_grid: gridMeters, joint_it: it }),
  backup_day: beside("facility", null, { "": meters("generator") }),
  energy_cost: cost,
  band_month: cost,
  bill: {
    kinds: pricedKinds,
    sides: ofFacility,
    points: { computed: gridMeters },
    records: worded(
      "Utility bills as they were recorded, with the cost that they state.",
      "已登记的电费账单及其所列金额。",
    ),
  },
  demand_month: {
    kinds: pricedKinds,
    sides: ofFacility,
    points: { kw: facility, charge: gridMeters },
    records: tariffWords,
  },
  factors: {
    kinds: ["inventory"],
    records: worded("A published factor, with its source.", "已公布的系数及其来源。"),
  },
  incidents: { kinds: ["service events"], records: eventWords },
  service: { kinds: ["service events", "leases"], records: eventWords },
  service_time: { kinds: ["service events", "leases"], records: eventWords },
  queue_waits: accounting,
  queue_ranks: accounting,
  alarms: { kinds: ["alarms"], records: worded("The journal of alarms.", "告警日志。") },
  pipeline: {
    kinds: ["requests"],
    records: worded("Requests for leases that wait for an answer.", "等待答复的租约申请。"),
  },
  leased_measures: { kinds: [...heldKinds, "leases"], records: leaseWords },
  leased_pflops: { kinds: [...heldKinds, "leases"], records: leaseWords },
  lease_groups: { kinds: ["leases"], records: leaseWords },
  lease_classes: standings,
  lease_industries: standings,
  revenue: billed,
  revenue_energy: {
    ...billed,
    kinds: [...billedKinds, "roll-ups"],
    sides: bySide,
    points: { facility_: facility },
  },
  revenue_capacity: { ...billed, kinds: [...billedKinds, ...heldKinds] },
  cost_split: scenario,
  scenario_year: { ...scenario, kinds: [...scenario.kinds, ...billedKinds] },
  city_effect: {
    kinds: ["scenario"],
    records: worded(
      "The application level of the city, as the published scenario records it with its source and day.",
      "城市应用水平，由已发布的经济情景记录，附来源与日期。",
    ),
  },
};

export interface RawColumn {
  readonly table: string;
  /** Empty where a formula names the table alone. */
  readonly column: string;
}

/** `sum(raw.energy_day.it_kwh)` names the table `energy_day` and its column `it_kwh`. */
export function rawColumnsOf(formula: string): RawColumn[] {
  const named = formula.matchAll(/\braw\.([a-z0-9_]+)(?:\.([a-z0-9_]+))?/g);
  return [...named].map(([, table = "", column = ""]) => ({ table, column }));
}

export const sidesOf = ({ table, column }: RawColumn): readonly StatementSide[] =>
  fitting(rawTables[table]?.sides, column) ?? [];

export const pointsOf = ({ table, column }: RawColumn): Points =>
  fitting(rawTables[table]?.points, column) ?? {};

/** What samples are told apart by, before any correction: the two sides of the balance, and what stands beside it. */
export type Sampled = "facility" | "it" | "water" | "reuse" | "renewable" | "backup";

const sampledBeside: Partial<Record<MeterRole, Sampled>> = {
  water_intake: "water",
  heat_reuse: "reuse",
  pv: "renewable",
  generator: "backup",
};

/** Whose samples change a column. Meters without a set of their own are of the sides of the column. */
export function sampledOf(column: RawColumn): readonly Sampled[] {
  const { explained = [], meters: roles = [] } = pointsOf(column);
  const own = [
    ...(explained.includes("facility_energy") ? (["facility"] as const) : []),
    ...(explained.includes("it_energy") ? (["it"] as const) : []),
    ...roles.flatMap((role) => sampledBeside[role] ?? []),
  ];
  return own.length > 0 ? own : sidesOf(column);
}

function fitting<T>(byColumn: ByColumn<T> = {}, column: string): T | undefined {
  const all = Object.entries(byColumn).filter(([beginning]) => column.startsWith(beginning));
  return all.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}
