/**
 * The findings in sentences, from the numbers and with no word that the numbers do not carry. A figure that is not
 * known is named with its reason. Source: ecosystem 5 "Report skeleton", features 6.
 */
import type { ReportFigure, Worded } from "@aidc/contract";
import { dayNameAt } from "../billing/month.ts";
import { capital, leadOf } from "./finding-words.ts";
import type { ReportInputs } from "./inputs.ts";
import { limitSigns } from "./limits.ts";
import type { ReportPeriod } from "./period.ts";
import { plannedText } from "./plan-blocks.ts";
import { isSumOverTime } from "./running.ts";
import { categoryWords, coverageText, isPartly, printedText, reasonOf, textInRow, worded } from "./words.ts";

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
  "energy.pue_hundredth",
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
  worded(
    `${capital(clauses.map(({ en }) => en).join("; "))}.`,
    `${clauses.map(({ zh }) => zh).join("；")}。`,
  );

export function headlineOf(figures: readonly ReportFigure[], { period, document }: ReportInputs): Worded {
  const clauses = ["racks.occupancy_count", "leases.occupancy", "utilisation.active_share", "energy.pue"]
    .map((id) => clause(figures, id))
    .filter((one) => one !== null);
  const it = clause(figures, "energy.it");
  // Of a month that a bill alone tells.
  const facility = clause(figures, "energy.facility");
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

function clause(figures: readonly ReportFigure[], id: string): Worded | null {
  const found = figures.find((figure) => figure.id === id);
  if (!found || found.figure.value === null) return null;
  const covered = coverageText(found.figure.coverage);
  return withAside(leadOf(found), [
    ...asides(found),
    isPartly(found.figure) ? worded(`${covered} covered`, `覆盖率 ${covered}`) : null,
  ]);
}

/** What must be read with the value, wherever it stands: of which category it is, and what makes it too high. */
const asides = (row: ReportFigure): (Worded | null)[] => [
  categoryWords(row.figure),
  row.figure.reason === undefined ? null : reasonOf(row.figure),
];

function withAside({ en, zh }: Worded, asides: readonly (Worded | null)[]): Worded {
  const told = asides.filter((one) => one !== null);
  if (told.length === 0) return worded(en, zh);
  const join = (language: "en" | "zh", between: string) => told.map((one) => one[language]).join(between);
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
  if (figure.value === null) {
    const why = reasonOf(figure);
    const { en, zh } = withAside(title, [categoryWords(entry.figure)]);
    return worded(`${en}: no value, ${why.en}.`, `${zh}无数值：${why.zh}。`);
  }
  const lead = withAside(leadOf(entry), asides(entry));
  const parts = [
    lead,
    comparison(entry, inputs),
    planClause(entry, inputs),
    limitClause(entry),
    coverageClause(entry),
  ];
  const told = parts.filter((one) => one !== null);
  return worded(`${capital(told.map(({ en }) => en).join(""))}.`, `${told.map(({ zh }) => zh).join("")}。`);
}

function comparison(row: ReportFigure, { periods }: ReportInputs): Worded | null {
  const { previous, lastYear, digits } = row;
  const isAnother = periods.lastYear.name !== periods.previous.name;
  const earlier = [
    { figure: previous, name: periods.previous.name },
    { figure: isAnother ? lastYear : null, name: periods.lastYear.name },
  ].flatMap(({ figure, name }) =>
    figure && figure.value !== null ? { text: textInRow(figure, digits), name } : [],
  );
  if (earlier.length === 0) return null;
  return worded(
    `, after ${earlier.map(({ text, name }) => `${text} in ${name}`).join(" and ")}`,
    `，${earlier.map(({ text, name }) => `${name} 为 ${text}`).join("，")}`,
  );
}

/** The plan of a whole period says nothing of a sum of a part of it. */
function planClause(row: ReportFigure, { period }: ReportInputs): Worded | null {
  const isRunningSum = period.runsToMs !== undefined && isSumOverTime(row.figure);
  const plan = isRunningSum ? "" : plannedText(row);
  return plan === "" ? null : worded(`, where ${plan} was planned`, `，计划为 ${plan}`);
}

function limitClause({ limit, figure, digits }: ReportFigure): Worded | null {
  if (limit === null || limit.kept === null) return null;
  const value = printedText({ ...figure, value: limit.value }, digits);
  const sign = limitSigns[limit.side];
  return limit.kept
    ? worded(`; the limit of ${sign} ${value} is met`, `；符合限值 ${sign} ${value}`)
    : worded(`; the limit of ${sign} ${value} is not met`, `；不符合限值 ${sign} ${value}`);
}

function coverageClause({ figure }: ReportFigure): Worded | null {
  if (figure.coverage >= 1) return null;
  const covered = coverageText(figure.coverage);
  const provisional = figure.status === "provisional";
  return worded(
    `; ${covered} of the time is known${provisional ? ", so that it is provisional" : ""}`,
    `；覆盖率 ${covered}${provisional ? "，属暂定值" : ""}`,
  );
}

function meteringSentence(figures: readonly ReportFigure[]): Worded {
  const it = figures.find(({ id }) => id === "energy.it")?.figure;
  const facility = figures.find(({ id }) => id === "energy.facility")?.figure;
  const part = (figure: typeof it) =>
    !figure || figure.reason === "no_meter"
      ? worded("is missing", "缺失")
      : worded(
          `covered ${coverageText(figure.coverage)} of the period`,
          `覆盖期间的 ${coverageText(figure.coverage)}`,
        );
  const [ofIt, ofFacility] = [part(it), part(facility)];
  return worded(
    `Metering of IT energy ${ofIt.en}; metering of facility energy ${ofFacility.en}.`,
    `IT 用电计量${ofIt.zh}；总用电计量${ofFacility.zh}。`,
  );
}
