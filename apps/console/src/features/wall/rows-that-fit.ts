export interface MeasuredRows {
  /** Lower edge of each row from the upper edge of the list, CSS px. */
  readonly rows: readonly number[];
  /** Height of the line that tells of more, with its distance; null: there is none and none is needed. */
  readonly more: number | null;
  /** Height of the list; 0: nobody has laid it out. */
  readonly room: number;
}

/** Whole rows only, the first in any case; whoever leaves one out needs the line that says so. */
export function rowsThatFit({ rows, more, room }: MeasuredRows): number {
  if (room === 0) return rows.length;
  const fits = (count: number) => (rows[count - 1] ?? 0) + (more ?? 0) <= room + 1;
  for (let count = rows.length; count > 1; count--) if (fits(count)) return count;
  return 1;
}
