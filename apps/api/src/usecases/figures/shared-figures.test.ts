import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";
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
  const points = [
    aPoint({ subject: { kind: "accelerator", id: "s1:0" }, quantity: "utilisation", seriesId: 1 }),
  ];
  history.set(
    1,
    everyMs({ fromMs: Date.parse(day.from), toMs: Date.parse(day.to) }, 60_000, () => 0.5),
  );
  const directory = { get: async () => ({ document, points }) };
  const inventory = {
    readStates: async () => [],
    readRackLines: async () => [],
    readAbsences: async () => [],
  };
  // The figures read nothing else of the services.
  return Object.assign(Object.create(null), { history, directory, inventory });
}

describe("what a planner reads of tenants", () => {
  it("is told when three or more make it up and none has more than 80 %", async () => {
    const figures = await sharedFigures(servicesWith(2, 2, 1), day);
    expect(figures.accelerator_hours_leased).toMatchObject({ value: 120 });
  });
  it("activity that is judged card by card is of whoever leases: it adds no tenant's count up", async () => {
    const ofThree = await sharedFigures(servicesWith(2, 2, 1), day);
    expect(ofThree.accelerator_hours_active).toMatchObject({ value: 24 });
    for (const amounts of [[4], [8, 8], [9, 1, 1]]) {
      const { accelerator_hours_active } = await sharedFigures(servicesWith(...amounts), day);
      expect(accelerator_hours_active).toMatchObject({ value: null, reason: "suppressed", inputs: [] });
    }
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
