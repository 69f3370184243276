/**
 * Published limits and targets as data: what, for whom, from when to when, and the text it comes from. A row that was
 * not read in its source says so. Others stand in the document of their center. Source: standards 1.4, 1.5.
 */
import type { CenterLimit, Worded } from "@aidc/contract";

export interface LimitRow extends Omit<CenterLimit, "scope" | "scopeZh" | "sourceZh"> {
  readonly scope: Worded;
  readonly sourceZh: string;
}

export interface PublishedLimit extends LimitRow {
  /** Only centers in this jurisdiction. */
  readonly place: "CN" | "CN-11";
  /** Judged only in centers above this size; the size is design power by 2.5 kW a rack. */
  readonly aboveStandardRacks?: number;
}

const memory = " (figure not verified in the text)";
const memoryZh = "（数值未经原文核对）";
const gb = "GB 40879-2021, mandatory, in force 2022-11-01";
const gbZh = "GB 40879-2021，强制性国家标准，2022-11-01 起实施";

export const publishedLimits: readonly PublishedLimit[] = [
  {
    id: "gb40879-grade-3",
    figure: "energy.pue_12_months",
    side: "at_most",
    value: 1.5,
    place: "CN",
    scope: {
      en: "Grade 3, the legal limit for new, rebuilt and expanded centers above 100 standard racks",
      zh: "3 级，即限定值；适用于 100 个标准机架以上的新建、改建和扩建数据中心",
    },
    from: "2022-11-01",
    to: null,
    source: gb + memory,
    sourceZh: gbZh + memoryZh,
    binding: true,
    aboveStandardRacks: 100,
  },
  {
    id: "gb40879-grade-2",
    figure: "energy.pue_12_months",
    side: "at_most",
    value: 1.3,
    place: "CN",
    scope: { en: "Grade 2", zh: "2 级" },
    from: "2022-11-01",
    to: null,
    source: gb + memory,
    sourceZh: gbZh + memoryZh,
    binding: false,
  },
  {
    id: "gb40879-grade-1",
    figure: "energy.pue_12_months",
    side: "at_most",
    value: 1.2,
    place: "CN",
    scope: { en: "Grade 1", zh: "1 级" },
    from: "2022-11-01",
    to: null,
    source: gb + memory,
    sourceZh: gbZh + memoryZh,
    binding: false,
  },
  {
    id: "ndrc-2021-large",
    figure: "energy.pue_12_months",
    side: "below",
    value: 1.3,
    place: "CN",
    scope: { en: "New large and hyperscale centers, average", zh: "新建大型、超大型数据中心平均值" },
    from: "2021-12-01",
    to: null,
    source: "NDRC and others, implementation plan of 2021-12",
    sourceZh: "国家发展改革委等，2021 年 12 月实施方案",
    binding: false,
  },
  {
    id: "ndrc-2021-hub",
    figure: "energy.pue_12_months",
    side: "below",
    value: 1.25,
    place: "CN",
    scope: { en: "National hub nodes", zh: "国家枢纽节点" },
    from: "2021-12-01",
    to: null,
    source: "NDRC and others, implementation plan of 2021-12",
    sourceZh: "国家发展改革委等，2021 年 12 月实施方案",
    binding: false,
  },
  {
    id: "ndrc-2024-occupancy",
    figure: "racks.occupancy_count",
    side: "at_least",
    value: 0.6,
    place: "CN",
    scope: { en: "Overall rack occupancy, national, by the end of 2025", zh: "2025 年底全国整体上架率" },
    from: "2024-07-01",
    to: null,
    source: "NDRC and others, green low-carbon action plan of 2024-07",
    sourceZh: "国家发展改革委等，2024 年 7 月绿色低碳发展专项行动计划",
    binding: false,
  },
  {
    id: "hub-occupancy",
    figure: "racks.occupancy_count",
    side: "at_least",
    value: 0.65,
    place: "CN",
    scope: { en: "Start zones of the national hub clusters", zh: "国家枢纽节点起步区" },
    from: "2021-12-01",
    to: null,
    source: `Hub-node notices, east-data-west-compute clusters${memory}`,
    sourceZh: `国家枢纽节点批复（东数西算集群）${memoryZh}`,
    binding: false,
  },
  {
    id: "procurement-2023",
    figure: "energy.pue_12_months",
    side: "at_most",
    value: 1.4,
    place: "CN",
    scope: { en: "Services bought by public bodies", zh: "政府采购的数据中心服务" },
    from: "2023-06-01",
    to: "2025-01-01",
    source: "Government procurement standard, MoF, MEE and MIIT 2023",
    sourceZh: "财政部、生态环境部、工业和信息化部，2023 年政府采购需求标准",
    binding: false,
  },
  {
    id: "procurement-2025",
    figure: "energy.pue_12_months",
    side: "at_most",
    value: 1.3,
    place: "CN",
    scope: { en: "Services bought by public bodies", zh: "政府采购的数据中心服务" },
    from: "2025-01-01",
    to: null,
    source: "Government procurement standard, MoF, MEE and MIIT 2023",
    sourceZh: "财政部、生态环境部、工业和信息化部，2023 年政府采购需求标准",
    binding: false,
  },
  {
    id: "procurement-ref-2025",
    figure: "energy.ref",
    side: "at_least",
    value: 0.3,
    place: "CN",
    scope: { en: "Renewable share, services bought by public bodies", zh: "可再生能源使用率，政府采购" },
    from: "2025-01-01",
    to: "2027-01-01",
    source: "Government procurement standard, MoF, MEE and MIIT 2023",
    sourceZh: "财政部、生态环境部、工业和信息化部，2023 年政府采购需求标准",
    binding: false,
  },
  {
    id: "beijing-tariff",
    figure: "energy.pue_12_months",
    side: "at_most",
    value: 1.35,
    place: "CN-11",
    scope: {
      en: "Above it a differential electricity price applies, Beijing",
      zh: "北京：超过则执行差别电价",
    },
    from: "2026-01-01",
    to: null,
    source: "Beijing, notice of 2024-11",
    sourceZh: "北京市 2024 年 11 月通知",
    binding: false,
  },
];
