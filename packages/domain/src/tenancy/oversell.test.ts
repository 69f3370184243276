import type { AcceleratorModel, Assignment, Lease } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter } from "../example-center.fixture.ts";
import { assign } from "./assignment-changes.ts";
import { instantOf } from "./holdings.ts";
import type { NewLease } from "./lease-changes.ts";
import { createLease, renewLease, resizeLease } from "./lease-changes.ts";
import type { SoldCenter } from "./stock.ts";
import { stockOf } from "./stock.ts";

const day = (n: number) => instantOf(Date.UTC(2026, 0, 1 + n));
const model = (id: string, tflops: number | null): AcceleratorModel => ({
  id,
  name: id,
  maker: "M",
  densePeakTflops: { fp16: tflops },
  memoryGb: null,
  powerW: null,
  evidence: "A",
  source: "a datasheet",
  effectiveFrom: "2026-01-01",
});

/** 62 U and 9 kW in two racks: four cards of 1 PFLOPS and one of unknown peak in R1, four of 0.25 PFLOPS in R2. */
function center(leases: Lease[] = [], assignments: Assignment[] = [], limitW?: number): SoldCenter {
  const { center, racks } = exampleCenter();
  const [r1, r2] = racks;
  if (!r1 || !r2) throw new Error("no racks");
  const cards = (rack: string, ...models: string[]) =>
    models.map((of, slot) => ({ id: `${rack}:${slot}`, rack, model: of }));
  const document = {
    center: { ...center, ratedItPowerW: limitW },
    racks: [
      { ...r1, powerLimitW: 5000, heightU: 42 },
      { ...r2, powerLimitW: 4000, heightU: 20 },
    ],
    catalogue: [model("big", 1000), model("small", 250), model("odd", null)],
  };
  return {
    leases,
    assignments,
    accelerators: [
      ...cards("R1", "big", "big", "big", "big", "odd"),
      ...cards("R2", "small", "small", "small", "small"),
    ],
    racks: ["R1", "R2"],
    tenants: ["t1", "t2"],
    leaseIds: new Set(leases.map(({ id }) => id)),
    stock: stockOf(document),
  };
}
const lease = (change: Partial<Lease> = {}): Lease => ({
  id: "L",
  tenant: "t1",
  resource: "pflops",
  amount: 3,
  from: day(0),
  to: day(100),
  grade: "metered",
  terms: "commitment",
  ...change,
});
const wanted = (change: Partial<NewLease> = {}): NewLease => ({
  id: "N",
  tenant: "t2",
  resource: "pflops",
  amount: 1,
  from: day(50),
  to: null,
  terms: "commitment",
  ...change,
});
const cards = (amount: number, of?: string) =>
  ({ resource: "accelerators", amount, ...(of === undefined ? {} : { model: of }) }) as const;

describe("more than there is free at some moment of the term", () => {
  const power = { resource: "power_w" } as const;
  const units = { resource: "rack_units" } as const;
  test.each<[string, Lease[], Partial<NewLease>, string]>([
    [
      "PFLOPS beside PFLOPS",
      [lease()],
      { amount: 2.5 },
      `Leases of PFLOPS (dense FP16) would come to 5.5 PFLOPS from ${day(50)}; 5 PFLOPS are installed, 2 PFLOPS free then.`,
    ],
    [
      "PFLOPS beside cards that have them",
      [lease(cards(3, "big"))],
      { amount: 2.5 },
      `Leases of PFLOPS (dense FP16) would come to 5.5 PFLOPS from ${day(50)}; 5 PFLOPS are installed, 2 PFLOPS free then.`,
    ],
    [
      "cards beside PFLOPS that need them",
      [lease({ amount: 4.5 })],
      cards(1, "big"),
      `Leases of PFLOPS (dense FP16) would come to 5.5 PFLOPS from ${day(50)}; 5 PFLOPS are installed, 0.5 PFLOPS free then.`,
    ],
    [
      "cards of any model take the weakest: one of no peak, then four of 0.25, then one of 1",
      [lease({ amount: 3.5 })],
      cards(6),
      `Leases of PFLOPS (dense FP16) would come to 5.5 PFLOPS from ${day(50)}; 5 PFLOPS are installed, 1.5 PFLOPS free then.`,
    ],
    [
      "power",
      [lease({ ...power, amount: 6000 })],
      { ...power, amount: 3500 },
      `Leases of power would come to 9.5 kW from ${day(50)}; 9 kW are installed, 3 kW free then.`,
    ],
    [
      "units",
      [lease({ ...units, amount: 40 })],
      { ...units, amount: 23 },
      `Leases of rack units would come to 63 U from ${day(50)}; 62 U are installed, 22 U free then.`,
    ],
    [
      "units beside a rack, which has at least 20",
      [lease({ resource: "racks", amount: 1 })],
      { ...units, amount: 43 },
      `Leases of rack units would come to 63 U from ${day(50)}; 62 U are installed, 42 U free then.`,
    ],
    [
      "a moment later than the beginning",
      [lease({ from: day(70) })],
      { amount: 2.5 },
      `Leases of PFLOPS (dense FP16) would come to 5.5 PFLOPS from ${day(70)}; 5 PFLOPS are installed, 2 PFLOPS free then.`,
    ],
  ])("%s", (_, held, change, message) => {
    expect(createLease(center(held), wanted(change))).toEqual({
      ok: false,
      code: "conflict",
      path: "amount",
      message,
    });
  });

  test("what is said to be free is given", () => {
    expect(createLease(center([lease()]), wanted({ amount: 2 })).ok).toBe(true);
    expect(createLease(center([lease(cards(3, "big"))]), wanted({ amount: 2 })).ok).toBe(true);
    expect(createLease(center([lease({ amount: 3.5 })]), wanted(cards(5))).ok).toBe(true);
    expect(
      createLease(center([lease({ ...power, amount: 6000 })]), wanted({ ...power, amount: 3000 })).ok,
    ).toBe(true);
    expect(createLease(center([lease({ to: day(50) })]), wanted({ amount: 5 })).ok).toBe(true);
  });
  test("sums of fractions are no more than what they are", () => {
    const held = center([lease({ ...power, amount: 100.1 }), lease({ ...power, id: "M", amount: 100.2 })]);
    const all = createLease(held, wanted({ ...power, amount: 8799.7 }));
    expect(all.ok).toBe(true);
  });
  test("racks, units and power take the cards that are given for them", () => {
    const space = lease({ ...power, amount: 1000 });
    const given = [{ lease: "L", rack: "R1", from: day(60), to: day(100) }];
    expect(createLease(center([space], given), wanted(cards(5)))).toMatchObject({
      message: `Leases of accelerators would come to 10 from ${day(60)}; 9 are installed, 4 free then.`,
    });
    expect(createLease(center([space], given), wanted({ amount: 1.5 }))).toMatchObject({
      message: expect.stringContaining("1 PFLOPS free"),
    });
  });
  test("the smaller of the rated IT power and the racks' limits is what there is", () => {
    expect(createLease(center([], [], 8000), wanted({ ...power, amount: 8500 }))).toMatchObject({
      message: expect.stringContaining("8 kW are installed"),
    });
  });
});

describe("a place given to a lease that runs", () => {
  const asked = { lease: "L", from: day(10), to: null };
  const inR1 = { lease: "L", rack: "R1", from: day(0), to: day(100) };
  const card = (slot: number) => ({ lease: "L", accelerator: `R1:${slot}`, from: day(0), to: day(100) });
  const over = (what: string, place: string, sum: string, free: string) =>
    `Lease L is for ${what}; with ${place} it would hold ${sum} from ${day(10)}, and ${free} of it is free then. ` +
    "Resize it first.";
  test.each<
    [string, Partial<Lease>, Assignment[], { rack: string } | { accelerator: string }, string | null]
  >([
    ["a rack that the units do not fill", { resource: "rack_units", amount: 30 }, [], { rack: "R1" }, null],
    [
      "a second rack for units that one has",
      { resource: "rack_units", amount: 30 },
      [inR1],
      { rack: "R2" },
      over("30 U", "rack R2", "62 U", "0 U"),
    ],
    [
      "a second rack for units that need it",
      { resource: "rack_units", amount: 50 },
      [inR1],
      { rack: "R2" },
      null,
    ],
    [
      "a second rack",
      { resource: "racks", amount: 1 },
      [inR1],
      { rack: "R2" },
      over("1 racks", "rack R2", "2", "0"),
    ],
    [
      "a card for PFLOPS that the others have",
      { amount: 1.5 },
      [card(0), card(1)],
      { accelerator: "R1:2" },
      over("1.5 PFLOPS", "accelerator R1:2", "3 PFLOPS", "0 PFLOPS"),
    ],
    ["a card for the rest of them", { amount: 1.5 }, [card(0)], { accelerator: "R1:1" }, null],
    [
      "a rack of many times the PFLOPS",
      { amount: 1.5 },
      [],
      { rack: "R1" },
      over("1.5 PFLOPS", "rack R1", "4 PFLOPS", "1.5 PFLOPS"),
    ],
    ["a card of no known PFLOPS", {}, [], { accelerator: "R1:4" }, "R1:4 is odd, of no known PFLOPS"],
    [
      "any rack for power: a contract is shared by all",
      { resource: "power_w", amount: 1 },
      [inR1],
      { rack: "R2" },
      null,
    ],
  ])("%s", (_, of, given, place, message) => {
    const field = "rack" in place ? "rack" : "accelerator";
    expect(assign(center([lease(of)], given), { ...asked, ...place })).toMatchObject(
      message === null ? { ok: true } : { ok: false, path: field, message },
    );
  });

  test("takes no cards that are leased to others, who were given none yet", () => {
    const space = lease({ resource: "racks", amount: 1 });
    const any = lease({ ...cards(6), id: "M", tenant: "t2", from: day(20), to: null });
    expect(assign(center([space, any]), { ...asked, rack: "R1" })).toEqual({
      ok: false,
      code: "conflict",
      path: "rack",
      message: `Leases of accelerators would come to 11 from ${day(20)}; 9 are installed, 3 free then.`,
    });
    expect(assign(center([space, any]), { ...asked, rack: "R1", to: day(20) }).ok).toBe(true);
    expect(assign(center([space, { ...any, amount: 4 }]), { ...asked, rack: "R1" }).ok).toBe(true);
  });

  test("names the model of cards that were leased by number: those of another's model are not given", () => {
    const any = lease({ ...cards(2) });
    const big = lease({ ...cards(4, "big"), id: "M", tenant: "t2" });
    expect(assign(center([any, big]), { ...asked, accelerator: "R1:0" })).toMatchObject({
      path: "accelerator",
      message: `Leases of big would come to 5 from ${day(10)}; 4 are installed, 0 free then.`,
    });
    expect(assign(center([any, big]), { ...asked, accelerator: "R2:0" }).ok).toBe(true);
    // And the other way round: what was named is not leased again.
    const named = center([any], [card(0), card(1)]);
    expect(createLease(named, wanted(cards(3, "big")))).toMatchObject({
      message: `Leases of big would come to 5 from ${day(50)}; 4 are installed, 2 free then.`,
    });
  });

  test("more places than another amount needs are released before", () => {
    const held = center([lease({ resource: "rack_units", amount: 60 })], [inR1, { ...inR1, rack: "R2" }]);
    expect(resizeLease(held, { lease: "L", amount: 40, from: day(40) })).toMatchObject({
      path: "amount",
      message:
        `62 U are assigned from ${day(40)} on; release 22 U before the lease shrinks to 40 U. ` +
        "Assigned: rack R1, rack R2.",
    });
    expect(resizeLease(held, { lease: "L", amount: 45, from: day(40) }).ok).toBe(true);
  });
});

test("what nobody recorded refuses nothing", () => {
  const { center: own, racks } = exampleCenter();
  const document = {
    center: { ...own, ratedItPowerW: undefined },
    racks: racks.map((rack) => ({ ...rack, heightU: null, usableU: undefined, powerLimitW: undefined })),
    catalogue: [],
  };
  const unknown = { ...center(), stock: stockOf(document) };
  expect(createLease(unknown, wanted({ resource: "power_w", amount: 1e9 })).ok).toBe(true);
  expect(createLease(unknown, wanted({ resource: "rack_units", amount: 1e6 })).ok).toBe(true);
});

test("another amount and more time are judged alike, each by its own field", () => {
  const held = center([lease(), lease({ id: "M", tenant: "t2", amount: 2, from: day(100), to: null })]);
  expect(resizeLease(held, { lease: "L", amount: 5.5, from: day(40) })).toMatchObject({ path: "amount" });
  expect(renewLease(held, { lease: "L", to: day(120) })).toMatchObject({ ok: true });
  const full = center([lease(), lease({ id: "M", tenant: "t2", amount: 2.5, from: day(110), to: null })]);
  expect(renewLease(full, { lease: "L", to: day(120) })).toMatchObject({
    code: "conflict",
    path: "to",
    message: expect.stringContaining(`from ${day(110)}`),
  });
});
