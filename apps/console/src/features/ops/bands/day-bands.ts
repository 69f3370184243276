import type { Band } from "@aidc/contract";
import { cutByBands } from "@aidc/domain";

export interface DayPiece {
  /** Minutes since local midnight, half-open. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** null: no band holds. */
  readonly band: Band | null;
}
export interface DayKind {
  /** 1 Monday .. 7 Sunday and 1..12, for which the day looks like this. */
  readonly weekdays: readonly number[];
  readonly months: readonly number[];
  readonly pieces: readonly DayPiece[];
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
export const everyMonth = Array.from({ length: 12 }, (_, index) => index + 1);
export const everyWeekday = Array.from({ length: 7 }, (_, index) => index + 1);

/** The kinds of day that a rule's bands make, each with its 24 hours: one where no band names weekdays or months. */
export function findDayKinds(bands: readonly Band[]): DayKind[] {
  const months = bands.some((band) => band.months) ? everyMonth : [1];
  const weekdays = bands.some((band) => band.weekdays) ? everyWeekday : [1];
  const weeks = months.map((month) => ({
    month,
    days: weekdays.map((weekday) => ({ weekday, pieces: piecesOf(bands, month, weekday) })),
  }));
  const alike = Map.groupBy(weeks, ({ days }) => days.map(({ pieces }) => signature(pieces)).join("|"));
  return [...alike.values()].flatMap((same) => {
    const groups = Map.groupBy(same[0]?.days ?? [], ({ pieces }) => signature(pieces)).values();
    return [...groups].map((group) => ({
      months: months.length === 1 ? everyMonth : same.map(({ month }) => month),
      weekdays: weekdays.length === 1 ? everyWeekday : group.map(({ weekday }) => weekday),
      pieces: group[0]?.pieces ?? [],
    }));
  });
}

/** A day of that weekday in that month, on a clock that never changes. */
function piecesOf(bands: readonly Band[], month: number, weekday: number): DayPiece[] {
  const firstMs = Date.UTC(2026, month - 1, 1);
  const first = new Date(firstMs).getUTCDay() || 7;
  const fromMs = firstMs + ((weekday - first + 7) % 7) * dayMs;
  return cutByBands({ fromMs, toMs: fromMs + dayMs }, bands, "UTC").map((piece) => ({
    fromMinute: (piece.fromMs - fromMs) / minuteMs,
    toMinute: (piece.toMs - fromMs) / minuteMs,
    band: piece.band,
  }));
}

function signature(pieces: readonly DayPiece[]): string {
  return pieces.map(({ fromMinute, band }) => `${fromMinute} ${band?.id ?? ""}`).join(",");
}
