/** What a person said of a metric of a source: it holds for every series of it, those that come later included. */
import type { Quantity, SeriesUnit, Subject, SubjectKind } from "@aidc/contract";
import { seriesUnits } from "@aidc/contract";
import type { InventoryIndex } from "../inventory/inventory-index.ts";
import { refuseMeaning } from "./check-binding.ts";
import type { SeriesLabels } from "./series-words.ts";
import type { NamedBy } from "./suggest-binding.ts";
import { subjectBy } from "./suggest-binding.ts";

interface SeriesRule {
  readonly id: number;
  readonly metric: string;
  readonly sourceId: string;
  readonly kind: SubjectKind;
  readonly by: NamedBy;
  readonly quantity: Quantity;
  readonly unit: SeriesUnit;
}

/** The rules of a center by metric and source, one at most for each two. */
export interface SeriesRules {
  find(metric: string, sourceId: string): SeriesRule | undefined;
  /** It was taken back. */
  forget(id: number): void;
}

interface RuledMatch {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly scale: number;
  readonly offset: number;
  readonly rule: number;
}

export function indexRules(rules: readonly SeriesRule[]): SeriesRules {
  const byKey = new Map(rules.map((rule) => [keyOf(rule.metric, rule.sourceId), rule]));
  return {
    find: (metric, sourceId) => byKey.get(keyOf(metric, sourceId)),
    forget: (id) => {
      for (const [key, rule] of byKey) if (rule.id === id) byKey.delete(key);
    },
  };
}

/** @returns null where no rule speaks of it, or its labels name nothing that can have the quantity */
export function matchByRule(
  labels: SeriesLabels,
  sourceId: string,
  rules: SeriesRules,
  inventory: InventoryIndex,
): RuledMatch | null {
  const rule = rules.find(labels.__name__ ?? "", sourceId);
  const subject = rule ? subjectBy(labels, rule.kind, rule.by, inventory) : null;
  if (!rule || !subject) return null;
  const { id, quantity, unit } = rule;
  if (refuseMeaning({ subject, quantity, unit }, labels, inventory)) return null;
  const { scale, offset } = seriesUnits[unit];
  return { subject, quantity, scale, offset, rule: id };
}

const keyOf = (metric: string, sourceId: string): string => `${sourceId}\n${metric}`;
