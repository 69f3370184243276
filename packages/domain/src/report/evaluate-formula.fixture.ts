import type { ReportContent } from "@aidc/contract";

/**
 * What a reader of the CSV would write: numbers, + - * / ( ), the least of several by min, and sum, max, count and
 * rows over columns of the raw tables. It knows nothing of how the report made its figures.
 */
export function evaluateFormula(formula: string, content: ReportContent): number {
  const tokens =
    formula.match(/[a-z0-9_]+\.[a-z0-9_]+\.[a-z0-9_]+|[a-z]+\.[a-z0-9_]+|[a-z]+|\d+(?:\.\d+)?|[-+*/(),]/g) ??
    [];
  let at = 0;
  const take = () => tokens[at++] ?? "";
  const expression = (): number => {
    let value = term();
    while (tokens[at] === "+" || tokens[at] === "-") value = take() === "+" ? value + term() : value - term();
    return value;
  };
  const term = (): number => {
    let value = factor();
    while (tokens[at] === "*" || tokens[at] === "/")
      value = take() === "*" ? value * factor() : value / factor();
    return value;
  };
  const factor = (): number => {
    const token = take();
    if (token === "(") return closed(expression());
    if (/^\d/.test(token)) return Number(token);
    if (take() !== "(") throw new Error(`${formula}: no bracket after ${token}`);
    if (token === "min") return closed(least());
    return closed(overColumn(token, take(), content));
  };
  const least = (): number => {
    let value = expression();
    while (tokens[at] === ",") {
      take();
      value = Math.min(value, expression());
    }
    return value;
  };
  const closed = (value: number): number => {
    if (take() !== ")") throw new Error(`${formula}: a bracket is missing`);
    return value;
  };
  const value = expression();
  if (at !== tokens.length) throw new Error(`${formula}: "${tokens[at]}" is too much`);
  return value;
}

function overColumn(name: string, path: string, content: ReportContent): number {
  const [, tableId, columnId] = path.split(".");
  const raw = content.chapters.find(({ id }) => id === "raw");
  const table = raw?.blocks.find((block) => block.kind === "table" && block.id === tableId);
  if (table?.kind !== "table") throw new Error(`no raw table ${path}`);
  if (name === "rows") return table.rows.length;
  const place = table.columns.findIndex(({ id }) => id === columnId);
  if (place < 0) throw new Error(`no column ${path}`);
  const values = table.rows.flatMap(({ cells }) => cells[place]?.value ?? []);
  // A sum of nothing that is known is not 0.
  if (name === "sum" && values.length === 0) return Number.NaN;
  if (name === "sum") return values.reduce((sum, value) => sum + value, 0);
  if (name === "max") return Math.max(...values);
  if (name === "count") return values.length;
  throw new Error(`no function ${name}`);
}
