import type { AuditEntry } from "@aidc/contract";

type Json = AuditEntry["before"];

export interface ChangedField {
  /** `terms`, `rules.0.unitPrice`; empty for a value that is no object. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly isChanged: boolean;
}

/** Both states field by field; what changed comes first. null: there was nothing. */
export function compareEntry(before: Json, after: Json): ChangedField[] {
  const [was, is] = [flatten(before), flatten(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  const lines = paths.map((path) => {
    const [left, right] = [was.get(path) ?? null, is.get(path) ?? null];
    return { path, before: left, after: right, isChanged: left !== right };
  });
  return lines.toSorted((a, b) => Number(b.isChanged) - Number(a.isChanged));
}

function flatten(value: Json, path = ""): Map<string, string> {
  if (value === null) return new Map(path === "" ? [] : [[path, "null"]]);
  if (typeof value !== "object") return new Map([[path, String(value)]]);
  const parts = Object.entries(value).flatMap(([key, child]) => [
    ...flatten(child ?? null, path === "" ? key : `${path}.${key}`),
  ]);
  return new Map(parts);
}
