import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { MemoryTelemetry } from "./memory-telemetry.fixture.ts";
import { sharedFigures } from "./shared-figures.ts";

/** A local day of the center. */
const day = { center: "c1", from: "2026-04-30T16:00:00Z", to: "2026-05-01T16:00:00Z" };
const since = "2026-01-01T00:00:00Z";

/** A center whose tenants lease so many accelerators each. */
function servicesWith(...amounts: number[]): Parameters<typeof sharedFigures>[0] {
  const tenants = amounts.map((_, i) => ({ id: `t${i}`, name: `Tenant ${i}` }));
  const leases = amounts.map((amount, i) => ({
    id: `l${i}`,
    tenant: `t${i}`,
    resource: "accelerators" as const,
    amount,
    from: since,
    to: null,
  }));
  const document = aCenterDocument({ tenants, leases, assignments: [] });
  const history = new MemoryTelemetry("UTC");
  const directory = { get: async () => ({ document, points: [] }) };
  const inventory = { readStates: async () => [] };
  // The figures read nothing else of the services.
  return Object.assign(Object.create(null), { history, directory, inventory });
}

describe("what a planner reads of tenants", () => {
  it("is told when three or more make it up and none has more than 80 %", async () => {
    const figures = await sharedFigures(servicesWith(2, 2, 1), day);
    expect(figures.accelerator_hours_leased).toMatchObject({ value: 120 });
  });
  it("is withheld for a window that is not made of whole days: two such windows differ by minutes of one tenant", async () => {
    const figures = await sharedFigures(servicesWith(2, 2, 1), { ...day, to: "2026-05-01T16:01:00Z" });
    expect(figures.occupancy).toMatchObject({ value: null, reason: "suppressed" });
  });
  it.each([
    ["two tenants: the other's share is the rest", [8, 8]],
    ["three, of which one leases nothing", [2, 2, 0]],
    ["one with more than 80 %", [9, 1, 1]],
  ])("is withheld for %s", async (_why, amounts) => {
    const figures = await sharedFigures(servicesWith(...amounts), day);
    for (const name of ["accelerator_hours_leased", "occupancy"])
      expect(figures[name]).toMatchObject({ value: null, reason: "suppressed", inputs: [] });
  });
});
