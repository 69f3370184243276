/** Anything the palette offers: a page, a command, or a thing that the server found. */
export interface Choice {
  readonly id: string;
  readonly group: "command" | "page" | "thing";
  readonly label: string;
  /** Place, key or kind, in quiet letters. */
  readonly hint: string;
  /** Words that lead to it beside those that are seen: its name in the other language. */
  readonly also: string;
  readonly run: () => void;
}

/** Those of which every word of the search begins a word or, for Chinese, is anywhere; the best first. */
export function rankChoices(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return choices;
  return choices
    .map((choice) => ({ choice, rank: rankOf(choice, words) }))
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ choice }) => choice);
}

function rankOf({ label, also }: Choice, words: readonly string[]): number | null {
  const text = ` ${label} ${also}`.toLowerCase();
  let rank = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    rank += at === 1 ? 0 : /[\s\-_./(]/.test(text[at - 1] ?? "") ? 1 : 2;
  }
  return rank;
}
