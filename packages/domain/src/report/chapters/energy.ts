/** Energy: PUE by category with its period and boundary, kWh and cost, and the family beside it. */

import type { WindowMs, Worded } from "@aidc/contract";
import { isGridOnly } from "../../energy/balance.ts";
import { besideUnmetered } from "../../energy/halls-without-meter.ts";
import { same } from "../cells.ts";
import { energyChart, loadChart, pueChart, rollingChart } from "../charts.ts";
import { dayChart } from "../day-chart.ts";
import { reportPue, sideEnergy } from "../energy-figures.ts";
import { flowBlocks } from "../energy-flow.ts";
import { cueOf, jointCoverage, refOf, unexplained } from "../family-figures.ts";
import type { ReportInputs } from "../inputs.ts";
import type { ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock, windowOf } from "../part.ts";
import { twelveMonthsTo } from "../period.ts";
import { unmeasured } from "../report-methods.ts";
import { boundaryWords, worded } from "../words.ts";
import { besideEnergyRows } from "./beside-energy.ts";
import { bandTable } from "./energy-bands.ts";
import { energyCostRows } from "./energy-cost.ts";
import { energyRawTables } from "./energy-raw.ts";

export const energyChapter: ChapterPart = {
  id: "energy",
  title: worded("Energy", "能源"),
  figures: (inputs) => [...rows, ...energyCostRows(inputs), ...familyRows(inputs), ...besideEnergyRows],
  raw: energyRawTables,
  blocks: (facts) => {
    const { inputs, figures } = facts;
    const { en, zh } = boundaryWords[inputs.document.center.itBoundary];
    const category = figures.find(({ id }) => id === "energy.pue")?.figure.method.category ?? "";
    const blind = unmeteredWords(inputs);
    return [
      figureList(facts, "energy", "Energy and its family", "能源指标"),
      textBlock(
        "pue_boundary",
        `PUE category ${category}: IT energy is measured at ${en}; ratio of energies over the time that all meters cover, never a mean of ratios. Categories are not comparable with each other.${blind.en}`,
        `PUE 类别 ${category}：IT 用电量在${zh}计量；取所有电表共同覆盖时间内的电量之比，而非比值的平均。不同类别不可比较。${blind.zh}`,
      ),
      ...flowBlocks(inputs),
      pueChart(inputs),
      rollingChart(inputs, figures),
      energyChart(inputs),
      dayChart(inputs),
      loadChart(inputs),
      bandTable(inputs),
    ];
  },
};

/** What is in the facility and in no IT meter makes PUE too high, whatever its coverage says. */
function unmeteredWords({ unmetered }: ReportInputs): Worded {
  if (!unmetered) return same("");
  const { names, racks, of } = unmetered;
  return worded(
    ` No IT meter reaches ${racks} of ${of} racks with servers (${names.join(", ")}): what they draw is in the facility and not in IT energy, so PUE is higher than it would be with them.`,
    `${of} 个装有服务器的机柜中有 ${racks} 个没有 IT 电表（${names.join("、")}）：其用电计入总用电量而不计入 IT 用电量，故 PUE 偏高。`,
  );
}

const pueOver = ({ document, energy, unmetered }: ReportInputs, window: WindowMs) =>
  besideUnmetered(reportPue(document, energy, window), unmetered);

const rows: readonly FigureRow[] = [
  {
    id: "energy.facility",
    title: worded("Facility energy", "总用电量"),
    formula: "sum(raw.energy_day.facility_kwh)",
    digits: 1,
    make: (inputs, compared) => sideEnergy(inputs.energy, "facility", windowOf(inputs, compared)),
  },
  {
    id: "energy.it",
    title: worded("IT energy", "IT 用电量"),
    formula: "sum(raw.energy_day.it_kwh)",
    digits: 1,
    make: (inputs, compared) => sideEnergy(inputs.energy, "it", windowOf(inputs, compared)),
  },
  {
    id: "energy.pue",
    title: worded("PUE of the period", "期间 PUE"),
    formula: "sum(raw.energy_day.joint_facility_kwh) / sum(raw.energy_day.joint_it_kwh)",
    digits: 3,
    make: (inputs, compared) => pueOver(inputs, windowOf(inputs, compared)),
  },
  {
    id: "energy.pue_12_months",
    title: worded("PUE, 12 months to the end of the period", "截至期末 12 个月 PUE"),
    formula: "sum(raw.energy_month.joint_facility_kwh) / sum(raw.energy_month.joint_it_kwh)",
    digits: 3,
    make: (inputs, compared) =>
      pueOver(inputs, twelveMonthsTo(inputs.periods[compared], inputs.document.center.timeZone)),
  },
  {
    id: "energy.coverage",
    title: worded("Joint coverage of facility and IT metering", "总用电与 IT 计量共同覆盖率"),
    formula: "sum(raw.energy_day.joint_covered_h) / sum(raw.energy_day.hours)",
    digits: 3,
    make: (inputs, compared) => jointCoverage(inputs, compared),
  },
  {
    id: "energy.unexplained",
    title: worded("Energy that no meter accounts for", "无表可计电量占比"),
    formula:
      "(sum(raw.energy_flow_day.supplied_kwh) - sum(raw.energy_flow_day.told_kwh)) / sum(raw.energy_flow_day.supplied_kwh)",
    digits: 3,
    onlyNow: true,
    make: (inputs) => unexplained(inputs),
  },
  {
    id: "energy.power_factor",
    title: worded("Power factor at the grid", "并网点功率因数"),
    formula: "not measured",
    digits: 3,
    make: (inputs, compared) =>
      unmeasured("power_factor", "power_factor", "ratio", windowOf(inputs, compared), "no_meter"),
  },
];

/** Where more than the grid supplies the facility, grid import has a table of its own. */
function cueFormula({ document, grid }: ReportInputs): string {
  const ratio = (table: string, own: string) =>
    `max(raw.factors.kg_per_kwh) * sum(raw.${table}.joint_${own}_kwh) / sum(raw.${table}.joint_it_kwh)`;
  if (isGridOnly(document)) return ratio("energy_day", "facility");
  return grid === null ? "not measured" : ratio("grid_day", "grid");
}

/** Told whether metered or not: what is not measured is named with its reason. */
const familyRows = (inputs: ReportInputs): readonly FigureRow[] => [
  {
    id: "energy.cue",
    title: worded("Carbon use effectiveness (CUE), location-based", "碳利用效率（CUE，基于位置）"),
    formula: cueFormula(inputs),
    digits: 3,
    make: (inputs, compared) => cueOf(inputs, compared),
  },
  {
    id: "energy.ref",
    title: worded("Renewable energy factor (REF), on-site part", "可再生能源利用率（REF，现场发电部分）"),
    formula: "min(1, sum(raw.renewable_day.renewable_kwh) / sum(raw.renewable_day.facility_kwh))",
    digits: 3,
    make: (inputs, compared) => refOf(inputs, compared),
  },
];
