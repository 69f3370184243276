/**
 * The findings in sentences, from the numbers and with no word that the numbers do not carry. A figure that is not
 * known is named with its reason. Source: ecosystem 5 "Report skeleton", features 6.
 */
import type { ReportFigure, Worded } from "@aidc/contract";
import { dayNameAt } from "../billing/month.ts";
import type { ReportInputs } from "./inputs.ts";
import { limitSigns } from "./limits.ts";
import type { ReportPeriod } from "./period.ts";
import { plannedText } from "./plan-blocks.ts";
import { isSumOverTime } from "./running.ts";
import { coverageText, isPartly, printedText, reasonOf, textInRow, textOf, worded } from "./words.ts";

/** What the first page tells, in this order. */
const headlineFigures = [
  "racks.occupancy_count",
  "racks.occupancy_u",
  "racks.occupancy_power",
  "leases.occupancy",
  "utilisation.allocation",
  "utilisation.active_share",
  "energy.facility",
  "energy.it",
  "energy.pue",
  "energy.pue_12_months",
  "energy.cost",
  "energy.wue",
  "service.availability",
] as const;

/** Where no tariff stands and utility bills tell the cost, that stands in the place of the cost by bands. */
export function headlineIds(figures: readonly ReportFigure[]): readonly string[] {
  const isKnown = (id: string) => figures.some((row) => row.id === id && row.figure.value !== null);
  const isStated = !isKnown("energy.cost") && isKnown("energy.bill");
  return headlineFigures.map((id) => (id === "energy.cost" && isStated ? "energy.bill" : id));
}

const joinClauses = (clauses: readonly Worded[]): Worded =>
  worded(`${clauses.map(({ en }) => en).join("; ")}.`, `${clauses.map(({ zh }) => zh).join("；")}。`);

export function headlineOf(figures: readonly ReportFigure[], { period, document }: ReportInputs): Worded {
  const clauses = [
    clause(figures, "racks.occupancy_count", (v) => [
      `${v} of the racks of which it is known held live IT equipment`,
      `状态已知的机柜中 ${v} 有带电 IT 设备`,
    ]),
    clause(figures, "leases.occupancy", (v) => [
      `${v} of the accelerator-hours were leased`,
      `卡时出租率 ${v}`,
    ]),
    clause(figures, "utilisation.active_share", (v) => [
      `${v} of the allocated accelerator-hours were active`,
      `已分配卡时中 ${v} 处于工作状态`,
    ]),
    clause(figures, "energy.pue", (v) => [`PUE was ${v}`, `PUE 为 ${v}`]),
  ].filter((one) => one !== null);
  const it = clause(figures, "energy.it", (v) => [`IT energy was ${v}`, `IT 用电量为 ${v}`]);
  // Of a month that a bill alone tells.
  const facility = clause(figures, "energy.facility", (v) => [`Facility energy was ${v}`, `总用电量为 ${v}`]);
  const energy = it ?? facility;
  const nothing = worded(`Nothing was measured in ${period.name}.`, `${period.name} 期间没有计量数据。`);
  const told = clauses.length > 0 ? joinClauses(clauses) : energy ? joinClauses([energy]) : nothing;
  if (period.runsToMs === undefined) return told;
  const day = lastDayOf(period, document);
  return worded(`So far, to ${day}: ${told.en}`, `截至 ${day}：${told.zh}`);
}

const lastDayOf = ({ window }: ReportPeriod, { center }: ReportInputs["document"]): string =>
  dayNameAt(window.toMs - 1, center.timeZone);

/** null: the period is over. */
function runningSentence({ period, document }: ReportInputs): Worded | null {
  if (period.runsToMs === undefined) return null;
  const [day, end] = [lastDayOf(period, document), dayNameAt(period.runsToMs - 1, document.center.timeZone)];
  return worded(
    `${period.name} still runs, to ${end}: it is told by its days to ${day}, and coverage is of that time. Sums so far are not compared with whole periods or their plan; what is told of 12 months ends with the last whole month. A report of it is a draft.`,
    `${period.name} 尚未结束（至 ${end}）：本报告仅计截至 ${day} 的各日，覆盖率按该时段计算。累计量不与完整期间或其计划比较；12 个月指标截至最近一个完整月。在此之前只能作为草稿。`,
  );
}

function clause(
  figures: readonly ReportFigure[],
  id: string,
  say: (value: string) => readonly [string, string],
): Worded | null {
  const found = figures.find((figure) => figure.id === id);
  if (!found || found.figure.value === null) return null;
  const [en, zh] = say(textOf(found));
  const covered = coverageText(found.figure.coverage);
  const beside = [
    found.figure.reason === undefined ? null : reasonOf(found.figure),
    isPartly(found.figure) ? worded(`${covered} covered`, `覆盖率 ${covered}`) : null,
  ].filter((one) => one !== null);
  if (beside.length === 0) return worded(en, zh);
  const join = (language: "en" | "zh", between: string) => beside.map((one) => one[language]).join(between);
  return worded(`${en} (${join("en", "; ")})`, `${zh}（${join("zh", "；")}）`);
}

export function findingsOf(figures: readonly ReportFigure[], inputs: ReportInputs): Worded[] {
  const told = headlineIds(figures).flatMap((id) => figures.find((figure) => figure.id === id) ?? []);
  const running = runningSentence(inputs);
  return [
    ...(running ? [running] : []),
    ...told.map((figure) => sentenceOf(figure, inputs)),
    meteringSentence(figures),
  ];
}

function sentenceOf(entry: ReportFigure, inputs: ReportInputs): Worded {
  const { title, figure } = entry;
  const of = figure.method.id === "pue" ? figure.method.category : undefined;
  const category = worded(of ? ` (${of})` : "", of ? `（${of}）` : "");
  if (figure.value === null) {
    const why = reasonOf(figure);
    return worded(`${title.en}${category.en}: ${why.en}.`, `${title.zh}${category.zh}：${why.zh}。`);
  }
  const extras = [
    figure.reason === undefined ? null : reasonOf(figure),
    comparison(entry, inputs),
    limitClause(entry),
    coverageClause(entry),
  ].filter((one) => one !== null);
  const tail = (language: "en" | "zh", [open, between, close]: readonly [string, string, string]) =>
    extras.length === 0 ? "" : `${open}${extras.map((one) => one[language]).join(between)}${close}`;
  return worded(
    `${title.en}${category.en}: ${textOf(entry)}${tail("en", [" (", "; ", ")"])}.`,
    `${title.zh}${category.zh}：${textOf(entry)}${tail("zh", ["（", "；", "）"])}。`,
  );
}

function comparison(row: ReportFigure, { periods, period }: ReportInputs): Worded | null {
  const { previous, lastYear, digits } = row;
  const isRunningSum = period.runsToMs !== undefined && isSumOverTime(row.figure);
  const plan = row.plan && !isRunningSum ? plannedText(row) : null;
  const parts = [
    previous && previous.value !== null ? `${periods.previous.name}: ${textInRow(previous, digits)}` : null,
    lastYear && lastYear.value !== null && periods.lastYear.name !== periods.previous.name
      ? `${periods.lastYear.name}: ${textInRow(lastYear, digits)}`
      : null,
  ].filter((one) => one !== null);
  const told = worded(parts.join(", "), parts.join("，"));
  if (plan === null) return parts.length === 0 ? null : told;
  const rest = parts.length > 0;
  return worded(`plan: ${plan}${rest ? `, ${told.en}` : ""}`, `计划：${plan}${rest ? `，${told.zh}` : ""}`);
}

function limitClause({ limit, figure, digits }: ReportFigure): Worded | null {
  if (limit === null || limit.kept === null) return null;
  const value = printedText({ ...figure, value: limit.value }, digits);
  const sign = limitSigns[limit.side];
  return limit.kept
    ? worded(`limit ${sign} ${value} met`, `符合限值 ${sign} ${value}`)
    : worded(`limit ${sign} ${value} not met`, `不符合限值 ${sign} ${value}`);
}

function coverageClause({ figure }: ReportFigure): Worded | null {
  if (figure.coverage >= 1) return null;
  const provisional = figure.status === "provisional";
  return worded(
    `coverage ${coverageText(figure.coverage)}${provisional ? ", provisional" : ""}`,
    `覆盖率 ${coverageText(figure.coverage)}${provisional ? "，暂定" : ""}`,
  );
}

function meteringSentence(figures: readonly ReportFigure[]): Worded {
  const it = figures.find(({ id }) => id === "energy.it")?.figure;
  const facility = figures.find(({ id }) => id === "energy.facility")?.figure;
  const part = (figure: typeof it) =>
    !figure || figure.reason === "no_meter"
      ? worded("is not metered", "未计量")
      : worded(
          `covered ${coverageText(figure.coverage)} of the period`,
          `覆盖期间的 ${coverageText(figure.coverage)}`,
        );
  const [ofIt, ofFacility] = [part(it), part(facility)];
  return worded(
    `Metering of IT energy ${ofIt.en}; metering of facility energy ${ofFacility.en}.`,
    `IT 用电量${ofIt.zh}；总用电量${ofFacility.zh}。`,
  );
}
