/**
 * Methods of figures that only a report tells, and of all its figures the definition in both languages. What cannot
 * be measured here is a figure too: without value and with its reason, so that it is never left out silently.
 * Source of each row: its `source`.
 */
import type { Figure, Grade, Reason, ReportContent, WindowMs } from "@aidc/contract";
import { makeFigure } from "../figure/figure.ts";
import type { MethodId } from "../figure/methods.ts";
import { methods } from "../figure/methods.ts";

export type ReportMethod = ReportContent["methods"][number];

const own = "Policy of this console where the standards are silent";

/** Of figures that no other page tells. */
const ownMethods = {
  wue: [
    "Water brought in / IT energy, over the same time",
    "用水量 ÷ IT 用电量(同一时段)",
    "ISO/IEC 30134-9; category with source water is another figure",
  ],
  cue: [
    "Grid energy x published emission factor / IT energy = factor x PUE where one factor holds (location-based)",
    "电网用电量 × 公布的排放因子 ÷ IT 用电量(基于位置)",
    "ISO/IEC 30134-8, scope 2 of the use phase",
  ],
  ref: [
    "Renewable energy owned, controlled or contracted / facility energy",
    "自有、受控或签约的可再生能源 ÷ 总用电量",
    "ISO/IEC 30134-3; certificates count once and for the same period only",
  ],
  erf: [
    "Energy reused outside the boundary / facility energy",
    "边界外再利用的能量 ÷ 总用电量",
    "ISO/IEC 30134-6; reuse inside the boundary does not count",
  ],
  energy_cost_of_months: [
    "Sum of the months' energy cost by the tariff in force",
    "各月按现行电价计算的电费之和",
    own,
  ],
  demand: [
    "Greatest mean of 15 minutes of the facility power in the month",
    "当月每 15 分钟平均总功率的最大值",
    "Two-part tariffs: the demand charge is paid on 15-minute means",
  ],
  availability: [
    "(Agreed accelerator-hours - unplanned down) / agreed accelerator-hours; maintenance leaves both sides, incidents that overlap are united",
    "(约定卡时 − 计划外中断)÷ 约定卡时;检修同时从分子分母中扣除,重叠的故障合并计算",
    own,
  ],
  incidents: ["Incidents of the period, united where they overlap", "期间故障次数(重叠的合并为一次)", own],
  queue_wait: [
    "Time from submission to start; jobs that still wait count with their age",
    "作业从提交到开始的时间;仍在等待的作业按已等待时间计入",
    own,
  ],
  inventory_sum: ["Sum over the inventory as recorded when the report was drafted", "按起草时台账求和", own],
  revenue: [
    "Sum of the billed amounts of issued statements of the period's months",
    "期间各月已签发账单金额之和",
    own,
  ],
  revenue_per_kwh: ["Revenue / facility energy", "收入 ÷ 总用电量", own],
  revenue_per_pflops_hour: [
    "Revenue / (installed PFLOPS x hours of the period)",
    "收入 ÷(装机 PFLOPS × 期间小时数)",
    own,
  ],
  payback: [
    "Years until the flows of a recorded scenario add up to its investment; never recovered has none",
    "情景现金流累计收回投资所需年数;无法收回则无此值",
    own,
  ],
  city_multiplier: [
    "The published band, told only at the published premise (application level 80 %); never scaled",
    "仅在公布的前提(应用水平 80 %)下引用公布区间,不做外推",
    "Published claim, kept apart from everything measured",
  ],
  completeness: [
    "Fields with a value / fields asked for",
    "已填字段数 ÷ 要求字段数",
    "EU 2024/1364, Annexes II and III",
  ],
  coverage: [
    "Covered time / time of the period, over all meters of both sides",
    "已覆盖时间 ÷ 期间时间",
    own,
  ],
} as const satisfies Record<string, readonly [string, string, string]>;
export type OwnMethodId = keyof typeof ownMethods;

/** Chinese words of the methods that the console knows as well. */
const sharedWords: Partial<Record<MethodId, string>> = {
  energy: "有电能表读数时取差值,否则对功率作梯形积分并在窗口边缘插值;超过允许间隔的缺口既不计能量也不计覆盖",
  facility_energy: "市电输入 + 发电机 + 光伏 − 上网电量,均为同一时段的电量",
  pue: "总用电量 ÷ IT 用电量,均取所有电表共同覆盖的时间;覆盖 99 % 有效,95 % 暂定,更低不予公布",
  rack_occupancy_count: "有带电 IT 设备的机架 ÷ 全部机架",
  rack_occupancy_u: "已占用 U ÷ 可用 U",
  rack_occupancy_power: "平均 IT 功率 ÷ 机架功率上限之和",
  accelerators_installed: "台账中的加速卡",
  lease_hours: "各租约数量 × 租约与时段重合的时间之和",
  allocated_hours: "调度器占用的加速卡随时间的积分,每次计数保持到下一次",
  active_hours: "工作中的加速卡随时间的积分:调度器计数,否则按活动度不低于 5 %",
  occupancy: "已出租 ÷ 已安装卡时",
  allocation: "已分配 ÷ 可调度卡时(记录故障之前,可调度即已安装)",
  utilisation: "工作 ÷ 已分配卡时",
  capacity: "各型号数量 × 同一精度的稠密峰值之和;不同精度不相加也不换算",
};

export function methodRow(id: string): ReportMethod {
  const row = Object.entries(ownMethods).find(([name]) => name === id)?.[1];
  if (row) {
    const [en, zh, source] = row;
    return { id, version: 1, definition: { en, zh }, formula: en, source };
  }
  const shared = Object.entries(methods).find(([name]) => name === id)?.[1];
  if (!shared) throw new RangeError(`no method ${id}`);
  const zh = Object.entries(sharedWords).find(([name]) => name === id)?.[1] ?? shared.formula;
  const definition = { en: shared.formula, zh };
  return { id, version: shared.version, definition, formula: shared.formula, source: shared.standard };
}

export interface OwnFigure {
  readonly name: string;
  readonly method: OwnMethodId;
  readonly value: number | null;
  readonly reason?: Reason | undefined;
  readonly unit: string;
  readonly window: WindowMs;
  readonly coverage: number;
  readonly grade: Grade;
  readonly status?: Figure["status"] | undefined;
  readonly category?: string | undefined;
  readonly inputs?: Figure["inputs"] | undefined;
}

/** A figure by a method that only reports have. */
export function ownFigure({ method, inputs = [], category, ...facts }: OwnFigure): Figure {
  const figure = makeFigure({ ...facts, method: "energy", inputs });
  return { ...figure, method: { id: method, version: 1, ...(category ? { category } : {}) } };
}

/** Said to be missing, with why. */
export function unmeasured(
  name: string,
  method: OwnMethodId,
  unit: string,
  window: WindowMs,
  reason: Reason,
): Figure {
  return ownFigure({ name, method, value: null, reason, unit, window, coverage: 0, grade: "assumed" });
}
