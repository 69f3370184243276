import { parseSync, Visitor } from "oxc-parser";
import type { Fault, SourceFile } from "./source-files.ts";
import { isTest, lineAt } from "./source-files.ts";

export const limits = { file: 400, function: 60, median: 90, p95: 260 } as const;

/** Schemas, tables and catalogues are as long as what they list; splitting them helps no reader. */
const listed: readonly RegExp[] = [
  /^apps\/console\/src\/i18n\/(messages\/)?[a-z]{2}(-[A-Z]{2})?\.ts$/,
  /^packages\/store\/src\/(.+\/)?schema(\/[^/]+)?\.ts$/,
  /^packages\/contract\/src\/nouns\/[^/]+\.ts$/,
  /(^|\/)(catalogue|catalog|[a-z-]+-table|[a-z-]+-catalogue)\.ts$/,
];

/** Tests are bound by the file limit only: a long table of cases is a good test. */
export function checkSizes(files: readonly SourceFile[]): Fault[] {
  const judged = files.filter(({ path }) => !listed.some((pattern) => pattern.test(path)));
  const sources = judged.filter(({ path }) => !isTest(path));
  return [
    ...judged.flatMap(({ path, text }) => judgeFile(path, countLines(text))),
    ...sources.flatMap(longFunctions),
    ...judgeSpread(sources.map(({ text }) => countLines(text))),
  ];
}

function judgeFile(path: string, lines: number): Fault[] {
  return lines > limits.file ? [{ path, message: `${lines} lines, the limit is ${limits.file}` }] : [];
}

function longFunctions({ path, text }: SourceFile): Fault[] {
  const faults: Fault[] = [];
  const measure = ({ start, end }: { start: number; end: number }) => {
    const first = lineAt(text, start);
    const lines = lineAt(text, end) - first + 1;
    const message = `a function of ${lines} lines, the limit is ${limits.function}`;
    if (lines > limits.function) faults.push({ path, line: first, message });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(parseSync(path, text).program);
  return faults;
}

function judgeSpread(counts: readonly number[]): Fault[] {
  const sorted = counts.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const faults: Fault[] = [];
  const path = "(all sources)";
  if (at(0.5) >= limits.median)
    faults.push({ path, message: `median file ${at(0.5)} lines, keep below ${limits.median}` });
  if (at(0.95) >= limits.p95)
    faults.push({ path, message: `95 % of files reach ${at(0.95)} lines, keep below ${limits.p95}` });
  return faults;
}

const countLines = (text: string): number => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
