/**
 * Randomness without state: a value is a hash of the seed and of what it is asked for, so the same question has the
 * same answer in any order, in any process, in the past and live.
 */

/** Uniform in [0, 1). */
export function chance(seed: number, a: number, b = 0): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(a + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) ^ Math.imul(b + 0x165667b1, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}

/** A smooth wander in [-1, 1]: one random value every `every` steps, straight lines between; repeats after `period`. */
export function wander(seed: number, step: number, every: number, period: number): number {
  const knots = period / every;
  const at = step / every;
  const left = Math.floor(at);
  const a = chance(seed, left % knots);
  const b = chance(seed, (left + 1) % knots);
  return 2 * (a + (b - a) * (at - left)) - 1;
}
