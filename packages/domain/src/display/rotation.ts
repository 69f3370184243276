/**
 * Which scene is up. Scenes take turns; an alarm that needs somebody holds the one that shows it until it is
 * acknowledged or has returned, and then the turn that was interrupted starts anew (features 5: interrupts and holds).
 * Two minutes after the last alarm began to need somebody the turns go on, and every scene that is up names it: a wall that nobody
 * answers for a night still shows the rest of the center.
 */
import type { AlarmView, WallScene } from "@aidc/contract";
import type { Density } from "./choose-layout.ts";

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
export function urgentAlarms<Alarm extends Told>(alarms: readonly Alarm[]): Alarm[] {
  const urgent = alarms.filter(
    ({ letter, severity }) => letter === "B" && (severity === "critical" || severity === "major"),
  );
  if (urgent.length === 0) return urgent;
  const listed = new Set(alarms.map(({ id }) => id));
  return urgent.filter(({ root }) => root === null || !listed.has(root));
}

const longestHoldMs = 120_000;

/** Since when each alarm needs somebody, as far as this page knows, by `<id>/<occurrence>`; ms. */
export type UrgentSince = ReadonlyMap<string, number>;

/**
 * An alarm may be raised in silence, by maintenance or on the shelf, and need somebody only hours later: it counts from
 * when the page saw that it does. What the first picture brings was there before, and counts from when it began to need
 * somebody: a wall that is opened or loads anew shows what its neighbours show.
 * @param before null: there was no picture yet
 * @param urgent alarms that need somebody; null: nobody is told of alarms now
 * @param nowMs on the clock that the alarms were raised by
 * @returns the same object while nothing changes
 */
export function noteUrgent(
  before: UrgentSince | null,
  urgent: readonly Pick<AlarmView, "id" | "occurrence" | "raisedMs" | "annunciatedMs">[] | null,
  nowMs: number,
): UrgentSince | null {
  if (urgent === null) return before;
  const keys = urgent.map(({ id, occurrence }) => `${id}/${occurrence}`);
  if (before?.size === keys.length && keys.every((key) => before.has(key))) return before;
  const firstSeenMs = (row: number) =>
    before === null
      ? (urgent[row]?.annunciatedMs ?? urgent[row]?.raisedMs ?? Number.NEGATIVE_INFINITY)
      : nowMs;
  return new Map(keys.map((key, row) => [key, before?.get(key) ?? firstSeenMs(row)]));
}

/** @param nowMs on the same clock */
export function holdsTurns(since: UrgentSince | null, nowMs: number): boolean {
  return since !== null && [...since.values()].some((sinceMs) => nowMs - sinceMs < longestHoldMs);
}

/** Which scene has its turn while alarms need somebody: one that has no room for them leaves it to the alarms. */
export function sceneWithAlarms(scene: WallScene, density: Density | null): WallScene {
  const isWithout = scene === "visitor" || (scene === "capacity" && density !== "full");
  return isWithout ? "alarms" : scene;
}

/** The alarms scene where it is part of the rotation; the overview names the worst ones too. */
export function sceneOfAlarms(scenes: readonly WallScene[]): WallScene {
  return !scenes.includes("alarms") && scenes.includes("overview") ? "overview" : "alarms";
}
