/**
 * Shared figures must not let a neighbour be read off: at least 3 contributors and none above 80 %, else the value
 * is withheld with the reason `suppressed`. Where a total and its groups are published, the withheld groups must
 * pass the same test together, because their sum is the difference of published figures; the smallest published
 * group is withheld with them until they do. Source: features 7 "Isolation bars", issue 3 "Neighbour privacy".
 */
import type { Figure } from "@aidc/contract";

export const privacyRule = { leastContributors: 3, largestShare: 0.8 } as const;

/** @param contributions what each tenant adds, in one unit; 0 is no contribution */
export function isTellable(contributions: readonly number[]): boolean {
  const sizes = contributions.map(Math.abs).filter((size) => size > 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const largest = Math.max(0, ...sizes);
  return sizes.length >= privacyRule.leastContributors && largest <= privacyRule.largestShare * total;
}

/**
 * A sum over days: every single day must pass. Then every difference of two such windows passes too, because it is a
 * sum of days that do; judged as a whole, two tellable windows could differ by one that is not. A day on which nobody
 * contributes names nobody.
 */
export function isEveryDayTellable(days: readonly (readonly number[])[]): boolean {
  return days.every(
    (contributions) => contributions.every((size) => size === 0) || isTellable(contributions),
  );
}

/** @param days contributions of each local day of the figure's window; null when it is not made of whole days */
export function suppressSmallDays(figure: Figure, days: readonly (readonly number[])[] | null): Figure {
  return days !== null && isEveryDayTellable(days) ? figure : withheld(figure);
}

export interface SharedGroup {
  readonly figure: Figure;
  /** By tenant, so that one who is in several groups counts once among them. */
  readonly contributions: ReadonlyMap<string, number>;
}

/** Figures of the groups of a published total, in the given order. */
export function suppressGroups(groups: readonly SharedGroup[]): Figure[] {
  const hidden = new Set(groups.filter((group) => !isTellable([...group.contributions.values()])));
  const shown = groups
    .filter((group) => !hidden.has(group))
    .sort((a, b) => sizeOf(a.contributions) - sizeOf(b.contributions));
  for (const next of shown) {
    const together = [...pool(hidden).values()];
    if (together.every((value) => value === 0) || isTellable(together)) break;
    hidden.add(next);
  }
  return groups.map((group) => (hidden.has(group) ? withheld(group.figure) : group.figure));
}

function pool(groups: Iterable<SharedGroup>): Map<string, number> {
  const together = new Map<string, number>();
  for (const { contributions } of groups)
    for (const [tenant, value] of contributions) together.set(tenant, (together.get(tenant) ?? 0) + value);
  return together;
}

function sizeOf(contributions: ReadonlyMap<string, number>): number {
  return [...contributions.values()].reduce((sum, value) => sum + Math.abs(value), 0);
}

/** Inputs go with the value: their number and coverage would tell as much. */
export function withheld(figure: Figure): Figure {
  return { ...figure, value: null, reason: "suppressed", status: "invalid", coverage: 0, inputs: [] };
}
