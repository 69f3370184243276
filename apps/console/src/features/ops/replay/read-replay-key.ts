import { hourMs, hourOf, stepMs } from "./replay-clock.ts";

/** In the order of their keys, from 1. Guests' scene has no past of its own. */
export const scenesOfReplay = ["overview", "racks", "capacity", "alarms"] as const;
export type SceneOfReplay = (typeof scenesOfReplay)[number];

/** What a key does to a replay. */
export type ReplayDeed =
  | { readonly kind: "play" }
  | { readonly kind: "go"; readonly toMs: number }
  | { readonly kind: "scene"; readonly scene: SceneOfReplay };

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const minuteMs = 60_000;

/**
 * Space plays and pauses; the arrows go a step, with Shift a minute, the page keys an hour; Home and End are the ends
 * of the hour; a digit is a scene. Never past now.
 */
export function readReplayKey(
  { key, shiftKey, ctrlKey, metaKey, altKey }: Pressed,
  { atMs, nowMs }: { readonly atMs: number; readonly nowMs: number },
): ReplayDeed | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (key === " ") return { kind: "play" };
  const scene = scenesOfReplay[Number(key) - 1];
  if (scene !== undefined) return { kind: "scene", scene };
  const byMs = shiftKey ? minuteMs : stepMs;
  const { fromMs, toMs } = hourOf(atMs, nowMs);
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: atMs - byMs,
    ArrowRight: atMs + byMs,
    PageUp: atMs - hourMs,
    PageDown: atMs + hourMs,
    Home: fromMs,
    End: toMs,
  };
  const target = targets[key];
  return target === undefined ? null : { kind: "go", toMs: Math.min(nowMs, target) };
}
