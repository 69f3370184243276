/**
 * Power limits of racks as they were: what imports said of a rack holds from its import on, as what was installed does.
 * What was changed later changes no earlier day. Source: standards 1.1.
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import { intersectIntervals } from "../time/intervals.ts";

/** What an import left of a rack. */
export interface RackLine {
  readonly id: string;
  readonly atMs: number;
  /** null: it is no longer there. */
  readonly row: string | null;
  /** null: nobody states it. */
  readonly limitW: number | null;
}

/** A rack that stood in a hall with a limit for a while. */
export interface RackLimit extends WindowMs {
  readonly rack: string;
  readonly hall: string;
  readonly limitW: number;
}

/**
 * Of all racks, also those that are gone since, in the order of the lines. Time before the first line of the center takes
 * what it says, and without any line the inventory as it is now.
 * @param lines of each rack oldest first
 */
export function rackLimitsOver(
  { rows, racks }: Pick<CenterDocument, "rows" | "racks">,
  lines: readonly RackLine[],
  window: WindowMs,
): RackLimit[] {
  const hallOfRow = new Map(rows.map(({ id, hall }) => [id, hall]));
  const sinceMs = lines.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY);
  const now = racks.map(
    ({ id, row, powerLimitW = null }): RackLine => ({ id, atMs: sinceMs, row, limitW: powerLimitW }),
  );
  const ofRack = Map.groupBy(lines.length > 0 ? lines : now, ({ id }) => id);
  return [...ofRack].flatMap(([rack, own]) => {
    const pieces: RackLimit[] = [];
    for (const [at, { atMs, row, limitW }] of own.entries()) {
      const fromMs = atMs === sinceMs ? window.fromMs : atMs;
      const toMs = own[at + 1]?.atMs ?? window.toMs;
      const hall = hallOfRow.get(row ?? "");
      const [inside] = intersectIntervals([window], [{ fromMs, toMs }]);
      if (hall === undefined || limitW === null || !inside) continue;
      const last = pieces.at(-1);
      const goesOn = last?.toMs === inside.fromMs && last.hall === hall && last.limitW === limitW;
      if (goesOn) pieces.pop();
      pieces.push({ rack, hall, ...inside, fromMs: goesOn ? last.fromMs : inside.fromMs, limitW });
    }
    return pieces;
  });
}
