/**
 * Corrections, readings and bills of a report, one row each: what it says, of which time, what it changed, why and by
 * whom; what does not count is there too, with why not. Source: standards 1.2 "gap filling … and shown".
 */
import type { ReportTable, SubjectKind, WindowMs, Worded } from "@aidc/contract";
import type { JudgedReading } from "../corrections/judge-readings.ts";
import { isoOf } from "../figure/figure.ts";
import type { Cell } from "./cells.ts";
import { column, label, number, say, table } from "./cells.ts";
import { coverageText, worded } from "./words.ts";

/** Why a record changes no figure of the report. */
export type NotCounted = NonNullable<JudgedReading["notCounted"]> | "not_at_boundary";

/** Of the energy balance, or of what stands beside it. */
export type StatementSide = "facility" | "it" | "water" | "reuse";

const sideWords: Readonly<Record<StatementSide, Worded>> = {
  facility: worded("facility", "总用电"),
  it: worded("IT", "IT 用电"),
  water: worded("water", "用水"),
  reuse: worded("heat used again", "再利用热量"),
};

/** How a report says of which sides a record is; before water and heat were told apart both had one word. */
export function isToldOf(told: readonly string[], side: StatementSide): boolean {
  const isBeside = side === "water" || side === "reuse";
  return told.includes(sideWords[side].en) || (isBeside && told.includes("beside the balance"));
}

export interface ListedStatement {
  readonly id: string;
  readonly kind: "meter_exchange" | "gap_fill" | "value" | "bill" | "reading";
  /** `meter grid-1`, `facility`. */
  readonly subject: string;
  readonly window: WindowMs;
  /** Energy of the subject over the window without the record, and as the record has it; null: not known. */
  readonly oldKwh: number | null;
  readonly newKwh: number | null;
  /** Of a document: how much of its time samples cover. */
  readonly sampled?: number;
  /** Water that a document states; absent: it states energy. */
  readonly volumeM3?: number;
  /** As stated by a document, in the currency of the center. */
  readonly cost: string | null;
  /** Why, or the document. */
  readonly reason: string;
  readonly author: string;
  readonly recordedAt: string;
  readonly notCounted: NotCounted | null;
  /** Where it counts; one meter can be of both sides. */
  readonly sides: readonly StatementSide[];
}

const kinds: Readonly<Record<ListedStatement["kind"], Worded>> = {
  meter_exchange: worded("meter exchange", "换表"),
  gap_fill: worded("gap fill", "补数"),
  value: worded("value", "数值更正"),
  bill: worded("utility bill", "电费账单"),
  reading: worded("manual reading", "人工抄表"),
};

export const countedWords = worded("counted", "计入");
const whyNot: Readonly<Record<NotCounted, Worded>> = {
  metered: worded("not counted: samples of that time do", "未计入：以该时段采样为准"),
  covered_by_side: worded("not counted: another record states the whole side", "未计入：另有记录涵盖整侧"),
  not_at_boundary: worded("not counted: not at a boundary of the balance", "未计入：不在能量平衡边界"),
};

/** With what samples say beside it, and how far the two are apart where they can be compared. */
function countsWords({ notCounted, sampled, oldKwh, newKwh }: ListedStatement): Worded {
  const covered = sampled === undefined ? null : coverageText(sampled);
  if (notCounted === null)
    return covered === null || sampled === 0
      ? countedWords
      : worded(
          `${countedWords.en}; samples cover ${covered} of that time and are left out`,
          `${countedWords.zh}；采样仅覆盖该时段 ${covered}，不计`,
        );
  const why = whyNot[notCounted];
  if (notCounted !== "metered" || covered === null) return why;
  const apart = oldKwh && newKwh !== null ? ((newKwh - oldKwh) / oldKwh) * 100 : null;
  const by = apart === null ? "" : `${apart < 0 ? "−" : "+"}${Math.abs(apart).toFixed(1)} %`;
  return worded(
    `${why.en}, ${covered} covered${by && `; it states ${by} beside them`}`,
    `${why.zh}，覆盖 ${covered}${by && `；单据与其相差 ${by}`}`,
  );
}

const subjectKindsZh: Readonly<Record<SubjectKind, string>> = {
  center: "中心",
  hall: "机房",
  rack: "机柜",
  server: "服务器",
  accelerator: "加速卡",
  meter: "电表",
  feed: "馈电",
  loop: "冷却回路",
  tenant: "租户",
};

/** `meter grid-1`, a side of the balance, or an id alone as a document names it. */
export function subjectWords(subject: string): Worded {
  if (subject === "facility" || subject === "it") return sideWords[subject];
  const [kind = "", ...rest] = subject.split(" ");
  const zh = Object.entries(subjectKindsZh).find(([id]) => id === kind)?.[1];
  return zh === undefined || rest.length === 0
    ? worded(subject, subject)
    : worded(subject, `${zh} ${rest.join(" ")}`);
}

/** Nobody signs in at the command line, and nobody drafts what is only looked at: a word stands for a name there. */
export const authorWords = (author: string): Worded => worded(author, nobody.get(author) ?? author);

const nobody: ReadonlyMap<string, string> = new Map([
  ["command line", "命令行"],
  ["preview", "预览"],
]);

const isCommandLine = (author: string): boolean => author === "command line";

/** Ids of its rows are those of the records: a later version names what is new by them. */
export const statementTableId = "statements";

function sidesCell(sides: readonly StatementSide[]) {
  const told = sides.map((side) => sideWords[side]);
  return say(worded(told.map(({ en }) => en).join(", "), told.map(({ zh }) => zh).join("、")));
}

/** Of energy or of water: a record says nothing of the other. */
function amounts({ oldKwh, newKwh, volumeM3 }: ListedStatement): Cell[] {
  return volumeM3 === undefined
    ? [number(oldKwh), number(newKwh), label("")]
    : [label(""), label(""), number(volumeM3)];
}

export function statementTable(statements: readonly ListedStatement[], currency: string): ReportTable {
  const rows = statements.map((one) => {
    const { kind, window } = one;
    const subject = subjectWords(one.subject);
    const named = (text: Worded) => worded(`${text.en}, ${subject.en}`, `${text.zh}，${subject.zh}`);
    return {
      id: one.id,
      label: named(kinds[kind]),
      cells: [
        label(isoOf(window.fromMs)),
        label(isoOf(window.toMs)),
        ...amounts(one),
        label(one.cost ?? ""),
        label(one.reason),
        isCommandLine(one.author) ? say(authorWords(one.author)) : label(one.author),
        label(one.recordedAt),
        sidesCell(one.sides),
        say(countsWords(one)),
      ],
    };
  });
  const columns = [
    column("from", "From", "开始", "", 0),
    column("to", "To", "结束", "", 0),
    column("old_kwh", "Energy without it", "无此记录的用电量", "kWh", 3),
    column("new_kwh", "Energy by it", "此记录的用电量", "kWh", 3),
    column("volume_m3", "Water stated", "单据水量", "m³", 3),
    column("cost", "Cost stated", "单据金额", currency, 0),
    column("reason", "Reason or document", "原因或单据", "", 0),
    column("author", "Author", "记录人", "", 0),
    column("recorded_at", "Known since", "知悉时间", "", 0),
    column("side", "Side", "所属侧", "", 0),
    column("counts", "Counts", "是否计入", "", 0),
  ];
  const notes = [
    worded(
      "A bill or reading counts where samples cover less than 95 % of its time; they are then left out. Elsewhere the samples count and it stands beside them.",
      "采样覆盖不足 95 % 的时段以账单或抄表为准，采样不计；其余时段以采样为准，单据仅作对照。",
    ),
    worded(
      "Samples are never edited: a correction is an input of its own. Peaks and racks stay as measured. Demand follows corrections: an amount that is stated counts with its mean, which the quarters of its time may exceed.",
      "采样从不修改：更正是独立输入。峰值与机柜仍为实测。需量随更正调整：所列电量按其时段平均功率计，其间 15 分钟最大值可能更高。",
    ),
    worded(
      "A bill or reading states whole local days; how it spreads over them is not known.",
      "账单与抄表只说明若干完整本地日的总量，其在各日的分布未知。",
    ),
  ];
  const title = worded("Corrections, readings and bills", "更正、抄表与账单");
  return table(statementTableId, title, columns, rows, notes);
}
