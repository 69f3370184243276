/**
 * From readings to "active" and "clear": dead-band, on-delay, off-delay. Missing data never clears and never raises;
 * it holds the state and marks its quality bad. The occurrence begins when the delay has elapsed; the onset is kept
 * too. Source: standards 4.2 (ISA-18.2 conditioning).
 */

/** What is known of a condition at an instant; `beyond: null` when the input is missing or stale. */
export interface Reading {
  readonly beyond: "raise" | "hold" | "clear" | null;
  /** Since when, where whoever tells it says so; absent: since it is seen. */
  readonly sinceMs?: number;
}

export interface ConditionState {
  readonly active: boolean;
  /** Since when the opposite of `active` has held without a break; null while it does not. */
  readonly turningSinceMs: number | null;
  readonly quality: "good" | "bad";
}

export interface Delays {
  readonly onDelayMs: number;
  readonly offDelayMs: number;
}

/** `changedAtMs`: when the delay had elapsed; `onsetMs`: when the condition first held. */
export interface Turn {
  readonly to: "active" | "clear";
  readonly onsetMs: number;
  readonly changedAtMs: number;
}

export const clearCondition: ConditionState = { active: false, turningSinceMs: null, quality: "good" };

/** Where a value stands: raise at x >= limit, clear at x <= limit - dead-band, in between nothing changes. */
export function readLimit(
  value: number | null,
  limit: { readonly side: "above" | "below"; readonly raiseAt: number; readonly deadBand: number },
): Reading {
  if (value === null || Number.isNaN(value)) return { beyond: null };
  const excess = limit.side === "above" ? value - limit.raiseAt : limit.raiseAt - value;
  if (excess >= 0) return { beyond: "raise" };
  return { beyond: excess <= -limit.deadBand ? "clear" : "hold" };
}

/**
 * The delays as Prometheus means them: `for` counts from the first true evaluation, `keep_firing_for` from the first
 * false one of what is firing, and an element that is missing is false. There is no dead-band. Source: standards 4.4.
 */
export function nextPrometheusCondition(
  state: ConditionState,
  { beyond }: Reading,
  delays: Delays,
  nowMs: number,
): ReturnType<typeof nextCondition> {
  const present = { beyond: beyond === "raise" ? beyond : "clear" } as const;
  const { state: next, turn } = nextCondition(state, present, delays, nowMs);
  return { state: { ...next, quality: beyond === null ? "bad" : "good" }, turn };
}

/** One evaluation. @returns the next state, and the turn when there was one */
export function nextCondition(
  state: ConditionState,
  reading: Reading,
  delays: Delays,
  nowMs: number,
): { state: ConditionState; turn: Turn | null } {
  if (reading.beyond === null)
    return { state: { ...state, turningSinceMs: null, quality: "bad" }, turn: null };
  const turning = state.active ? reading.beyond === "clear" : reading.beyond === "raise";
  if (!turning) return { state: { ...state, turningSinceMs: null, quality: "good" }, turn: null };
  const onsetMs = state.turningSinceMs ?? Math.min(reading.sinceMs ?? nowMs, nowMs);
  const delayMs = state.active ? delays.offDelayMs : delays.onDelayMs;
  if (nowMs - onsetMs < delayMs) {
    return { state: { ...state, turningSinceMs: onsetMs, quality: "good" }, turn: null };
  }
  return {
    state: { active: !state.active, turningSinceMs: null, quality: "good" },
    turn: { to: state.active ? "clear" : "active", onsetMs, changedAtMs: nowMs },
  };
}
