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
}

export type ScreenState = "drawing" | "late" | "frozen";

const lateAfterS = 20;
export const frozenAfterS = 30;

/** Age of what the screen shows, in seconds: since its report, and what it was behind by then. */
export function screenAgeS({ drawnAtMs, seqBehind }: ScreenReport, nowMs: number): number {
  return Math.max(0, nowMs - drawnAtMs) / 1000 + Math.max(0, seqBehind ?? 0);
}

export function screenState(report: ScreenReport, nowMs: number): ScreenState {
  const ageS = screenAgeS(report, nowMs);
  if (ageS > frozenAfterS) return "frozen";
  return ageS > lateAfterS ? "late" : "drawing";
}
