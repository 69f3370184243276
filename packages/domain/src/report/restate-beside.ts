/**
 * What a later version tells differently where no figure moved: its plan or its limit, or something else of the report.
 * A version that supersedes another always says what differs.
 */
import type { Report, ReportContent, ReportFigure, Worded } from "@aidc/contract";
import { kindsChanged } from "./restate-cause.ts";
import { printedText, worded } from "./words.ts";

type Line = Report["restatement"][number];
interface By {
  readonly cause: string | undefined;
  readonly author: string;
}

type Plan = ReportFigure["plan"];
type Limit = ReportFigure["limit"];

const planCause = (plan: Plan): Worded =>
  plan === undefined
    ? worded("a plan without it was published", "发布了不含该指标的计划")
    : worded(
        `plan version ${plan.version} was published (${plan.source})`,
        `发布了计划第 ${plan.version} 版（${plan.source}）`,
      );
const limitCause = (limit: Limit): Worded =>
  limit === null
    ? worded("its limit is no longer in force", "其限值不再有效")
    : worded(`its limit changed (${limit.source})`, `限值有变（${limit.source}）`);

const kinds = [
  { id: "plan", title: worded("plan", "计划"), cause: (row: ReportFigure) => planCause(row.plan) },
  { id: "limit", title: worded("limit", "限值"), cause: (row: ReportFigure) => limitCause(row.limit) },
] as const;

/** Of plans and limits; `figure` is `energy.pue.plan`, because its numbers are not those of the figure. */
export function restatedBeside(old: ReportContent, next: ReportContent, by: By): Line[] {
  const before = new Map(old.figures.map((row) => [row.id, row]));
  return next.figures.flatMap((row) =>
    kinds.flatMap(({ id, title, cause }) => {
      const [a, b] = [before.get(row.id)?.[id]?.value ?? null, row[id]?.value ?? null];
      if (a === b) return [];
      const told = {
        title: worded(`${row.title.en}, ${title.en}`, `${row.title.zh}，${title.zh}`),
        old: textOf(row, a),
        new: textOf(row, b),
      };
      return [lineOf({ figure: `${row.id}.${id}`, old: a, new: b }, told, cause(row), by)];
    }),
  );
}

const nothingKnown = worded(
  "its text or tables changed, or digits below those printed",
  "文字、表格或未打印的小数位有变",
);

/** Nothing that is kept says why the version differs: somebody has to. */
export const isUnexplained = (lines: readonly Line[]): boolean =>
  lines.some(({ cause }) => cause === nothingKnown.en);

/** Of a version in which not even that moved. */
export function restatedOtherwise(old: ReportContent, next: ReportContent, by: By): Line {
  const told = {
    title: worded("The report beside its figures", "指标以外的报告内容"),
    old: worded("as before", "原内容"),
    new: worded("changed", "有变"),
  };
  const cause = kindsChanged(old, next) ?? nothingKnown;
  return lineOf({ figure: "report", old: null, new: null }, told, cause, by);
}

function textOf({ figure, digits }: ReportFigure, value: number | null): Worded {
  if (value === null) return worded("none", "无");
  const text = printedText({ ...figure, value, reason: undefined }, digits);
  return worded(text, text);
}

function lineOf(
  what: Pick<Line, "figure" | "old" | "new">,
  words: { readonly title: Worded; readonly old: Worded; readonly new: Worded },
  otherwise: Worded,
  { cause: stated, author }: By,
): Line {
  const cause = stated === undefined ? otherwise : worded(stated, stated);
  const said = worded(`restated by ${author}`, `由 ${author} 重述`);
  return { ...what, cause: cause.en, author, told: { ...words, cause, by: said } };
}
