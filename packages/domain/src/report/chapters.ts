/** The chapters of a report and what stands in each. Source: issue "The planner's report", chapters. */
import type { ReportContent, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import { cityMultiplier } from "../economics/city-multiplier.ts";
import { energyChart, loadChart, pueChart, waterfallChart } from "./charts.ts";
import { euFields, gradeSentence, limitTable } from "./compliance.ts";
import { headlineFigures } from "./findings.ts";
import type { ReportInputs } from "./inputs.ts";
import type { LimitRow } from "./limits-table.ts";
import { concentrationText, sideTables } from "./side-tables.ts";
import { coverageText, worded } from "./words.ts";

type Chapter = ReportContent["chapters"][number];
type Block = Chapter["blocks"][number];

export interface ChapterFacts {
  readonly inputs: ReportInputs;
  readonly figures: readonly ReportFigure[];
  readonly limits: readonly LimitRow[];
  readonly raw: readonly ReportTable[];
  readonly findings: readonly Worded[];
  readonly methods: ReportContent["methods"];
  readonly gaps: ReportContent["gaps"];
}

const list = (id: string, title: Worded, figures: readonly string[]): Block => ({
  kind: "figures",
  id,
  title,
  figures: [...figures],
});
const text = (id: string, words: Worded): Block => ({ kind: "text", id, text: words });
const chapter = (id: Chapter["id"], en: string, zh: string, blocks: (Block | null)[]): Chapter => ({
  id,
  title: worded(en, zh),
  blocks: blocks.filter((block) => block !== null),
});

export function chaptersOf(facts: ChapterFacts): Chapter[] {
  const { figures } = facts;
  const ids = (prefix: string) => figures.map(({ id }) => id).filter((id) => id.startsWith(`${prefix}.`));
  return [
    chapter("findings", "Findings", "要点", [
      list("headline", worded("Headline figures", "主要指标"), headlineFigures),
      ...facts.findings.map((words, at) => text(`finding_${at + 1}`, words)),
    ]),
    ...placeChapters(facts, ids),
    energyChapter(facts, ids),
    ...moneyChapters(facts, ids),
    complianceChapter(facts),
    qualityChapter(facts),
    chapter("definitions", "Definitions and formulas", "定义与公式", [
      definitionTable(facts.methods, figures),
    ]),
    chapter("raw", "Raw tables", "原始数据表", [...facts.raw]),
  ];
}

function placeChapters({ inputs, figures }: ChapterFacts, ids: (prefix: string) => string[]): Chapter[] {
  const { byHall, byMaker } = sideTables(inputs);
  return [
    chapter("capacity", "Capacity", "容量", [
      list("capacity", worded("Installed", "已安装"), ids("capacity")),
      byMaker,
      text(
        "capacity_note",
        worded(
          "Capacity is what the inventory held when the report was drafted. The inventory keeps no history, so changes of capacity in time are not recorded.",
          "容量为起草报告时台账所载。台账不保存历史,因此容量随时间的变化未记录。",
        ),
      ),
    ]),
    chapter("utilisation", "Utilisation", "利用", [
      list("ladder", worded("Utilisation ladder", "利用阶梯"), ids("utilisation")),
      waterfallChart(inputs, figures),
      text(
        "ladder_note",
        worded(
          "Allocated is not used. Schedulable equals installed: faulty, maintained and reserved accelerators over time are not recorded. Powered, healthy and effective are not measured over a period.",
          "已分配不等于在使用。可调度按已安装计:故障、检修和预留的历史未记录。通电、健康与有效算力未按期间计量。",
        ),
      ),
    ]),
    chapter("racks", "Rack occupancy", "上架率", [
      list("racks", worded("Three definitions", "三种口径"), ids("racks")),
      byHall,
    ]),
    chapter("leases", "Leases", "租约", [
      list("leases", worded("Leased", "出租"), ids("leases")),
      text("concentration", concentrationText(inputs)),
      text(
        "leases_note",
        worded(
          "The pipeline of requests and the industry of tenants are not recorded for reports.",
          "意向储备和租户行业未作记录。",
        ),
      ),
    ]),
  ];
}

function energyChapter({ inputs, figures }: ChapterFacts, ids: (prefix: string) => string[]): Chapter {
  const { center } = inputs.document;
  const category = figures.find(({ id }) => id === "energy.pue")?.figure.method.category ?? "";
  return chapter("energy", "Energy", "能源", [
    list("energy", worded("Energy and its family", "能源指标"), ids("energy")),
    text(
      "pue_boundary",
      worded(
        `PUE category ${category}: IT energy is measured at ${center.itBoundary}; ratio of energies over the time that all meters cover, never a mean of ratios. Categories are not comparable with each other.`,
        `PUE 类别 ${category}:IT 用电量在 ${center.itBoundary} 处计量;为共同覆盖时间内的能量之比,而非比值的平均。不同类别不可比较。`,
      ),
    ),
    pueChart(inputs, figures),
    energyChart(inputs),
    loadChart(inputs),
  ]);
}

function moneyChapters({ inputs }: ChapterFacts, ids: (prefix: string) => string[]): Chapter[] {
  return [
    chapter("service", "Service", "服务", [
      list("service", worded("Service", "服务"), ids("service")),
      text(
        "service_note",
        inputs.events.length === 0
          ? worded(
              "No incident or maintenance has ever been recorded here, so availability is not known; it is not 100 %.",
              "从未记录故障或检修,可用率未知,而非 100 %。",
            )
          : worded(
              "From recorded incidents and maintenance. Maintenance leaves both sides; incidents that overlap are united.",
              "依据已记录的故障与检修。检修同时从分子分母扣除;重叠的故障合并。",
            ),
      ),
    ]),
    chapter("economics", "Economics", "经济", [
      list("economics", worded("Economics", "经济指标"), ids("economics")),
      text(
        "economics_note",
        worded(
          "Costs other than energy and no investment scenario are recorded, so cost split, payback and net present value are not told.",
          "未记录电费以外的成本及投资情景,因此不给出成本构成、回收期和净现值。",
        ),
      ),
    ]),
    chapter("city_effect", "City effect", "城市带动效应", [
      list(
        "city_effect",
        worded("Kept apart from everything measured", "与实测数据分开列示"),
        ids("city_effect"),
      ),
      text(
        "city_effect_note",
        worded(
          `No published factor: the application level of the city is not recorded here. ${cityMultiplier.source}; it is neither scaled nor extended to another level.`,
          "没有公布的因子:本平台未记录城市应用水平。公布说法为应用水平 80 % 时 1 元算力投资带动 2.9 至 3.4 元人工智能产业产值;不外推到其他水平。",
        ),
      ),
    ]),
  ];
}

function complianceChapter({ figures, limits, inputs }: ChapterFacts): Chapter {
  const grade = gradeSentence(figures, limits);
  const eu = euFields(figures, inputs.document.center.ratedItPowerW ?? null);
  const filled = eu.rows.filter(({ cells }) => cells[0]?.value !== null).length;
  return chapter("compliance", "Compliance", "合规", [
    limits.length > 0
      ? limitTable(figures, limits)
      : text(
          "no_limits",
          worded("No limit is recorded for the place of this center.", "没有适用于本中心所在地的限值记录。"),
        ),
    grade && text("gb40879", grade),
    eu,
    text(
      "eu_completeness",
      worded(
        `${filled} of ${eu.rows.length} fields of EU 2024/1364 have a value; the others are not measured or not recorded.`,
        `EU 2024/1364 的 ${eu.rows.length} 个字段中有 ${filled} 个有数值;其余未计量或未记录。`,
      ),
    ),
  ]);
}

function qualityChapter({ figures, gaps, inputs }: ChapterFacts): Chapter {
  const coverage = figures.find(({ id }) => id === "energy.coverage")?.figure.value ?? null;
  const told = coverage === null ? null : coverageText(coverage);
  return chapter("data_quality", "Data quality", "数据质量", [
    list("coverage", worded("Coverage", "覆盖率"), ["energy.coverage"]),
    text(
      "gaps",
      gaps.length === 0
        ? worded("No day of the period has a gap in what is metered.", "期间计量没有缺口的日期。")
        : worded(
            `${gaps.length} stretches of days have gaps in metering; each is listed with the report.${told === null ? "" : ` Joint coverage ${told}.`}`,
            `有 ${gaps.length} 段日期存在计量缺口,均随报告列出。${told === null ? "" : `共同覆盖率 ${told}。`}`,
          ),
    ),
    text(
      "corrections",
      worded(
        "Corrections of values, meter exchanges and gap fills: none are recorded. Restatements are listed on the cover of a later version.",
        "数值更正、换表与补数:无记录。重述列于后续版本封面。",
      ),
    ),
    text(
      "origin",
      worded(
        `Origin of the data: ${inputs.document.center.origin}.`,
        `数据来源性质:${inputs.document.center.origin}。`,
      ),
    ),
  ]);
}

function definitionTable(methods: ReportContent["methods"], figures: readonly ReportFigure[]): ReportTable {
  return {
    kind: "table",
    id: "definitions",
    title: worded("How each figure is computed", "各指标的计算方法"),
    columns: [
      { id: "method", title: worded("Method", "方法"), unit: "", digits: 0 },
      { id: "version", title: worded("Version", "版本"), unit: "", digits: 0 },
      {
        id: "formula",
        title: worded("Formula over the raw tables", "基于原始数据表的公式"),
        unit: "",
        digits: 0,
      },
      { id: "source", title: worded("Source", "来源"), unit: "", digits: 0 },
    ],
    rows: figures.map(({ id, title, figure, formula }) => ({
      id,
      label: title,
      cells: [
        { text: figure.method.id, value: null },
        { text: String(figure.method.version), value: null },
        { text: formula, value: null },
        { text: methods.find((one) => one.id === figure.method.id)?.source ?? "", value: null },
      ],
    })),
    notes: [],
  };
}
