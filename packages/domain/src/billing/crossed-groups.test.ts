import fc from "fast-check";
import { expect, test } from "vitest";
import type { SharedPart, ToldGroups } from "./crossed-groups.ts";
import { tellDivision } from "./crossed-groups.ts";
import { isTellable } from "./neighbour-privacy.ts";

const total = (parts: readonly SharedPart[]) => ({
  parts,
  days: (division: string, labels: ReadonlySet<string>) => [
    parts.map((part) => (labels.has(part.labels[division] ?? "") ? part.amount : 0)),
  ],
});

/** Who is what: `t1: "ax"` is in group a of the first division and in x of the second; of one size. */
const partsOf = (who: Readonly<Record<string, string>>): SharedPart[] =>
  Object.entries(who).map(([tenant, [one = "", other = ""]]) => {
    return { tenant, amount: 1, labels: { one, other } };
  });

test("of two divisions the second is told only as far as no single tenant is a difference of both", () => {
  const parts = partsOf({ t1: "ax", t2: "ax", t3: "ax", t4: "ay", t5: "by", t6: "by", t7: "by" });
  const first = tellDivision(total(parts), "one", []);
  expect([...first.labels]).toEqual(["a", "b"]);
  expect([...tellDivision(total(parts), "other", []).labels]).toEqual(["y", "x"]);
  expect([...tellDivision(total(parts), "other", [first.groups]).labels]).toEqual([]);
});

test("the same division twice, and one that crosses it widely, are told", () => {
  const same = partsOf({ t1: "ax", t2: "ax", t3: "ax", t4: "by", t5: "by", t6: "by" });
  const first = tellDivision(total(same), "one", []);
  expect(tellDivision(total(same), "other", [first.groups]).labels.size).toBe(2);
  const wide = partsOf({ t1: "ax", t2: "ax", t3: "ay", t4: "bx", t5: "by", t6: "by" });
  const crossed = tellDivision(total(wide), "one", []);
  expect(tellDivision(total(wide), "other", [crossed.groups]).labels.size).toBe(2);
});

test("the group that is in the way is withheld rather than a smaller one beside it", () => {
  const parts = partsOf({
    t1: "ax",
    t2: "ax",
    t3: "ax",
    t4: "bx",
    u1: "by",
    u2: "by",
    u3: "by",
    u4: "by",
    v1: "bz",
    v2: "bz",
    v3: "bz",
    w1: "bw",
    w2: "bw",
  });
  const first = tellDivision(total(parts), "one", []);
  // x less a would be t4; y and z are nobody's difference.
  expect([...tellDivision(total(parts), "other", [first.groups]).labels]).toEqual(["y", "z"]);
});

const sums = (groups: ToldGroups): Set<SharedPart>[] =>
  Array.from({ length: 2 ** groups.length }, (_, chosen) => {
    return new Set(groups.flatMap((group, at) => (chosen & (1 << at) ? [...group] : [])));
  });

test("no sum of groups less a sum of groups that lies in it names a tenant, whatever is withheld", () => {
  const label = fc.constantFrom("a", "b", "c", "d");
  const one = fc.record({ amount: fc.integer({ min: 1, max: 9 }), one: label, other: label });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (list) => {
      const parts = list.map(({ amount, ...labels }, at) => ({ tenant: `t${at % 9}`, amount, labels }));
      const first = tellDivision(total(parts), "one", []);
      const second = tellDivision(total(parts), "other", [first.groups]);
      // Where nothing of a division is told it has one group, the total itself.
      const [sets, others] = [sums(first.groups), sums(second.groups)];
      for (const a of sets)
        for (const b of others)
          for (const [outer, inner] of [[a, b] as const, [b, a] as const]) {
            if (inner.size === 0 || ![...inner].every((part) => outer.has(part))) continue;
            const left = new Map<string, number>();
            for (const part of outer)
              if (!inner.has(part)) left.set(part.tenant, (left.get(part.tenant) ?? 0) + part.amount);
            expect(left.size === 0 || isTellable([...left.values()])).toBe(true);
          }
    }),
    { numRuns: 300 },
  );
});
