import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  deliveriesArbitrary,
  seconds,
  series,
  settle,
  splitWindowArbitrary,
  stepRules,
} from "../samples.fixture.ts";
import { integrateStep } from "./step.ts";

/** One sample a minute, at most three minutes bridged. */
const rules = { maxGapMs: 180_000, intervalMs: 60_000, integralScale: 1 };

describe("integral of a step", () => {
  const table = [
    {
      name: "each minute counts its own value",
      samples: [
        [0, 4],
        [60, 8],
        [120, 2],
      ],
      window: [0, 180],
      sum: 14 * 60_000,
      covered: 180,
    },
    {
      name: "never a trapezoid",
      samples: [
        [0, 0],
        [60, 100],
      ],
      window: [0, 60],
      sum: 0,
      covered: 60,
    },
    {
      name: "the last sample holds for one interval",
      samples: [[0, 5]],
      window: [0, 600],
      sum: 5 * 60_000,
      covered: 60,
    },
    {
      name: "a pause within the largest gap is held over",
      samples: [
        [0, 5],
        [180, 0],
      ],
      window: [0, 180],
      sum: 5 * 180_000,
      covered: 180,
    },
    {
      name: "before a longer pause one interval only",
      samples: [
        [0, 5],
        [600, 1],
      ],
      window: [0, 660],
      sum: 6 * 60_000,
      covered: 120,
    },
    {
      name: "held into the window from before",
      samples: [
        [0, 5],
        [60, 1],
      ],
      window: [30, 60],
      sum: 5 * 30_000,
      covered: 30,
    },
    {
      name: "the value at the end belongs to the next window",
      samples: [
        [0, 5],
        [60, 900],
      ],
      window: [0, 60],
      sum: 5 * 60_000,
      covered: 60,
    },
    {
      name: "a stale marker ends the value",
      samples: [
        [0, 5],
        [30, Number.NaN],
        [60, 1],
      ],
      window: [0, 120],
      sum: 5 * 30_000 + 60_000,
      covered: 90,
    },
    { name: "nothing before the first sample", samples: [[60, 5]], window: [0, 60], sum: 0, covered: 0 },
  ] as const;

  test.each(table)("$name", ({ samples, window: [from, to], sum, covered }) => {
    const result = integrateStep(series(samples), seconds(from, to), rules);
    expect(result.integral).toBe(BigInt(sum));
    expect(result.coveredMs).toBe(covered * 1000);
  });

  test("a month of minutes is the sum of its rows", () => {
    const rows = Array.from({ length: 28_800 }, (_, i) => [i * 60, (i * 7919) % 857] as const);
    const sum = rows.reduce((total, [, running]) => total + running, 0);
    const result = integrateStep(series(rows), seconds(0, 28_800 * 60), rules);
    expect(Number(result.integral) / 60_000).toBe(sum);
    expect(result).toMatchObject({ coveredMs: 28_800 * 60_000, samples: 28_800, min: 0, max: 856 });
  });

  test("min and max are the values held, not those before or after", () => {
    const samples = series([
      [0, 9],
      [60, 1],
      [120, 5],
      [180, 9],
    ]);
    expect(integrateStep(samples, seconds(60, 180), rules)).toMatchObject({ min: 1, max: 5, samples: 2 });
  });

  test("any order and repetition, and any split, gives the same sum", () => {
    const counts = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        deliveriesArbitrary(counts),
        splitWindowArbitrary,
        (deliveries, { fromMs, toMs, middleMs }) => {
          const whole = integrateStep(settle(deliveries), { fromMs, toMs }, stepRules);
          const again = settle([...deliveries].reverse().concat(deliveries));
          const left = integrateStep(again, { fromMs, toMs: middleMs }, stepRules);
          const right = integrateStep(again, { fromMs: middleMs, toMs }, stepRules);
          expect(left.integral + right.integral).toBe(whole.integral);
          expect(left.coveredMs + right.coveredMs).toBe(whole.coveredMs);
          expect(whole.coveredMs).toBeLessThanOrEqual(toMs - fromMs);
        },
      ),
    );
  });
});
