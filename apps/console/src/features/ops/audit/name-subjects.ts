import type { AuditEntry } from "@aidc/contract";

type Told = Pick<AuditEntry, "center" | "subject" | "before" | "after">;

/** Each center has ids of its own. */
export const subjectKey = ({ center, subject }: Pick<Told, "center" | "subject">) => `${center} ${subject}`;

/**
 * What people call what an entry is about, by `subjectKey`: as the newest entry that names it says.
 * @param entries newest first
 */
export function nameSubjects(entries: readonly Told[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { before, after, ...of } of entries) {
    const name = nameIn(after) ?? nameIn(before);
    if (name !== null && !names.has(subjectKey(of))) names.set(subjectKey(of), name);
  }
  return names;
}

function nameIn(value: Told["after"]): string | null {
  const name = typeof value === "object" && value !== null && "name" in value ? value.name : null;
  return typeof name === "string" && name !== "" ? name : null;
}
