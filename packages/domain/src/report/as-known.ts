import type { KnownPart, Worded } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { instantText } from "./instant-text.ts";
import type { LaterSamples } from "./later-samples.ts";
import { samplesPart } from "./later-samples.ts";
import { worded } from "./words.ts";

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
    en: "How much the center held: the lines that imports had left by then.",
    zh: "中心保有量：按当时导入留下的记录。",
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

/** What the document says, and from when on it is kept how it was. */
export interface KnownHistory {
  readonly sinceMs: number;
  readonly later: { readonly leases: number; readonly inventory: number };
}

const documentKinds = [
  {
    kind: "places",
    of: "inventory",
    title: worded("Racks, servers and meters one by one", "单个机柜、服务器与计量表"),
    beside: worded(
      " Calendar, collection points and names of tenants are as they are now.",
      "日历、采集点与租户名称按现在的内容。",
    ),
  },
  {
    kind: "leases",
    of: "leases",
    title: worded("Leases and where they lie", "租约及其位置"),
    beside: worded("", ""),
  },
] as const;

/** Of each kind of input whether it is as known then, and how many records came after it and are left out. */
export function knownParts(known: {
  readonly atMs: number;
  readonly timeZone: string;
  readonly leftOut: ReadonlyMap<DatedRecord, number>;
  /** null: nothing was changed since its history is kept. */
  readonly history: KnownHistory | null;
  readonly samples: LaterSamples;
}): KnownPart[] {
  return [
    ...datedRecords.map((kind) => ({
      kind,
      basis: "then" as const,
      leftOut: known.leftOut.get(kind) ?? 0,
      note: dated[kind],
    })),
    ...documentKinds.map((one) => documentPart(one, known)),
    samplesPart(known.samples, known.timeZone),
  ];
}

function documentPart(
  { kind, of, title, beside }: (typeof documentKinds)[number],
  { atMs, timeZone, history }: Pick<Parameters<typeof knownParts>[0], "atMs" | "timeZone" | "history">,
): KnownPart {
  const note = (en: string, zh: string) =>
    worded(`${title.en}: ${en}${beside.en}`, `${title.zh}：${zh}${beside.zh}`);
  if (history === null)
    return {
      kind,
      basis: "now",
      leftOut: null,
      note: note(
        "as they are now; none was changed since it is kept how they were.",
        "按现在的内容；自开始保存历史以来没有变更。",
      ),
    };
  const leftOut = history.later[of];
  if (atMs >= history.sinceMs)
    return { kind, basis: "then", leftOut, note: note("as recorded by then.", "按当时已登记的内容。") };
  const since = instantText(isoOf(history.sinceMs), timeZone);
  return {
    kind,
    basis: "first",
    leftOut,
    note: note(
      `it is kept how they were from ${since} on; before, they are as recorded first.`,
      `自 ${since} 起保存历史；此前按最初登记的内容。`,
    ),
  };
}
