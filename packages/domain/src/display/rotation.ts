/**
 * Which scene is up. Scenes take turns; an alarm that needs somebody holds the one that shows it until it is
 * acknowledged or has returned, and then the turn that was interrupted starts anew (features 5: interrupts and holds).
 */
import type { AlarmView, WallScene } from "@aidc/contract";

export interface Rotation {
  /** Place in the list of scenes. */
  readonly at: number;
  /** How often the list has begun again. */
  readonly round: number;
  readonly sinceMs: number;
}

export const firstTurn = (nowMs: number): Rotation => ({ at: 0, round: 0, sinceMs: nowMs });

/** @returns the same object while nothing changes */
export function turnScenes(
  before: Rotation,
  plan: { readonly scenes: number; readonly secondsPerScene: number; readonly isHeld: boolean },
  nowMs: number,
): Rotation {
  // A held turn has not begun to count yet; neither has one that a clock set back.
  if (nowMs === before.sinceMs) return before;
  if (plan.isHeld || nowMs < before.sinceMs) return { ...before, sinceMs: nowMs };
  if (before.at >= plan.scenes) return { at: 0, round: before.round + 1, sinceMs: nowMs };
  if (nowMs - before.sinceMs < plan.secondsPerScene * 1_000) return before;
  const isLast = before.at + 1 >= plan.scenes;
  return {
    at: isLast ? 0 : before.at + 1,
    round: isLast ? before.round + 1 : before.round,
    sinceMs: nowMs,
  };
}

type Told = Pick<AlarmView, "id" | "letter" | "severity" | "root">;

/** Unacknowledged, critical or major, and not explained by another that is listed. */
export function needsSomebody(alarms: readonly Told[]): boolean {
  const urgent = alarms.filter(
    ({ letter, severity }) => letter === "B" && (severity === "critical" || severity === "major"),
  );
  if (urgent.length === 0) return false;
  const listed = new Set(alarms.map(({ id }) => id));
  return urgent.some(({ root }) => root === null || !listed.has(root));
}

/** The alarms scene where it is part of the rotation; the overview names the worst ones too. */
export function sceneOfAlarms(scenes: readonly WallScene[]): WallScene {
  return !scenes.includes("alarms") && scenes.includes("overview") ? "overview" : "alarms";
}
