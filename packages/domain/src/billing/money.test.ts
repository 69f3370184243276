import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRatio, formatScaled, nanoOf, parseDecimal, roundHalfUp } from "./decimal.ts";
import { splitByLargestRemainder } from "./largest-remainder.ts";
import { formatMinor, parseMinor, sumOf, toMinor } from "./money.ts";

describe("decimal text", () => {
  test.each([
    ["12.50", 12_500_000_000n],
    ["0.000000001", 1n],
    ["-3.5", -3_500_000_000n],
    ["999999999999999.999999999", 999_999_999_999_999_999_999_999n],
  ])("%s is exact", (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });
  test.each(["", "1,000", "+1", "1e3", ".5", "01", "0.1234567891", "NaN"])("%s is refused, not 0", (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError);
  });
  test("goes there and back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }), (value) => {
        expect(parseDecimal(formatScaled(value, 9))).toBe(value);
      }),
    );
  });
  test("a count kept as a double keeps its decimals", () => {
    expect(nanoOf(0.1)).toBe(100_000_000n);
    expect(nanoOf(312.125)).toBe(312_125_000_000n);
    expect(nanoOf(64_000_000.3)).toBe(64_000_000_300_000_000n);
    expect(() => nanoOf(Number.NaN)).toThrow(RangeError);
  });
});

describe("minor units", () => {
  test.each([
    ["CNY", 1250n, "12.50"],
    ["USD", 5n, "0.05"],
    ["EUR", -5n, "-0.05"],
    ["JPY", 1250n, "1250"],
    ["KWD", 1250n, "1.250"],
  ])("%s", (currency, minor, text) => {
    expect(formatMinor(minor, currency)).toBe(text);
    expect(parseMinor(text, currency)).toBe(minor);
  });
  test("more digits than the currency has are refused", () => {
    expect(() => parseMinor("0.5", "JPY")).toThrow(RangeError);
  });
  test("JPY 0.5 rounds to 1, CNY 0.005 to 0.01", () => {
    expect(toMinor({ numerator: 1n, denominator: 2n }, "JPY")).toBe(1n);
    expect(toMinor({ numerator: 1n, denominator: 200n }, "CNY")).toBe(1n);
  });
});

describe("rounding half up", () => {
  test.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [25n, 10n, 3n], // not 2, as half to even would have it
    [1005n, 1000n, 1n],
    [10n ** 30n + 5n, 10n, 10n ** 29n + 1n], // a double would lose the 5
  ])("%s / %s", (numerator, denominator, rounded) => {
    expect(roundHalfUp(numerator, denominator)).toBe(rounded);
  });
  test("1.005 is 1.01, which a float makes 1.00", () => {
    expect((1.005).toFixed(2)).toBe("1.00");
    expect(formatMinor(roundHalfUp(parseDecimal("1.005"), 10_000_000n), "CNY")).toBe("1.01");
  });
  test("of a ratio for display", () => {
    expect(formatRatio(1n, 3n)).toBe("0.333333333");
    expect(formatRatio(5n, 2n)).toBe("2.5");
  });
});

describe("largest remainder", () => {
  test("100.00 among three is 33.34, 33.33, 33.33; rounding each alone would lose a fen", () => {
    expect(splitByLargestRemainder(10_000n, [1n, 1n, 1n])).toEqual([3334n, 3333n, 3333n]);
  });
  test("the largest remainder gets the unit, not the first", () => {
    expect(splitByLargestRemainder(10n, [33n, 33n, 34n])).toEqual([3n, 3n, 4n]);
  });
  test("a credit is split as its mirror", () => {
    expect(splitByLargestRemainder(-100n, [1n, 2n])).toEqual([-33n, -67n]);
  });
  test("nothing to split by is refused, nothing to split is not", () => {
    expect(() => splitByLargestRemainder(1n, [0n, 0n])).toThrow(RangeError);
    expect(() => splitByLargestRemainder(1n, [-1n, 2n])).toThrow(RangeError);
    expect(splitByLargestRemainder(0n, [0n, 0n])).toEqual([0n, 0n]);
  });
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });
  test("parts sum to the whole, stay within one unit of their share and do not depend on order", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        weights,
        fc.nat(),
        (total, all, turn) => {
          const sum = sumOf(all);
          fc.pre(sum > 0n);
          const parts = splitByLargestRemainder(total, all);
          expect(sumOf(parts)).toBe(total);
          for (const [i, part] of parts.entries()) {
            const off = part * sum - total * (all[i] ?? 0n);
            expect(off < sum && off > -sum).toBe(true);
          }
          const places = all.map((_, i) => (i + turn) % all.length);
          const turned = splitByLargestRemainder(
            total,
            places.map((i) => all[i] ?? 0n),
          );
          const byWeight = (of: readonly bigint[], by: readonly bigint[]) =>
            of.map((part, i) => `${by[i]}:${part}`).sort();
          expect(
            byWeight(
              turned,
              places.map((i) => all[i] ?? 0n),
            ),
          ).toEqual(byWeight(parts, all));
        },
      ),
    );
  });
});
