import { readFileSync } from "node:fs";
import { endLease } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inScope, wholeCenter } from "../database/scope.ts";
import type { LeasingStore } from "../leasing/leasing-store.ts";
import { openLeasingStore } from "../leasing/leasing-store.ts";
import { documentLine } from "../schema/inventory-state.ts";
import type { InventoryStore, KnownDocument } from "../store.ts";
import { openInventoryStore } from "./inventory-store.ts";

const by = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
let database: TestDatabase;
let inventory: InventoryStore;
let leasing: LeasingStore;

beforeAll(async () => {
  database = await openTestDatabase();
  inventory = openInventoryStore(database);
  leasing = openLeasingStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await inventory.removeCenter("c1");
  await inventory.writeDocument(aCenterDocument());
});

const known = async (atMs: number): Promise<KnownDocument> => {
  const found = await inventory.readKnown("c1", atMs);
  if (found === null) throw new Error("the center has a history");
  return found;
};
const lastAt = async () => {
  const { rows } = await database.ownerPool.query("select max(recorded_at) as at from document_line");
  return rows[0].at.getTime();
};
const end = (at: string) =>
  leasing.changeLeases("c1", by, (state) => {
    const outcome = endLease(state, { lease: "l1", at }, Date.parse("2026-05-01T00:00:00Z"));
    if (!outcome.ok) throw new Error(outcome.message);
    return { change: outcome.change, done: [], answer: null };
  });

it("tells the document as it is now, and what was recorded first of the time before", async () => {
  const document = await inventory.readDocument("c1");
  const atMs = await lastAt();
  expect(await known(atMs)).toEqual({
    document,
    sinceMs: atMs,
    later: { leases: 0, inventory: 0 },
  });
  expect(await known(atMs - 86_400_000)).toEqual({
    document,
    sinceMs: atMs,
    later: { leases: 0, inventory: 0 },
  });
  expect(await inventory.readKnown("nowhere", atMs)).toBeNull();
});

it("a lease that was ended has no end as known before, and each later end is a line of its own", async () => {
  const open = await inventory.readDocument("c1");
  const first = await lastAt();
  await end("2026-09-01T00:00:00Z");
  const second = await lastAt();
  await end("2026-07-01T00:00:00Z");
  expect(second).toBeGreaterThan(first);
  const ends = async (atMs: number) => {
    const { document, later } = await known(atMs);
    return {
      leases: document.leases.map(({ to }) => to),
      places: document.assignments.map(({ to }) => to),
      later,
    };
  };
  expect((await known(second - 1)).document).toEqual(open);
  expect(await ends(second - 1)).toEqual({
    leases: [null],
    places: [null],
    later: { leases: 4, inventory: 0 },
  });
  expect(await ends(second)).toEqual({
    leases: ["2026-09-01T00:00:00Z"],
    places: ["2026-09-01T00:00:00Z"],
    later: { leases: 2, inventory: 0 },
  });
  expect((await known(Date.now())).document).toEqual(await inventory.readDocument("c1"));
});

it("a lease withdrawn before it began is there as known before, and gone after", async () => {
  const [lease] = aCenterDocument().leases;
  if (!lease) throw new Error("the example center has a lease");
  const later = { ...lease, id: "l2", from: "2026-11-01T00:00:00Z" };
  await inventory.writeDocument(aCenterDocument({ leases: [lease, later] }));
  const before = await lastAt();
  await leasing.changeLeases("c1", by, (state) => {
    const outcome = endLease(state, { lease: "l2", at: later.from }, Date.parse("2026-05-01T00:00:00Z"));
    if (!outcome.ok) throw new Error(outcome.message);
    return { change: outcome.change, done: [], answer: null };
  });
  const ids = async (atMs: number) => (await known(atMs)).document.leases.map(({ id }) => id);
  expect(await ids(before)).toEqual(["l1", "l2"]);
  expect(await ids(await lastAt())).toEqual(["l1"]);
});

it("a rack and a server changed one by one are told as they were, and the same import again keeps no line", async () => {
  const document = aCenterDocument();
  const before = await lastAt();
  const [rack] = document.racks;
  const [server] = document.servers;
  if (!rack || !server) throw new Error("the example center has a rack and a server");
  const changed = {
    ...document,
    racks: [{ ...rack, powerLimitW: 99_000 }],
    servers: [{ ...server, name: "another" }],
  };
  await inventory.writeDocument(changed);
  const after = await lastAt();
  await inventory.writeDocument(changed);
  expect(await lastAt()).toBe(after);
  const then = await known(before);
  expect(then.later).toEqual({ leases: 0, inventory: 2 });
  expect(then.document.racks.find(({ id }) => id === rack.id)?.powerLimitW).toBe(rack.powerLimitW);
  expect((await known(after)).document).toEqual(await inventory.readDocument("c1"));
});

it("a center from before lines were kept begins its history with the state that the next change found", async () => {
  const found = await inventory.readDocument("c1");
  await database.ownerPool.query("delete from document_line");
  expect(await inventory.readKnown("c1", Date.now())).toBeNull();
  await end("2026-09-01T00:00:00Z");
  const { document, sinceMs, later } = await known(0);
  expect(document).toEqual(found);
  expect(later).toEqual({ leases: 2, inventory: 0 });
  expect(sinceMs).toBeLessThan(await lastAt());
});

describe("an import beside stored data that the contract of today does not read", () => {
  const spoil = () => database.ownerPool.query("update rack set power_limit_w = -1 where id = 'k1'");
  const idsAfter = async (atMs: number) => {
    const { rows } = await database.ownerPool.query<{ id: string }>(
      "select id from document_line where recorded_at > $1 order by id",
      [new Date(atMs)],
    );
    return rows.map(({ id }) => id);
  };

  it("keeps lines of what it changed alone, and mends what it names", async () => {
    const before = await lastAt();
    await spoil();
    await inventory.writeDocument(aCenterDocument({ halls: [{ id: "h9", name: "Hall 9" }], racks: [] }));
    expect(await idsAfter(before)).toEqual(["h9"]);
    await inventory.writeDocument(aCenterDocument());
    expect((await known(Date.now())).document).toEqual(await inventory.readDocument("c1"));
  });

  it("begins the history with what it leaves where what it finds cannot be read", async () => {
    await database.ownerPool.query("delete from document_line");
    await spoil();
    await inventory.writeDocument(aCenterDocument({ racks: [] }));
    expect(await idsAfter(0)).toEqual([]);
    await inventory.writeDocument(aCenterDocument());
    expect((await known(0)).document).toEqual(await inventory.readDocument("c1"));
  });
});

it("a lease that a document of other offsets ends, and one whose places move, have their own lines", async () => {
  const [lease] = aCenterDocument().leases;
  const [place] = aCenterDocument().assignments;
  if (!lease || !place) throw new Error("the example center has a lease");
  const moved = "2026-06-01T08:00:00+08:00";
  const before = await lastAt();
  await inventory.writeDocument(
    aCenterDocument({
      leases: [{ ...lease, amount: 9 }],
      assignments: [
        { ...place, to: moved },
        { ...place, rack: "k2", from: moved },
      ],
    }),
  );
  expect((await known(before)).later).toEqual({ leases: 3, inventory: 0 });
  expect((await known(before)).document.assignments).toEqual([place]);
  expect((await known(Date.now())).document).toEqual(await inventory.readDocument("c1"));
});

it("racks of a row that was moved, or is gone with them, are told in the hall that it stood in", async () => {
  const halls = ["h1", "h2"].map((id) => ({ id, name: id }));
  const since = await lastAt();
  await inventory.writeDocument(aCenterDocument({ halls, rows: [{ id: "r1", hall: "h2", name: "Row 1" }] }));
  const moved = await lastAt();
  // As an instance says that no longer holds them.
  const goneMs = moved + 1000;
  await database.ownerPool.query(
    `insert into document_line (center_id, part, id, recorded_at, line)
      values ('c1', 'racks', 'k1', $1, null), ('c1', 'racks', 'k2', $1, null), ('c1', 'rows', 'r1', $1, null)`,
    [new Date(goneMs)],
  );
  const rack = { row: "r1", limitW: 20_000 };
  const gone = { row: null, limitW: null };
  const lines = await inventory.readRackLines("c1");
  expect(lines).toEqual(
    ["k1", "k2"].flatMap((id) => [
      { id, atMs: since, ...rack, hall: "h1" },
      { id, atMs: moved, ...rack, hall: "h2" },
      { id, atMs: goneMs, ...gone },
    ]),
  );
});

it("a server that came into the center later was not there before, and of those that always were nothing is read", async () => {
  expect(await inventory.readAbsences("c1")).toEqual([]);
  const { servers } = aCenterDocument();
  const [like] = servers;
  if (!like) throw new Error("the example center has a server");
  await inventory.writeDocument(
    aCenterDocument({ servers: [...servers, { id: "late", name: "late", rack: like.rack }] }),
  );
  const cameMs = await lastAt();
  expect(await inventory.readAbsences("c1")).toEqual([
    { server: "late", fromMs: Number.NEGATIVE_INFINITY, toMs: cameMs },
  ]);
  expect(await inventory.readAbsences("nowhere")).toEqual([]);
  const wentMs = cameMs + 1;
  await database.ownerPool.query(
    "insert into document_line (center_id, part, id, recorded_at, line) values ('c1', 'servers', 'late', $1, null)",
    [new Date(wentMs)],
  );
  expect(await inventory.readAbsences("c1")).toEqual([
    { server: "late", fromMs: Number.NEGATIVE_INFINITY, toMs: cameMs },
    { server: "late", fromMs: wentMs, toMs: Number.POSITIVE_INFINITY },
  ]);
});

it("halls are told under each name that they had, and when they went", async () => {
  const since = await lastAt();
  await inventory.writeDocument(aCenterDocument({ halls: [{ id: "h1", name: "Other name" }] }));
  const goneMs = (await lastAt()) + 1000;
  await database.ownerPool.query(
    "insert into document_line (center_id, part, id, recorded_at, line) values ('c1', 'halls', 'h1', $1, null)",
    [new Date(goneMs)],
  );
  expect(await inventory.readHallLines("c1")).toEqual([
    { id: "h1", atMs: since, name: aCenterDocument().halls[0]?.name },
    { id: "h1", atMs: goneMs - 1000, name: "Other name" },
    { id: "h1", atMs: goneMs, name: null },
  ]);
});

it("what was superseded by an instant is pruned as operating.md says, and every later instant reads as before", async () => {
  const [rack] = aCenterDocument().racks;
  if (!rack) throw new Error("the example center has a rack");
  const withLimit = (powerLimitW: number) =>
    inventory.writeDocument(aCenterDocument({ racks: [{ ...rack, powerLimitW }] }));
  await end("2026-09-01T00:00:00Z");
  await withLimit(1000);
  await withLimit(2000);
  const until = await lastAt();
  await withLimit(3000);
  const then = await known(until);
  const now = await known(Date.now());
  const text = readFileSync(new URL("../../../../docs/operating.md", import.meta.url), "utf8");
  const statements = text.match(/```sql\n(begin;[^`]*document_line[^`]*)```/)?.[1] ?? "";
  await database.ownerPool.query(
    statements.replaceAll("'C'", "'c1'").replaceAll("'T'", `'${new Date(until).toISOString()}'`),
  );
  expect(await known(until)).toEqual({ ...then, sinceMs: until });
  expect(await known(Date.now())).toEqual({ ...now, sinceMs: until });
  expect(await known(0)).toEqual({ ...then, sinceMs: until });
});

it("lines are of the whole center: a tenant sees none, and nobody changes one", async () => {
  const count = (scope: Parameters<typeof inScope>[1]) =>
    inScope(database.db, scope, async (tx) => (await tx.select().from(documentLine)).length);
  expect(await count(wholeCenter("c1"))).toBeGreaterThan(0);
  expect(await count(wholeCenter("c2"))).toBe(0);
  expect(await count({ centerId: "c1", tenantId: "t1" })).toBe(0);
  expect((await database.db.select().from(documentLine)).length).toBe(0);
  await expect(
    inScope(database.db, wholeCenter("c1"), (tx) => tx.delete(documentLine)),
  ).rejects.toMatchObject({ cause: { code: "42501" } });
});
