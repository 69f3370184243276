import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "./compute-figures.ts";
import { aPoint, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";
import { metersById } from "./point-rules.ts";
import { tenantEnergy } from "./tenant-energy.ts";

const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 4, 4);
const window = { fromMs: startMs, toMs: startMs + 2 * hourMs };
const wide = { fromMs: startMs - hourMs, toMs: window.toMs + hourMs };
const noon = new Date(startMs + hourMs).toISOString();

const points = [
  aPoint({ subject: { kind: "server", id: "s1" }, quantity: "power", seriesId: 1 }),
  aPoint({ subject: { kind: "server", id: "s2" }, quantity: "power", seriesId: 2 }),
  aPoint({ subject: { kind: "accelerator", id: "s2:0" }, quantity: "power", seriesId: 3 }),
];

/** t1 holds all of s1 for the first hour, t2 one accelerator of s2 all the time. */
function held() {
  const document = aCenterDocument({
    tenants: [
      { id: "t1", name: "One" },
      { id: "t2", name: "Two" },
    ],
    leases: [
      { id: "l1", tenant: "t1", resource: "accelerators", amount: 8, from: "2026-01-01T00:00:00Z", to: null },
      { id: "l2", tenant: "t2", resource: "accelerators", amount: 1, from: "2026-01-01T00:00:00Z", to: null },
    ],
    assignments: [
      { lease: "l1", rack: "k1", from: "2026-01-01T00:00:00Z", to: noon },
      { lease: "l2", accelerator: "s2:0", from: "2026-01-01T00:00:00Z", to: null },
    ],
  });
  const telemetry = new MemoryTelemetry("UTC", metersById(document));
  for (const [series, powerW] of [
    [1, 5000],
    [2, 9999],
    [3, 400],
  ] as const) {
    telemetry.set(
      series,
      everyMs(wide, 60_000, () => powerW),
    );
  }
  return figureContext({ history: telemetry }, { document, points }, window);
}

describe("energy of a tenant", () => {
  it("counts what was assigned while it was, and no watt of a neighbour", async () => {
    const one = await tenantEnergy(held(), "t1");
    expect(one.it_energy).toMatchObject({
      value: 5,
      unit: "kWh",
      coverage: 1,
      method: { id: "held_energy" },
    });
    // of a shared server only its own accelerator
    expect((await tenantEnergy(held(), "t2")).it_energy).toMatchObject({ value: 0.8 });
  });
  it("states no overhead and no carbon where the center has no facility meter", async () => {
    const { energy_with_overhead, carbon } = await tenantEnergy(held(), "t1");
    expect(energy_with_overhead).toMatchObject({ value: null });
    expect(carbon).toMatchObject({ value: null, reason: "no_factor" });
  });
});
