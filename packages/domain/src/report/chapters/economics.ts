/** Economics: what was earned, what it cost, and what a published scenario says. */
import type { Figure, ReportTable } from "@aidc/contract";
import { column, number, same, say, table } from "../cells.ts";
import type { ReportInputs } from "../inputs.ts";
import {
  energyCostOf,
  facilityKwhIn,
  perKwhOf,
  perPflopsHourOf,
  pflopsHoursIn,
  revenueOf,
} from "../money-figures.ts";
import { billedOf, isMonthTellable, relatedTo } from "../money-months.ts";
import type { Block, ChapterPart, FigureRow } from "../part.ts";
import { figureList, textBlock } from "../part.ts";
import { ownFigure } from "../report-methods.ts";
import { assumedOf, monthsOf, paybackFigure, presentValueFigure, yearOf } from "../scenario-figures.ts";
import { reasonWords, worded } from "../words.ts";
import { demandChargeFigure, withRunning } from "./demand-cost.ts";
import { billFigure, billFormula, statedFigure } from "./energy-cost.ts";

export const economicsChapter: ChapterPart = {
  id: "economics",
  title: worded("Economics", "经济"),
  figures: (inputs) => [...revenueRows, measuredRow(inputs), ...scenarioRows],
  raw: (inputs) => [
    revenue(inputs),
    relatedMonths(inputs, "energy"),
    relatedMonths(inputs, "capacity"),
    costSplit(inputs),
    scenarioTable(inputs),
  ],
  blocks: (facts) => [
    figureList(facts, "economics", "Economics", "经济指标"),
    scenarioInputs(facts.inputs),
    scenarioSentence(facts.inputs),
  ],
};

const revenueRows: readonly FigureRow[] = [
  {
    id: "economics.revenue",
    title: worded("Revenue by issued statements", "收入（已签发账单）"),
    formula: "sum(raw.revenue.billed)",
    digits: 2,
    onlyNow: true,
    make: revenueOf,
  },
  {
    id: "economics.revenue_per_kwh",
    title: worded("Revenue per kWh of facility energy", "每千瓦时收入"),
    formula: "sum(raw.revenue_energy.billed) / sum(raw.revenue_energy.facility_kwh)",
    digits: 4,
    onlyNow: true,
    make: perKwhOf,
  },
  {
    id: "economics.revenue_per_pflops_hour",
    title: worded("Revenue per rated PFLOPS-hour", "每 PFLOPS 小时收入"),
    formula: "sum(raw.revenue_capacity.billed) / sum(raw.revenue_capacity.pflops_h)",
    digits: 4,
    onlyNow: true,
    make: perPflopsHourOf,
  },
];

const scenarioRows: readonly FigureRow[] = [
  {
    id: "economics.cost_assumed",
    title: worded("Cost that the scenario assumes", "情景假定成本"),
    formula: "sum(raw.cost_split.assumed)",
    digits: 2,
    onlyNow: true,
    make: assumedCost,
  },
  {
    id: "economics.payback",
    title: worded("Payback of the scenario, years", "情景静态回收期（年）"),
    formula: "sum(raw.scenario_year.open)",
    digits: 1,
    onlyNow: true,
    make: (inputs) => paybackFigure(inputs, false),
  },
  {
    id: "economics.discounted_payback",
    title: worded("Discounted payback of the scenario, years", "情景动态回收期（年）"),
    formula: "sum(raw.scenario_year.discounted_open)",
    digits: 1,
    onlyNow: true,
    make: (inputs) => paybackFigure(inputs, true),
  },
  {
    id: "economics.npv",
    title: worded("Net present value of the scenario", "情景净现值"),
    formula: "sum(raw.scenario_year.discounted)",
    digits: 2,
    onlyNow: true,
    make: presentValueFigure,
  },
];

interface CostItem {
  readonly id: string;
  readonly label: ReportTable["rows"][number]["label"];
  readonly kind: "measured" | "assumed";
  readonly amount: Pick<Figure, "value" | "reason" | "coverage" | "status" | "grade">;
}

/** A scenario's costs are the months' share of its year; its investment is spread evenly over its horizon. */
function costItems(inputs: ReportInputs): CostItem[] {
  const { scenario } = inputs;
  const share = monthsOf(inputs) / 12;
  const assumed = (id: string, label: CostItem["label"], perYear: number): CostItem => ({
    id,
    label,
    kind: "assumed",
    amount: { value: perYear * share, coverage: 1, status: "valid", grade: "assumed" },
  });
  const items: CostItem[] = [
    {
      id: "energy",
      label: worded("Energy cost", "电量电费"),
      kind: "measured",
      amount: energyCostOf(inputs),
    },
    {
      id: "demand",
      label: withRunning(worded("Demand charge", "需量（容量）电费"), inputs),
      kind: "measured",
      amount: demandChargeFigure(inputs),
    },
  ];
  const stated = statedFigure(inputs);
  if (stated !== null)
    items.push({
      id: "bills",
      label: worded("Utility bills of months without a tariff", "无电价月份的电费账单"),
      kind: "measured",
      amount: stated,
    });
  if (!scenario) return items;
  const spread = Number(scenario.investment) / scenario.horizonYears;
  return [
    ...items,
    ...scenario.costs.map(({ id, name, perYear }) => assumed(`cost_${id}`, same(name), Number(perYear))),
    assumed("investment", worded("Investment, spread over the horizon", "投资按期限平均分摊"), spread),
  ];
}

/** The bill of electricity: where a part of it is not known, so is the cost. */
function measuredRow(inputs: ReportInputs): FigureRow {
  return {
    id: "economics.cost_measured",
    title: worded("Cost that is measured: electricity", "实测成本：电费"),
    formula: billFormula(inputs),
    digits: 2,
    onlyNow: true,
    make: measuredCost,
  };
}

function measuredCost(inputs: ReportInputs): Figure {
  const { value, reason, unit, coverage, status, grade, method, inputs: of } = billFigure(inputs);
  return ownFigure({
    name: "cost_measured",
    method: "cost_split",
    window: inputs.period.window,
    value,
    reason,
    unit,
    coverage,
    status: value === null ? undefined : status,
    grade,
    category: method.category,
    inputs: of,
  });
}

function assumedCost(inputs: ReportInputs): Figure {
  const values = costItems(inputs).flatMap(({ kind, amount }) =>
    kind === "assumed" ? (amount.value ?? []) : [],
  );
  const isKnown = values.length > 0;
  return ownFigure({
    name: "cost_assumed",
    method: "cost_split",
    window: inputs.period.window,
    value: isKnown ? values.reduce((sum, value) => sum + value, 0) : null,
    reason: isKnown ? undefined : "no_scenario",
    unit: inputs.document.center.currency,
    coverage: isKnown ? 1 : 0,
    grade: "assumed",
  });
}

function costSplit(inputs: ReportInputs): ReportTable {
  const { currency } = inputs.document.center;
  const rows = costItems(inputs).map(({ id, label, kind, amount }) => {
    const cell = number(amount.value, amount.reason);
    const none = { text: "", value: null };
    return { id, label, cells: kind === "measured" ? [cell, none] : [none, cell] };
  });
  const columns = [
    column("measured", "Measured", "实测", currency, 2),
    column("assumed", "Assumed by the scenario", "情景假定", currency, 2),
  ];
  const note = worded(
    "What is assumed is the months' share of a year of the scenario; it is no record of what was paid.",
    "情景假定为情景年度金额按月数折算，并非实际支付记录。",
  );
  return table("cost_split", worded("Cost of the period", "当期成本构成"), columns, rows, [note]);
}

function revenue(inputs: ReportInputs): ReportTable {
  const { currency } = inputs.document.center;
  const rows = inputs.revenue.map((month) => {
    const told = (value: number) => (isMonthTellable(month) ? number(value) : number(null, "suppressed"));
    const isBilled = month.byTenant.length > 0;
    const cells = [
      isBilled ? told(billedOf(inputs, month)) : number(null, "no_statement"),
      told(month.byTenant.length),
      told(month.tenants),
    ];
    return { id: month.month, label: same(month.month), cells };
  });
  const columns = [
    column("billed", "Billed by issued statements", "已签发账单金额", currency, 2),
    column("statements", "Statements issued", "已签发账单", "count", 0),
    column("tenants", "Tenants to be billed", "应出账租户", "count", 0),
  ];
  return table("revenue", worded("Revenue by month", "按月收入"), columns, rows);
}

/** Months of which every statement is issued, with what they relate to; empty where the ratio is withheld. */
function relatedMonths(inputs: ReportInputs, of: "energy" | "capacity"): ReportTable {
  const { currency } = inputs.document.center;
  const isEnergy = of === "energy";
  const related = relatedTo(inputs, isEnergy ? facilityKwhIn(inputs) : pflopsHoursIn(inputs));
  const months = typeof related === "string" ? [] : related.months;
  const rows = months.map(({ month, billed, value }) => ({
    id: month,
    label: same(month),
    cells: [number(billed), number(value)],
  }));
  const columns = [
    column("billed", "Billed, every statement issued", "账单齐全月份金额", currency, 2),
    isEnergy
      ? column("facility_kwh", "Facility energy", "总用电量", "kWh", 3)
      : column("pflops_h", "Rated PFLOPS-hours", "额定 PFLOPS 小时", "PFLOPS·h", 3),
  ];
  const title = isEnergy
    ? worded("Revenue and energy of complete months", "账单齐全月份的收入与电量")
    : worded("Revenue and capacity of complete months", "账单齐全月份的收入与算力");
  return table(`revenue_${of}`, title, columns, rows);
}

function scenarioTable(inputs: ReportInputs): ReportTable {
  const { currency } = inputs.document.center;
  const found = assumedOf(inputs);
  const years = typeof found === "string" ? [] : found.years;
  const [isBack, isBackDiscounted] = [false, true].map((one) => paybackFigure(inputs, one).value !== null);
  const open = (part: number, isTold: boolean | undefined) =>
    isTold ? number(part) : number(null, "never_recovered");
  const rows = years.map(({ year, ...told }) => ({
    id: String(year),
    label: worded(`Year ${year}`, `第 ${year} 年`),
    cells: [
      ...[told.revenue, told.energy, told.other, told.flow, told.discounted].map((value) => number(value)),
      open(told.open, isBack),
      open(told.discountedOpen, isBackDiscounted),
    ],
  }));
  const columns = [
    column("revenue", "Revenue", "收入", currency, 2),
    column("energy", "Electricity", "电费", currency, 2),
    column("other", "Other costs", "其他成本", currency, 2),
    column("flow", "Flow", "现金流", currency, 2),
    column("discounted", "Discounted flow", "折现现金流", currency, 2),
    column("open", "Part of the year until recovered", "未收回的年份部分", "a", 4),
    column("discounted_open", "The same, discounted", "未收回的年份部分（折现）", "a", 4),
  ];
  return table("scenario_year", worded("Years of the scenario", "情景各年"), columns, rows);
}

/** Beside its results stand the inputs of a scenario, and whose they are. */
function scenarioInputs(inputs: ReportInputs): Block | null {
  const { scenario } = inputs;
  if (!scenario) return null;
  const told = (what: "revenue" | "energy") => {
    const year = yearOf(inputs, scenario, what);
    return typeof year === "string" ? number(null, year) : number(year);
  };
  const basis = (fixed: string | null) =>
    say(
      fixed === null ? worded("this period, scaled to a year", "本期折算为全年") : worded("assumed", "假定"),
    );
  const assumed = say(worded("assumed", "假定"));
  const row = (id: string, en: string, zh: string, cells: ReportTable["rows"][number]["cells"]) => ({
    id,
    label: worded(en, zh),
    cells,
  });
  const rows = [
    row("investment", "Investment, year 0", "投资（第 0 年）", [
      number(Number(scenario.investment)),
      assumed,
    ]),
    row("revenue", "Revenue a year", "年收入", [told("revenue"), basis(scenario.revenuePerYear)]),
    row("energy", "Electricity a year", "年电费", [told("energy"), basis(scenario.energyPerYear)]),
    ...scenario.costs.map(({ id, name, perYear }) => ({
      id: `cost_${id}`,
      label: same(name),
      cells: [number(Number(perYear)), assumed],
    })),
    row("rate", "Discount rate, % a year", "折现率（%/年）", [number(scenario.discountRate * 100), assumed]),
    row("horizon", "Horizon, years", "期限（年）", [number(scenario.horizonYears), assumed]),
  ];
  const columns = [
    column(
      "value",
      `Value (${scenario.currency} unless said)`,
      `数值（除注明外为 ${scenario.currency}）`,
      "count",
      2,
    ),
    column("basis", "Basis", "依据", "", 0),
  ];
  const { name, version, source } = scenario;
  const note = worded(`Source: ${source}`, `来源：${source}`);
  const title = worded(
    `Inputs of the scenario "${name}", version ${version}`,
    `情景“${name}”（第 ${version} 版）的输入`,
  );
  return table("scenario_inputs", title, columns, rows, [note]);
}

function scenarioSentence(inputs: ReportInputs): Block {
  const found = assumedOf(inputs);
  if (found === "no_scenario")
    return textBlock(
      "economics_note",
      "No scenario: none has been published, so payback and net present value are not told. Of costs only electricity is measured.",
      "没有情景：尚未发布投资情景，因此不给出回收期和净现值。成本中只有电费为实测。",
    );
  if (typeof found === "string") {
    const { en, zh } = reasonWords[found];
    return textBlock(
      "economics_note",
      `The scenario takes its revenue or its electricity from this period, and that is not complete (${en}); payback and net present value are not told.`,
      `情景的收入或电费取自本期，而本期数据不完整（${zh}），因此不给出回收期和净现值。`,
    );
  }
  const payback = paybackFigure(inputs, false).value;
  const { name, horizonYears } = found.scenario;
  return payback === null
    ? textBlock(
        "economics_note",
        `By the scenario "${name}" the investment is never recovered within its ${horizonYears} years. A scenario is an assumption and no forecast.`,
        `按情景“${name}”，投资在 ${horizonYears} 年期限内无法收回。情景为假定，并非预测。`,
      )
    : textBlock(
        "economics_note",
        `By the scenario "${name}" the investment is recovered after ${payback.toFixed(1)} years. A scenario is an assumption and no forecast.`,
        `按情景“${name}”，投资在 ${payback.toFixed(1)} 年后收回。情景为假定，并非预测。`,
      );
}
