/** When a message that did not arrive is tried again: later each time, spread by chance, and not for ever. */

const firstMs = 10_000;
const longestMs = 30 * 60_000;
/** After a day an alarm message helps nobody: it is given up, and that is shown. */
export const giveUpAfterMs = 24 * 3_600_000;

interface Failed {
  /** Tries so far, this one included. */
  readonly tries: number;
  readonly madeAtMs: number;
  readonly nowMs: number;
  /** In [0, 1): by chance, so that many senders do not come at once. */
  readonly chance: number;
  /** What the other side or its limit asked for. */
  readonly notBeforeMs: number;
}

/** @returns when to try again; null: give up */
export function nextTryMs({ tries, madeAtMs, nowMs, chance, notBeforeMs }: Failed): number | null {
  const backoffMs = Math.min(longestMs, firstMs * 2 ** Math.min(30, tries - 1));
  const atMs = Math.max(nowMs + Math.round(backoffMs * (0.5 + chance / 2)), notBeforeMs);
  return atMs - madeAtMs > giveUpAfterMs ? null : atMs;
}
