import type { Lease, StatementLine } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  at,
  band,
  hour,
  lease,
  ledgerOf,
  rated,
  ruleOfLease,
  ruleOfUse,
  version,
} from "./billing.fixture.ts";
import { chargesByDay } from "./charges-by-day.ts";
import { parseMinor, sumOf } from "./money.ts";

const minor = (text: string) => parseMinor(text, "CNY");
const total = (lines: readonly StatementLine[], field: "billed" | "effective" | "list") =>
  sumOf(lines.map((line) => minor(line[field])));

describe("sums", () => {
  const night = band("night", "22:00", "06:00", "0.37");
  const versions = [
    version([ruleOfLease("12.345678901"), ruleOfUse("7.77", [night])]),
    version([ruleOfLease("11.1"), ruleOfUse("9.999999999")], {
      version: 2,
      effectiveFrom: "2026-05-11T07:11:13Z",
    }),
  ];
  const someLeases = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 9 }),
      day: fc.integer({ min: 0, max: 20 }),
      any: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const asLeases = (found: readonly { amount: number; day: number; any: boolean }[]): Lease[] =>
    found.map(({ amount, day, any }, i) =>
      lease({
        id: `lease-${i}`,
        amount,
        model: any ? undefined : "h100-sxm",
        from: new Date(at("2026-05-01T00:00:00Z") + day * 24 * hour + 7 * 60_007).toISOString(),
      }),
    );
  const cards = fc.array(fc.constantFrom(0, 1, 3, 5, 11, Number.NaN), { minLength: 31, maxLength: 31 });
  const monthOf = (found: Lease[], byDay: readonly number[]) => ({
    month: "2026-05",
    versions,
    leases: found,
    cards: (atMs: number) => byDay[Math.floor((atMs - at("2026-05-01T00:00:00Z")) / (24 * hour))] ?? 0,
    everyMs: 12 * hour,
  });

  test("of every commitment used + unused equal the purchase, exactly; of all lines billed equals effective", () => {
    fc.assert(
      fc.property(someLeases, cards, (found, byDay) => {
        const { lines } = rated(monthOf(asLeases(found), byDay));
        expect(total(lines, "billed")).toBe(total(lines, "effective"));
        for (const id of new Set(lines.map((line) => line.lease))) {
          if (id === null) continue;
          const own = lines.filter((line) => line.lease === id);
          expect(total(own, "effective")).toBe(
            total(
              own.filter((l) => l.category === "Purchase"),
              "billed",
            ),
          );
        }
      }),
      { numRuns: 20 },
    );
  });
  test("do not depend on the order of the ledger, nor on how finely it is cut", () => {
    fc.assert(
      fc.property(someLeases, cards, fc.integer({ min: 1, max: 7 }), (found, byDay, step) => {
        const month = monthOf(asLeases(found), byDay);
        const { entries, lines } = rated(month);
        const shuffled = entries
          .filter((_, i) => i % step === 0)
          .concat(entries.filter((_, i) => i % step !== 0));
        expect(rated(month, { entries: shuffled }).lines).toEqual(lines);
        const halves = entries.flatMap((entry) => {
          const middle = new Date(Math.floor((at(entry.from) + at(entry.to)) / 2)).toISOString();
          return [
            { ...entry, to: middle },
            { ...entry, id: entry.id + 100_000, from: middle },
          ];
        });
        const amounts = (of: readonly StatementLine[]) => of.map(({ entryCount: _, ...line }) => line);
        expect(amounts(rated(month, { entries: halves }).lines)).toEqual(amounts(lines));
      }),
      { numRuns: 10 },
    );
  });
  test("parts of a line add up to it, and days to the statement", () => {
    const { lines, full } = rated(
      monthOf(
        [lease()],
        Array.from({ length: 31 }, (_, i) => i % 12),
      ),
    );
    for (const { line, parts } of full) {
      const exact = parts.reduce((sum, part) => sum + Number(part.exactAmount), 0);
      expect(Math.abs(exact - Number(line.list))).toBeLessThan(0.00501);
    }
    const days = chargesByDay(full, "CNY", "UTC");
    expect(days).toHaveLength(31);
    expect(sumOf(days.map((day) => minor(day.billed)))).toBe(total(lines, "billed"));
    expect(minor(days.at(-1)?.cumulative ?? "0")).toBe(total(lines, "billed"));
  });
  test("reversed entries count for nothing", () => {
    const month = monthOf([lease()], []);
    const entries = ledgerOf(month);
    const wrong = entries.map((entry) => ({ ...entry, id: entry.id + 10_000, quantity: 99 }));
    const back = wrong.map((entry) => ({
      ...entry,
      id: entry.id + 10_000,
      quantity: -99,
      reverses: entry.id,
    }));
    expect(rated(month, { entries: [...back, ...wrong, ...entries] }).lines).toEqual(rated(month).lines);
  });
  test("each line is rounded once: 3 x 0.335 for an hour is 1.01, not 3 x 0.34", () => {
    const held = (atMs: number) => (atMs === at("2026-05-04T09:00:00Z") ? 3 : 0);
    const { lines } = rated({ month: "2026-05", versions: [version([ruleOfUse("0.335")])], cards: held });
    expect(lines.map((line) => line.billed)).toEqual(["1.01"]);
  });
  test("a yen has no minor unit", () => {
    const held = (atMs: number) => (atMs === at("2026-05-04T09:00:00Z") ? 1 : 0);
    const month = { month: "2026-05", versions: [version([ruleOfUse("12.5")])], cards: held };
    expect(rated(month, { currency: "JPY" }).lines.map((line) => line.billed)).toEqual(["13"]);
  });
  test("line ids fit into an address, also of the longest names", () => {
    const long = (letter: string) => letter.repeat(160);
    const rules = [{ ...ruleOfLease("1"), id: long("r") }, ruleOfUse("1")];
    const month = { month: "2026-05", versions: [version(rules)], leases: [lease({ id: long("l") })] };
    const other = { ...month, leases: [lease({ id: `${long("l").slice(1)}m` })] };
    const ids = [...rated(month).lines, ...rated(other).lines].map((line) => line.id);
    expect(Math.max(...ids.map((id) => id.length))).toBeLessThanOrEqual(240);
    expect(new Set(ids).size).toBe(4);
  });
});
