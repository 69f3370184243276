/**
 * Since when the server has listened without a gap. A process that is stopped, a laptop that sleeps, a virtual machine
 * that is moved: when it goes on, its clock has jumped, and what others said meanwhile has reached nobody. Whoever is
 * judged by when they were heard last has their time again from there, as after a start.
 */

/** Ticks come every second. A busy machine misses some; as long as a screen is silent between two reports is a gap. */
const longestTickMs = 10_000;

export class Listening {
  private sinceMs: number | null = null;
  private newestMs = Number.NEGATIVE_INFINITY;

  /**
   * @param nowMs of the server's clock, at every tick
   * @returns since when, on that clock
   */
  tick(nowMs: number): number {
    if (this.sinceMs === null || nowMs - this.newestMs > longestTickMs) this.sinceMs = nowMs;
    this.newestMs = nowMs;
    return this.sinceMs;
  }
}
