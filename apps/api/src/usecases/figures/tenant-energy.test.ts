import { isoOf, nothingKnown } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { describe, expect, it } from "vitest";
import { figureContext } from "./compute-figures.ts";
import { pueOverWindow } from "./energy-figures.ts";
import { aPoint, correctedBy, everyMs, MemoryTelemetry } from "./memory-telemetry.fixture.ts";
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
function held(known = nothingKnown, seen = points) {
  const document = aCenterDocument({
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
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
    [4, 20_000],
  ] as const) {
    telemetry.set(
      series,
      everyMs(wide, 60_000, () => powerW),
    );
  }
  return figureContext({ history: telemetry }, { document, points: seen }, window, { known });
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

describe("energy of a tenant with corrections", () => {
  const grid = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "power", seriesId: 4 });
  const stated = (kind: "meter" | "server", id: string, energyKwh: string, toMs = window.toMs) =>
    correctedBy({
      ...{ kind: "value", subject: { kind, id }, energyKwh, reason: "read off" },
      ...{ from: isoOf(startMs), to: isoOf(toMs) },
    });

  it("charges overhead by the PUE that the figures tell, and not by that of samples alone", async () => {
    const seen = [...points, grid];
    const plain = await tenantEnergy(held(nothingKnown, seen), "t1");
    expect(plain.energy_with_overhead.value).toBeCloseTo((5 * 40) / (5 + 9.999) / 2, 6);
    const context = held(stated("meter", "grid", "60"), seen);
    const pue = await pueOverWindow(context);
    const { it_energy, energy_with_overhead } = await tenantEnergy(context, "t1");
    expect(energy_with_overhead.value).toBeCloseTo((plain.energy_with_overhead.value ?? 0) * 1.5, 6);
    expect(energy_with_overhead.value).toBeCloseTo((it_energy.value ?? 0) * (pue.value ?? 0), 6);
  });

  it("counts a server as it was put right, and says that somebody assumed it", async () => {
    const { it_energy } = await tenantEnergy(held(stated("server", "s1", "7", startMs + hourMs)), "t1");
    expect(it_energy).toMatchObject({ value: 7, grade: "assumed", coverage: 1 });
    // Of the second hour, in which the tenant held nothing of it, it says nothing.
    const half = await tenantEnergy(held(stated("server", "s1", "14")), "t1");
    expect(half.it_energy.value).toBe(7);
  });
});
