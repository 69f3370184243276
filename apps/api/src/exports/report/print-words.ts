/** What a printed report says besides its content, in both languages. */
import type { Report } from "@aidc/contract";

const asNamed: Readonly<Record<string, string>> = {};

const en = {
  report: "Utilisation report",
  notIssued: "not issued",
  status: { draft: "draft", reviewed: "reviewed", issued: "issued", superseded: "superseded" },
  origin: {
    live: "",
    demo: "Simulated data of a simulated center.",
    replay: "Data that was recorded elsewhere and played again.",
  },
  columns: {
    figure: "Figure",
    value: "This period",
    previous: "Period before",
    lastYear: "A year before",
    limit: "Limit",
    plan: "Plan",
    covered: "Covered",
    grade: "Grade",
  },
  /** Instead of the best grade where nothing is metered: from the inventory and leases alone. */
  recorded: "recorded",
  /** Steps of the utilisation ladder. */
  steps: asNamed,
  restated: "What changed since the version before",
  limit: "limit",
  missed: "(missed)",
  page: "Page",
  afterPage: "",
  formula: "Formula over the raw tables",
  unknown: "Hatched: measured by nobody, or not known.",
  gap: "A break is a time that is not known or withheld; nothing is drawn across it.",
  partlyBar:
    "A dotted outline, or a mark below the axis, is metered for part of its time only: more was used than it shows.",
  partlyShare: "A dotted outline, or a mark below it, is known for part of its time only.",
  heatUnknown: "not known or withheld",
  partlyPoint: "A hollow point is metered for part of its time only.",
  /** After the note of the origin, where any name has such a letter. */
  lacks: "〓 stands for a letter that the type of this page does not have; the attached JSON file has it.",
  cut: (printed: number, all: number) =>
    `The first ${printed} of ${all} rows; all of them are in the JSON file attached to this PDF, in the XLSX and in the CSV.`,
};

export type PrintWords = typeof en;

const zh: PrintWords = {
  report: "利用率报告",
  notIssued: "未签发",
  status: { draft: "草稿", reviewed: "已复核", issued: "已签发", superseded: "已被取代" } satisfies Record<
    Report["status"],
    string
  >,
  origin: {
    live: "",
    demo: "模拟中心的模拟数据。",
    replay: "他处记录的数据，在此重放。",
  },
  columns: {
    figure: "指标",
    value: "本期",
    previous: "上期",
    lastYear: "去年同期",
    limit: "限值",
    plan: "计划",
    covered: "覆盖率",
    grade: "等级",
  },
  recorded: "台账",
  steps: {
    installed: "已安装",
    racked: "已上架",
    powered: "已上电",
    healthy: "健康",
    leased: "已租用",
    allocated: "已分配",
    active: "活跃",
    effective: "有效",
  },
  restated: "与上一版本相比的更改",
  limit: "限值",
  missed: "（未达到）",
  page: "第",
  afterPage: "页",
  formula: "由原始表计算的公式",
  unknown: "斜线：无计量或未知。",
  gap: "断开处为未知或不予公布的时段，不作插补。",
  partlyBar: "虚线框或横轴下的标记表示仅部分时间有计量，实际用量更多。",
  partlyShare: "虚线框或下方标记表示仅部分时间已知。",
  heatUnknown: "未知或不予公布",
  partlyPoint: "空心点表示仅部分时间有计量。",
  lacks: "〓 表示本文件字体中没有的字；所附 JSON 文件载有原文。",
  cut: (printed: number, all: number) =>
    `此处列出全部 ${all} 行中的前 ${printed} 行；完整数据见本 PDF 所附 JSON 文件、XLSX 与 CSV。`,
};

export const printWords: Readonly<Record<"zh" | "en", PrintWords>> = { en, zh };
