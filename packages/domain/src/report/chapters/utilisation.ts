/** Utilisation: the ladder from installed to effective. */
import type { Reason, ReportTable } from "@aidc/contract";
import { dayNameAt } from "../../billing/month.ts";
import type { Cell, Column } from "../cells.ts";
import { column, hourMs, number, same, table } from "../cells.ts";
import {
  allocationOf,
  countedHoursOf,
  installedOfAllocation,
  isDayTellable,
  judgedBasis,
  leasedHoursOf,
  schedulableAllocationOf,
  schedulableDays,
  schedulableHoursOf,
  utilisationOf,
} from "../holding-figures.ts";
import type { HoldingDay, HoldingInputs, ReportInputs } from "../inputs.ts";
import type { HeldPiece } from "../installed-time.ts";
import { cardMsIn, heldOver, installedHours } from "../installed-time.ts";
import { ladderTable } from "../ladder-table.ts";
import { ifOnRecord, isOnRecord } from "../on-record.ts";
import type { Block, ChapterFacts, ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock, windowOf } from "../part.ts";
import { recordedShare } from "../service-figures.ts";
import { utilisationChart } from "../time-charts.ts";
import { waterfallChart } from "../waterfall.ts";
import { withheldNote } from "../withheld-days.ts";
import { worded } from "../words.ts";
import { ladderDays, stepHoursRows, stepShareRows } from "./ladder-days.ts";

export const utilisationChapter: ChapterPart = {
  id: "utilisation",
  title: worded("Utilisation", "利用"),
  figures: (inputs) => [...rows, ...stepShareRows(inputs)],
  raw: (inputs) => [acceleratorDays(inputs), ladderDays(inputs)],
  blocks: (facts) => [
    figureList(facts, "utilisation", "Utilisation ladder", "利用阶梯"),
    ...ladderBlocks(facts),
    utilisationChart(facts.inputs),
    textBlock(
      "ladder_note",
      "Allocated is not used. Schedulable is installed less recorded incidents and maintenance at their places, those that overlap united; what is faulty without a record or reserved is not known. All accelerators of the inventory are in racks. Powered are those of servers that draw more than 5 % of their rating, or anything where none is stated; healthy are those of them without a fault code; effective is the activity of the accelerators held by tenants whose active ones are counted, of all where nothing is assigned. Each is told over the time in which it is known, and a step that is silent for more than 1 % of the time does not bound those after it. Counts name no card: their PFLOPS take the mean card assigned to each tenant, and where none is assigned the mean installed card.",
      "已分配不等于在使用。可调度为已安装减去已记录的故障与检修（按位置，重叠的合并）；未记录的故障与预留未知。台账中的加速卡均已上架。上电指所在服务器功率高于额定功率的 5 %（未登记额定功率的，有功率即算）；健康指上电且无故障码；有效为计有工作卡数的租户所持加速卡的活动度，未指配时取全部加速卡。三者均只按已知的时间计；未知时间超过 1 % 的一级不限制其后各级。计数不指明具体加速卡：其算力按分配给各租户的加速卡的平均峰值计，未分配的按已安装加速卡的平均峰值计。",
    ),
  ],
};

function ladderBlocks({ inputs, figures }: ChapterFacts): Block[] {
  const waterfall = waterfallChart(inputs, figures);
  return [waterfall, ladderTable(inputs, figures, waterfall)];
}

const rows: readonly FigureRow[] = [
  {
    id: "utilisation.installed_hours",
    title: worded("Accelerator-hours installed", "已安装卡时"),
    formula: "sum(raw.accelerator_day.installed_h)",
    digits: 1,
    make: (inputs, compared) => {
      const window = windowOf(inputs, compared);
      return ifOnRecord(inputs, window, installedHours(inputs, window), "no_inventory");
    },
  },
  {
    id: "utilisation.schedulable_hours",
    title: worded("Accelerator-hours schedulable", "可调度卡时"),
    formula: "sum(raw.accelerator_day.schedulable_h)",
    digits: 1,
    make: (inputs, compared) => schedulableHoursOf(inputs, windowOf(inputs, compared)),
  },
  ...stepHoursRows.filter(({ id }) => !id.includes("effective")),
  {
    id: "utilisation.leased_hours",
    title: worded("Accelerator-hours leased", "已租用卡时"),
    formula: "sum(raw.accelerator_day.leased_h)",
    digits: 1,
    make: (inputs, compared) => {
      const window = windowOf(inputs, compared);
      return ifOnRecord(inputs, window, leasedHoursOf(inputs.holdings, window), "no_lease");
    },
  },
  {
    id: "utilisation.allocated_hours",
    title: worded("Accelerator-hours allocated", "已分配卡时"),
    formula: "sum(raw.accelerator_day.allocated_h)",
    digits: 1,
    make: (inputs, compared) => countedHoursOf(inputs.holdings, "allocated", windowOf(inputs, compared)),
  },
  {
    id: "utilisation.active_hours",
    title: worded("Accelerator-hours active", "活跃卡时"),
    formula: "sum(raw.accelerator_day.active_h)",
    digits: 1,
    make: (inputs, compared) => countedHoursOf(inputs.holdings, "active", windowOf(inputs, compared)),
  },
  ...stepHoursRows.filter(({ id }) => id.includes("effective")),
  {
    id: "utilisation.allocation",
    title: worded("Allocated share of installed accelerator-hours", "分配率（占已安装卡时）"),
    formula: "sum(raw.accelerator_day.allocation_part_h) / sum(raw.accelerator_day.allocation_whole_h)",
    digits: 3,
    make: (inputs, compared) => allocationOf(inputs, windowOf(inputs, compared)),
  },
  {
    id: "utilisation.allocation_schedulable",
    title: worded("Allocated share of schedulable accelerator-hours", "分配率（占可调度卡时）"),
    formula: "sum(raw.accelerator_day.allocation_part_h) / sum(raw.accelerator_day.allocation_schedulable_h)",
    digits: 3,
    make: (inputs, compared) => schedulableAllocationOf(inputs, windowOf(inputs, compared)),
  },
  {
    id: "utilisation.active_share",
    title: worded("Active share of allocated accelerator-hours", "利用率（活跃 ÷ 已分配卡时）"),
    formula: "sum(raw.accelerator_day.use_active_h) / sum(raw.accelerator_day.use_allocated_h)",
    digits: 3,
    make: (inputs, compared) => utilisationOf(inputs.holdings, windowOf(inputs, compared)),
  },
];

const holdingColumns: Column[] = [
  column("installed_h", "Installed", "已安装", "h", 2),
  column("schedulable_h", "Schedulable", "可调度", "h", 2),
  column("leased_h", "Leased", "已租用", "h", 2),
  column("allocated_h", "Allocated", "已分配", "h", 2),
  column("active_h", "Active", "活跃", "h", 2),
  column("allocation_part_h", "Allocated, all counts known", "已分配（计数齐全）", "h", 2),
  column("allocation_whole_h", "Installed, all counts known", "已安装（计数齐全）", "h", 2),
  column("allocation_schedulable_h", "Schedulable, all counts known", "可调度（计数齐全）", "h", 2),
  column("use_active_h", "Active, both counts known", "活跃（两种计数齐全）", "h", 2),
  column("use_allocated_h", "Allocated, both counts known", "已分配（两种计数齐全）", "h", 2),
];

function acceleratorDays(inputs: ReportInputs): ReportTable {
  const { period, document } = inputs;
  const isKept = isOnRecord(inputs, period.window);
  const pieces = isKept ? heldOver(inputs, period.window) : [];
  const leases = isKept ? inputs.holdings.leases : { ...inputs.holdings.leases, count: 0 };
  const holdings = { ...inputs.holdings, leases };
  const isRecorded = recordedShare(inputs, period.window) > 0;
  const rows = schedulableDays(inputs, period.window).map(({ day, ...schedulable }) => {
    const name = dayNameAt(day.window.fromMs, document.center.timeZone);
    const left = isRecorded ? schedulable : null;
    return { id: name, label: same(name), cells: holdingCells(holdings, { pieces, left }, day) };
  });
  const note = worded(
    "A day on which fewer than 3 tenants contribute, or one of them more than 80 %, is withheld.",
    "租户少于 3 个或单一租户超过 80 % 的日期不予公布。",
  );
  return table(
    "accelerator_day",
    worded("Accelerator-hours by local day", "按日卡时"),
    holdingColumns,
    rows,
    [note, ...withheldNote(rows)],
  );
}

/** null: no lease of the day tells its cards. */
function leasedMsOf({ leases }: HoldingInputs, { leased }: HoldingDay): number | null {
  return leases.count > 0 && (leased.toldMs > 0 || leased.termMs === 0) ? leased.amountMs : null;
}

interface DayOf {
  readonly pieces: readonly HeldPiece[];
  /** null: nobody kept a record of what was down. */
  readonly left: { readonly wholeMs: number; readonly countedMs: number } | null;
}

function holdingCells(holdings: HoldingInputs, { pieces, left }: DayOf, day: HoldingDay): Cell[] {
  const installedMs = cardMsIn(pieces, day.window);
  const told = (ms: number | null, basis: ("leased" | "allocated" | "active")[], reason?: Reason): Cell => {
    if (ms === null) return number(null, reason);
    return basis.every((one) => isDayTellable(day, one)) ? number(ms / hourMs) : number(null, "suppressed");
  };
  const count = (basis: "allocated" | "active"): Cell => {
    const { coveredMs, integral } = day[basis];
    const reason = holdings[basis].count === 0 ? "not_collected" : "no_data";
    return told(coveredMs > 0 ? Number(integral) : null, [judgedBasis(holdings, basis)], reason);
  };
  const ofAllocation = (ms: number) =>
    told(day.allocation.coveredMs > 0 ? ms : null, ["allocated"], "not_collected");
  const ofUse = (ms: bigint) =>
    told(day.use.coveredMs > 0 ? Number(ms) : null, ["active", "allocated"], "not_collected");
  return [
    number(installedMs > 0 ? installedMs / hourMs : null, "no_inventory"),
    number(left && left.wholeMs > 0 ? left.wholeMs / hourMs : null, left ? "no_inventory" : "not_collected"),
    told(leasedMsOf(holdings, day), ["leased"], holdings.leases.count > 0 ? "not_stated" : "no_lease"),
    count("allocated"),
    count("active"),
    ofAllocation(Number(day.allocation.allocatedMs)),
    ofAllocation(installedOfAllocation(pieces, day)),
    left ? ofAllocation(left.countedMs) : number(null, "not_collected"),
    ofUse(day.use.activeMs),
    ofUse(day.use.allocatedMs),
  ];
}
