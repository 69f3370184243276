/**
 * Several ways to divide one published total (by class, by industry, by terms) let a neighbour be read off where a
 * group of one holds all of some groups of another and little more: the difference is what is left. So a division is
 * told only as far as every group passes on every day, the withheld ones pass together, and every such difference with
 * a division that is told already passes as well; the smallest group is withheld until all do. Sums of published groups
 * that lie in each other are all differences with one sign that two divisions have.
 */
import { isEveryDayTellable, isTellable } from "./neighbour-privacy.ts";

/** What one tenant adds to the total under one label of each division. */
export interface SharedPart {
  readonly tenant: string;
  readonly amount: number;
  readonly labels: Readonly<Record<string, string>>;
}
/** Groups of a division as they are told; the withheld ones together are told by the total. */
export type ToldGroups = readonly ReadonlySet<SharedPart>[];

export interface DividedTotal {
  readonly parts: readonly SharedPart[];
  /** What each tenant adds on each day under one of the labels. */
  readonly days: (division: string, labels: ReadonlySet<string>) => readonly (readonly number[])[];
}

/** @returns the labels that are told, and all groups that follow from what is told */
export function tellDivision(
  total: DividedTotal,
  division: string,
  told: readonly ToldGroups[],
): { readonly labels: ReadonlySet<string>; readonly groups: ToldGroups } {
  const groups = Map.groupBy(total.parts, ({ labels }) => labels[division] ?? "");
  const passes = (labels: readonly string[]): boolean =>
    isEveryDayTellable(total.days(division, new Set(labels))) &&
    isTellable(byTenant(labels.flatMap((label) => groups.get(label) ?? [])));
  const shown = [...groups.keys()]
    .filter((label) => passes([label]))
    .sort((a, b) => sizeOf(groups.get(b) ?? []) - sizeOf(groups.get(a) ?? []) || (a < b ? -1 : 1));
  const tell = (labels: readonly string[]) => {
    const hidden = [...groups.keys()].filter((label) => !labels.includes(label));
    const sets = asTold([...labels.map((label) => [label]), hidden], groups);
    const isSafe =
      (hidden.length === 0 || passes(hidden)) && told.every((other) => areDifferencesTellable(other, sets));
    return { isSafe, labels: new Set(labels), groups: sets };
  };
  for (let labels = shown; ; labels = labels.slice(0, -1)) {
    // The one that is in the way is withheld rather than a smaller one beside it.
    const tries = [labels, ...labels.map((_, at) => labels.toSpliced(labels.length - 1 - at, 1))].map(tell);
    const found = tries.find(({ isSafe }) => isSafe) ?? tries[0];
    if (found && (found.isSafe || labels.length === 0)) return found;
  }
}

function asTold(told: readonly string[][], groups: ReadonlyMap<string, readonly SharedPart[]>): ToldGroups {
  return told
    .map((labels) => new Set(labels.flatMap((label) => groups.get(label) ?? [])))
    .filter(({ size }) => size > 0);
}

/**
 * Of each sum of groups of one division: itself less the groups of the other that lie in it, and the groups of the
 * other that touch it less itself. Larger differences are these and whole groups more.
 */
function areDifferencesTellable(one: ToldGroups, other: ToldGroups): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one];
  if (few.length > mostSummed) return false;
  for (let chosen = 1; chosen < 2 ** few.length; chosen++) {
    const sum = new Set(few.flatMap((group, at) => (chosen & (1 << at) ? [...group] : [])));
    const touching = many.filter((group) => [...group].some((part) => sum.has(part)));
    const inside = new Set(
      touching.filter((group) => [...group].every((part) => sum.has(part))).flatMap((group) => [...group]),
    );
    const left = [...sum].filter((part) => !inside.has(part));
    const around = touching.flatMap((group) => [...group]).filter((part) => !sum.has(part));
    if (![left, around].every((rest) => rest.length === 0 || isTellable(byTenant(rest)))) return false;
  }
  return true;
}

/** There are 2 to the power of the groups sums; one of two divisions has few groups. */
const mostSummed = 8;

function byTenant(parts: Iterable<SharedPart>): number[] {
  const sums = new Map<string, number>();
  for (const { tenant, amount } of parts) sums.set(tenant, (sums.get(tenant) ?? 0) + amount);
  return [...sums.values()];
}

const sizeOf = (parts: readonly SharedPart[]): number => parts.reduce((sum, { amount }) => sum + amount, 0);
