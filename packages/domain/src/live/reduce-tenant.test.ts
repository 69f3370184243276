import { tenantStateSchema } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import { exampleCenter, latestOf, pointsOf } from "../example-center.fixture.ts";
import { indexCenter } from "./index-center.ts";
import { reduceTenant } from "./reduce-tenant.ts";

const nowMs = Date.parse("2026-01-15T00:00:00Z");
const fresh = nowMs - 5000;
const points = pointsOf(
  ["server", "s1", "power"],
  ["server", "s2", "power"],
  ["server", "s3", "power"],
  ["accelerator", "s3:0", "power"],
  ["accelerator", "s1:0", "utilisation"],
  ["accelerator", "s1:1", "utilisation"],
  ["tenant", "t1", "accelerators_allocated"],
);
const index = indexCenter(exampleCenter(), points);
const latest = latestOf(
  [fresh, 1000],
  [fresh, 1500],
  [fresh, 7777],
  [fresh, 300],
  [fresh, 0.5],
  [fresh, 0.01],
  [fresh, 3],
);
const stateOf = (tenant: string, at = nowMs) =>
  reduceTenant({ index, latest, nowMs: at, build: "b" }, tenant);

describe("a tenant of this moment", () => {
  test("is what the contract says", () => {
    expect(tenantStateSchema.parse(stateOf("t1"))).toEqual(stateOf("t1"));
  });
  test("has what it leased, was assigned, was given by the scheduler and runs", () => {
    expect(stateOf("t1")).toMatchObject({
      contracted: { value: 4 },
      assigned: { value: 4 },
      allocated: { value: 3 },
      // two of its four accelerators report: one at work
      active: { value: 1, coverage: 0.5 },
      idle: { value: 2 },
      idleCount: 1,
      idleAccelerators: [{ id: "s1:1", rack: "R1", utilisation: 0.01 }],
      models: [
        { model: null, contracted: 4, assigned: 0 },
        { model: "h100-sxm", contracted: 0, assigned: 4 },
      ],
    });
  });
  test("draws the power of its own servers, and of a shared one its accelerators' share, as the center divides it", () => {
    expect(stateOf("t1")?.power).toMatchObject({ value: 2500, coverage: 1 });
    expect(stateOf("t2")?.power).toMatchObject({ value: 7777 / 2, coverage: 1 });
  });
  test("of a shared server without a meter draws the power of its accelerators", () => {
    const cardsOnly = indexCenter(exampleCenter(), pointsOf(["accelerator", "s3:0", "power"]));
    const state = reduceTenant({ index: cardsOnly, latest: latestOf([fresh, 300]), nowMs, build: "b" }, "t2");
    expect(state?.power).toMatchObject({ value: 300, coverage: 1 });
  });
  test("holds every server of its rack: one without accelerators draws power, too", () => {
    const { servers } = exampleCenter();
    const heads = servers
      .slice(0, 1)
      .map(({ accelerators: _, ...one }) => ({ ...one, id: "head", rack: "R1" }));
    const wanted = [
      ["server", "s1", "power"],
      ["server", "s2", "power"],
      ["server", "head", "power"],
    ] as const;
    const withHead = indexCenter(exampleCenter({ servers: [...servers, ...heads] }), pointsOf(...wanted));
    const samples = latestOf([fresh, 1000], [fresh, 1500], [fresh, 400]);
    const state = reduceTenant({ index: withHead, latest: samples, nowMs, build: "b" }, "t1");
    expect(state).toMatchObject({ power: { value: 2900, coverage: 1 }, assigned: { value: 4 } });
  });
  test("draws what the rack that it holds whole draws, where the rack has a meter of its own", () => {
    const metered = indexCenter(
      exampleCenter(),
      pointsOf(["rack", "R1", "power"], ["server", "s1", "power"], ["rack", "R2", "power"]),
    );
    const samples = latestOf([fresh, 3100], [fresh, 1000], [fresh, 9000]);
    const powerOf = (tenant: string) =>
      reduceTenant({ index: metered, latest: samples, nowMs, build: "b" }, tenant)?.power;
    expect(powerOf("t1")).toMatchObject({ value: 3100, coverage: 1 });
    // Of a rack that it holds a part of, the rack's own meter tells it nothing.
    expect(powerOf("t2")).toMatchObject({ value: null });
  });
  test("draws the power of a rack in which nobody recorded a server", () => {
    const empty = exampleCenter({ servers: [] });
    const metered = indexCenter(empty, pointsOf(["rack", "R1", "power"]));
    const latest = latestOf([fresh, 3100]);
    const state = reduceTenant({ index: metered, latest, nowMs, build: "b" }, "t1");
    expect(state).toMatchObject({ power: { value: 3100, coverage: 1 }, assigned: { value: 0 } });
  });
  test("does not read as 0 what nobody counts", () => {
    expect(stateOf("t2")).toMatchObject({
      allocated: { value: null, reason: "not_collected" },
      active: { value: null, reason: "not_collected" },
      idle: { value: null, reason: "not_collected" },
    });
  });
  test("holds nothing any more when lease and assignment have ended", () => {
    const later = stateOf("t2", Date.parse("2026-02-01T00:00:00Z"));
    expect(later).toMatchObject({ contracted: { value: 0 }, assigned: { value: 0 }, models: [] });
  });
  test("holds what is no card, too, each resource in its unit while it is leased", () => {
    const own = {
      tenant: "t2",
      grade: "metered",
      terms: "commitment",
      from: "2026-01-01T00:00:00Z",
    } as const;
    const leases = [
      { ...own, id: "p", resource: "pflops", amount: 2, to: null },
      { ...own, id: "q", resource: "pflops", amount: 1, to: "2026-02-01T00:00:00Z" },
      { ...own, id: "r", resource: "racks", amount: 1, to: "2026-01-15T00:00:00Z" },
    ] as const;
    const document = exampleCenter({ leases: [...leases] });
    const state = reduceTenant({ index: indexCenter(document, points), latest, nowMs, build: "b" }, "t2");
    expect(state?.otherLeases).toEqual([{ resource: "pflops", amount: 3 }]);
    expect(stateOf("t1")?.otherLeases).toEqual([]);
    // Cards given for PFLOPS are of a model that no contract counts: not of 0.
    const given = [{ lease: "p", rack: "R1", from: "2026-01-01T00:00:00Z", to: null }];
    const held = exampleCenter({ leases: [...leases], assignments: given });
    expect(reduceTenant({ index: indexCenter(held, []), latest, nowMs, build: "b" }, "t2")).toMatchObject({
      models: [{ contracted: null, assigned: 4 }],
      idleCount: 0,
      silentCount: 4,
    });
  });
  test("is null when there is no such tenant", () => {
    expect(stateOf("nobody")).toBeNull();
  });
});
