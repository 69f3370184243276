import fc from "fast-check";
import type { Samples } from "./energy/integral.ts";
import type { PointRules } from "./energy/roll-up.ts";

/** A series from [time, value] pairs, in seconds for short tables. */
export function series(pairs: readonly (readonly [seconds: number, value: number])[]): Samples {
  return {
    timesMs: Float64Array.from(pairs, ([seconds]) => seconds * 1000),
    values: Float64Array.from(pairs, ([, value]) => value),
  };
}

export const seconds = (from: number, to: number) => ({ fromMs: from * 1000, toMs: to * 1000 });

export const gaugeRules: PointRules = {
  nature: "gauge",
  maxGapMs: 45_000,
  intervalMs: 15_000,
  integralScale: 1,
};
export const stepRules: PointRules = { ...gaugeRules, nature: "step" };
export const counterRules: PointRules = { ...gaugeRules, nature: "counter", integralScale: 3_600_000 };

export interface Delivered {
  readonly timeMs: number;
  readonly value: number;
}

/** What every store must make of deliveries: sorted by time, repetitions dropped. */
export function settle(deliveries: readonly Delivered[]): Samples {
  const byTime = new Map(deliveries.map(({ timeMs, value }) => [timeMs, value]));
  const sorted = [...byTime].sort(([a], [b]) => a - b);
  return { timesMs: Float64Array.from(sorted, ([t]) => t), values: Float64Array.from(sorted, ([, v]) => v) };
}

/** Irregular samples over about ten minutes, with gaps beyond 45 s among them. */
export const deliveriesArbitrary = (value: fc.Arbitrary<number>) =>
  fc.uniqueArray(fc.record({ timeMs: fc.integer({ min: 0, max: 600_000 }), value }), {
    selector: (sample) => sample.timeMs,
    maxLength: 60,
  });

/** A window that overlaps those samples, and an instant inside it. */
export const splitWindowArbitrary = fc
  .tuple(
    fc.integer({ min: -50_000, max: 650_000 }),
    fc.integer({ min: 0, max: 700_000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([fromMs, lengthMs, share]) => ({
    fromMs,
    toMs: fromMs + lengthMs,
    middleMs: fromMs + Math.floor(lengthMs * share),
  }));
