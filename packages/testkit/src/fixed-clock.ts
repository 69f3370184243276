/** A clock that moves only when told to. */
export interface FixedClock {
  readonly now: () => number;
  advance(ms: number): void;
  set(atMs: number): void;
}

/** @param at ISO 8601 or epoch milliseconds; a Monday in May by default */
export function fixedClock(at: string | number = "2026-05-04T08:00:00Z"): FixedClock {
  let nowMs = typeof at === "number" ? at : Date.parse(at);
  return {
    now: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    set: (atMs) => {
      nowMs = atMs;
    },
  };
}
