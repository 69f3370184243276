import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  counterRules,
  deliveriesArbitrary,
  gaugeRules,
  seconds,
  series,
  settle,
  stepRules,
} from "../samples.fixture.ts";
import { bucketEdgesOver } from "../time/buckets.ts";
import { addIntegrals } from "./integral.ts";
import { integrate, rollUp } from "./roll-up.ts";

describe("rolling up", () => {
  test("shares a segment between the buckets it crosses", () => {
    const buckets = rollUp(
      series([
        [290, 100],
        [310, 100],
      ]),
      [0, 300_000, 600_000],
      gaugeRules,
    );
    expect(buckets).toEqual([
      {
        startMs: 0,
        endMs: 300_000,
        integral: 1_000_000n,
        coveredMs: 10_000,
        min: 100,
        max: 100,
        samples: 1,
        resets: 0,
      },
      {
        startMs: 300_000,
        endMs: 600_000,
        integral: 1_000_000n,
        coveredMs: 10_000,
        min: 100,
        max: 100,
        samples: 1,
        resets: 0,
      },
    ]);
  });

  test("leaves out buckets that know nothing", () => {
    const buckets = rollUp(
      series([
        [10, 1],
        [20, 1],
        [910, 1],
      ]),
      [0, 300_000, 600_000, 900_000, 1_200_000],
      gaugeRules,
    );
    expect(buckets.map((bucket) => [bucket.startMs, bucket.samples, bucket.coveredMs])).toEqual([
      [0, 2, 10_000],
      [900_000, 1, 0],
    ]);
  });

  test("a large bucket of a register knows the energy of a silence that small ones share", () => {
    const silent = series([
      [0, 100],
      [15, 101],
      [3000, 500],
      [3015, 501],
    ]);
    const small = rollUp(silent, bucketEdgesOver(seconds(0, 3600), "5m", "UTC"), counterRules);
    const [large] = rollUp(silent, bucketEdgesOver(seconds(0, 3600), "1h", "UTC"), counterRules);
    expect(addIntegrals(small).integral).toBe(2n * 3_600_000n);
    expect(large?.integral).toBe(401n * 3_600_000n);
    expect(large?.coveredMs).toBe(3_015_000);
  });

  test.each([
    ["gauges", gaugeRules],
    ["steps", stepRules],
  ])("buckets of %s add up exactly to the window, whatever the order of deliveries", (_, rules) => {
    const edges = bucketEdgesOver(seconds(0, 601), "5m", "Asia/Shanghai");
    const window = { fromMs: edges[0] ?? 0, toMs: edges.at(-1) ?? 0 };
    fc.assert(
      fc.property(deliveriesArbitrary(fc.double({ min: 0, max: 1e5, noNaN: true })), (deliveries) => {
        const whole = integrate(settle(deliveries), window, rules);
        const parts = addIntegrals(rollUp(settle([...deliveries].reverse()), edges, rules));
        expect(parts).toEqual(whole);
      }),
    );
  });
});
