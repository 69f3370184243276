import fc from "fast-check";
import { expect, it } from "vitest";
import { sortByTime } from "./sort-by-time.ts";

it("sorts any order of times, runs that change places among them, and keeps each value with its time", () => {
  const runs = fc.array(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 12 }), { maxLength: 6 });
  fc.assert(
    fc.property(runs, fc.boolean(), (parts, rising) => {
      const times = [...new Set(parts.flatMap((part) => (rising ? part.toSorted((a, b) => a - b) : part)))];
      const sorted = sortByTime({
        timesMs: Float64Array.from(times),
        values: Float64Array.from(times, (timeMs) => -timeMs),
      });
      const expected = times.toSorted((a, b) => a - b);
      expect([...sorted.timesMs]).toEqual(expected);
      expect([...sorted.values]).toEqual(expected.map((timeMs) => -timeMs));
    }),
  );
});
