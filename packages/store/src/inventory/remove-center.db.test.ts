import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { InventoryStore } from "../store.ts";
import { openInventoryStore } from "./inventory-store.ts";
import { removeCenter } from "./remove-center.ts";

let database: TestDatabase;
let inventory: InventoryStore;
beforeAll(async () => {
  database = await openTestDatabase();
  inventory = openInventoryStore(database);
});
afterAll(() => database.close());

/** Every table is large. */
const anyBytes = 0;

const roll = (center: string) =>
  database.ownerPool.query(
    `insert into rollup_5m (center_id, series_id, starts_at, ends_at, integral, covered_ms, samples, resets)
      select $1, s, at, at + interval '5 minutes', 1, 300000, 1, 0
      from generate_series(1, 5) s, generate_series('2026-05-01T00:05:00Z'::timestamptz, '2026-05-01T16:40:00Z', '5 minutes') at`,
    [center],
  );
const rowsOf = async (center: string) => {
  const { rows } = await database.ownerPool.query(
    "select count(*)::int as n from rollup_5m where center_id = $1",
    [center],
  );
  return rows[0]?.n;
};
/** The file behind a table is another after it was emptied, the same after rows were deleted. */
const fileOf = async () => {
  const { rows } = await database.ownerPool.query("select pg_relation_filenode('rollup_5m') as file");
  return rows[0]?.file;
};

beforeEach(async () => {
  const document = aCenterDocument();
  for (const id of ["c1", "c2"])
    await inventory.writeDocument({ ...document, center: { ...document.center, id } });
});

test("roll-ups that no other center shares go with their file", async () => {
  await roll("c1");
  const file = await fileOf();
  expect(await removeCenter(database, "c1", anyBytes)).toEqual({ rowsLeft: 0 });
  expect(await fileOf()).not.toBe(file);
  expect((await inventory.listCenters()).map(({ id }) => id)).toEqual(["c2"]);
});

test("of another center's rows none is touched", async () => {
  await roll("c1");
  await roll("c2");
  const file = await fileOf();
  expect(await removeCenter(database, "c1", anyBytes)).toEqual({ rowsLeft: 0 });
  expect([await rowsOf("c1"), await rowsOf("c2"), await fileOf()]).toEqual([0, 1000, file]);
  await removeCenter(database, "c2");
});

test("whoever reads for long keeps nothing from being removed", async () => {
  await roll("c1");
  const file = await fileOf();
  const reader = await database.ownerPool.connect();
  await reader.query("begin");
  await reader.query("select count(*) from rollup_5m");
  expect(await removeCenter(database, "c1", anyBytes)).toEqual({ rowsLeft: 0 });
  await reader.query("commit");
  reader.release();
  expect([await rowsOf("c1"), await fileOf()]).toEqual([0, file]);
});

test("a small table is not locked against its readers", async () => {
  await roll("c1");
  const file = await fileOf();
  expect(await removeCenter(database, "c1")).toEqual({ rowsLeft: 0 });
  expect(await fileOf()).toBe(file);
});
