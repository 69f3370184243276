import type { PriceRule, PriceVersion } from "@aidc/contract";

export interface RuleChange {
  readonly id: string;
  readonly kind: "added" | "removed" | "changed";
  readonly before: PriceRule | null;
  readonly after: PriceRule | null;
}

/** What a version changes against the one before: rules by id, in the order of the new version. */
export function compareVersions(
  before: Pick<PriceVersion, "rules"> | null,
  after: Pick<PriceVersion, "rules">,
): RuleChange[] {
  const was = new Map(before?.rules.map((rule) => [rule.id, rule]));
  const is = new Set(after.rules.map(({ id }) => id));
  const changes: RuleChange[] = [];
  for (const rule of after.rules) {
    const old = was.get(rule.id) ?? null;
    if (!old) changes.push({ id: rule.id, kind: "added", before: null, after: rule });
    else if (canonical(old) !== canonical(rule))
      changes.push({ id: rule.id, kind: "changed", before: old, after: rule });
  }
  for (const rule of before?.rules ?? [])
    if (!is.has(rule.id)) changes.push({ id: rule.id, kind: "removed", before: rule, after: null });
  return changes;
}

/** The order in which fields are written says nothing. */
function canonical(rule: PriceRule): string {
  return JSON.stringify(Object.entries(rule).sort(([a], [b]) => a.localeCompare(b)));
}
