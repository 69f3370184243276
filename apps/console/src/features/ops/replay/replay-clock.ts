/** The clock of a replay: where the scrubber may stand, and where it goes when it plays. */

export const hourMs = 3_600_000;
/** Pictures are asked for at full steps, so that going back and forth asks for the same ones. */
export const stepMs = 5_000;
export const speeds = ["x1", "x10", "x60"] as const;
export type Speed = (typeof speeds)[number];
const timesOf: Readonly<Record<Speed, number>> = { x1: 1, x10: 10, x60: 60 };

export const toStep = (atMs: number): number => Math.floor(atMs / stepMs) * stepMs;

/** The hour on the scrubber: it begins with the full hour in which the instant lies; the last one ends now. */
export function hourOf(atMs: number, nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Math.floor(Math.min(atMs, nowMs) / hourMs) * hourMs;
  return { fromMs, toMs: Math.min(fromMs + hourMs, Math.max(toStep(nowMs), fromMs + stepMs)) };
}

/** One second of play later; null at the end of what there is. */
export function nextInstant(atMs: number, speed: Speed, nowMs: number): number | null {
  const next = atMs + timesOf[speed] * 1_000;
  return next <= nowMs ? next : null;
}

/** The address holds an instant in UTC; anything else is none. */
export function readInstant(text: string | undefined, nowMs: number): number | null {
  const atMs = Date.parse(text ?? "");
  return Number.isFinite(atMs) ? Math.min(atMs, nowMs) : null;
}
