import type { Assignment, CenterDocument, Lease, WindowMs } from "@aidc/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { meterLeases } from "../billing/meter-leases.ts";
import { exampleCenter } from "../example-center.fixture.ts";
import { assign, endAssignment } from "./assignment-changes.ts";
import type { LeaseChange, Refusal } from "./holdings.ts";
import { applyChange, instantOf } from "./holdings.ts";
import { createLease, endLease, renewLease, resizeLease } from "./lease-changes.ts";
import type { Measure } from "./lease-holding.ts";
import { heldIn } from "./lease-holding.ts";
import { leasedHoursFigure } from "./leased-hours.ts";
import { acceleratorPlacesOf } from "./places.ts";
import type { SoldCenter } from "./stock.ts";
import { amountsOf, stockOf } from "./stock.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 1);
const horizon = 60;
const at = (day: number) => instantOf(startMs + day * dayMs);
const tenants = ["t1", "t2", "t3"];
const resources = ["racks", "rack_units", "power_w", "accelerators", "pflops"] as const;
const measures: readonly Measure[] = ["racks", "rack_units", "power_w", "accelerators"];
const largest = { racks: 2, rack_units: 60, power_w: 6000, accelerators: 5, pflops: 3 };

/** Three racks: four cards in the first, two in the second, none in the third. */
const inventory = exampleCenter({
  tenants: tenants.map((id) => ({ id, name: id })),
  leases: [],
  assignments: [],
});

type Held = SoldCenter & { readonly leases: readonly Lease[]; readonly assignments: readonly Assignment[] };
const empty = (): Held => ({
  leases: [],
  assignments: [],
  tenants,
  racks: inventory.racks.map(({ id }) => id),
  accelerators: acceleratorPlacesOf(inventory),
  leaseIds: new Set(),
  stock: stockOf(inventory),
});

const day = fc.integer({ min: 0, max: horizon });
const place = fc.oneof(
  fc.constantFrom(...inventory.racks.map(({ id }) => ({ rack: id }))),
  fc.constantFrom(...acceleratorPlacesOf(inventory).map(({ id }) => ({ accelerator: id }))),
);
const asks = fc.record({
  kind: fc.constantFrom("new", "new", "place", "place", "place", "free", "resize", "renew", "end"),
  tenant: fc.constantFrom(...tenants),
  resource: fc.constantFrom(...resources),
  share: fc.double({ min: 0.1, max: 1, noNaN: true }),
  isOpen: fc.boolean(),
  place,
  nth: fc.nat(9),
  from: day,
  to: day,
});
type Ask = typeof asks extends fc.Arbitrary<infer T> ? T : never;

/** Carried out as the rules let it be: refused, it changes nothing. */
function carry(held: Held, ask: Ask): Held {
  const lease = held.leases[ask.nth % Math.max(1, held.leases.length)];
  const outcome = outcomeOf(held, ask, lease);
  if (!outcome?.ok) return held;
  const next = applyChange(held, outcome.change);
  return { ...next, leaseIds: new Set([...held.leaseIds, ...next.leases.map(({ id }) => id)]) };
}

function outcomeOf(
  held: Held,
  ask: Ask,
  lease: Lease | undefined,
): { ok: true; change: LeaseChange } | Refusal | null {
  const from = at(ask.from);
  const to = ask.isOpen ? null : at(ask.from + 1 + ask.to);
  const amountOf = (resource: Lease["resource"]) => Math.max(1, Math.round(largest[resource] * ask.share));
  if (ask.kind === "new") {
    const { tenant, resource } = ask;
    const id = `L${held.leaseIds.size}`;
    return createLease(held, {
      id,
      tenant,
      resource,
      amount: amountOf(resource),
      from,
      to,
      terms: "commitment",
    });
  }
  if (!lease) return null;
  if (ask.kind === "place")
    return assign(held, { lease: lease.id, ...ask.place, from: lease.from, to: null });
  if (ask.kind === "free") return endAssignment(held, { lease: lease.id, ...ask.place, at: from }, startMs);
  if (ask.kind === "resize")
    return resizeLease(held, { lease: lease.id, amount: amountOf(lease.resource), from });
  if (ask.kind === "renew") return renewLease(held, { lease: lease.id, to });
  return endLease(held, { lease: lease.id, at: from }, startMs);
}

const documentOf = ({ leases, assignments }: Held): CenterDocument => ({
  ...inventory,
  leases: [...leases],
  assignments: [...assignments],
});
const near = (value: number) => expect.closeTo(value, 3);

/** Of a period: what each tenant has adds up to what all have, and what nobody has is the rest. */
function checkPeriod(held: Held, document: CenterDocument, window: WindowMs): void {
  const lengthMs = window.toMs - window.fromMs;
  const there = amountsOf(held);
  for (const measure of measures) {
    const all = heldIn(document, measure, window);
    const each = tenants.map((tenant) => heldIn(document, measure, window, { tenant }));
    const sum = (of: "amountMs" | "toldMs" | "termMs") => each.reduce((total, one) => total + one[of], 0);
    expect([sum("amountMs"), sum("toldMs"), sum("termMs")]).toEqual([
      near(all.amountMs),
      near(all.toldMs),
      near(all.termMs),
    ]);
    const own = heldIn(document, measure, window, { resource: measure });
    expect(own.amountMs).toBeLessThanOrEqual(there[measure] * lengthMs * (1 + 1e-9));
  }
  // Cards are taken by number and by place: together never more than there are.
  const cards = heldIn(document, "accelerators", window).amountMs;
  expect(cards).toBeLessThanOrEqual(there.accelerators * lengthMs);
}

/** What the ledger charges by contract is what the occupancy counts by it. */
function checkStatement(document: CenterDocument, window: WindowMs): void {
  for (const tenant of tenants) {
    const leases = document.leases.filter((lease) => lease.tenant === tenant);
    const drafts = meterLeases(leases, window, "Asia/Shanghai", []);
    for (const measure of measures) {
      const charged = drafts
        .filter(({ resource }) => resource === measure)
        .reduce((sum, { quantity, from, to }) => sum + quantity * (Date.parse(to) - Date.parse(from)), 0);
      const held = heldIn(document, measure, window, { tenant, resource: measure });
      expect(charged).toBeCloseTo(held.amountMs, 3);
    }
  }
}

test("in every period tenants and what nobody has make up the inventory, on the page, in the report and on the bill", () => {
  let given = 0;
  fc.assert(
    fc.property(fc.array(asks, { minLength: 5, maxLength: 25 }), day, day, (sequence, a, b) => {
      const held = sequence.reduce(carry, empty());
      given += held.assignments.length;
      const document = documentOf(held);
      const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
      const window = { fromMs: startMs + from * dayMs, toMs: startMs + to * dayMs };
      const middle = window.fromMs + dayMs / 3;
      const parts = [
        { fromMs: window.fromMs, toMs: middle },
        { fromMs: middle, toMs: window.toMs },
      ];
      for (const period of [window, ...parts]) checkPeriod(held, document, period);
      checkStatement(document, window);
      const hours = (of: WindowMs, tenant?: string) => leasedHoursFigure(document, of, tenant).value ?? 0;
      const whole = hours(window);
      expect(tenants.reduce((sum, tenant) => sum + hours(window, tenant), 0)).toBeCloseTo(whole, 6);
      expect(parts.reduce((sum, part) => sum + hours(part), 0)).toBeCloseTo(whole, 6);
      // Another name is no other tenant.
      const renamed = { ...document, tenants: tenants.map((id) => ({ id, name: `New ${id}` })) };
      expect(leasedHoursFigure(renamed, window)).toEqual(leasedHoursFigure(document, window));
    }),
    { numRuns: 300 },
  );
  expect(given).toBeGreaterThan(100);
});
