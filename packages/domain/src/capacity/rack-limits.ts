/**
 * Power limits of racks as they were: what imports said of a rack holds from its import on, as what was installed does.
 * What was changed later changes no earlier day. Source: standards 1.1.
 */
import type { CenterDocument, WindowMs } from "@aidc/contract";
import { intersectIntervals, overlapMs } from "../time/intervals.ts";

/** What an import left of a rack. */
export interface RackLine {
  readonly id: string;
  readonly atMs: number;
  /** null: it is no longer there. */
  readonly row: string | null;
  /** null: nobody states it. */
  readonly limitW: number | null;
  /** In which its row stood; absent: that is not kept, and it is where the row stands now. null: in none. */
  readonly hall?: string | null | undefined;
}

/** What an import left of a row. */
export interface RowLine {
  readonly id: string;
  readonly atMs: number;
  /** null: it is no longer there. */
  readonly hall: string | null;
}

type Piece = Pick<RackLine, "id" | "row" | "limitW" | "hall"> & WindowMs;

/** A rack that stood in a hall for a while. */
export interface RackPlace extends WindowMs {
  readonly rack: string;
  readonly hall: string;
  /** null: nobody states it. */
  readonly limitW: number | null;
}

/** A rack that stood in a hall with a limit for a while. */
export type RackLimit = RackPlace & { readonly limitW: number };

/**
 * Lines of racks with the hall that their row stood in, and one more each time that the row was moved: a row that is gone
 * or elsewhere now was where it was. Time before the first line of a row takes what it says.
 * @param racks of each rack oldest first
 * @param rows of each row oldest first
 */
export function inHallsOf(racks: readonly RackLine[], rows: readonly RowLine[]): RackLine[] {
  const ofRow = Map.groupBy(rows, ({ id }) => id);
  return [...Map.groupBy(racks, ({ id }) => id).values()].flatMap((own) =>
    own.flatMap((line, at) => {
      const said = ofRow.get(line.row ?? "") ?? [];
      const first = said.findLast(({ atMs }) => atMs <= line.atMs) ?? said[0];
      if (!first) return [line];
      const endMs = own[at + 1]?.atMs ?? Number.POSITIVE_INFINITY;
      const moves = said.filter(({ atMs }) => atMs > line.atMs && atMs < endMs);
      return [
        { ...line, hall: first.hall },
        ...moves.map(({ atMs, hall }): RackLine => ({ ...line, atMs, hall })),
      ];
    }),
  );
}

/**
 * Of all racks, also those that are gone since, in the order of the lines. Time before the first line of the center takes
 * what it says, and without any line the inventory as it is now.
 * @param lines of each rack oldest first
 */
export function rackPlacesOver(
  { rows, racks }: Pick<CenterDocument, "rows" | "racks">,
  lines: readonly RackLine[],
  window: WindowMs,
): RackPlace[] {
  const hallOfRow = new Map(rows.map(({ id, hall }) => [id, hall]));
  const now = racks.map(
    ({ id, row, powerLimitW = null }): RackLine => ({ id, atMs: 0, row, limitW: powerLimitW }),
  );
  const ofRack = Map.groupBy(piecesOf(lines.length > 0 ? lines : now, window), ({ id }) => id);
  return [...ofRack].flatMap(([rack, own]) => {
    const pieces: RackPlace[] = [];
    for (const { row, limitW, fromMs, toMs, ...line } of own) {
      const hall = line.hall === undefined ? hallOfRow.get(row ?? "") : line.hall;
      if (hall === undefined || hall === null) continue;
      const last = pieces.at(-1);
      const goesOn = last?.toMs === fromMs && last.hall === hall && last.limitW === limitW;
      if (goesOn) pieces.pop();
      pieces.push({ rack, hall, fromMs: goesOn ? last.fromMs : fromMs, toMs, limitW });
    }
    return pieces;
  });
}

/** Of {@link rackPlacesOver} those with a limit: what nobody limits is compared with nothing. */
export const rackLimitsOver = (...of: Parameters<typeof rackPlacesOver>): RackLimit[] =>
  rackPlacesOver(...of).filter((place): place is RackLimit => place.limitW !== null);

/** Racks of which there are lines and that stood at no time of the window: they came later, or were gone. */
export function racksNotIn(lines: readonly RackLine[], window: WindowMs): ReadonlySet<string> {
  const stood = new Set(piecesOf(lines, window).flatMap(({ id, row }) => (row === null ? [] : [id])));
  return new Set(lines.flatMap(({ id }) => (stood.has(id) ? [] : [id])));
}

/** W x ms of racks that are not among the unknown ones. */
export function limitMsWithout(
  limits: readonly RackLimit[],
  unknown: ReadonlySet<string>,
  window: WindowMs,
): number {
  const known = limits.filter(({ rack }) => !unknown.has(rack));
  return known.reduce((sum, piece) => sum + piece.limitW * overlapMs(piece, window), 0);
}

/** What each line says, over the part of the window in which it holds. */
function piecesOf(lines: readonly RackLine[], window: WindowMs): Piece[] {
  const sinceMs = lines.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY);
  return [...Map.groupBy(lines, ({ id }) => id).values()].flatMap((own) =>
    own.flatMap(({ id, row, limitW, hall, atMs }, at) => {
      const fromMs = atMs === sinceMs ? window.fromMs : atMs;
      const toMs = own[at + 1]?.atMs ?? window.toMs;
      const [inside] = intersectIntervals([window], [{ fromMs, toMs }]);
      return inside ? [{ id, row, limitW, hall, fromMs: inside.fromMs, toMs: inside.toMs }] : [];
    }),
  );
}
