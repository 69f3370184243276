/**
 * Every figure of a report: its id for ever, its words, the formula over the raw tables that a reader can compute
 * again, and how it is made. Source: features 6 "Sections".
 */
import type { Figure, Precision, ReportFigure, Worded } from "@aidc/contract";
import { precisions } from "@aidc/contract";
import { acceleratorsOf, capacityOf, inventorySum, rackShare } from "./capacity-figures.ts";
import { reportPue, sideEnergy } from "./energy-figures.ts";
import { cueOf, jointCoverage, peakDemand } from "./family-figures.ts";
import {
  allocationOf,
  countedHoursOf,
  leasedHoursOf,
  occupancyOf,
  utilisationOf,
} from "./holding-figures.ts";
import type { Compared, ReportInputs } from "./inputs.ts";
import { comparedWindows } from "./inputs.ts";
import { limitOf } from "./limits.ts";
import type { LimitRow } from "./limits-table.ts";
import { energyCostOf, perKwhOf, perPflopsHourOf, revenueOf } from "./money-figures.ts";
import { twelveMonthsTo } from "./period.ts";
import { unmeasured } from "./report-methods.ts";
import { availabilityFigure, incidentsFigure } from "./service-figures.ts";
import { worded } from "./words.ts";

interface FigureRow {
  readonly id: string;
  readonly title: Worded;
  readonly formula: string;
  readonly digits: number;
  /** Of the inventory as it stands: there is no older one to compare with. */
  readonly onlyNow?: boolean;
  make(inputs: ReportInputs, compared: Compared): Figure;
}

const window = (inputs: ReportInputs, compared: Compared) => inputs.periods[compared].window;
const installed = ({ document }: ReportInputs): number => acceleratorsOf(document);

const capacityRows: readonly FigureRow[] = [
  {
    id: "capacity.racks",
    title: worded("Racks", "机架"),
    formula: "rows(raw.racks)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "racks"),
  },
  {
    id: "capacity.rack_units",
    title: worded("Usable rack units", "可用 U 数"),
    formula: "sum(raw.racks.usable_u)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "units"),
  },
  {
    id: "capacity.power_limit",
    title: worded("Sum of rack limits", "机架功率上限之和"),
    formula: "sum(raw.racks.limit_kw)",
    digits: 1,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "power"),
  },
  {
    id: "capacity.accelerators",
    title: worded("Accelerators installed", "已安装加速卡"),
    formula: "sum(raw.accelerators.cards)",
    digits: 0,
    onlyNow: true,
    make: (inputs) => inventorySum(inputs, "accelerators"),
  },
  ...precisions.map((precision) => capacityRow(precision)),
];

function capacityRow(precision: Precision): FigureRow {
  const name = precision.toUpperCase();
  return {
    id: `capacity.pflops_${precision}`,
    title: worded(`Rated capacity, dense ${name}`, `稠密 ${name} 算力`),
    formula: `sum(raw.accelerators.${precision}_pflops)`,
    digits: 3,
    onlyNow: true,
    make: (inputs) => capacityOf(inputs, precision),
  };
}

const holdingRows: readonly FigureRow[] = [
  {
    id: "utilisation.leased_hours",
    title: worded("Accelerator-hours leased", "已出租卡时"),
    formula: "sum(raw.accelerator_day.leased_h)",
    digits: 1,
    make: (inputs, compared) => leasedHoursOf(inputs.holdings, window(inputs, compared)),
  },
  {
    id: "utilisation.allocated_hours",
    title: worded("Accelerator-hours allocated", "已分配卡时"),
    formula: "sum(raw.accelerator_day.allocated_h)",
    digits: 1,
    make: (inputs, compared) => countedHoursOf(inputs.holdings, "allocated", window(inputs, compared)),
  },
  {
    id: "utilisation.active_hours",
    title: worded("Accelerator-hours active", "工作卡时"),
    formula: "sum(raw.accelerator_day.active_h)",
    digits: 1,
    make: (inputs, compared) => countedHoursOf(inputs.holdings, "active", window(inputs, compared)),
  },
  {
    id: "leases.occupancy",
    title: worded("Leased share of installed accelerator-hours", "出租率(卡时)"),
    formula: "sum(raw.accelerator_day.leased_h) / sum(raw.accelerator_day.installed_h)",
    digits: 3,
    make: (inputs, compared) => occupancyOf(inputs.holdings, installed(inputs), window(inputs, compared)),
  },
  {
    id: "utilisation.allocation",
    title: worded("Allocated share of schedulable accelerator-hours", "分配率(卡时)"),
    formula: "sum(raw.accelerator_day.allocation_part_h) / sum(raw.accelerator_day.allocation_whole_h)",
    digits: 3,
    make: (inputs, compared) => allocationOf(inputs.holdings, installed(inputs), window(inputs, compared)),
  },
  {
    id: "utilisation.active_share",
    title: worded("Active share of allocated accelerator-hours", "利用率(工作 ÷ 已分配卡时)"),
    formula: "sum(raw.accelerator_day.use_active_h) / sum(raw.accelerator_day.use_allocated_h)",
    digits: 3,
    make: (inputs, compared) => utilisationOf(inputs.holdings, window(inputs, compared)),
  },
];

const rackRows: readonly FigureRow[] = [
  {
    id: "racks.occupancy_count",
    title: worded("Rack occupancy, by count", "上架率(按机架数)"),
    formula: "sum(raw.racks.live) / rows(raw.racks)",
    digits: 3,
    make: (inputs, compared) => rackShare(inputs, "count", compared),
  },
  {
    id: "racks.occupancy_u",
    title: worded("Rack occupancy, by units", "上架率(按 U)"),
    formula: "sum(raw.racks.used_u) / sum(raw.racks.usable_u)",
    digits: 3,
    onlyNow: true,
    make: (inputs) => rackShare(inputs, "units", "current"),
  },
  {
    id: "racks.occupancy_power",
    title: worded("Rack occupancy, by power", "上架率(按功率)"),
    formula: "sum(raw.it_points.mean_kw) / sum(raw.racks.limit_kw)",
    digits: 3,
    make: (inputs, compared) => rackShare(inputs, "power", compared),
  },
];

const energyRows: readonly FigureRow[] = [
  {
    id: "energy.facility",
    title: worded("Facility energy", "总用电量"),
    formula: "sum(raw.energy_day.facility_kwh)",
    digits: 1,
    make: (inputs, compared) => sideEnergy(inputs.energy, "facility", window(inputs, compared)),
  },
  {
    id: "energy.it",
    title: worded("IT energy", "IT 用电量"),
    formula: "sum(raw.energy_day.it_kwh)",
    digits: 1,
    make: (inputs, compared) => sideEnergy(inputs.energy, "it", window(inputs, compared)),
  },
  {
    id: "energy.pue",
    title: worded("PUE of the period", "期间 PUE"),
    formula: "sum(raw.energy_day.joint_facility_kwh) / sum(raw.energy_day.joint_it_kwh)",
    digits: 3,
    make: (inputs, compared) => reportPue(inputs.document, inputs.energy, window(inputs, compared)),
  },
  {
    id: "energy.pue_12_months",
    title: worded("PUE, 12 months to the end of the period", "截至期末 12 个月 PUE"),
    formula: "sum(raw.energy_month.joint_facility_kwh) / sum(raw.energy_month.joint_it_kwh)",
    digits: 3,
    onlyNow: true,
    make: ({ document, energy, period }) =>
      reportPue(document, energy, twelveMonthsTo(period, document.center.timeZone)),
  },
  {
    id: "energy.coverage",
    title: worded("Joint coverage of facility and IT metering", "总用电与 IT 计量共同覆盖率"),
    formula: "sum(raw.energy_day.joint_covered_h) / sum(raw.energy_day.hours)",
    digits: 3,
    make: (inputs, compared) => jointCoverage(inputs, compared),
  },
  {
    id: "energy.peak_demand",
    title: worded("Greatest 15-minute mean of the facility", "总功率 15 分钟平均最大值"),
    formula: "max(raw.demand_month.kw)",
    digits: 1,
    onlyNow: true,
    make: peakDemand,
  },
  {
    id: "energy.cost",
    title: worded("Energy cost", "电费"),
    formula: "sum(raw.energy_cost.cost)",
    digits: 2,
    onlyNow: true,
    make: energyCostOf,
  },
  {
    id: "energy.wue",
    title: worded("Water use effectiveness (WUE)", "水利用效率(WUE)"),
    formula: "not measured",
    digits: 3,
    make: (inputs, compared) => unmeasured("wue", "wue", "L/kWh", window(inputs, compared), "no_meter"),
  },
  {
    id: "energy.cue",
    title: worded("Carbon use effectiveness (CUE), location-based", "碳利用效率(CUE,基于位置)"),
    formula:
      "max(raw.factors.kg_per_kwh) * sum(raw.energy_day.joint_facility_kwh) / sum(raw.energy_day.joint_it_kwh)",
    digits: 3,
    make: (inputs, compared) => cueOf(inputs, compared),
  },
  {
    id: "energy.ref",
    title: worded("Renewable energy factor (REF)", "可再生能源利用率(REF)"),
    formula: "not measured",
    digits: 3,
    make: (inputs, compared) => unmeasured("ref", "ref", "ratio", window(inputs, compared), "no_meter"),
  },
  {
    id: "energy.erf",
    title: worded("Energy reuse factor (ERF)", "能源再利用率(ERF)"),
    formula: "not measured",
    digits: 3,
    make: (inputs, compared) => unmeasured("erf", "erf", "ratio", window(inputs, compared), "no_meter"),
  },
];

const serviceRows: readonly FigureRow[] = [
  {
    id: "service.availability",
    title: worded("Availability, weighted by accelerators", "可用率(按加速卡加权)"),
    formula:
      "(sum(raw.service.agreed_accelerator_h) - sum(raw.service.down_accelerator_h)) / sum(raw.service.agreed_accelerator_h)",
    digits: 5,
    make: (inputs, compared) => availabilityFigure(inputs, compared),
  },
  {
    id: "service.incidents",
    title: worded("Incidents, united where they overlap", "故障次数(重叠的合并)"),
    formula: "rows(raw.incidents)",
    digits: 0,
    make: (inputs, compared) => incidentsFigure(inputs, compared),
  },
  {
    id: "service.queue_wait",
    title: worded("Median queue wait, still waiting counted", "排队等待中位数(含仍在等待)"),
    formula: "not measured",
    digits: 1,
    make: (inputs, compared) =>
      unmeasured("queue_wait", "queue_wait", "h", window(inputs, compared), "not_collected"),
  },
];

const moneyRows: readonly FigureRow[] = [
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
  {
    id: "city_effect.multiplier",
    title: worded("City effect, published multiplier", "城市带动效应(公布系数)"),
    formula: "not measured",
    digits: 1,
    onlyNow: true,
    make: ({ period }) =>
      unmeasured("city_multiplier", "city_multiplier", "ratio", period.window, "no_factor"),
  },
];

const rows: readonly FigureRow[] = [
  ...capacityRows,
  ...holdingRows,
  ...rackRows,
  ...energyRows,
  ...serviceRows,
  ...moneyRows,
];

export function reportFigures(inputs: ReportInputs, limits: readonly LimitRow[]): ReportFigure[] {
  return rows.map((row) => {
    const [figure, previous, lastYear] = comparedWindows.map((compared) =>
      compared === "current" || !row.onlyNow ? row.make(inputs, compared) : null,
    );
    if (!figure) throw new Error(`${row.id} was not made`);
    const { id, title, formula, digits } = row;
    const limit = limitOf(limits, id, figure.value);
    return {
      id,
      title,
      figure,
      previous: previous ?? null,
      lastYear: lastYear ?? null,
      limit,
      formula,
      digits,
    };
  });
}
