import type { Assignment, Lease } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { holdsAt } from "../time/intervals.ts";
import { assign, endAssignment } from "./assignment-changes.ts";
import type { LeaseChange } from "./holdings.ts";
import { applyChange, contractOf, instantOf } from "./holdings.ts";
import type { NewLease } from "./lease-changes.ts";
import { createLease, endLease, renewLease, resizeLease } from "./lease-changes.ts";
import { intervalOf } from "./leases.ts";
import { refuseTornContracts } from "./refuse-contracts.ts";
import type { SoldCenter } from "./stock.ts";
import { stockOf } from "./stock.ts";
import { carryOut, refuseWish } from "./wish.ts";

const day = (n: number) => instantOf(Date.UTC(2026, 0, 1 + n));
const nowMs = Date.parse(day(50));

/** Two racks of two H100 and two H20 each. */
function center(leases: Lease[] = [], assignments: Assignment[] = []): SoldCenter {
  const accelerators = ["R1", "R2"].flatMap((rack) =>
    ["h100", "h100", "h20", "h20"].map((model, slot) => ({ id: `${rack}:${slot}`, rack, model })),
  );
  const leaseIds = new Set(leases.map(({ id }) => id));
  const stock = stockOf({ ...exampleCenter(), racks: [], catalogue: [] });
  return { leases, assignments, accelerators, racks: ["R1", "R2"], tenants: ["t1", "t2"], leaseIds, stock };
}
const lease = (change: Partial<Lease> = {}): Lease => ({
  id: "L",
  tenant: "t1",
  resource: "accelerators",
  amount: 4,
  from: day(0),
  to: day(100),
  grade: "metered",
  terms: "commitment",
  ...change,
});
const wanted = (change: Partial<NewLease> = {}): NewLease => ({
  id: "N",
  tenant: "t1",
  resource: "accelerators",
  amount: 1,
  from: day(0),
  to: null,
  terms: "commitment",
  ...change,
});
const thereafter = (held: SoldCenter, outcome: { ok: true; change: LeaseChange } | { ok: false }) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const next = applyChange(held, outcome.change);
  return { ...next, leaseIds: new Set([...held.leaseIds, ...next.leases.map(({ id }) => id)]) };
};
const terms = (all: readonly (Lease | Assignment)[]) => all.map(({ from, to }) => [from, to]);

describe("a new lease", () => {
  test("is taken as asked, times in UTC", () => {
    const outcome = createLease(center(), wanted({ from: "2026-01-01T08:00:00+08:00" }));
    expect(outcome).toMatchObject({ ok: true, lease: { id: "N", from: day(0), to: null, grade: "metered" } });
  });
  test.each<[string, Partial<NewLease>, object]>([
    ["of nobody", { tenant: "t9" }, { code: "not_found" }],
    ["with an id that was used", { id: "L" }, { code: "conflict" }],
    ["that ends before it begins", { to: day(0) }, { code: "bad_request", path: "to" }],
    ["of half a card", { amount: 0.5 }, { code: "bad_request", path: "amount" }],
    ["of power by model", { resource: "power_w", model: "h20" }, { code: "bad_request", path: "model" }],
    ["of a model beyond what is installed", { model: "h20", amount: 5 }, { code: "conflict" }],
    ["of cards beyond what is left", { amount: 5 }, { code: "conflict" }],
    ["of racks beyond what stands", { resource: "racks", amount: 3 }, { code: "conflict" }],
  ])("%s is refused", (_, change, refusal) => {
    expect(createLease(center([lease()]), wanted(change))).toMatchObject({ ok: false, ...refusal });
  });
  test("may follow one that ends, and half a kilowatt is fine", () => {
    const held = center([lease({ amount: 8 })]);
    expect(createLease(held, wanted({ amount: 8, from: day(100) })).ok).toBe(true);
    expect(createLease(held, wanted({ resource: "power_w", amount: 0.5 })).ok).toBe(true);
  });
  test("says what would be sold and what stands there", () => {
    expect(createLease(center([lease({ amount: 7 })]), wanted({ amount: 3, from: day(9) }))).toMatchObject({
      message: `Leases of accelerators would come to 10 from ${day(9)}; 8 are installed, 1 free then.`,
      path: "amount",
    });
  });
});

describe("another amount", () => {
  const held = center(
    [lease({ id: "L", model: "h100" })],
    [
      { lease: "L", accelerator: "R1:0", from: day(0), to: day(100) },
      { lease: "L", accelerator: "R1:1", from: day(0), to: day(30) },
      { lease: "L", accelerator: "R2:0", from: day(60), to: day(100) },
    ],
  );
  test("cuts the interval and begins the next of the contract, and assignments move on", () => {
    const next = thereafter(held, resizeLease(held, { lease: "L", amount: 3, from: day(40) }));
    expect(next.leases).toEqual([
      lease({ model: "h100", to: day(40) }),
      lease({ id: "L.2", contract: "L", model: "h100", amount: 3, from: day(40) }),
    ]);
    expect(next.assignments.map((one) => [one.lease, one.accelerator, one.from, one.to])).toEqual([
      ["L", "R1:0", day(0), day(40)],
      ["L", "R1:1", day(0), day(30)],
      ["L.2", "R1:0", day(40), day(100)],
      ["L.2", "R2:0", day(60), day(100)],
    ]);
    const third = resizeLease(next, { lease: "L.2", amount: 4, from: day(50) });
    expect(third).toMatchObject({ ok: true, lease: { id: "L.3", contract: "L" } });
  });
  test("smaller than what is assigned later says what to release", () => {
    expect(resizeLease(held, { lease: "L", amount: 1, from: day(40) })).toMatchObject({
      code: "conflict",
      message:
        `2 accelerators are assigned from ${day(60)} on; release 1 before the lease shrinks to 1. ` +
        "Assigned: accelerator R1:0, accelerator R2:0.",
    });
  });
  test.each([
    [{ amount: 3, from: day(0) }, "from"],
    [{ amount: 3, from: day(100) }, "from"],
    [{ amount: 4, from: day(40) }, "amount"],
    [{ amount: 3.5, from: day(40) }, "amount"],
  ])("%j is refused", (change, path) => {
    expect(resizeLease(held, { lease: "L", ...change })).toMatchObject({ code: "bad_request", path });
  });
  test("an oversold center may still shrink", () => {
    const oversold = center([lease({ amount: 20 })]);
    expect(resizeLease(oversold, { lease: "L", amount: 12, from: day(9) }).ok).toBe(true);
    expect(resizeLease(oversold, { lease: "L", amount: 21, from: day(9) }).ok).toBe(false);
  });
});

describe("more time", () => {
  const held = center([lease()], [{ lease: "L", rack: "R1", from: day(5), to: day(100) }]);
  test("begins where the lease ends and keeps what is assigned", () => {
    const next = thereafter(held, renewLease(held, { lease: "L", to: day(200) }));
    expect(terms(next.leases)).toEqual(terms([lease(), lease({ from: day(100), to: day(200) })]));
    expect(next.assignments.at(-1)).toEqual({ lease: "L.2", rack: "R1", from: day(100), to: day(200) });
    expect(renewLease(next, { lease: "L", to: null })).toMatchObject({ message: /goes on as L.2/ });
  });
  test("is refused where somebody else holds the place by then", () => {
    const other = lease({ id: "M", tenant: "t2", amount: 1, from: day(120) });
    const taken: SoldCenter = {
      ...held,
      leases: [...held.leases, other],
      assignments: [...held.assignments, { lease: "M", accelerator: "R1:2", from: day(120), to: day(130) }],
    };
    expect(renewLease(taken, { lease: "L", to: null })).toMatchObject({
      message: `Accelerator R1:2 is held by lease M from ${day(120)} until ${day(130)}.`,
    });
  });
  test("of a lease without an end, or into its past, is refused", () => {
    expect(renewLease(center([lease({ to: null })]), { lease: "L", to: null }).ok).toBe(false);
    expect(renewLease(held, { lease: "L", to: day(100) })).toMatchObject({ path: "to" });
  });
});

describe("an end", () => {
  const own: Assignment[] = [
    { lease: "L", accelerator: "R1:0", from: day(0), to: day(100) },
    { lease: "L", accelerator: "R1:1", from: day(60), to: day(100) },
  ];
  const held = center([lease()], own);
  test("ends what is assigned; what has not begun is withdrawn", () => {
    const next = thereafter(held, endLease(held, { lease: "L", at: day(55) }, nowMs));
    expect(terms(next.leases)).toEqual([[day(0), day(55)]]);
    expect(terms(next.assignments)).toEqual([[day(0), day(55)]]);
  });
  test("may not pretend that what was held was not", () => {
    expect(endLease(held, { lease: "L", at: day(55) }, Date.parse(day(61)))).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("holds R1:1 since"),
    });
  });
  test("of a lease that has not begun withdraws it", () => {
    expect(thereafter(held, endLease(held, { lease: "L", at: day(0) }, Date.parse(day(-1)))).leases).toEqual(
      [],
    );
    expect(endLease(held, { lease: "L", at: day(0) }, nowMs)).toMatchObject({ path: "at" });
  });
});

describe("a place", () => {
  const held = center([
    lease(),
    lease({ id: "M", tenant: "t2", amount: 2, model: "h20" }),
    lease({ id: "S", tenant: "t2", resource: "racks", amount: 1, to: null }),
  ]);
  const asked = { from: day(10), to: null };
  test("is held as long as the lease runs, if nothing else is said", () => {
    expect(assign(held, { lease: "L", rack: "R1", ...asked })).toMatchObject({
      assignment: { to: day(100) },
    });
  });
  test.each([
    [{ lease: "L", ...asked }, "bad_request"],
    [{ lease: "L", rack: "R1", accelerator: "R1:0", ...asked }, "bad_request"],
    [{ lease: "L", rack: "R9", ...asked }, "bad_request"],
    [{ lease: "L", accelerator: "R1:9", ...asked }, "bad_request"],
    [{ lease: "S", accelerator: "R1:0", ...asked }, "bad_request"],
    [{ lease: "M", accelerator: "R1:0", ...asked }, "bad_request"],
    [{ lease: "L", rack: "R1", from: day(-1), to: null }, "bad_request"],
    [{ lease: "L", rack: "R1", from: day(1), to: day(101) }, "bad_request"],
    [{ lease: "X", rack: "R1", ...asked }, "not_found"],
  ])("%j is refused", (target, code) => {
    expect(assign(held, target)).toMatchObject({ ok: false, code });
  });
  test("more of them than leased are refused", () => {
    const full = thereafter(held, assign(held, { lease: "L", rack: "R1", ...asked }));
    expect(assign(full, { lease: "L", accelerator: "R2:0", ...asked })).toMatchObject({
      code: "conflict",
      path: "accelerator",
      message:
        `Lease L is for 4 accelerators; with accelerator R2:0 it would hold 5 from ${day(10)}, ` +
        "and 0 of it is free then. Resize it first.",
    });
  });
  test("a rack and a card in it cannot be held by two", () => {
    const sold = center([lease({ amount: 2 }), ...held.leases.slice(1)]);
    const full = thereafter(sold, assign(sold, { lease: "S", rack: "R1", ...asked }));
    expect(assign(full, { lease: "L", accelerator: "R1:3", ...asked })).toMatchObject({
      code: "conflict",
      message: `Accelerator R1:3 is held by lease S from ${day(10)} until ${day(100)}.`,
    });
    const freed = thereafter(full, endAssignment(full, { lease: "S", rack: "R1", at: day(20) }, nowMs));
    expect(assign(freed, { lease: "L", accelerator: "R1:3", from: day(20), to: null }).ok).toBe(true);
    expect(endAssignment(freed, { lease: "S", rack: "R1", at: day(30) }, nowMs)).toMatchObject({
      code: "not_found",
    });
  });
});

test.each([
  ["one after the other, a gap between", [lease({ to: day(9) }), lease({ id: "L.2", from: day(10) })], null],
  ["two at once", [lease(), lease({ id: "L.2", from: day(99) })], "has to end by then"],
  ["one without end before another", [lease({ to: null }), lease({ id: "L.2", from: day(9) })], "goes on as"],
  [
    "of two tenants",
    [lease({ to: day(9) }), lease({ id: "L.2", tenant: "t2", from: day(9) })],
    "two tenants",
  ],
])("a contract of intervals %s", (_, intervals, told) => {
  const refusal = refuseTornContracts(intervals.map((one) => ({ ...one, contract: "L" })));
  if (told === null) expect(refusal).toBeNull();
  else expect(refusal?.message).toContain(told);
});

describe("a wish", () => {
  const held = center([lease(), lease({ id: "M", tenant: "t2", amount: 1 })]);
  test("about a lease of somebody else is answered as one about no lease", () => {
    const own = [lease()];
    const about = (id: string) => refuseWish(own, { kind: "end", lease: id, at: day(60) });
    expect(about("L")).toBeNull();
    expect(about("M")).toEqual({ ...about("X"), message: "Lease M" });
    expect(
      carryOut(held, { tenant: "t1", wish: { kind: "end", lease: "M", at: day(60) } }, "N", nowMs),
    ).toEqual({
      ok: false,
      code: "not_found",
      message: "Lease M",
    });
  });
  test.each([
    [{ kind: "new", resource: "accelerators", amount: 2, from: day(1), to: null } as const, "N"],
    [{ kind: "resize", lease: "L", amount: 2, from: day(1) } as const, "L.2"],
    [{ kind: "renew", lease: "L", to: null } as const, "L.2"],
    [{ kind: "end", lease: "L", at: day(60) } as const, "L"],
  ])("%j becomes lease %s", (wish, id) => {
    expect(carryOut(held, { tenant: "t1", wish }, "N", nowMs)).toMatchObject({ ok: true, lease: { id } });
  });
});

/** What was asked of one contract, kept the naive way: the amount of each day. */
type Ask =
  | { readonly kind: "resize"; readonly nth: number; readonly amount: number; readonly day: number }
  | { readonly kind: "renew"; readonly nth: number; readonly days: number }
  | { readonly kind: "end"; readonly nth: number; readonly day: number };
const dayMs = 86_400_000;
const horizon = 60;
const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({
    kind: fc.constant("resize" as const),
    nth: fc.nat(9),
    amount: fc.integer({ min: 1, max: 8 }),
    day: fc.nat(horizon),
  }),
  fc.record({ kind: fc.constant("renew" as const), nth: fc.nat(9), days: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant("end" as const), nth: fc.nat(9), day: fc.nat(horizon) }),
);

function carry(held: SoldCenter, amounts: number[], asked: Ask): SoldCenter {
  const target = held.leases[asked.nth % Math.max(1, held.leases.length)];
  if (!target) return held;
  const [from, to] = [target.from, target.to].map(
    (at) => (Date.parse(at ?? "") - Date.parse(day(0))) / dayMs,
  );
  if (from === undefined || to === undefined) return held;
  if (asked.kind === "resize") {
    const outcome = resizeLease(held, { lease: target.id, amount: asked.amount, from: day(asked.day) });
    if (!outcome.ok) return held;
    amounts.fill(asked.amount, asked.day, to);
    return thereafter(held, outcome);
  }
  if (asked.kind === "renew") {
    const outcome = renewLease(held, { lease: target.id, to: day(to + asked.days) });
    if (!outcome.ok) return held;
    amounts.fill(target.amount, to, to + asked.days);
    return thereafter(held, outcome);
  }
  const outcome = endLease(held, { lease: target.id, at: day(asked.day) }, nowMs);
  if (!outcome.ok) return held;
  amounts.fill(0, asked.day, to);
  return thereafter(held, outcome);
}

test("whatever is asked, the intervals of a contract are disjoint and add up to what was asked", () => {
  let carriedOut = 0;
  fc.assert(
    fc.property(fc.array(asks, { maxLength: 15 }), (sequence) => {
      const held: Assignment[] = [{ lease: "L", accelerator: "R1:0", from: day(0), to: day(40) }];
      const amounts = new Array<number>(horizon * 8).fill(0).fill(2, 0, 40);
      let state = center([lease({ amount: 2, to: day(40) })], held);
      for (const asked of sequence) {
        const next = carry(state, amounts, asked);
        if (next !== state) carriedOut++;
        state = next;
      }
      const running = (n: number) =>
        state.leases.filter((one) => holdsAt(intervalOf(one), Date.parse(day(0)) + n * dayMs));
      expect(amounts.findIndex((_, n) => running(n).length > 1)).toBe(-1);
      expect(amounts.map((_, n) => running(n)[0]?.amount ?? 0)).toEqual(amounts);
      expect(state.leases.every((one) => contractOf(one) === "L")).toBe(true);
      expect(new Set(state.leases.map(({ id }) => id)).size).toBe(state.leases.length);
      for (const assignment of state.assignments) {
        const of = state.leases.find(({ id }) => id === assignment.lease);
        expect(of && of.from <= assignment.from && (assignment.to ?? "9") <= (of.to ?? "9")).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
  expect(carriedOut).toBeGreaterThan(100);
});
