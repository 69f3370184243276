/**
 * Why one figure differs between two versions: the records and the kinds of input that its own formula rests on.
 * What changed elsewhere in the report is no cause of it.
 */
import type { ReportContent, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import { touches } from "../corrections/used.ts";
import type { RawColumn, Sampled } from "./raw-tables.ts";
import { rawColumnsOf, rawTables, sampledOf, sidesOf } from "./raw-tables.ts";
import { countedWords, isToldOf, statementTableId } from "./statements.ts";
import { worded } from "./words.ts";

/** What samples say before any correction, as origins name it: of a side of the energy balance, or beside it. */
export const samplesKind = {
  facility: "samples of the facility",
  it: "samples of IT",
  water: "samples of water",
  reuse: "samples of heat used again",
  renewable: "samples of on-site generation",
  backup: "samples of back-up generators",
} as const satisfies Record<Sampled, string>;

const sampled = ["facility", "it", "water", "reuse", "renewable", "backup"] as const satisfies Sampled[];

/** Kinds of input of a report, as its origins name them. */
const kindWords: Readonly<Record<string, Worded>> = {
  inventory: worded("inventory", "资产台账"),
  leases: worded("leases", "租约"),
  "roll-ups": worded("metered data", "计量数据"),
  ladder: worded("metered data of accelerators", "加速卡计量数据"),
  halls: worded("metered data of halls", "各机房计量数据"),
  statements: worded("issued statements", "已签发账单"),
  tariffs: worded("tariffs", "电价"),
  scenario: worded("economic scenario", "经济情景"),
  "inventory as it was": worded("inventory as it was", "历史台账"),
  requests: worded("requests for leases", "租约申请"),
  alarms: worded("journal of alarms", "告警日志"),
  jobs: worded("jobs of the scheduler", "调度器作业记录"),
  "service events": worded("incidents and maintenance", "故障与维护记录"),
};

const lateWords = worded("late samples", "补到的样本");

type Row = ReportFigure | undefined;
interface Change {
  readonly cause: Worded;
  /** Who recorded what changed it. */
  readonly authors: readonly string[];
}

/** @returns of one figure, as it was and as it is: why it differs */
export function changeOf(
  old: ReportContent,
  next: ReportContent,
): (a: Row, b: Row, stated: string | undefined) => Change {
  const changed = changedInputs(old, next);
  const records = changedRecords(old, next);
  const late: readonly Sampled[] = sampled.filter((one) =>
    changed.some(({ kind }) => kind === samplesKind[one]),
  );
  return (a, b, stated) => {
    // Whatever changed with it, the figure is there or gone because the program lists others.
    if (stated === undefined && !(a && b)) return { cause: otherwise(a, b), authors: [] };
    const rows = [a, b].filter((row) => row !== undefined);
    const columns = rows.flatMap(({ formula }) => rawColumnsOf(formula));
    const own = records.filter((record) => isOf(record, rows, columns));
    const kinds = changed.filter(({ kind }) => columns.some(({ table }) => isFrom(kind, table, own)));
    const isLate = columns.some((column) => sampledOf(column).some((one) => late.includes(one)));
    const causes = [
      ...(stated === undefined ? [] : [worded(stated, stated)]),
      ...named(own),
      ...(stated === undefined && own.length > 0 && isLate ? [lateWords] : []),
      ...(stated === undefined && kinds.length > 0 ? [changedKinds(kinds)] : []),
    ];
    const cause = causes.length > 0 ? joined(causes, "; ", "；") : otherwise(a, b);
    return { cause, authors: [...new Set(own.map(({ author }) => author))] };
  };
}

/** Of a kind that the older report did not know nobody can say whether it changed: a newer program keeps it. */
function changedInputs(old: ReportContent, next: ReportContent): ReportContent["inputs"] {
  const before = new Map(old.inputs.map(({ kind, sha256 }) => [kind, sha256]));
  return next.inputs.filter(({ kind, sha256 }) => before.has(kind) && before.get(kind) !== sha256);
}

/** A record that changes metered data is itself why they differ. */
function isFrom(kind: string, table: string, own: readonly Recorded[]): boolean {
  if (kindWords[kind] === undefined || (own.length > 0 && kind === "roll-ups")) return false;
  return rawTables[table]?.kinds.includes(kind) ?? true;
}

/** Of the report as a whole; of a figure its plan is told beside it, and corrections by their records. */
const wholeWords: typeof kindWords = {
  ...kindWords,
  plans: worded("plans", "计划"),
  corrections: worded("corrections, readings and bills", "更正、抄表与账单"),
};

/** Kinds of input that differ between two versions; null: none that has a name. */
export function kindsChanged(old: ReportContent, next: ReportContent): Worded | null {
  const changed = changedInputs(old, next).filter(({ kind }) => wholeWords[kind]);
  return changed.length > 0 ? changedKinds(changed) : null;
}

function changedKinds(kinds: readonly { readonly kind: string }[]): Worded {
  const words = kinds.map(({ kind }) => wholeWords[kind] ?? worded(kind, kind));
  const list = joined(words, ", ", "、");
  return worded(`changed since: ${list.en}`, `此后有变：${list.zh}`);
}

function otherwise(a: Row, b: Row): Worded {
  if (a === undefined || b === undefined) return worded("the list of figures changed", "指标清单有变");
  if (a.figure.method.version !== b.figure.method.version || a.formula !== b.formula)
    return worded("its method changed", "方法有变");
  return worded("its calculation changed", "计算有变");
}

interface Recorded {
  readonly id: string;
  readonly words: Worded;
  readonly author: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** null: a report from before sides were told. */
  readonly sides: readonly string[] | null;
  readonly isCounted: boolean;
}

function isOf(record: Recorded, rows: readonly ReportFigure[], columns: readonly RawColumn[]): boolean {
  const { sides } = record;
  if (!record.isCounted) return false;
  const isInTime = rows.some(({ figure: { from, to } }) =>
    touches(record, { fromMs: Date.parse(from), toMs: Date.parse(to) }),
  );
  return (
    isInTime &&
    columns.some((column) => sidesOf(column).some((side) => sides === null || isToldOf(sides, side)))
  );
}

/** Recorded since, or withdrawn since. */
function changedRecords(old: ReportContent, next: ReportContent): Recorded[] {
  const [before, after] = [recordsOf(old), recordsOf(next)];
  const told = (record: Recorded, en: string, zh: string): Recorded => ({
    ...record,
    words: worded(`${en}: ${record.words.en}`, `${zh}：${record.words.zh}`),
  });
  return [
    ...[...after.values()].filter(({ id }) => !before.has(id)).map((one) => told(one, "recorded", "新增")),
    ...[...before.values()].filter(({ id }) => !after.has(id)).map((one) => told(one, "withdrawn", "撤回")),
  ];
}

/** By id, as the chapter on data quality lists them. */
function recordsOf({ chapters }: ReportContent): Map<string, Recorded> {
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  const found = blocks.find((block) => block.kind === "table" && block.id === statementTableId);
  if (found?.kind !== "table") return new Map();
  return new Map(found.rows.map((row) => [row.id, recordOf(row, found)]));
}

function recordOf({ id, label, cells }: ReportTable["rows"][number], { columns }: ReportTable): Recorded {
  const text = (column: string) => cells[columns.findIndex((one) => one.id === column)]?.text;
  const [reason, author] = [text("reason") ?? "", text("author") ?? ""];
  return {
    id,
    author,
    fromMs: Date.parse(text("from") ?? ""),
    toMs: Date.parse(text("to") ?? ""),
    words: worded(`${label.en} ${id} (${reason})`, `${label.zh} ${id}（${reason}）`),
    sides: text("side")?.split(", ") ?? null,
    isCounted: text("counts")?.startsWith(countedWords.en) ?? false,
  };
}

const namedRecords = 5;

function named(records: readonly Recorded[]): Worded[] {
  const more = records.length - namedRecords;
  const rest = more > 0 ? [worded(`and ${more} more`, `另有 ${more} 项`)] : [];
  return [...records.slice(0, namedRecords).map(({ words }) => words), ...rest];
}

function joined(words: readonly Worded[], en: string, zh: string): Worded {
  return worded(words.map((one) => one.en).join(en), words.map((one) => one.zh).join(zh));
}
