/** What a later version of a report tells differently: line by line, with why and by whom. */
import type { Report, ReportContent } from "@aidc/contract";
import { statementTableId } from "./statements.ts";

type Restatement = Report["restatement"];

/** @param cause what somebody states; absent: which inputs differ */
export function restate(
  old: ReportContent,
  next: ReportContent,
  by: { readonly cause: string | undefined; readonly author: string },
): Restatement {
  const before = new Map(old.figures.map(({ id, figure }) => [id, figure]));
  const after = new Map(next.figures.map(({ id, figure }) => [id, figure]));
  const cause = by.cause ?? changedInputs(old, next);
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id) => {
    const [a, b] = [before.get(id), after.get(id)];
    const isSame = a?.value === b?.value && a?.reason === b?.reason && a?.coverage === b?.coverage;
    if (isSame) return [];
    return [{ figure: id, old: a?.value ?? null, new: b?.value ?? null, cause, author: by.author }];
  });
}

/** Which corrections came or went, by name, and the kinds of input whose hash differs. */
function changedInputs(old: ReportContent, next: ReportContent): string {
  const before = new Map(old.inputs.map(({ kind, sha256 }) => [kind, sha256]));
  const changed = next.inputs
    .filter(({ kind, sha256 }) => before.get(kind) !== sha256)
    .map(({ kind }) => kind);
  const statements = changedStatements(statementsOf(old), statementsOf(next));
  const causes = [...statements, ...(changed.length > 0 ? [`changed since: ${changed.join(", ")}`] : [])];
  return causes.length === 0 ? "methods changed" : causes.join("; ");
}

const namedStatements = 5;

/** By id, as the chapter on data quality lists them. */
function statementsOf({ chapters }: ReportContent): Map<string, string> {
  const blocks = chapters.flatMap((chapter) => chapter.blocks);
  const found = blocks.find((block) => block.kind === "table" && block.id === statementTableId);
  if (found?.kind !== "table") return new Map();
  const at = (id: string) => found.columns.findIndex((column) => column.id === id);
  const [reason, author] = [at("reason"), at("author")];
  return new Map(
    found.rows.map(({ id, label, cells }) => [
      id,
      `${label.en} ${id} (${cells[reason]?.text ?? ""}, by ${cells[author]?.text ?? ""})`,
    ]),
  );
}

function changedStatements(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const came = [...after].filter(([id]) => !before.has(id)).map(([, text]) => `recorded: ${text}`);
  const went = [...before].filter(([id]) => !after.has(id)).map(([, text]) => `withdrawn: ${text}`);
  const all = [...came, ...went];
  const more = all.length - namedStatements;
  return [...all.slice(0, namedStatements), ...(more > 0 ? [`and ${more} more`] : [])];
}
