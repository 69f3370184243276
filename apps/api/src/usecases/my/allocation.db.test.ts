import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Billing } from "../billing/billing.fixture.ts";
import { hourMs, iso, minuteMs, startBilling } from "../billing/billing.fixture.ts";

let billing: Billing;
let beganMs: number;
const dayMs = 24 * hourMs;
/** Dense FP16 of an H100. */
const peak = 0.989;

/** Eight cards in use since ten days; t1 leases four cards beside four cards' PFLOPS, the others such PFLOPS alone. */
beforeAll(async () => {
  billing = await startBilling([
    { id: "t1", name: "One" },
    { id: "t2", name: "Two" },
    { id: "t3", name: "Three" },
  ]);
  const nowMs = Math.floor(billing.services.clock() / minuteMs) * minuteMs;
  beganMs = nowMs - 10 * dayMs;
  const term = { from: iso(beganMs), to: iso(beganMs + 40 * dayMs) };
  const lease = async (id: string, tenant: string, resource: string, amount: number) =>
    (await billing.call("POST", "/leases", { id, tenant, resource, amount, ...term })).status;
  expect(await lease("cards", "t1", "accelerators", 4)).toBe(201);
  for (const tenant of ["t1", "t2", "t3"])
    expect(await lease(`p-${tenant}`, tenant, "pflops", 4 * peak)).toBe(201);
  for (const tenant of ["t1", "t2"]) await billing.count(tenant, beganMs, nowMs, [[beganMs, 8]]);
});
afterAll(() => billing.close());

const burnOf = async (tenant: string) =>
  (await billing.call("GET", `/tenants/${tenant}/allocation`)).json.burn;

describe("the balance of a lease of PFLOPS", () => {
  it("has contracted, used and left PFLOPS-hours and the day it is used up", async () => {
    const [burn, ...others] = await burnOf("t2");
    expect(others).toEqual([]);
    expect(burn).toMatchObject({ lease: "p-t2", unit: "PFLOPS·h" });
    expect(burn.total).toBeCloseTo(4 * peak * 40 * 24, 6);
    // Eight cards are twice what was contracted.
    expect(burn.usedSoFar).toBeCloseTo(8 * peak * 10 * 24, -1);
    expect(burn.remaining).toBeCloseTo(burn.total - burn.usedSoFar, 6);
    expect(burn.burnRatio).toBeCloseTo(2, 2);
    expect(Math.abs(Date.parse(burn.exhaustedAt) - (beganMs + 20 * dayMs))).toBeLessThan(hourMs);
  });
  it("shares the cards in use with cards by contract beside it, by size", async () => {
    const burn = await burnOf("t1");
    expect(burn.map(({ unit }: { unit: string }) => unit)).toEqual(["h", "PFLOPS·h"]);
    expect(burn[0].usedSoFar).toBeCloseTo(4 * 10 * 24, -1);
    expect(burn[1].usedSoFar / burn[0].usedSoFar).toBeCloseTo(peak, 6);
  });
  it("that nobody counted is not known, and not unused", async () => {
    expect(await burnOf("t3")).toMatchObject([{ usedSoFar: null, remaining: null, exhaustedAt: null }]);
  });
});
