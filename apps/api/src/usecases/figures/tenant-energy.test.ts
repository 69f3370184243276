import type { CenterDocument, Meter } from "@aidc/contract";
import { isoOf, nothingKnown } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";
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

const always = { from: "2026-01-01T00:00:00Z", to: null };
const twoTenants = [
  { id: "t1", name: "One" },
  { id: "t2", name: "Two" },
];
const aLease = (id: string, tenant: string, amount = 8) => ({
  id,
  tenant,
  resource: "accelerators" as const,
  amount,
  ...always,
});
const inRack = (lease: string, rack: string) => ({ lease, rack, ...always });
const onServers = ["s1", "cpu", "head"].map((id, i) =>
  aPoint({ subject: { kind: "server", id }, quantity: "power", seriesId: i + 1 }),
);

/** t1 holds all of s1 for the first hour, t2 one accelerator of s2 all the time. */
function held(known = nothingKnown, seen = points) {
  const document = aCenterDocument({
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
    tenants: twoTenants,
    leases: [aLease("l1", "t1"), aLease("l2", "t2", 1)],
    assignments: [
      { ...inRack("l1", "k1"), to: noon },
      { lease: "l2", accelerator: "s2:0", ...always },
    ],
  });
  return contextOf(document, seen, known);
}

/** Powers by series: 5 kW, 9.999 kW, 400 W, 20 kW of the grid, and 5 kW of the sun. */
function contextOf(document: CenterDocument, seen: readonly BoundPoint[], known = nothingKnown) {
  const telemetry = new MemoryTelemetry("UTC", metersById(document));
  for (const [series, powerW] of [
    [1, 5000],
    [2, 9999],
    [3, 400],
    [4, 20_000],
    [5, 5000],
  ] as const) {
    telemetry.set(
      series,
      everyMs(wide, 60_000, () => powerW),
    );
  }
  return figureContext({ history: telemetry }, { document, points: seen }, window, { known });
}

describe("energy of a tenant", () => {
  it("counts what was assigned while it was, and of a shared server its part", async () => {
    const one = await tenantEnergy(held(), "t1");
    expect(one.it_energy).toMatchObject({
      value: 5,
      unit: "kWh",
      coverage: 1,
      method: { id: "held_energy" },
    });
    // One of the eight accelerators of s2: an eighth of what the server draws.
    expect((await tenantEnergy(held(), "t2")).it_energy).toMatchObject({
      value: (2 * 9.999) / 8,
      coverage: 1,
    });
  });
  it("needs no meter on every accelerator of a shared server that is metered itself", async () => {
    const servers = points.filter(({ subject }) => subject.kind === "server");
    const { it_energy } = await tenantEnergy(held(nothingKnown, servers), "t2");
    expect(it_energy).toMatchObject({ value: (2 * 9.999) / 8, coverage: 1, status: "valid" });
  });
  it("goes by the accelerators where nothing measures the shared server", async () => {
    const cards = points.filter(({ subject }) => subject.kind === "accelerator");
    const { it_energy } = await tenantEnergy(held(nothingKnown, cards), "t2");
    expect(it_energy).toMatchObject({ value: 0.8, coverage: 1 });
  });
  it("counts every server of a rack that is held, with accelerators or without", async () => {
    const document = aCenterDocument({
      servers: [
        { id: "s1", rack: "k1", name: "s1", heightU: 8, accelerators: { model: "h100-sxm", count: 8 } },
        { id: "head", rack: "k1", name: "Head node", heightU: 1 },
        { id: "cpu", rack: "k2", name: "CPU server", heightU: 1 },
      ],
      tenants: [...twoTenants, { id: "t3", name: "Three" }],
      leases: [aLease("l1", "t1"), aLease("l2", "t2"), aLease("l3", "t3")],
      assignments: [inRack("l1", "k1"), inRack("l2", "k2")],
    });
    const of = async (tenant: string) =>
      (await tenantEnergy(contextOf(document, onServers), tenant)).it_energy;
    expect(await of("t1")).toMatchObject({ value: 2 * (5 + 0.4), coverage: 1 });
    expect(await of("t2")).toMatchObject({ value: 2 * 9.999, coverage: 1 });
    // Only where nothing is assigned.
    expect(await of("t3")).toMatchObject({ value: null, reason: "no_lease" });
  });
  it("states no overhead and no carbon where the center has no facility meter", async () => {
    const { energy_with_overhead, carbon } = await tenantEnergy(held(), "t1");
    expect(energy_with_overhead).toMatchObject({ value: null });
    expect(carbon).toMatchObject({ value: null, reason: "no_factor" });
  });
});

describe("carbon of a tenant", () => {
  const gridCarbon = { kgPerKwh: 0.5, source: "published", year: 2025 };
  const site = (...roles: Meter["role"][]) =>
    aCenterDocument({
      center: { id: "c1", name: "Center One", timeZone: "Asia/Shanghai", gridCarbon },
      meters: roles.map((role) => ({ id: role, name: role, role })),
    });
  const meterPoints = (...roles: Meter["role"][]) =>
    roles.map((id, at) => aPoint({ subject: { kind: "meter", id }, quantity: "power", seriesId: 4 + at }));
  const carbonOf = async (...roles: Meter["role"][]) =>
    tenantEnergy(contextOf(site(...roles), [...points, ...meterPoints(...roles)]), "t1");

  it("is that of what the grid delivered for it: the sun beside it has none of the grid's factor", async () => {
    const alone = await carbonOf("grid_import");
    expect(alone.carbon.value).toBeCloseTo(0.5 * (alone.energy_with_overhead.value ?? 0), 9);
    expect(alone.carbon.inputs.map(({ label }) => label)).toEqual(["it_energy", "pue"]);
    // 20 kW of the grid as before, and 5 kW of the sun: more energy with overhead, the same carbon.
    const sunny = await carbonOf("grid_import", "pv");
    expect(sunny.energy_with_overhead.value).toBeCloseTo((alone.energy_with_overhead.value ?? 0) * 1.25, 9);
    expect(sunny.carbon.value).toBeCloseTo(alone.carbon.value ?? 0, 9);
    expect(sunny.carbon.inputs.map(({ label }) => label)).toEqual(["it_energy", "grid_per_it"]);
  });
});

describe("energy of a tenant with corrections", () => {
  const grid = aPoint({ subject: { kind: "meter", id: "grid" }, quantity: "power", seriesId: 4 });
  const stated = (kind: "meter" | "server", id: string, energyKwh: string, toMs = window.toMs) =>
    correctedBy({
      kind: "value",
      subject: { kind, id },
      energyKwh,
      reason: "read off",
      from: isoOf(startMs),
      to: isoOf(toMs),
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
