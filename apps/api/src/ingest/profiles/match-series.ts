import type { Subject } from "@aidc/contract";
import type { InventoryIndex, SeriesRules } from "@aidc/domain";
import { matchByRule } from "@aidc/domain";
import type { SeriesMatch } from "@aidc/store";
import type { Labels } from "../series/parse-labels.ts";
import { allProfiles } from "./all-profiles.ts";
import type { Locator, MetricRule, Profile } from "./profile.ts";

interface Candidate {
  readonly profile: Profile;
  readonly locator: Locator;
  readonly rule: MetricRule;
}

const candidatesByMetric = indexRules(allProfiles);

/** What a profile recognises, else what a rule of a person says of the metrics of this source. */
export function matchOf(
  labels: Labels,
  sourceId: string,
  inventory: InventoryIndex,
  rules: SeriesRules,
): SeriesMatch | null {
  return matchSeries(labels, inventory) ?? matchByRule(labels, sourceId, rules, inventory);
}

/**
 * @returns the point that a series feeds, or null when no profile knows its metric or the inventory does not
 * know its subject; such a series is stored all the same and listed as unmatched
 */
export function matchSeries(labels: Labels, inventory: InventoryIndex): SeriesMatch | null {
  const metric = labels.__name__;
  if (metric === undefined) return null;
  for (const { profile, locator, rule } of candidatesByMetric.get(metric) ?? []) {
    if (profile.unlessLabels?.some((name) => labels[name] !== undefined)) continue;
    if (!carries(labels, rule.when)) continue;
    const subject = locate(labels, locator, inventory);
    if (subject) return { subject, quantity: rule.quantity, scale: rule.scale ?? 1, offset: 0 };
  }
  return null;
}

function indexRules(profiles: readonly Profile[]): Map<string, Candidate[]> {
  const index = new Map<string, Candidate[]>();
  for (const profile of profiles) {
    for (const { locator, metrics } of profile.groups) {
      for (const rule of metrics) {
        index.set(rule.metric, [...(index.get(rule.metric) ?? []), { profile, locator, rule }]);
      }
    }
  }
  return index;
}

function carries(labels: Labels, when: MetricRule["when"]): boolean {
  return Object.entries(when ?? {}).every(([name, pattern]) => pattern.test(labels[name] ?? ""));
}

function locate(labels: Labels, locator: Locator, inventory: InventoryIndex): Subject | null {
  if (locator.kind === "server") {
    const id = firstKnown(labels, locator.host, (host) => inventory.server(host));
    return id === null ? null : { kind: "server", id };
  }
  if (locator.kind === "accelerator") {
    const id =
      firstKnown(labels, locator.uuid, (uuid) => inventory.acceleratorByUuid(uuid)) ??
      firstKnown(labels, locator.slot, (slot) =>
        firstKnown(labels, locator.host, (host) => inventory.accelerator(host, slot)),
      );
    return id === null ? null : { kind: "accelerator", id };
  }
  const { kind } = locator;
  const id = firstKnown(labels, locator.id, (text) => (inventory.has(kind, text) ? text : null));
  return id === null ? null : { kind, id };
}

function firstKnown(
  labels: Labels,
  names: readonly string[],
  find: (value: string) => string | null,
): string | null {
  for (const name of names) {
    const value = labels[name];
    const found = value === undefined ? null : find(value);
    if (found !== null) return found;
  }
  return null;
}
