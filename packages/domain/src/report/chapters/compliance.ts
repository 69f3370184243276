/**
 * The compliance chapter: every limit in force with its source and what the unrounded value is worth against it, the
 * grade of GB 40879, and the fields of EU 2024/1364. Source: standards 1.4.
 */
import type { Figure, ReportFigure, ReportTable, Worded } from "@aidc/contract";
import type { Cell } from "../cells.ts";
import { column, label, number, say, table } from "../cells.ts";
import { euBlocks } from "../eu-fields.ts";
import { gbGrade, isKept, limitSigns, standardRacks } from "../limits.ts";
import type { LimitRow } from "../limits-table.ts";
import type { ChapterPart } from "../part.ts";
import { textBlock } from "../part.ts";
import { byCell, valueCell } from "../plan-blocks.ts";
import { coverageText, gradeWords, printedFigure, printedText, reasonOf, textOf, worded } from "../words.ts";

export const complianceChapter: ChapterPart = {
  id: "compliance",
  title: worded("Compliance", "合规"),
  blocks: ({ figures, limits, inputs }) => {
    const grade = gradeSentence(figures, limits, standardRacks(inputs.document.center));
    return [
      limits.length > 0
        ? limitTable(figures, limits)
        : textBlock(
            "no_limits",
            "No limit is recorded for the place of this center.",
            "没有适用于本中心所在地的限值记录。",
          ),
      grade && { kind: "text", id: "gb40879", text: grade },
      ...euBlocks(figures, inputs),
    ];
  },
};

const find = (figures: readonly ReportFigure[], id: string): Figure | null =>
  figures.find((one) => one.id === id)?.figure ?? null;

const verdicts = {
  kept: worded("met", "达到"),
  missed: worded("not met", "未达到"),
  notJudged: worded("for reference, not judged", "仅供参考，不作判定"),
};

function limitTable(figures: readonly ReportFigure[], limits: readonly LimitRow[]): ReportTable {
  const rows = limits.map((row) => {
    const entry = figures.find(({ id }) => id === row.figure);
    const { value, unit } = asPrinted(entry, row.value);
    return {
      id: row.id,
      label: row.scope,
      cells: [
        say(entry?.title ?? worded(row.figure, row.figure)),
        label(`${limitSigns[row.side]} ${value}${unit}`),
        entry?.figure.value == null
          ? number(null, entry?.figure.reason)
          : valueCell(entry.figure, entry.figure.value, textOf(entry)),
        marginCell(row, entry),
        say(verdictOf(row, entry?.figure ?? missing)),
        entry ? say(evidenceOf(entry)) : label(""),
        say(
          worded(
            `${row.from}${row.to ? ` to ${row.to}` : " on"}`,
            `${row.from} 起${row.to ? `，至 ${row.to} 前` : ""}`,
          ),
        ),
        say(worded(row.source, row.sourceZh)),
      ],
    };
  });
  const columns = [
    column("figure", "Figure", "指标", "", 0),
    column("limit", "Limit", "限值", "", 3),
    column("actual", "Actual", "实际", "", 3),
    column("margin", "Margin", "余量", "", 3),
    column("verdict", "Verdict", "结论", "", 0),
    column("evidence", "Evidence", "依据", "", 0),
    column("in_force", "In force", "有效期", "", 0),
    column("source", "Source", "来源", "", 0),
  ];
  const note = worded(
    "Margin: what is left to the limit, and with a minus what is lacking. Judged on the unrounded value. A target for a whole country, or one whose scope depends on what is not recorded of the center, is listed for reference and not judged.",
    "余量：距限值的余地，负数为欠缺。按未修约值判定。全国性目标，以及适用范围取决于未登记信息的限值，仅作参考列出，不作判定。",
  );
  return table("limits", worded("Limits and targets in force", "现行限值与目标"), columns, rows, [note]);
}

/** Room on the good side of the limit. */
function marginCell({ side, value }: LimitRow, entry: ReportFigure | undefined): Cell {
  if (entry?.figure.value == null) return number(null, entry?.figure.reason);
  const over = entry.figure.value - value;
  return byCell(entry.figure, side === "at_least" ? over : -over, entry.digits);
}

/** The figure by its permanent id, which leads to its method, and how much of its time is known and how well. */
function evidenceOf({ id, figure }: ReportFigure): Worded {
  const covered = coverageText(figure.coverage);
  const grade = gradeWords[figure.grade];
  return worded(`${id}, ${grade.en}, ${covered} covered`, `${id}，${grade.zh}，覆盖率 ${covered}`);
}

function verdictOf(row: LimitRow, figure: Figure): Worded {
  if (!row.binding) return verdicts.notJudged;
  const kept = isKept(row, figure.value);
  if (kept === null) return reasonOf(figure);
  return kept ? verdicts.kept : verdicts.missed;
}

/** A limit as its figure is printed: a share in percent, PUE as it is. */
function asPrinted(entry: ReportFigure | undefined, value: number): { value: string; unit: string } {
  if (!entry) return { value: String(value), unit: "" };
  const { text, unit } = printedFigure({ ...entry.figure, value }, entry.digits);
  return { value: text, unit: unit === "" ? "" : ` ${unit}` };
}

const missing: Pick<Figure, "reason"> & Figure = {
  name: "none",
  value: null,
  reason: "no_data",
  unit: "",
  from: "1970-01-01T00:00:00.000Z",
  to: "1970-01-01T00:00:00.000Z",
  coverage: 0,
  status: "invalid",
  grade: "assumed",
  method: { id: "none", version: 1 },
  inputs: [],
};

/** @param size in standard racks; null: the design power is not recorded */
function gradeSentence(
  figures: readonly ReportFigure[],
  limits: readonly LimitRow[],
  size: number | null,
): Worded | null {
  if (!limits.some(({ id }) => id.startsWith("gb40879"))) return null;
  if (!limits.some(({ id, binding }) => id === "gb40879-grade-3" && binding))
    return size === null
      ? worded(
          "Grade of GB 40879: not told, because the rated IT power of the center is not recorded; the standard applies above 100 standard racks.",
          "GB 40879 能效等级：未判定，中心的额定 IT 功率未登记；该标准适用于 100 个标准机架以上的数据中心。",
        )
      : worded(
          "GB 40879 does not apply: the center has no more than 100 standard racks.",
          "GB 40879 不适用：本中心不超过 100 个标准机架。",
        );
  const annual = find(figures, "energy.pue_12_months");
  const grade = gbGrade(annual?.value ?? null);
  if (annual === null || grade === null) {
    const why = reasonOf(annual ?? missing);
    return worded(
      `Grade of GB 40879: not determined, because the annual PUE is not known (${why.en}).`,
      `GB 40879 能效等级：无法判定，年度 PUE 未知（${why.zh}）。`,
    );
  }
  const value = printedText(annual, 3);
  if (grade === "none")
    return worded(
      `GB 40879: the annual PUE of ${value} is above 1.50 and does not comply.`,
      `GB 40879：年度 PUE ${value} 高于 1.50，不符合限定值。`,
    );
  return worded(
    `Grade of GB 40879 by measurement over a year (RM2): grade ${grade}, at an annual PUE of ${value}.`,
    `GB 40879 能效等级（全年实测，RM2）：${grade} 级，年度 PUE ${value}。`,
  );
}
