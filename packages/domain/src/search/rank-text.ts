/**
 * How well a thing answers a search, from the words people call it by. Whole before beginning before word before
 * anywhere; a search of several words may be spread over the thing and its place.
 */

/** What is searched of a thing, in small letters. */
export interface SearchText {
  /** Id and names. */
  readonly names: readonly string[];
  /** Where it stands, whose it is: lends words to a search of several, and answers none alone. */
  readonly around: string;
}

/** 0 is best; `ranks` of them. */
export const ranks = 5;

export function searchTextOf(
  names: readonly (string | undefined)[],
  around: readonly (string | undefined)[] = [],
): SearchText {
  const given = names.filter((name) => name !== undefined);
  return {
    names: given.map((name) => name.toLowerCase()),
    around: around.join(" ").toLowerCase(),
  };
}

/** @param query in small letters, trimmed @returns null: it does not answer */
export function rankText({ names, around }: SearchText, query: string): number | null {
  let best: number | null = null;
  for (const name of names) {
    const rank = rankName(name, query);
    if (rank !== null && (best === null || rank < best)) best = rank;
  }
  if (best !== null) return best;
  const words = query.split(/\s+/);
  if (words.length < 2) return null;
  const isOwn = words.some((word) => names.some((name) => name.includes(word)));
  const all = words.every((word) => around.includes(word) || names.some((name) => name.includes(word)));
  return isOwn && all ? 4 : null;
}

function rankName(name: string, query: string): number | null {
  const at = name.indexOf(query);
  if (at < 0) return null;
  if (at === 0) return name.length === query.length ? 0 : 1;
  return /[\s\-_.:/|#]/.test(name[at - 1] ?? "") ? 2 : 3;
}
