/**
 * Whether a screen that shows a wall still draws. Screens report every 10 s, and the picture moves on each second;
 * three reports missed, or as many seconds behind, is a frozen one. Source: features 5 "Bars", interface "drawn".
 */

/** What one screen last said. */
export interface ScreenReport {
  /** The wall link it came with. */
  readonly wallId: string;
  readonly centerId: string;
  /** When what it shows was new: its newest report that shows something else; when it connected, before its first. */
  readonly drawnAtMs: number;
  readonly build: string;
  readonly framesPerSecond: number;
  readonly heapBytes: number | null;
  /** How many pictures behind it was when it reported; null: it counts from another start of the server. */
  readonly seqBehind: number | null;
  /** When it was closed; null: it is there, or was lost without a word. */
  readonly leftAtMs: number | null;
}

/** `waiting`: it may have drawn since, but has not had the time to tell us. `left`: it was closed, nobody looks at it. */
export type ScreenState = "drawing" | "late" | "frozen" | "waiting" | "left";
/** The worst of its screens; `unheard`: of none is anything known, nor that it was closed. */
export type WallStanding = ScreenState | "unheard";

const lateAfterS = 20;
export const frozenAfterS = 30;

/** Server clock. Nobody listened just before `listeningSinceMs`: the server began then or went on after a pause. */
export interface ScreenMoment {
  readonly nowMs: number;
  readonly listeningSinceMs: number;
}

/** Age of what the screen shows, in seconds: since its report, and what it was behind by then. */
export function screenAgeS({ drawnAtMs, seqBehind }: ScreenReport, nowMs: number): number {
  return Math.max(0, nowMs - drawnAtMs) / 1000 + Math.max(0, seqBehind ?? 0);
}

export function screenState(report: ScreenReport, moment: ScreenMoment): ScreenState {
  if (report.leftAtMs !== null) return "left";
  const { nowMs, listeningSinceMs } = moment;
  if (report.drawnAtMs < listeningSinceMs && isStart(moment)) return "waiting";
  const ageS = screenAgeS(report, nowMs);
  if (ageS >= frozenAfterS) return "frozen";
  // It has only just connected: a page that hangs may have done so as well.
  if (report.build === "") return "waiting";
  return ageS > lateAfterS ? "late" : "drawing";
}

/** One that is closed and opened again, or whose line was cut, is back by then: its wall has nobody only after that. */
const isLeaving = ({ leftAtMs }: ScreenReport, nowMs: number): boolean =>
  leftAtMs !== null && nowMs - leftAtMs < frozenAfterS * 1000;

const isStart = ({ nowMs, listeningSinceMs }: ScreenMoment): boolean =>
  nowMs - listeningSinceMs < frozenAfterS * 1000;

const worstFirst = ["frozen", "waiting", "late", "drawing", "left"] as const;

/** @param own of one wall, those that left included */
export function standingOfWall(own: readonly ScreenReport[], moment: ScreenMoment): WallStanding {
  const states = own.map((report) =>
    isLeaving(report, moment.nowMs) ? "waiting" : screenState(report, moment),
  );
  return worstFirst.find((state) => states.includes(state)) ?? (isStart(moment) ? "waiting" : "unheard");
}
