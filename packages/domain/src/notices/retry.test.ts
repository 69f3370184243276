import fc from "fast-check";
import { expect, it } from "vitest";
import { giveUpAfterMs, nextTryMs } from "./retry.ts";

const failed = { tries: 1, madeAtMs: 0, nowMs: 0, chance: 1, notBeforeMs: 0 };

it.each([
  [1, 1, 10_000],
  [2, 1, 20_000],
  [5, 1, 160_000],
  [5, 0, 80_000],
  [20, 1, 1_800_000],
  [2_000, 0, 900_000],
])("after try %i with chance %f it waits %i ms", (tries, chance, waitMs) => {
  expect(nextTryMs({ ...failed, tries, chance })).toBe(waitMs);
});

it("waits for what the other side asked for", () => {
  expect(nextTryMs({ ...failed, notBeforeMs: 600_000 })).toBe(600_000);
});

it("gives up after a day, and never before", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 200 }), (chances) => {
      let nowMs = 0;
      for (const [tried, chance] of chances.entries()) {
        const next = nextTryMs({ ...failed, tries: tried + 1, nowMs, chance });
        if (next === null) {
          expect(nowMs).toBeGreaterThan(giveUpAfterMs - 1_800_001);
          return;
        }
        expect(next).toBeGreaterThan(nowMs);
        nowMs = next;
      }
      throw new Error("never gave up");
    }),
    { numRuns: 30 },
  );
});
