import { createLease, endAssignment, endLease, noChange, resizeLease, stockOf } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, eventually, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inScope, wholeCenter } from "../database/scope.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { InventoryStore } from "../store.ts";
import type { LeasingState } from "./center-holdings.ts";
import { lockLeases } from "./center-holdings.ts";
import type { LeasingStore } from "./leasing-store.ts";
import { openLeasingStore } from "./leasing-store.ts";

const by = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
let database: TestDatabase;
let inventory: InventoryStore;
let leasing: LeasingStore;
const at = (month: string) => `2026-${month}-01T00:00:00Z`;

const sold = (state: LeasingState) => ({ ...state, stock: stockOf(aCenterDocument()) });

/** Carries out what a rule accepted. */
const change = <T extends { ok: true; change: typeof noChange } | { ok: false; message: string }>(
  rule: (state: LeasingState) => T,
  centerId = "c1",
) =>
  leasing.changeLeases(centerId, by, (state) => {
    const outcome = rule(state);
    if (!outcome.ok) throw new Error(outcome.message);
    return { change: outcome.change, done: [], answer: null };
  });
const held = async () => {
  const document = await inventory.readDocument("c1");
  const terms = (all: readonly { from: string; to: string | null }[] = []) => all.map(({ to }) => to);
  return { leases: terms(document?.leases), assignments: terms(document?.assignments) };
};

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

describe("a document older than a change", () => {
  const older = aCenterDocument();
  const counts = async (document = older) => {
    const { created, changed } = await inventory.writeDocument(document);
    return { created, changed };
  };

  it("leaves what was resized as it is, and one read after the change does too", async () => {
    await change((state) => resizeLease(sold(state), { lease: "l1", amount: 12, from: at("06") }));
    const after = await held();
    expect(after).toEqual({ leases: [at("06"), null], assignments: [at("06"), null] });
    expect(await counts()).toEqual({ created: 0, changed: 0 });
    const exported = await inventory.readDocument("c1");
    expect(await counts(exported ?? older)).toEqual({ created: 0, changed: 0 });
    expect(await counts()).toEqual({ created: 0, changed: 0 });
    expect(await held()).toEqual(after);
  });

  it("leaves what was cut twice as it is", async () => {
    for (const month of ["09", "07"])
      await change((state) => endLease(state, { lease: "l1", at: at(month) }, Date.parse(at("05"))));
    expect(await counts()).toEqual({ created: 0, changed: 0 });
    expect(await held()).toEqual({ leases: [at("07")], assignments: [at("07")] });
  });

  it("that says another end means it: the end is changed, and said again it changes nothing", async () => {
    await change((state) => endLease(state, { lease: "l1", at: at("06") }, Date.parse(at("05"))));
    const [lease] = older.leases;
    if (!lease) throw new Error("the example center has a lease");
    const longer = { ...older, leases: [{ ...lease, to: at("10") }], assignments: [] };
    expect(await counts(longer)).toEqual({ created: 0, changed: 1 });
    expect((await held()).leases).toEqual([at("10")]);
    expect(await counts(longer)).toEqual({ created: 0, changed: 0 });
    // From here on the end is the document's: one without an end is another statement again.
    expect(await counts({ ...older, assignments: [] })).toEqual({ created: 0, changed: 1 });
  });

  it("does not bring back what was withdrawn before it began; taken up again it is one row", async () => {
    const [assignment] = older.assignments;
    const future = { lease: "l1", rack: "k2", from: at("11"), to: at("12") };
    const planned = aCenterDocument({ assignments: [...(assignment ? [assignment] : []), future] });
    await inventory.writeDocument(planned);
    const target = { lease: "l1", rack: "k2", at: at("11") };
    await change((state) => endAssignment(state, target, Date.parse(at("05"))));
    expect(await counts(planned)).toEqual({ created: 0, changed: 0 });
    expect((await held()).assignments).toEqual([null]);
    const again = { ...noChange, beginAssignments: [future] };
    await leasing.changeLeases("c1", by, () => ({ change: again, done: [], answer: null }));
    expect((await held()).assignments).toEqual([null, at("12")]);
  });
});

it("the database itself refuses two leases of one place, and keeps nothing of the change", async () => {
  const begin = { lease: "l1", rack: "k1", from: at("03"), to: at("04") };
  const refused = leasing.changeLeases("c1", by, (state) => {
    const made = createLease(sold(state), {
      id: "l2",
      tenant: "t1",
      resource: "racks",
      amount: 1,
      terms: "commitment",
      from: at("01"),
      to: null,
    });
    if (!made.ok) throw new Error(made.message);
    const beginAssignments = [{ ...begin, lease: "l2" }];
    return { change: { ...made.change, beginAssignments }, done: [], answer: null };
  });
  await expect(refused).rejects.toMatchObject({ name: "StoreConflict" });
  expect((await held()).leases).toEqual([null]);
});

it("an import waits for a change that is on its way", async () => {
  const waiting = `select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database
    where l.locktype = 'advisory' and not l.granted and d.datname = current_database()`;
  let importing: Promise<unknown> = Promise.resolve();
  let imported = false;
  await inScope(database.db, wholeCenter("c1"), async (tx) => {
    await lockLeases(tx, "c1");
    importing = inventory.writeDocument(aCenterDocument()).then(() => {
      imported = true;
    });
    await eventually(async () => expect((await database.ownerPool.query(waiting)).rows).toEqual([{ n: 1 }]));
    expect(imported).toBe(false);
  });
  await importing;
  expect(imported).toBe(true);
});
