/**
 * When the slow facts of a center are read again: after half a minute, and as soon as samples came that lie in what
 * was read. A history that is being filled in would ask for it all the time, so reading has a share of the time only.
 */

/** What facts rest on is read anew after this, whatever came. */
const everyMs = 30_000;
/** Reading takes at most this share of a center's time while its past comes in, and that once it seems to be in. */
const share = { growing: 0.05, grown: 0.2 } as const;
/** Nothing of the past came for so long. */
const quietMs = 2_000;
const shortestRestMs = 2_000;

export type FactsReason = "old" | "grown";

interface Known {
  readonly readAtMs: number;
  /** Infinity: it is being read. */
  readonly tookMs: number;
}

/** Of all centers. */
export class FactsDue {
  readonly #nowMs: () => number;
  readonly #takeOldest: (centerId: string) => number | null;
  readonly #known = new Map<string, Known>();
  /** Oldest sample that came since the facts were read. */
  readonly #oldestMs = new Map<string, number>();
  /** When samples of what was read came last. */
  readonly #cameAtMs = new Map<string, number>();

  /** @param takeOldest how far into the past samples reached since it was asked last @param nowMs never steps back */
  constructor(takeOldest: (centerId: string) => number | null, nowMs = () => performance.now()) {
    this.#takeOldest = takeOldest;
    this.#nowMs = nowMs;
  }

  /** The points are others now: whatever was read may be of too few. */
  regroup(centerId: string): void {
    this.#oldestMs.set(centerId, Number.NEGATIVE_INFINITY);
  }

  /** @param untilMs end of what was read and is kept; NaN before the first time @returns null: not yet */
  reasonFor(centerId: string, untilMs: number): FactsReason | null {
    const nowMs = this.#nowMs();
    const cameMs = this.#takeOldest(centerId) ?? Number.POSITIVE_INFINITY;
    const oldestMs = Math.min(this.#oldestMs.get(centerId) ?? Number.POSITIVE_INFINITY, cameMs);
    this.#oldestMs.set(centerId, oldestMs);
    if (cameMs < untilMs) this.#cameAtMs.set(centerId, nowMs);
    const known = this.#known.get(centerId);
    if (!known) return "grown";
    if (oldestMs < untilMs && nowMs - known.readAtMs >= this.#restMs(centerId, known, nowMs)) return "grown";
    return nowMs - known.readAtMs >= everyMs ? "old" : null;
  }

  /** Before the reading: what comes from now on may not be in it. @returns to be called after it */
  begin(centerId: string, reason: FactsReason): (isRead: boolean) => void {
    const startedMs = this.#nowMs();
    if (reason === "grown") this.#oldestMs.delete(centerId);
    this.#known.set(centerId, { readAtMs: startedMs, tookMs: Number.POSITIVE_INFINITY });
    return (isRead) => {
      const endMs = this.#nowMs();
      this.#known.set(centerId, { readAtMs: endMs, tookMs: endMs - startedMs });
      if (!isRead && reason === "grown") this.regroup(centerId);
    };
  }

  #restMs(centerId: string, { tookMs }: Known, nowMs: number): number {
    const isQuiet = nowMs - (this.#cameAtMs.get(centerId) ?? Number.NEGATIVE_INFINITY) >= quietMs;
    const own = isQuiet ? share.grown : share.growing;
    return Math.max(shortestRestMs, tookMs / own - tookMs);
  }

  forget(centerId: string): void {
    this.#cameAtMs.delete(centerId);
    this.#known.delete(centerId);
    this.#oldestMs.delete(centerId);
  }
}
