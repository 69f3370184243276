import type { AuditEntry } from "@aidc/contract";

export const filterNames = ["at", "tenant", "actor", "action", "outcome"] as const;
export type FilterName = (typeof filterNames)[number];

/** Addresses have `center` for the desk's center already, so the entry's own is `at`. */
export function filterEntries(
  entries: readonly AuditEntry[],
  filter: Readonly<Partial<Record<FilterName, string | undefined>>>,
): AuditEntry[] {
  return entries.filter((entry) =>
    filterNames.every((name) => filter[name] === undefined || filter[name] === fieldOf(entry, name)),
  );
}

/** Every value that the entries have, in order, for the choice. */
export function valuesOf(entries: readonly AuditEntry[], name: FilterName): string[] {
  const values = new Set(entries.map((entry) => fieldOf(entry, name)));
  values.delete("");
  return [...values].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** As the log itself says it. */
export function fieldOf(entry: AuditEntry, name: FilterName): string {
  if (name === "at") return entry.center ?? "";
  if (name === "actor") return entry.actor.name;
  return entry[name] ?? "";
}
