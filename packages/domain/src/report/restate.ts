/** What a later version of a report tells differently: line by line, with why and by whom. */
import type { Report, ReportContent } from "@aidc/contract";

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

/** Kinds of input whose hash differs, in words. */
function changedInputs(old: ReportContent, next: ReportContent): string {
  const before = new Map(old.inputs.map(({ kind, sha256 }) => [kind, sha256]));
  const changed = next.inputs
    .filter(({ kind, sha256 }) => before.get(kind) !== sha256)
    .map(({ kind }) => kind);
  return changed.length === 0 ? "methods changed" : `changed since: ${changed.join(", ")}`;
}
