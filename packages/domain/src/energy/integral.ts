/**
 * The integral of a series over a window as an exact integer, and the time it rests on.
 * Source: standards 1.1. Each segment is rounded once (half away from zero) when it is formed; a segment that a
 * window edge cuts is the difference of two rounded areas, so the parts of a split window add up exactly.
 */
import type { WindowMs } from "@aidc/contract";

/** Parallel columns sorted by time, no time twice. A NaN value ends what came before it (stale marker). */
export interface Samples {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

export interface Integral {
  /** Value x ms x the quantity's integralScale; for power and registers this is millijoules. */
  readonly integral: bigint;
  readonly coveredMs: number;
  /** Least and greatest value, interpolated window edges included; of a register: its readings. */
  readonly min: number | null;
  readonly max: number | null;
  /** Samples with a time inside [from, to). */
  readonly samples: number;
  /** Resets of a register that touch the window: the difference is a lower bound then. */
  readonly resets: number;
}

/** The same over a bucket; the shape the store keeps as a roll-up. */
export interface BucketIntegral extends Integral {
  readonly startMs: number;
  readonly endMs: number;
}

/** Half away from zero, as money and meters round. */
export function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/** Index of the first time that is not before `atMs`. */
export function firstNotBefore(timesMs: Float64Array, atMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timesMs[middle] as number) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Integers are summed in a double up to here, which is exact and fast, and moved to a bigint beyond. */
const largestExact = Number.MAX_SAFE_INTEGER;

/** What a walk over samples adds up. Plain fields: the compaction walks tens of millions of samples. */
export class IntegralSum {
  coveredMs = 0;
  /** Samples inside the window. */
  inside = 0;
  private total = 0n;
  private chunk = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;

  see(value: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** @param area a whole number */
  add(area: number, ms: number): void {
    this.coveredMs += ms;
    const next = this.chunk + area;
    if (next > largestExact || next < -largestExact) {
      this.total += BigInt(this.chunk) + BigInt(area);
      this.chunk = 0;
    } else {
      this.chunk = next;
    }
  }

  result(): Integral {
    return integralOf(this.total + BigInt(this.chunk), this.coveredMs, [this.min, this.max], this.inside);
  }
}

export const millijoulesPerKwh = 3_600_000_000n;

/** A finished walk over samples; `min > max` says that it met no value. */
export function integralOf(
  integral: bigint,
  coveredMs: number,
  [min, max]: readonly [number, number],
  samples: number,
  resets = 0,
): Integral {
  const known = min <= max;
  return { integral, coveredMs, min: known ? min : null, max: known ? max : null, samples, resets };
}

/** Millijoules to kWh, the one place where exact energy becomes a double. */
export function kwhOf(millijoules: bigint): number {
  // Whole and rest apart: a plain Number(mJ) would already be rounded above 2^53 mJ (2.5 MWh).
  return Number(millijoules / millijoulesPerKwh) + Number(millijoules % millijoulesPerKwh) / 3.6e9;
}

/** Mean value over the covered time, in the point's unit; null without coverage. */
export function meanOf(part: { integral: bigint; coveredMs: number }, integralScale: number): number | null {
  return part.coveredMs > 0 ? Number(part.integral) / part.coveredMs / integralScale : null;
}

/** Share of the window that is covered, 0..1; 0 for an empty window. */
export function coverageOf(coveredMs: number, window: WindowMs): number {
  const lengthMs = window.toMs - window.fromMs;
  return lengthMs > 0 ? Math.min(1, Math.max(0, coveredMs / lengthMs)) : 0;
}

/** Adds integrals of the same point over disjoint windows. */
export function addIntegrals(parts: readonly Integral[]): Integral {
  let integral = 0n;
  let coveredMs = 0;
  let samples = 0;
  let resets = 0;
  let min: number | null = null;
  let max: number | null = null;
  for (const part of parts) {
    integral += part.integral;
    coveredMs += part.coveredMs;
    samples += part.samples;
    resets += part.resets;
    if (part.min !== null) min = min === null ? part.min : Math.min(min, part.min);
    if (part.max !== null) max = max === null ? part.max : Math.max(max, part.max);
  }
  return { integral, coveredMs, min, max, samples, resets };
}
