/** Names of halls that are gone: their past days are told under the name they had. Source: decision 77. */

/** What an import left of a hall. */
export interface HallLine {
  readonly id: string;
  readonly atMs: number;
  /** null: it is no longer there. */
  readonly name: string | null;
}

/**
 * The name that a hall had last until then, and where it has only later ones the first of them; without any its id.
 * @param lines oldest first
 */
export function hallNameUntil(lines: readonly HallLine[], hall: string, untilMs: number): string {
  const named = lines.flatMap(({ id, atMs, name }) => (id === hall && name !== null ? [{ atMs, name }] : []));
  return (named.findLast(({ atMs }) => atMs < untilMs) ?? named[0])?.name ?? hall;
}
