import type { KnownPart, Worded } from "@aidc/contract";

/** Records that carry the time they were known from, in the order they are told. */
const datedRecords = [
  "corrections",
  "tariffs",
  "scenarios",
  "plans",
  "statements",
  "inventory",
  "requests",
  "standings",
  "service_events",
  "jobs",
] as const;
export type DatedRecord = (typeof datedRecords)[number];

const dated: Readonly<Record<DatedRecord, Worded>> = {
  corrections: {
    en: "Corrections, meter exchanges, hand readings and bills: as recorded and withdrawn by then.",
    zh: "更正、换表、人工抄表与账单：按当时已登记和已撤回的记录。",
  },
  tariffs: { en: "Electricity tariffs: as published by then.", zh: "电价：按当时已发布的版本。" },
  scenarios: { en: "Economic scenarios: as published by then.", zh: "经济情景：按当时已发布的版本。" },
  plans: { en: "Plans: as published by then.", zh: "计划值：按当时已发布的版本。" },
  statements: { en: "Statements of tenants: as issued by then.", zh: "租户账单：按当时已出具的版本。" },
  inventory: {
    en: "How much the center held: the lines that imports had left by then. Single racks and servers have no history and are as they stand now.",
    zh: "中心保有量：按当时导入留下的记录。单个机柜与服务器没有历史，按现状计。",
  },
  requests: {
    en: "Requests for leases: as asked and answered by then.",
    zh: "租约申请：按当时已提出和已答复的记录。",
  },
  standings: {
    en: "Class and industry of tenants: as stated by then, for the days they hold.",
    zh: "租户类别与行业：按当时已登记的内容及其适用日期。",
  },
  service_events: {
    en: "Incidents and maintenance: those that have not been changed since; what an event said before its last change is not kept.",
    zh: "事件与维护：仅含此后未再修改的记录；修改前的内容不予保存。",
  },
  jobs: {
    en: "Jobs of the scheduler: as it had told of them by then.",
    zh: "调度器作业：按当时已上报的记录。",
  },
};

/** What has no time of knowing, and is taken as it is now. */
const undated: Readonly<Record<"samples" | "leases", Worded>> = {
  samples: {
    en: "Samples: as they are now. Roll-ups do not keep when a sample arrived, so what came late is in them; an issued version shows what stood there.",
    zh: "采样数据：按现在的内容。汇总数据不保存采样的到达时间，因此包含迟到的数据；当时的数值见已签发的版本。",
  },
  leases: {
    en: "Leases and tenants: as they are now; when a lease was entered is not kept.",
    zh: "租约与租户：按现在的内容；租约的录入时间不予保存。",
  },
};

/** Of each kind of input whether it is as known then, and how many records came after it and are left out. */
export function knownParts(leftOut: ReadonlyMap<DatedRecord, number>): KnownPart[] {
  return [
    ...datedRecords.map((kind) => ({
      kind,
      basis: "then" as const,
      leftOut: leftOut.get(kind) ?? 0,
      note: dated[kind],
    })),
    ...(["samples", "leases"] as const).map((kind) => ({
      kind,
      basis: "now" as const,
      leftOut: null,
      note: undated[kind],
    })),
  ];
}
