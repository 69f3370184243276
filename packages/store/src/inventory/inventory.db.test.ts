import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inScope, wholeCenter } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { openLeasingStore } from "../leasing/leasing-store.ts";
import { center as centerTable, hall } from "../schema/places.ts";
import { tenant } from "../schema/tenancy.ts";
import type { InventoryStore } from "../store.ts";
import { openInventoryStore } from "./inventory-store.ts";

describe("the inventory", () => {
  let database: TestDatabase;
  let inventory: InventoryStore;
  beforeAll(async () => {
    database = await openTestDatabase();
    inventory = openInventoryStore(database);
  });
  afterAll(() => database.close());

  it("takes a document, gives it back as it was, and taking it again changes nothing", async () => {
    const document = aCenterDocument();
    expect(await inventory.writeDocument(document)).toEqual({
      created: 12,
      changed: 0,
      unchanged: 0,
      leasesChangedFromMs: Date.UTC(2026, 0, 1),
    });
    expect(await inventory.readDocument("c1")).toEqual(document);
    expect(await inventory.writeDocument(document)).toEqual({
      created: 0,
      changed: 0,
      unchanged: 12,
      leasesChangedFromMs: null,
    });
    expect((await inventory.listCenters()).map((c) => c.id)).toEqual(["c1"]);
    expect(await inventory.readDocument("c2")).toBeNull();
  });

  it("checks an import against the cards as it leaves them, also where a server alone says fewer", async () => {
    const document = aCenterDocument();
    const centered = { ...document, center: { ...document.center, id: "c8" } };
    const cards: number[] = [];
    const check = ({ accelerators }: { accelerators: readonly unknown[] }) =>
      void cards.push(accelerators.length);
    await inventory.writeDocument(centered, { check });
    await inventory.writeDocument(centered, { check });
    const servers = centered.servers.map((server) => ({ ...server, accelerators: undefined }));
    await inventory.writeDocument({ ...centered, leases: [], assignments: [], servers }, { check });
    const [all = 0] = cards;
    expect(all).toBeGreaterThan(0);
    expect(cards).toEqual([all, all, 0]);
  });

  it("a stored name that nobody can see does not hide its center: its id stands for it", async () => {
    const { center } = aCenterDocument();
    await inventory.writeDocument(aCenterDocument({ center: { ...center, id: "c9" } }));
    const marks = "\u202E\u200F";
    await inScope(database.db, wholeCenter("c9"), async (tx) => {
      await tx.update(centerTable).set({ name: marks, nameZh: marks }).where(eq(centerTable.id, "c9"));
      await tx.update(hall).set({ name: marks }).where(eq(hall.centerId, "c9"));
      await tx.update(tenant).set({ name: marks }).where(eq(tenant.centerId, "c9"));
    });
    const read = await inventory.readDocument("c9");
    expect(read?.center).toMatchObject({ name: "c9" });
    expect(read?.center.nameZh).toBeUndefined();
    expect(read?.halls.map(({ id, name }) => id === name)).toEqual(read?.halls.map(() => true));
    expect(read?.tenants.map(({ id, name }) => id === name)).toEqual(read?.tenants.map(() => true));
    expect((await inventory.listCenters()).map(({ name }) => name)).toContain("c9");
  });

  it("takes and gives back contracts, terms, the carbon of the grid and the limits of the place", async () => {
    const { center } = aCenterDocument();
    const gridCarbon = { kgPerKwh: 0.58, source: "a published table", year: 2023 };
    const permit = {
      ...({
        id: "permit",
        figure: "energy.pue_12_months",
        side: "below",
        value: 1.3,
        binding: true,
      } as const),
      scope: "Building permit",
      from: "2026-01-01",
      to: null,
      source: "permit 7 of 2026",
    };
    const lease = { tenant: "t1", resource: "accelerators", amount: 8, terms: "on_demand" } as const;
    const document = aCenterDocument({
      center: {
        ...center,
        id: "c3",
        gridCarbon,
        incidentsSince: "2026-02-01",
        jurisdiction: "CN-11",
        limits: [permit],
      },
      leases: [
        { ...lease, id: "m", from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" },
        { ...lease, id: "m.2", contract: "m", from: "2026-02-01T00:00:00Z", to: null },
      ],
      assignments: [],
    });
    await inventory.writeDocument(document);
    expect(await inventory.readDocument("c3")).toEqual(document);
    expect(await inventory.writeDocument(document)).toMatchObject({ created: 0, changed: 0 });
    await inventory.removeCenter("c3");
  });

  it("keeps what is stated of a tenant where a later document is silent, and each statement with its time", async () => {
    const { center, tenants } = aCenterDocument();
    const [tenant] = tenants;
    if (!tenant) throw new Error("no tenant");
    const of = (said: object) =>
      aCenterDocument({ center: { ...center, id: "c6" }, tenants: [{ ...tenant, ...said }] });
    const leasing = openLeasingStore(database);
    const lines = async () => (await leasing.listStandings("c6")).map(({ recordedAtMs: _, ...line }) => line);
    await inventory.writeDocument(of({ class: "own", industry: "M" }));
    const first = { tenant: tenant.id, class: "own", industry: "M", from: null };
    expect(await lines()).toEqual([first]);
    expect(await inventory.writeDocument(of({}))).toMatchObject({ changed: 0 });
    expect((await inventory.readDocument("c6"))?.tenants).toEqual([
      { ...tenant, class: "own", industry: "M" },
    ]);
    await inventory.writeDocument(of({ class: "public" }));
    expect(await lines()).toEqual([
      first,
      { ...first, class: "public", from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    ]);
    await inventory.removeCenter("c6");
  });

  it("takes and gives back feeds, loops and what a rack says of heat; older documents have none", async () => {
    const { center, racks } = aCenterDocument();
    const fluid = { name: "PG25", densityKgPerL: 1.02, specificHeatKjPerKgK: 3.9 };
    const document = aCenterDocument({
      center: { ...center, id: "c4" },
      racks: racks.map((one) => ({ ...one, thermalClass: "H1", coolingLimitW: 30_000 })),
      feeds: [
        { id: "ups-a", name: "UPS A", path: "A", meter: "grid", limitW: 90_000 },
        {
          id: "a1",
          name: "Busway A1",
          parent: "ups-a",
          path: "A",
          racks: ["k1", "k2"],
          ratedA: 250,
          volts: 400,
          phases: 3,
          continuousShare: 1,
        },
        { id: "b1", name: "Busway B1", path: "B", racks: ["k1"] },
      ],
      loops: [
        { id: "plant", name: "Plant", kind: "air" },
        {
          id: "cdu",
          name: "CDU",
          parent: "plant",
          racks: ["k1", "k2"],
          designFlowLpm: 172,
          designHeatW: 120_000,
          fluid,
        },
      ],
      points: [
        { subject: { kind: "feed", id: "a1" }, quantity: "power" },
        { subject: { kind: "loop", id: "cdu" }, quantity: "flow" },
      ],
    });
    await inventory.writeDocument(document);
    const read = await inventory.readDocument("c4");
    expect(read?.feeds).toEqual([...document.feeds].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(read?.loops).toEqual([...document.loops].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(read?.racks).toEqual(document.racks);
    if (!read) throw new Error("the center was written");
    expect(await inventory.writeDocument(read)).toMatchObject({ created: 0, changed: 0 });
    expect((await inventory.readDocument("c1"))?.feeds).toEqual([]);
    expect(await inventory.removeCenter("c4")).toEqual({ rowsLeft: 0 });
  });

  it("keeps what a document leaves out, and counts what it changes", async () => {
    const document = aCenterDocument();
    const racks = [{ ...document.racks[0], id: "k1", row: "r1", name: "Renamed", position: 1 }];
    const count = await inventory.writeDocument({
      ...aCenterDocument({ racks }),
      servers: [],
      tenants: [],
      leases: [],
      assignments: [],
    });
    expect(count.changed).toBe(1);
    const after = await inventory.readDocument("c1");
    expect(after?.racks.map((r) => r.name)).toEqual(["Renamed", "Rack 2"]);
    expect(after?.tenants).toHaveLength(1);
  });

  it("follows a server's own list of accelerators", async () => {
    const count = async () =>
      Number(
        (
          await database.pool.query(
            "select count(*) as n from accelerator where center_id = 'c1' and server_id = 's1'",
          )
        ).rows[0].n,
      );
    expect(await count()).toBe(8);
    const servers = [
      { id: "s1", rack: "k1", name: "Server 1", heightU: 8, accelerators: { model: "h100-sxm", count: 4 } },
    ];
    await inventory.writeDocument(aCenterDocument({ servers }));
    expect(await count()).toBe(4);
  });

  it("keeps that nobody knows how many units a rack or a server has", async () => {
    const { center, racks, servers, ...rest } = aCenterDocument();
    const unknown = <T extends object>(one: T) => ({ ...one, heightU: null });
    const document = aCenterDocument({
      ...rest,
      center: { ...center, id: "c5" },
      racks: racks.map(unknown),
      servers: servers.map(unknown),
    });
    await inventory.writeDocument(document);
    const read = await inventory.readDocument("c5");
    expect(new Set([...(read?.racks ?? []), ...(read?.servers ?? [])].map(({ heightU }) => heightU))).toEqual(
      new Set([null]),
    );
    expect(await inventory.readStates("c5")).toMatchObject([{ racks: racks.length, usableU: null }]);
    await inventory.removeCenter("c5");
  });

  it("keeps how much a center held, once for each import that changed it", async () => {
    const { center, ...rest } = aCenterDocument();
    const document = aCenterDocument({ ...rest, center: { ...center, id: "c4" } });
    await inventory.writeDocument(document);
    await inventory.writeDocument({ ...document, center: { ...document.center, name: "Renamed" } });
    const servers = document.servers.map((server) => ({
      ...server,
      accelerators: { model: "h100-sxm", count: 4 },
    }));
    await inventory.writeDocument({ ...document, servers });
    const states = await inventory.readStates("c4");
    expect(states.map(({ racks }) => racks)).toEqual([document.racks.length, document.racks.length]);
    expect(states[1]?.models).toEqual({ "h100-sxm": 4 * servers.length });
    expect(states[1]?.atMs).toBeGreaterThanOrEqual(states[0]?.atMs ?? Number.NaN);
    expect(await inventory.readStates("c1")).not.toEqual(states);
    await inventory.removeCenter("c4");
    expect(await inventory.readStates("c4")).toEqual([]);
  });

  it("refuses two leases of one rack at once and changes nothing", async () => {
    const document = aCenterDocument({
      leases: [
        { id: "l1", tenant: "t1", resource: "racks", amount: 1, from: "2026-01-01T00:00:00Z", to: null },
        { id: "l2", tenant: "t1", resource: "racks", amount: 1, from: "2026-01-01T00:00:00Z", to: null },
      ],
      assignments: [
        { lease: "l1", rack: "k1", from: "2026-01-01T00:00:00Z", to: null },
        { lease: "l2", rack: "k1", from: "2026-06-01T00:00:00Z", to: null },
      ],
    });
    const before = await inventory.readDocument("c1");
    await expect(inventory.writeDocument(document)).rejects.toThrow(StoreConflict);
    expect(await inventory.readDocument("c1")).toEqual(before);
  });

  it("lets one import end an assignment and begin the next", async () => {
    const leases = ["l1", "l2"].map((id) => ({
      id,
      tenant: "t1",
      resource: "racks" as const,
      amount: 1,
      from: "2026-01-01T00:00:00Z",
      to: null,
    }));
    const assignments = [
      { lease: "l2", rack: "k1", from: "2026-06-01T00:00:00Z", to: null },
      { lease: "l1", rack: "k1", from: "2026-01-01T00:00:00Z", to: "2026-06-01T00:00:00Z" },
    ];
    await inventory.writeDocument(aCenterDocument({ leases, assignments }));
    expect((await inventory.readDocument("c1"))?.assignments).toHaveLength(2);
  });
});
