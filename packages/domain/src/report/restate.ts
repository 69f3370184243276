/** What a later version of a report tells differently: line by line, with why and by whom. */
import type { Report, ReportContent, ReportFigure, Worded } from "@aidc/contract";
import { same } from "./cells.ts";
import { restatedBeside, restatedOtherwise } from "./restate-beside.ts";
import { changeOf } from "./restate-cause.ts";
import { authorWords } from "./statements.ts";
import { coverageText, printedText, reasonOf, textOf, worded } from "./words.ts";

type Restatement = Report["restatement"];

/**
 * @param by.cause what somebody states; absent: which inputs of the figure differ
 * @param by.author of what no record of a correction or document changed
 */
export function restate(
  old: ReportContent,
  next: ReportContent,
  by: { readonly cause: string | undefined; readonly author: string },
): Restatement {
  const before = new Map(old.figures.map((row) => [row.id, row]));
  const after = new Map(next.figures.map((row) => [row.id, row]));
  const change = changeOf(old, next);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const lines = ids.flatMap((id) => {
    const [a, b] = [before.get(id), after.get(id)];
    const row = b ?? a;
    if (row === undefined || isSame(a, b) || isWithheldAlike(a, b)) return [];
    const [oldText, newText] = toldOf(a, b);
    // What moved below every digit that is read is no line that anybody could read.
    if (oldText.en === newText.en) return [];
    const { cause, authors } = change(a, b, by.cause);
    return [
      {
        figure: id,
        old: a?.figure.value ?? null,
        new: b?.figure.value ?? null,
        cause: cause.en,
        author: authors.length > 0 ? authors.join(", ") : by.author,
        told: { title: row.title, old: oldText, new: newText, cause, by: byWhom(authors, by.author) },
      },
    ];
  });
  // Numbers that moved come first; of what is withheld before and after only the reason did.
  const hasNumber = (line: Restatement[number]) => line.old !== null || line.new !== null;
  const moved = [...lines.filter(hasNumber), ...lines.filter((line) => !hasNumber(line))];
  const told = [...moved, ...restatedBeside(old, next, by)];
  return told.length > 0 ? told : [restatedOtherwise(old, next, by)];
}

/** Whoever issues a version tells what changed since, and did not change it. */
function byWhom(authors: readonly string[], issuer: string): Worded {
  const said = (names: readonly string[]): Worded => {
    const words = names.map(authorWords);
    return worded(words.map(({ en }) => en).join(", "), words.map(({ zh }) => zh).join("、"));
  };
  const by = said(authors.length > 0 ? authors : [issuer]);
  return authors.length > 0
    ? worded(`recorded by ${by.en}`, `由 ${by.zh} 记录`)
    : worded(`restated by ${by.en}`, `由 ${by.zh} 重述`);
}

type Row = ReportFigure | undefined;

function isSame(a: Row, b: Row): boolean {
  const [x, y] = [a?.figure, b?.figure];
  return x?.value === y?.value && x?.reason === y?.reason && x?.coverage === y?.coverage;
}

/** No number before and after, for one reason: how much more is known of it moved nothing that could be read. */
function isWithheldAlike(a: Row, b: Row): boolean {
  const [x, y] = [a?.figure, b?.figure];
  return x?.value === null && y?.value === null && x.reason === y.reason;
}

/** Where both are printed alike, further digits say what differs, or the coverage. */
function toldOf(a: Row, b: Row): [Worded, Worded] {
  const [old, next] = [textOfRow(a), textOfRow(b)];
  if (!(a && b) || old.en !== next.en) return [old, next];
  if (a.figure.value !== b.figure.value) return inMoreDigits(a, b);
  const covered = (text: Worded, { figure }: ReportFigure) =>
    worded(
      `${text.en} (covered ${coverageText(figure.coverage)})`,
      `${text.zh}（覆盖 ${coverageText(figure.coverage)}）`,
    );
  return [covered(old, a), covered(next, b)];
}

function inMoreDigits(a: ReportFigure, b: ReportFigure): [Worded, Worded] {
  const texts = furtherDigits.map((more): [string, string] => [
    printedText(a.figure, a.digits + more),
    printedText(b.figure, b.digits + more),
  ]);
  const [old, next] = texts.find((pair) => pair[0] !== pair[1]) ?? [textOf(a), textOf(b)];
  return [same(old), same(next)];
}

const furtherDigits = [1, 2, 3, 4];

function textOfRow(row: Row): Worded {
  if (row === undefined) return worded("not in the report", "报告未列");
  if (row.figure.value !== null) return same(textOf(row));
  const why = reasonOf(row.figure);
  return worded(`– (${why.en})`, `–（${why.zh}）`);
}

export interface RestatedGroup {
  readonly cause: string;
  readonly lines: readonly string[];
}

export interface RestatedLine {
  readonly figure: string;
  readonly title: string;
  readonly old: string;
  readonly new: string;
  readonly cause: string;
  readonly by: string;
}

/** Line by line as it is read; of a report from before lines were worded, as it stands. */
export function restatedLines(restatement: Restatement, language: keyof Worded): RestatedLine[] {
  return restatement.map(({ figure, old, new: next, cause, author, told }) => ({
    figure,
    title: told?.title[language] ?? figure,
    old: told?.old[language] ?? String(old ?? "–"),
    new: told?.new[language] ?? String(next ?? "–"),
    cause: told?.cause[language] ?? cause,
    by: told?.by?.[language] ?? author,
  }));
}

/** Each cause once, and below it what it changed. */
export function restatedGroups(restatement: Restatement, language: keyof Worded): RestatedGroup[] {
  const groups = new Map<string, string[]>();
  for (const { title, old, new: next, cause, by } of restatedLines(restatement, language)) {
    const why = `${cause} · ${by}`;
    groups.set(why, [...(groups.get(why) ?? []), `${title}: ${old} → ${next}`]);
  }
  return [...groups].map(([cause, lines]) => ({ cause, lines }));
}
