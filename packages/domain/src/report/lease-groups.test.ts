import type { CenterDocument, TenantStanding } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { isTellable } from "../billing/neighbour-privacy.ts";
import { exampleReportInputs } from "./example-report.fixture.ts";
import type { ReportInputs } from "./inputs.ts";
import type { Division } from "./lease-groups.ts";
import { leaseGroups } from "./lease-groups.ts";
import { entryOf } from "./report-entry.fixture.ts";

type Said = Partial<Omit<TenantStanding, "tenant">>;

/** Each tenant leases so many accelerators the whole time; what is said of it holds always unless said otherwise. */
function leasedBy(
  tenants: Readonly<Record<string, readonly [amount: number, ...said: Said[]]>>,
): Pick<ReportInputs, "document" | "standings" | "holdings"> {
  const { document, holdings } = exampleReportInputs("2026-05");
  const [lease] = document.leases;
  if (!lease) throw new Error("no lease");
  const entries = Object.entries(tenants);
  const leases: CenterDocument["leases"] = entries.map(([tenant, [amount]]) => {
    return { ...lease, id: tenant, tenant, amount };
  });
  const leased = entries.map(([, [amount]]) => amount);
  return {
    document: { ...document, tenants: entries.map(([id]) => ({ id, name: id })), leases },
    standings: entries.flatMap(([tenant, [, ...said]]) =>
      said.map((one) => ({ tenant, class: null, industry: null, from: null, ...one })),
    ),
    holdings: {
      ...holdings,
      days: holdings.days.map((day) => ({
        ...day,
        leased: {
          ...day.leased,
          amountMs: leased.reduce((sum, amount) => sum + amount, 0) * (day.window.toMs - day.window.fromMs),
        },
        byTenant: { ...day.byTenant, leased },
      })),
    },
  };
}

const groupsOf = (change: Partial<ReportInputs>) => leaseGroups(exampleReportInputs("2026-05", change));
const toldOf = (change: Partial<ReportInputs>, division: Division = "class") =>
  Object.fromEntries(groupsOf(change)[division].map(({ id, hours, isTold }) => [id, isTold ? hours : null]));
const hours = 31 * 24;
const share = (id: string, change: Partial<ReportInputs>) => entryOf(id, "2026-05", change).figure;

/** Three of each class; a quarter is leased by tenants of which nothing is stated. */
const mixed = leasedBy({
  a: [4, { class: "public" }],
  b: [3, { class: "public" }],
  c: [2, { class: "public" }],
  d: [6, { class: "commercial" }],
  e: [6, { class: "commercial" }],
  f: [6, { class: "commercial" }],
  g: [5],
  h: [2],
  i: [2],
});

describe("shares of leased accelerator-hours by class", () => {
  test("are of hours, over all that is leased", () => {
    expect(toldOf(mixed)).toEqual({
      public: 9 * hours,
      own: 0,
      commercial: 18 * hours,
      not_stated: 9 * hours,
    });
    expect(share("lease_class.public", mixed).value).toBe(9 / 36);
  });

  test.each([
    ["tenants counted instead of hours: 3 of 9", 3 / 9],
    ["what nobody stated dropped from the whole", 9 / 27],
    ["what nobody stated taken for commercial", 27 / 36],
  ])("are not %s", (_, naive) => {
    for (const id of ["public", "commercial"])
      expect(share(`lease_class.${id}`, mixed).value).not.toBeCloseTo(naive, 3);
  });

  test("add up to 1 with what nobody stated", () => {
    const sum = ["public", "own", "commercial", "not_stated"]
      .map((id) => share(`lease_class.${id}`, mixed).value ?? Number.NaN)
      .reduce((a, b) => a + b);
    expect(sum).toBeCloseTo(1, 12);
  });

  test("follow the day: what a tenant is today does not rewrite what was leased before", () => {
    const changed = leasedBy({
      a: [1, { class: "public" }, { class: "own", from: "2026-05-11" }],
      b: [1, { class: "public" }],
      c: [1, { class: "public" }],
      d: [1, { class: "public" }],
      e: [1, { class: "public" }],
      f: [1, { class: "own" }],
      g: [1, { class: "own" }],
      h: [1, { class: "own" }],
    });
    expect(toldOf(changed)).toMatchObject({ public: (4 * 31 + 10) * 24, own: (3 * 31 + 21) * 24 });
    const later = leasedBy({
      a: [1, { class: "public" }, { class: "own", from: "2026-06-01" }],
      b: [1, { class: "public" }],
      c: [1, { class: "public" }],
    });
    expect(toldOf(later)).toMatchObject({ public: 3 * hours, own: 0 });
  });

  test("take a correction for all times over what was said before it", () => {
    const said = [{ class: "own" as const }, { class: "public" as const }];
    const corrected = leasedBy({ a: [1, ...said], b: [1, ...said], c: [1, ...said] });
    expect(toldOf(corrected)).toMatchObject({ public: 3 * hours, own: 0 });
  });
});

describe("a tenant cannot be read off", () => {
  test("a group of two is withheld, and the smallest other with it: the total less the others would be them", () => {
    const two = leasedBy({
      a: [4, { class: "public" }],
      b: [3, { class: "public" }],
      c: [2, { class: "public" }],
      d: [6, { class: "commercial" }],
      e: [6, { class: "commercial" }],
      f: [6, { class: "commercial" }],
      g: [5],
      h: [2],
    });
    expect(toldOf(two)).toEqual({ public: null, own: 0, commercial: 18 * hours, not_stated: null });
    expect(share("lease_class.public", two)).toMatchObject({ value: null, reason: "suppressed" });
    expect(JSON.stringify(entryOf("lease_class.public", "2026-05", two).content.chapters)).not.toContain(
      String(9 * hours),
    );
  });

  test("nor where one tenant holds more than 80 % of its group", () => {
    const one = leasedBy({
      a: [40, { class: "own" }],
      b: [1, { class: "own" }],
      c: [1, { class: "own" }],
      d: [6, { class: "commercial" }],
      e: [6, { class: "commercial" }],
      f: [6, { class: "commercial" }],
    });
    expect(toldOf(one)).toEqual({ public: 0, own: null, commercial: null, not_stated: 0 });
  });

  test("nor by an industry that is all of a class but one tenant", () => {
    const crossed = leasedBy({
      a: [2, { class: "public", industry: "P" }],
      b: [2, { class: "public", industry: "P" }],
      c: [2, { class: "public", industry: "P" }],
      d: [2, { class: "public", industry: "S" }],
      e: [3, { class: "own", industry: "S" }],
      f: [3, { class: "own", industry: "S" }],
      g: [3, { class: "own", industry: "S" }],
    });
    expect(toldOf(crossed)).toMatchObject({ public: 8 * hours, own: 9 * hours });
    // Public less P would be d alone.
    expect(toldOf(crossed, "industry")).toEqual({ p: null, s: null });
  });

  test("nor by two windows: one day on which a group is one tenant withholds the period", () => {
    const { holdings, ...rest } = mixed;
    const { fromMs } = exampleReportInputs("2026-05").period.window;
    const at = holdings.days.findIndex(({ window }) => window.fromMs === fromMs);
    const own = holdings.days.map((day, index) =>
      index === at ? { ...day, byTenant: { ...day.byTenant, leased: [4, 0, 0, 6, 6, 6, 5, 2, 2] } } : day,
    );
    expect(toldOf({ ...rest, holdings: { ...holdings, days: own } })).toMatchObject({ public: null });
  });
});

describe("hours by terms", () => {
  /** Six tenants, three on each of the terms; of those on demand all but the first only while `others` says. */
  function byTerms(others: { readonly from: string; readonly to: string | null }) {
    const change = leasedBy({ a: [2], b: [2], c: [2], d: [2], e: [2], f: [2] });
    const leases = change.document.leases.map((lease, at): CenterDocument["leases"][number] => ({
      ...lease,
      terms: at < 3 ? "commitment" : "on_demand",
      ...(at > 3 ? others : {}),
    }));
    return { ...change, document: { ...change.document, leases } };
  }
  const always = { from: "2026-04-30T16:00:00Z", to: null };
  const told = (change: Partial<ReportInputs>) => groupsOf(change).terms.map(({ isTold }) => isTold);

  test("are told where every day of both groups may be", () => {
    expect(toldOf(byTerms(always), "terms")).toEqual({ commitment: 6 * hours, on_demand: 6 * hours });
  });

  test("are told where nobody is on demand: a group of nobody is 0 and withholds no other", () => {
    const change = leasedBy({ a: [2], b: [2], c: [2], d: [2], e: [2], f: [2] });
    const leases = change.document.leases.map((lease): CenterDocument["leases"][number] => ({
      ...lease,
      terms: "commitment",
    }));
    const committed = { ...change, document: { ...change.document, leases } };
    expect(toldOf(committed, "terms")).toEqual({ commitment: 12 * hours, on_demand: 0 });
  });

  test("are withheld for one day on which one tenant alone was on demand, though the whole month would pass", () => {
    const late = byTerms({ from: "2026-05-01T16:00:00Z", to: null });
    const days = [31, 30, 30].map((count) => 2 * 24 * count);
    expect(isTellable(days)).toBe(true);
    expect(told(late)).toEqual([false, false]);
    expect(JSON.stringify(entryOf("leases.occupancy", "2026-05", late).content.chapters)).not.toContain(
      String(days.reduce((sum, one) => sum + one)),
    );
  });

  test("follow the lease that runs on the day: one that ended and began anew on other terms is on each in its time", () => {
    const { document, ...rest } = byTerms(always);
    const half = "2026-05-15T16:00:00Z";
    const leases = document.leases.flatMap((lease): CenterDocument["leases"] => [
      { ...lease, to: half },
      { ...lease, id: `${lease.id}-2`, from: half, terms: "commitment" },
    ]);
    const changed = { ...rest, document: { ...document, leases } };
    expect(toldOf(changed, "terms")).toEqual({
      commitment: 6 * 15 * 24 + 12 * 16 * 24,
      on_demand: 6 * 15 * 24,
    });
  });

  test("are withheld where they differ by one tenant from the three largest, which are told", () => {
    const change = leasedBy({ a: [4], b: [4], c: [4], d: [2], e: [2], f: [2], g: [2] });
    const leases = change.document.leases.map((lease, at): CenterDocument["leases"][number] => ({
      ...lease,
      terms: at < 4 ? "commitment" : "on_demand",
    }));
    const crossed = { ...change, document: { ...change.document, leases } };
    expect(share("leases.top3_share", crossed).value).not.toBeNull();
    expect(told(crossed)).toEqual([false, false]);
  });
});

test("industries are told by section, those of which nobody leases are left out", () => {
  const all = leasedBy({
    a: [1, { industry: "C" }],
    b: [1, { industry: "C" }],
    c: [2, { industry: "C" }],
    d: [1, { industry: "P" }],
    e: [1, { industry: "P" }],
    f: [1, { industry: "P" }],
  });
  expect(toldOf(all, "industry")).toEqual({ c: 4 * hours, p: 3 * hours });
  expect(entryOf("lease_industry.c", "2026-05", all).title).toEqual({
    en: "Share of leased accelerator-hours: C Manufacturing",
    zh: "出租卡时占比：C 制造业",
  });
});
