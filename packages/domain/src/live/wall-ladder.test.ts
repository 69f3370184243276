import type { CenterDocument } from "@aidc/contract";
import { leaseSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "./index-center.ts";
import type { LivePoint } from "./signals.ts";
import { liveLadder } from "./wall-ladder.ts";
import { liveActive, liveAllocated, tenantStrip } from "./wall-tenancy.ts";

const now = Date.parse("2026-01-15T00:00:00Z");
const fresh = now - 5000;
type Wanted = readonly [LivePoint["subject"]["kind"], string, LivePoint["quantity"]];

function ladderOf(document: CenterDocument, fed: readonly (readonly [Wanted, number, number?])[] = []) {
  const index = indexCenter(document, pointsOf(...fed.map(([wanted]) => wanted)));
  const latest = latestOf(...fed.map(([, value, atMs = fresh]) => [atMs, value] as const));
  const tenants = tenantStrip(index, latest, now);
  const ladder = liveLadder(index, latest, now, {
    allocated: liveAllocated(index, latest, now),
    active: liveActive(index, latest, now),
    tenants,
  });
  const step = (wanted: string) => {
    const rung = ladder.find((one) => one.step === wanted);
    if (!rung) throw new Error(wanted);
    return rung;
  };
  return { step, tenants };
}

/** R1 holds 4 H100 (tenant one), R2 two cards of a model that has no fp16 peak (tenant two). */
const plain = exampleCenter();
const unlike = exampleCenter({
  servers: plain.servers.map((server) =>
    server.rack === "R2" ? { ...server, accelerators: { model: "mlu290-m5", count: 2 } } : server,
  ),
});
const lease = (id: string, tenant: string, resource: string, amount: number) =>
  leaseSchema.parse({ id, tenant, resource, amount, from: "2026-01-01T00:00:00Z", to: null });
const assigned = (id: string, rack: string) => ({ lease: id, rack, from: "2026-01-01T00:00:00Z", to: null });
const counters = (id: string, allocated: number, active: number) =>
  [
    [["tenant", id, "accelerators_allocated"], allocated],
    [["tenant", id, "accelerators_active"], active],
  ] as const;
const cards = ["s1:0", "s1:1", "s2:0", "s2:1", "s3:0", "s3:1"];
const uses = (...values: readonly number[]): (readonly [Wanted, number])[] =>
  values.map((value, at) => [["accelerator", cards[at] ?? "", "utilisation"], value] as const);

describe("cards whose model has no published peak", () => {
  test("are in no PFLOPS of a lease, and the number says how much of it is known", () => {
    const { step } = ladderOf(unlike, counters("t2", 1, 1));
    expect(step("leased").cards).toMatchObject({ value: 5, coverage: 1 });
    expect(step("leased").pflops).toMatchObject({ reason: "no_peak_known", coverage: 4 / 5 });
    expect(step("leased").pflops.value).toBeCloseTo((4 * 989) / 1000, 9);
    expect(step("allocated").pflops).toMatchObject({ value: null, reason: "no_peak_known", coverage: 0 });
  });
  test("lower the coverage of what is powered and healthy, too", () => {
    const { step } = ladderOf(
      unlike,
      ["s1", "s2", "s3"].map((id) => [["server", id, "power"], 5000] as const),
    );
    expect(step("powered").cards).toMatchObject({ value: 6, coverage: 1 });
    expect(step("powered").pflops).toMatchObject({ reason: "no_peak_known", coverage: 4 / 6 });
    expect(step("powered").pflops.value).toBeCloseTo(3.956, 9);
  });
  test("a lease that names a model is worth that model before anything is assigned", () => {
    const leases = [{ ...lease("L1", "t1", "accelerators", 2), model: "mlu290-m5" }];
    const { step } = ladderOf(exampleCenter({ leases, assignments: [] }));
    expect(step("leased").pflops).toMatchObject({ value: null, reason: "no_peak_known" });
  });
});

describe("a card without a fault", () => {
  const silent = now - 3_600_000;
  const faultsOf = (...ids: readonly string[]) =>
    ids.map((id) => [["accelerator", id, "fault_code"], 0] as const);

  test("is not counted out while the power of its server is unknown", () => {
    const { step } = ladderOf(plain, [
      [["server", "s1", "power"], 5000, silent],
      ...faultsOf("s1:0", "s1:1"),
    ]);
    for (const wanted of ["powered", "healthy"])
      expect(step(wanted).cards).toMatchObject({ value: null, reason: "stale", freshness: "stale" });
  });
  test("is healthy where its server is on, and the silent rest lowers what is known", () => {
    const { step } = ladderOf(plain, [
      [["server", "s1", "power"], 5000],
      [["server", "s2", "power"], 5000, silent],
      [["server", "s3", "power"], 0],
      ...faultsOf(...cards),
    ]);
    expect(step("healthy").cards).toMatchObject({ value: 2, coverage: 4 / 6 });
  });
});

describe("leases that count no accelerators", () => {
  test("PFLOPS are taken as they are, a rack as the cards in it", () => {
    const leases = [lease("L1", "t1", "pflops", 3), lease("L2", "t2", "racks", 1)];
    const assignments = [assigned("L1", "R1"), assigned("L2", "R2")];
    const { step, tenants } = ladderOf(exampleCenter({ leases, assignments }));
    expect(step("leased").pflops).toMatchObject({ coverage: 1 });
    expect(step("leased").pflops.value).toBeCloseTo(3 + 2 * 0.989, 9);
    expect(step("leased").cards).toMatchObject({ value: 6, coverage: 1 });
    expect(tenants.map(({ leased }) => leased)).toEqual([4, 2]);
  });
  test("PFLOPS without cards are known, their cards are not", () => {
    const leases = [lease("L1", "t1", "pflops", 3), lease("L2", "t2", "accelerators", 2)];
    const { step, tenants } = ladderOf(exampleCenter({ leases, assignments: [] }));
    expect(step("leased").pflops.value).toBeCloseTo(3 + 2 * 0.989, 9);
    expect(step("leased").cards).toMatchObject({ value: 2, coverage: 1 / 2 });
    expect(tenants.map(({ leased }) => leased)).toEqual([null, 2]);
  });
});

describe("the ladder does not rise", () => {
  test("effective counts held cards only", () => {
    // The last card is nobody's, the one before it a tenant's whose active cards nobody counts.
    const { step } = ladderOf(plain, [...counters("t1", 4, 4), ...uses(0.5, 0.5, 0.5, 0.5, 0.5, 1)]);
    expect(step("effective").cards).toMatchObject({ value: 2, coverage: 1 });
    // With the second tenant's count its card joins.
    const both = ladderOf(plain, [
      ...counters("t1", 4, 4),
      ...counters("t2", 1, 1),
      ...uses(0.5, 0.5, 0.5, 0.5, 0.5, 1),
    ]);
    expect(both.step("effective").cards).toMatchObject({ value: 2.5, coverage: 1 });
    const free = ladderOf(exampleCenter({ assignments: [] }), uses(0.5, 0.5, 0.5, 0.5, 0.5, 1));
    expect(free.step("effective").cards).toMatchObject({ value: 3.5, coverage: 1 });
  });
  test("a step above the smallest known one before it contradicts it, a hair above is as much", () => {
    // Leased: 5 of 6.
    const judged = (allocated: number, active: number) => {
      const { step } = ladderOf(plain, [...counters("t1", allocated, active), ...counters("t2", 0, 0)]);
      return [step("allocated").cards, step("active").cards].map(({ value, reason }) => reason ?? value);
    };
    expect(judged(5, 5)).toEqual([5, 5]);
    expect(judged(5.2, 4)).toEqual([5, 4]);
    expect(judged(6, 4)).toEqual(["contradicted", 4]);
    expect(judged(3, 6)).toEqual([3, "contradicted"]);
  });
  test("a step of which something is silent bounds nothing", () => {
    const { step } = ladderOf(plain, [
      [["server", "s1", "power"], 5000],
      ...counters("t1", 4, 4),
      ...counters("t2", 0, 0),
    ]);
    expect(step("powered").cards).toMatchObject({ value: 2, coverage: 1 / 3 });
    expect(step("allocated").cards.value).toBe(4);
  });
});

describe("a tenant whose lease has ended", () => {
  const past = { ...lease("L2", "t2", "accelerators", 1), to: "2026-01-10T00:00:00Z" };
  const left = exampleCenter({ leases: [lease("L1", "t1", "accelerators", 4), past] });
  const index = indexCenter(
    left,
    pointsOf(["tenant", "t1", "accelerators_allocated"], ["tenant", "t2", "accelerators_allocated"]),
  );

  test("is not expected any more", () => {
    const latest = latestOf([fresh, 3], [now - 86_400_000, 1]);
    expect(liveAllocated(index, latest, now)).toMatchObject({ value: 3, coverage: 1 });
  });
  test("counts while it still sends", () => {
    expect(liveAllocated(index, latestOf([fresh, 3], [fresh, 1]), now)).toMatchObject({
      value: 4,
      coverage: 1,
    });
  });
  test("leaves nothing known where it was the only one", () => {
    const alone = indexCenter(
      exampleCenter({ leases: [past] }),
      pointsOf(["tenant", "t2", "accelerators_allocated"]),
    );
    expect(liveAllocated(alone, latestOf([now - 86_400_000, 1]), now)).toMatchObject({
      value: null,
      reason: "stale",
    });
  });
  test("a tenant that leases is expected", () => {
    expect(liveAllocated(index, latestOf([now - 86_400_000, 3], [fresh, 0]), now)).toMatchObject({
      value: 0,
      coverage: 1 / 2,
    });
  });
});

describe("what a tenant of leased cards holds that no counter tells", () => {
  const counter = [["tenant", "t1", "accelerators_allocated"], 4] as const;
  test("is not known, and never 0", () => {
    const { cards } = ladderOf(exampleCenter(), [counter]).step("allocated");
    expect(cards).toMatchObject({ value: 4, coverage: 0.5 });
  });
  test("who leases no cards is not waited for, nor whose lease is over", () => {
    const leases = exampleCenter().leases.filter(({ tenant }) => tenant === "t1");
    expect(ladderOf(exampleCenter({ leases }), [counter]).step("allocated").cards.coverage).toBe(1);
    const over = exampleCenter().leases.map((one) =>
      one.tenant === "t2" ? { ...one, to: "2026-01-10T00:00:00Z" } : one,
    );
    expect(ladderOf(exampleCenter({ leases: over }), [counter]).step("allocated").cards.coverage).toBe(1);
  });
});
