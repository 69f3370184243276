/**
 * Methods of figures that only a report tells, and of all its figures the definition in both languages. What cannot
 * be measured here is a figure too: without value and with its reason, so that it is never left out silently.
 * Source of each row: its `source`.
 */
import type { Figure, Grade, Reason, ReportContent, WindowMs } from "@aidc/contract";
import { makeFigure } from "../figure/figure.ts";
import type { MethodId } from "../figure/methods.ts";
import { methods } from "../figure/methods.ts";
import { worded } from "./words.ts";

export type ReportMethod = ReportContent["methods"][number];

const own = "Policy of this console where the standards are silent";

/** Of figures that no other page tells. */
const ownMethods = {
  wue: [
    "Water brought in, litres / IT energy, kWh, over the time that both are known",
    "用水量（升）÷ IT 用电量（kWh），取二者共同覆盖的时间",
    "ISO/IEC 30134-9; category with source water is another figure",
  ],
  cue: [
    "Grid energy x published emission factor / IT energy = factor x PUE where the grid supplies all energy (location-based)",
    "电网用电量 × 公布的排放因子 ÷ IT 用电量；仅由电网供电时等于因子 × PUE（基于位置）",
    "ISO/IEC 30134-8, scope 2 of the use phase",
  ],
  ref: [
    "Renewable energy owned, controlled or contracted / facility energy, at most 1",
    "自有、受控或签约的可再生能源 ÷ 总用电量，最大为 1",
    "ISO/IEC 30134-3; certificates count once and for the same period only; none are on record, so only on-site generation is told",
  ],
  erf: [
    "Energy reused outside the boundary / facility energy",
    "边界外再利用的能量 ÷ 总用电量",
    "ISO/IEC 30134-6; reuse inside the boundary does not count",
  ],
  ere: [
    "(Facility energy - energy reused outside) / IT energy = PUE x (1 - ERF); it may be below 1",
    "（总用电量 − 边界外再利用的能量）÷ IT 用电量 = PUE ×（1 − ERF）；可小于 1",
    "The Green Grid, ERE; reuse never lowers PUE itself",
  ],
  side_sum: [
    "Sum over the meters of the role; time without readings adds nothing and lowers the coverage",
    "同类计量表之和；无读数的时间不计入，并降低覆盖率",
    own,
  ],
  capacity_class: [
    "Sum of count x dense peak at the precision of the kind of computing; a center is of one kind",
    "数量 × 该类算力所用精度的稠密峰值之和；一个中心只属于一类",
    "General FP32, intelligent FP16, super FP64; the three are never added",
  ],
  schedulable_hours: [
    "Installed accelerator-hours - those of recorded incidents and maintenance at their places, united where they overlap",
    "已安装卡时 − 已记录故障与检修（按位置，重叠的合并）的卡时",
    own,
  ],
  allocation_schedulable: [
    "Allocated / schedulable accelerator-hours, over the time that every tenant's count is known",
    "已分配 ÷ 可调度卡时，取各租户计数均已知的时间",
    own,
  ],
  powered_hours: [
    "Accelerator-hours in servers that draw more than 5 % of their rating, any power where none is stated; of 5 minutes that are on both sides the mean decides",
    "所在服务器功率高于额定功率 5 %（未登记额定功率的，有功率即算）的卡时；5 分钟内跨越界限的按其平均值判定",
    own,
  ],
  healthy_hours: [
    "Powered accelerator-hours without a fault code; 5 minutes with one are faulty, and time in which power or fault is not known is left out",
    "上电且无故障码的卡时；出现故障码的 5 分钟计为故障，供电或故障未知的时间不计",
    own,
  ],
  effective_hours: [
    "Integral over time of the activity of the accelerators held by tenants whose active ones are counted; of all where nothing is assigned",
    "计有工作卡数的租户所持加速卡的活动度随时间的积分；未指配时取全部加速卡",
    own,
  ],
  step_share: [
    "Accelerator-hours of the step / accelerator-hours of which it is known",
    "该级卡时 ÷ 已知是否处于该级的卡时",
    own,
  ],
  pipeline: [
    "Requests for more accelerators that had no answer when the period ended",
    "期末尚未答复的加速卡申请",
    own,
  ],
  occupancy_measure: [
    "Leased over time / what there was of the same measure; a lease of another measure by the places given for it",
    "按时间累计的出租量 ÷ 同一口径的总量；其他口径的租约按为其指配的位置计",
    own,
  ],
  concentration: [
    "Leased accelerator-hours of the three largest tenants / those of all",
    "前三大租户出租卡时 ÷ 全部出租卡时",
    own,
  ],
  lease_group: [
    "Leased accelerator-hours of the group / those of all tenants; what was stated of a tenant for a day counts on that day, and a tenant of which nothing is stated is in a group of its own",
    "该组出租卡时 ÷ 全部出租卡时；按当日已登记的租户类别与行业计，未登记的自成一组",
    `${own}; industries: sections of GB/T 4754-2017`,
  ],
  unexplained: [
    "(Energy that came in - cooling, lighting, other and fed into the grid - the first level behind the boundary) / energy that came in, over days that all of these meters cover wholly",
    "（输入电量 − 制冷、照明、其他及上网电量 − 边界后第一级电量）÷ 输入电量，仅计相关电表均完整覆盖的日期",
    own,
  ],
  power_factor: [
    "Active energy / apparent energy at the grid; apparent power is a type of its own and never enters PUE",
    "并网点有功电量 ÷ 视在电量；视在功率不计入 PUE",
    "Two-part tariffs adjust by it where it is metered",
  ],
  pue_worth: [
    "Mean IT power x 8,760 h x 0.01 x mean price of a bought kWh, both of the period: at the same IT energy a hundredth of PUE more is a hundredth of the IT energy more from the grid",
    "期间平均 IT 功率 × 8,760 小时 × 0.01 × 期间平均购电价；IT 用电量不变时，PUE 每高 0.01 即多购入 IT 用电量的 1%",
    own,
  ],
  band_energy: [
    "Grid energy of the hours in which the band holds, in local civil time",
    "该时段（当地时间）内的市电电量",
    "Time-of-use tariffs: a sharp-peak band replaces peak in its hours",
  ],
  energy_no_band: [
    "Grid energy that is known for a longer time than one band holds; with the energy of the bands it is all that the grid delivered",
    "所涵盖时间跨越多个时段的市电电量；与各时段电量之和为市电总量",
    "A register counts on while it is silent; a bill states whole days",
  ],
  band_cost: [
    "Energy of the band x its price, each month and version rounded once, half up",
    "该时段电量 × 电价，每月每版本四舍五入一次",
    "Factors apply to the parts of the price that say so",
  ],
  demand_charge: [
    "Price x greatest 15-minute mean of the month that the grid delivered, in kW, or x the contracted kVA, as the tariff says; of several prices in one month each x the share of the month that it was in force",
    "单价 × 当月市电 15 分钟平均功率最大值（kW）或合同容量（kVA），依电价规定；月内调价的，各单价再乘其有效时间占当月的比例",
    "Two-part tariffs: the demand charge is paid on 15-minute means",
  ],
  electricity_bill: [
    "Energy cost + demand charge; of months without a tariff what utility bills state of them",
    "电量电费 + 需量（容量）电费；无电价的月份取电费账单所列金额",
    own,
  ],
  billed_cost: [
    "Sum of the costs that utility bills of the period state; their energy is counted elsewhere",
    "期间内电费账单所列金额之和；其电量另行计入",
    own,
  ],
  bill_difference: [
    "Costs stated by bills of whole months - energy cost and demand charge by the tariff, of the same months",
    "整月账单金额 − 同月按电价计算的电量电费与需量电费",
    own,
  ],
  alarm_rate: [
    "Annunciations / 10-minute intervals of the period",
    "告警次数 ÷ 期间 10 分钟数",
    "EEMUA 191: at most 1 per 10 minutes and operator position",
  ],
  alarm_flood: [
    "Time in floods (from a 10-minute bucket above 10 until one below 5) / time of the period",
    "告警泛滥时间（10 分钟内超过 10 次起，低于 5 次止）÷ 期间时间",
    "ISA-18.2: below 1 % of the time",
  ],
  alarm_worst: [
    "Greatest number of annunciations in a fixed 10-minute bucket",
    "固定 10 分钟内最多告警次数",
    "EEMUA 191: at most 10",
  ],
  alarm_stale: ["Alarms active for more than 24 h", "持续超过 24 小时的告警", "ISA-18.2: fewer than 5"],
  alarm_chattering: [
    "Alarms with three activations within a minute",
    "一分钟内触发三次的告警",
    "ISA-18.2: none",
  ],
  alarm_top_ten: [
    "Annunciations of the loudest ten alarms / all annunciations",
    "最频繁的十种告警次数 ÷ 全部告警次数",
    "ISA-18.2: 1 to 5 %",
  ],
  cost_split: [
    "What was measured (energy, demand charge) and what the scenario assumes for the months of the period",
    "实测部分（电费）与情景假定的当期其他成本",
    own,
  ],
  net_present_value: [
    "Sum of flow / (1 + rate) ^ year; the flow of year 0 is not discounted",
    "各年现金流 ÷ （1 + 折现率）^年 之和；第 0 年不折现",
    "Standard investment arithmetic",
  ],
  energy_cost_of_months: [
    "Sum of the months' energy cost by the tariff in force",
    "各月按现行电价计算的电费之和",
    own,
  ],
  demand: [
    "Greatest mean of 15 minutes of the facility in the month, from registers; from power where a meter has no register or it is silent for longer; what corrections tell of the quarters that they touch",
    "当月总用电每 15 分钟平均功率的最大值，取自电能表读数；无读数或读数中断较多时取自功率；更正涉及的时段以更正为准",
    "Two-part tariffs: the demand charge is paid on 15-minute means",
  ],
  availability: [
    "(Agreed accelerator-hours - unplanned down) / agreed accelerator-hours, of each lease while it ran and from the beginning of the record on (stated, else the first event); an event takes down the cards that stand at its places, and of cards without a place nothing is known while it lasts; maintenance leaves both sides, incidents that overlap are united",
    "（约定卡时 − 计划外中断）÷ 约定卡时，按各租约有效期并自记录开始（声明日，否则首次记录）起计；事件只影响其地点上的卡，未登记位置的卡在此期间情况未知；检修同时从分子分母中扣除，重叠的故障合并计算",
    own,
  ],
  incidents: [
    "Incidents of the period from the beginning of the record on (stated, else the first event), united where they overlap",
    "自记录开始（声明日，否则首次记录）起的期间故障次数（重叠的合并为一次）",
    own,
  ],
  queue_wait: [
    "Percentile, by linear interpolation, of the time from eligible to start; jobs that still wait count with their age at the end of the period, jobs withdrawn before they started with the time they had waited",
    "自可调度至开始的时间的分位值（线性插值）；仍在等待的作业按期末已等待时间计入，开始前撤回的作业按撤回时已等待时间计入",
    own,
  ],
  queue_jobs: [
    "Jobs that were eligible for some of the period: started, withdrawn or still waiting",
    "期间内曾可调度的作业：已开始、已撤回或仍在等待",
    own,
  ],
  inventory_sum: ["Sum over the inventory as it was when the period ended", "按期末台账求和", own],
  revenue: [
    "Sum of the billed amounts of issued statements of the period's months; a month is complete when every tenant that leases in it has a statement",
    "期间各月已签发账单金额之和；当月有租约的租户均已出账，该月方为完整",
    own,
  ],
  revenue_per_kwh: [
    "Revenue / facility energy, both of the months of which every statement is issued",
    "收入 ÷ 总用电量，均仅计账单齐全的月份",
    own,
  ],
  revenue_per_pflops_hour: [
    "Revenue / (installed PFLOPS x hours), both of the months of which every statement is issued",
    "收入 ÷（装机 PFLOPS × 小时数），均仅计账单齐全的月份",
    own,
  ],
  payback: [
    "Years until the flows of the scenario add up to its investment; what is never recovered has none, not its horizon",
    "情景现金流累计收回投资所需年数；无法收回则无此值，不以期限代替",
    own,
  ],
  city_multiplier: [
    "The published band, told only at the published premise (application level 80 %); never scaled",
    "仅在公布的前提（应用水平 80 %）下引用公布区间，不做外推",
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

/** Where an issued report may have told another number by the same name. */
const laterVersions: Partial<Record<string, number>> = {
  revenue: 2,
  revenue_per_kwh: 2,
  revenue_per_pflops_hour: 2,
  availability: 3,
  incidents: 2,
  demand: 3,
  demand_charge: 2,
};
const versionOf = (id: string): number => laterVersions[id] ?? 1;

/** Chinese words of the methods that the console knows as well. */
const sharedWords: Partial<Record<MethodId, string>> = {
  energy:
    "有电能表读数时取差值，否则对功率作梯形积分并在窗口边缘插值；超过允许间隔的缺口既不计能量也不计覆盖",
  facility_energy: "市电输入 + 发电机 + 光伏 − 上网电量，均为同一时段的电量",
  pue: "总用电量 ÷ IT 用电量，均取所有电表共同覆盖的时间；覆盖 99 % 有效，95 % 暂定，更低不予公布",
  rack_occupancy_count: "有带电 IT 设备的机柜 ÷ 状态已知的机柜；无数据的机柜不计入任何一边，并降低覆盖率",
  rack_occupancy_u: "已占用 U ÷ 可用 U",
  rack_occupancy_power:
    "平均 IT 功率 ÷ 同一批机柜（其 IT 电表均有数据）与空机柜的功率上限之和；电表无数据不作 0 W，而降低覆盖率",
  accelerators_installed: "台账中的加速卡",
  lease_hours: "各租约数量 × 租约与时段重合的时间之和；不按卡计的租约，按为其指配位置的加速卡 × 指配时间计",
  allocated_hours: "调度器占用的加速卡随时间的积分，每次计数保持到下一次",
  active_hours: "活跃的加速卡随时间的积分：调度器计数，否则按活动度不低于 5 %",
  occupancy: "已租用 ÷ 已安装卡时",
  allocation: "已分配 ÷ 已安装卡时，取各租户计数均已知的时间",
  utilisation: "活跃 ÷ 已分配卡时",
  capacity: "各型号数量 × 同一精度的稠密峰值之和；不同精度不相加也不换算",
};

export function methodRow(id: string): ReportMethod {
  const row = Object.entries(ownMethods).find(([name]) => name === id)?.[1];
  if (row) {
    const [en, zh, source] = row;
    return { id, version: versionOf(id), definition: { en, zh }, formula: en, source };
  }
  const shared = Object.entries(methods).find(([name]) => name === id)?.[1];
  if (!shared) throw new RangeError(`no method ${id}`);
  const zh = Object.entries(sharedWords).find(([name]) => name === id)?.[1] ?? shared.formula;
  const definition = { en: shared.formula, zh };
  return { id, version: shared.version, definition, formula: shared.formula, source: shared.standard };
}

/** Chinese words of the sources that are a sentence; the others are names of standards. */
const sourceWords: Readonly<Record<string, string>> = {
  [own]: "标准未作规定处，采用本平台约定",
  [`${own}; industries: sections of GB/T 4754-2017`]:
    "标准未作规定处，采用本平台约定；行业按 GB/T 4754-2017 门类",
  "General FP32, intelligent FP16, super FP64; the three are never added":
    "通用算力用 FP32，智能算力用 FP16，超级计算用 FP64；三者不相加",
  "Vendor dense peaks of the catalogue, each with source and evidence tier":
    "目录所列厂商稠密峰值，均注明来源与证据等级",
  "Three definitions of rack occupancy are in use; each is printed with its own":
    "上架率有三种通行口径，分别列示",
  "ISO/IEC 30134-2, EN 50600-4-2: energy across the boundary of the data centre, on-site generation at its output":
    "ISO/IEC 30134-2、EN 50600-4-2：数据中心边界用电量，自发电在其输出端计量",
  "Energy by integration as IEC 62053 meters do it; gap and edge rules are policy of this console":
    "按 IEC 62053 电能表方式积分；缺口与边缘规则为本平台约定",
  "ISO/IEC 30134-2, EN 50600-4-2; interim (iPUE) for less than 12 months":
    "ISO/IEC 30134-2、EN 50600-4-2；不足 12 个月为期间值（iPUE）",
  "Two-part tariffs adjust by it where it is metered": "两部制电价中，有计量时据此调整",
  "Two-part tariffs: the demand charge is paid on 15-minute means": "两部制电价：按 15 分钟平均需量计收",
  "Time-of-use tariffs: a sharp-peak band replaces peak in its hours":
    "分时电价：尖峰时段取代其小时内的高峰时段",
  "Factors apply to the parts of the price that say so": "浮动系数仅适用于注明的电价组成部分",
  "ISO/IEC 30134-9; category with source water is another figure":
    "ISO/IEC 30134-9；含水源用水的类别为另一指标",
  "ISO/IEC 30134-8, scope 2 of the use phase": "ISO/IEC 30134-8，使用阶段范围二",
  "ISO/IEC 30134-3; certificates count once and for the same period only; none are on record, so only on-site generation is told":
    "ISO/IEC 30134-3；绿证仅在同期计一次；未登记绿证，因此仅列现场发电",
  "ISO/IEC 30134-6; reuse inside the boundary does not count": "ISO/IEC 30134-6；边界内的再利用不计",
  "The Green Grid, ERE; reuse never lowers PUE itself": "The Green Grid，ERE；再利用不降低 PUE 本身",
  "EEMUA 191: at most 1 per 10 minutes and operator position": "EEMUA 191：每操作席位每 10 分钟不超过 1 次",
  "EEMUA 191: at most 10": "EEMUA 191：不超过 10 次",
  "ISA-18.2: below 1 % of the time": "ISA-18.2：低于 1 % 的时间",
  "ISA-18.2: fewer than 5": "ISA-18.2：少于 5 个",
  "ISA-18.2: none": "ISA-18.2：不应出现",
  "ISA-18.2: 1 to 5 %": "ISA-18.2：1 % 至 5 %",
  "Standard investment arithmetic": "通行投资测算方法",
  "Published claim, kept apart from everything measured": "公布的说法，与实测数据分开",
};

export const sourceOf = (source: string) => worded(source, sourceWords[source] ?? source);

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
  return { ...figure, method: { id: method, version: versionOf(method), ...(category ? { category } : {}) } };
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
