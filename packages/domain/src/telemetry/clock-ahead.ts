/**
 * A sender whose clock runs ahead: its samples look newer than they are, and are told as live for as long after it fell
 * silent. Source: standards 1.7 (source timestamps; nothing is clamped; more than 10 min ahead is refused).
 */
import { liveCadences } from "./freshness.ts";

/** Below this a clock is as right as clocks that NTP keeps over a network. */
const toleratedMs = 60_000;
/** An earlier reading holds this long: of a sender with many devices one may run ahead, and not be in every delivery. */
const holdsMs = 900_000;

export interface ClockReading {
  readonly aheadMs: number;
  readonly readAtMs: number;
}

/** @param newestMs of a delivery; @returns what is known after it, the farthest ahead of the last 15 minutes */
export function clockAfter(
  before: ClockReading | null,
  newestMs: number,
  receivedAtMs: number,
): ClockReading {
  const now = { aheadMs: newestMs - receivedAtMs, readAtMs: receivedAtMs };
  if (before === null || now.aheadMs >= before.aheadMs) return now;
  return receivedAtMs - before.readAtMs > holdsMs ? now : before;
}

/** Ahead by more than would make an age wrong: a minute, or the time in which a sample is live where that is less. */
export function isClockAhead(aheadMs: number, intervalMs: number): boolean {
  return aheadMs > Math.min(toleratedMs, liveCadences * intervalMs);
}
