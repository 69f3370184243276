import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../database/scope.ts";
import { everything, inScope, wholeCenter } from "../database/scope.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import { openServiceEventStore } from "./service-event-store.ts";

const by = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const tenants = ["t1", "t2"].map((id) => ({ id, name: id }));
  await openInventoryStore(database).writeDocument(aCenterDocument({ tenants }));
  const store = openServiceEventStore(database);
  for (const [n, touched] of [null, ["t1"], ["t2"]].entries()) {
    const draft = { kind: "incident", title: `event ${n}`, text: "", from: "2026-05-01T00:00:00Z" } as const;
    await store.setEvent("c1", ids[n] ?? "", { ...draft, to: null, tenants: touched, places: [] }, by);
  }
});
afterAll(() => database.close());

const titles = (scope: Scope) =>
  inScope(database.db, scope, async (tx) => {
    const { rows } = await tx.execute<{ title: string }>(sql`select title from service_event order by title`);
    return rows.map(({ title }) => title);
  });

it("the database shows a tenant the events that touch it, whatever is asked", async () => {
  expect(await titles({ centerId: "c1", tenantId: "t1" })).toEqual(["event 0", "event 1"]);
  expect(await titles({ centerId: "c1", tenantId: "t2" })).toEqual(["event 0", "event 2"]);
  expect(await titles({ centerId: "c2", tenantId: "t1" })).toEqual([]);
  expect(await titles(wholeCenter("c1"))).toEqual(["event 0", "event 1", "event 2"]);
  expect(await titles(everything)).toHaveLength(3);
  expect((await database.pool.query("select * from service_event")).rows).toEqual([]);
});

it("and lets it change none", async () => {
  const changed = await inScope(database.db, { centerId: "c1", tenantId: "t1" }, (tx) =>
    tx.execute(sql`update service_event set title = 'mine'`),
  );
  expect(changed.rowCount).toBe(0);
});
