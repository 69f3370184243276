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

const kinds = [
  { id: "plan", title: worded("plan", "计划"), cause: worded("a plan was published", "发布了计划") },
  { id: "limit", title: worded("limit", "限值"), cause: worded("its limit changed", "限值有变") },
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
      return [lineOf({ figure: `${row.id}.${id}`, old: a, new: b }, told, cause, by)];
    }),
  );
}

/** Of a version in which not even that moved. */
export function restatedOtherwise(old: ReportContent, next: ReportContent, by: By): Line {
  const told = {
    title: worded("The report beside its figures", "指标以外的报告内容"),
    old: worded("as before", "原内容"),
    new: worded("changed", "有变"),
  };
  const cause =
    kindsChanged(old, next) ??
    worded("its text or tables changed, or digits below those printed", "文字、表格或未打印的小数位有变");
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
