import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFigure } from "../figure/figure.ts";
import type { SharedGroup } from "./neighbour-privacy.ts";
import { isEveryDayTellable, isTellable, suppressGroups, suppressSmallDays } from "./neighbour-privacy.ts";

const figure = (value: number) =>
  makeFigure({
    name: "occupancy",
    value,
    unit: "h",
    window: { fromMs: 0, toMs: 1 },
    coverage: 1,
    grade: "metered",
    method: "occupancy",
    inputs: [{ kind: "lease", label: "leases", count: 3, grade: "metered", coverage: 1 }],
  });

describe("a shared figure", () => {
  test.each([
    ["nobody", [], false],
    ["one", [5], false],
    ["two", [5, 5], false],
    ["three", [5, 5, 5], true],
    ["three, one of whom adds nothing", [5, 5, 0], false],
    ["one at 80 %", [80, 10, 10], true],
    ["one above 80 %", [81, 10, 9], false],
  ])("of %s", (_, contributions, tellable) => {
    expect(isTellable(contributions)).toBe(tellable);
    const shown = suppressSmallDays(figure(100), [contributions]);
    // A day on which nobody contributes names nobody.
    if (tellable || contributions.length === 0) expect(shown).toEqual(figure(100));
    else expect(shown).toMatchObject({ value: null, reason: "suppressed", status: "invalid", inputs: [] });
  });
});

const group = (contributions: Record<string, number>): SharedGroup => {
  const values = Object.values(contributions);
  return {
    figure: figure(values.reduce((sum, value) => sum + value, 0)),
    contributions: new Map(Object.entries(contributions)),
  };
};
const shown = (groups: readonly SharedGroup[]) => suppressGroups(groups).map((one) => one.value);

describe("groups beside their total", () => {
  const many = { a: 10, b: 10, c: 10 };
  test("one withheld group is the total less the others, so the smallest other goes with it", () => {
    expect(shown([group({ a: 20, b: 20, c: 20 }), group(many), group({ d: 7 })])).toEqual([60, null, null]);
  });
  test("withheld groups that hide each other are enough", () => {
    expect(shown([group(many), group({ d: 7 }), group({ e: 7 }), group({ f: 7 })])).toEqual([
      30,
      null,
      null,
      null,
    ]);
  });
  test("a tenant in several withheld groups counts once", () => {
    expect(shown([group(many), group({ d: 7 }), group({ d: 9, e: 1 })])).toEqual([null, null, null]);
  });
  test("nothing withheld, nothing more withheld; an empty group tells of nobody", () => {
    expect(shown([group(many), group(many)])).toEqual([30, 30]);
    expect(shown([group(many), group({})])).toEqual([30, null]);
  });
  test("what the total less the published groups tells is always tellable, or of nobody, or all is withheld", () => {
    const contributions = fc.dictionary(fc.constantFrom(..."abcdefg"), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(contributions, { maxLength: 6 }), (all) => {
        const groups = all.map(group);
        const result = suppressGroups(groups);
        const rest = new Map<string, number>();
        for (const [i, one] of groups.entries())
          if (result[i]?.value === null)
            for (const [tenant, value] of one.contributions)
              rest.set(tenant, (rest.get(tenant) ?? 0) + value);
        const isEmpty = [...rest.values()].every((value) => value === 0);
        expect(isEmpty || isTellable([...rest.values()]) || result.every((one) => one.value === null)).toBe(
          true,
        );
      }),
    );
  });
});

describe("windows of whole days", () => {
  test("pass when each of their days does; a day without anybody names nobody", () => {
    expect(
      isEveryDayTellable([
        [2, 2, 1],
        [0, 0, 0],
        [4, 4, 4],
      ]),
    ).toBe(true);
    // As a whole 12 : 11 : 11 would pass; the second day has one tenant alone.
    expect(
      isEveryDayTellable([
        [2, 11, 11],
        [10, 0, 0],
      ]),
    ).toBe(false);
  });
  test("and then every part of them passes too", () => {
    const day = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(day, { minLength: 2, maxLength: 8 }), fc.nat(), (days, cut) => {
        fc.pre(isEveryDayTellable(days));
        const part = days.slice(0, 1 + (cut % (days.length - 1)));
        const sums = part.reduce((sum, one) => sum.map((value, i) => value + (one[i] ?? 0)));
        expect(sums.every((size) => size === 0) || isTellable(sums)).toBe(true);
      }),
    );
  });
});
