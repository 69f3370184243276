import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { NewSeries } from "../store.ts";
import { resolveSeries } from "./resolve-series.ts";

const series = (i: string, rack: string | null, scale = 1): NewSeries => ({
  labels: { __name__: "x", i },
  match: rack === null ? null : { subject: { kind: "rack", id: rack }, quantity: "power", scale, offset: 0 },
});

describe("resolving series", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await openInventoryStore(database).writeDocument(aCenterDocument());
  });
  afterAll(() => database.close());
  beforeEach(() => database.ownerPool.query("delete from point; delete from series"));

  const resolve = (...asked: NewSeries[]) => resolveSeries(database.ingestPool, "c1", "s", asked);
  const bindings = async () => {
    const { rows } = await database.ownerPool.query(
      "select series_id as id, subject_id as rack, scale from binding order by series_id",
    );
    return rows;
  };

  it("makes what is new, finds what is known, and answers in the order asked, repeats included", async () => {
    const [a, b] = await resolve(series("1", "r1"), series("2", null));
    const again = await resolve(series("3", "r3"), series("2", null), series("1", "r1"), series("2", null));
    expect([...again].slice(1)).toEqual([b, a, b]);
    expect(await bindings()).toEqual([
      { id: a, rack: "r1", scale: 1 },
      { id: again[0], rack: "r3", scale: 1 },
    ]);
  });

  it("gives a point to the newest of the series that match it, in one request or in two", async () => {
    const [first, second] = await resolve(series("1", "r1"), series("2", "r1"));
    expect(await bindings()).toEqual([{ id: second, rack: "r1", scale: 1 }]);
    const [third] = await resolve(series("3", "r1"), series("1", "r1"));
    expect(await bindings()).toEqual([{ id: third, rack: "r1", scale: 1 }]);
    expect(third).toBeGreaterThan(first as number);
  });

  it("binds anew what matches another point or by another scale, and nothing else", async () => {
    const ids = await resolve(series("1", "r1"), series("2", "r2"), series("3", "r3"));
    const boundAt = async () =>
      (await database.ownerPool.query("select bound_at from binding order by series_id")).rows;
    const before = await boundAt();
    await resolve(series("1", "r1"), series("2", "r2"), series("3", "r3"));
    expect(await boundAt()).toEqual(before);
    await resolve(series("1", "elsewhere"), series("2", "r2", 0.5), series("3", "r3"));
    expect(await bindings()).toEqual([
      { id: ids[0], rack: "elsewhere", scale: 1 },
      { id: ids[1], rack: "r2", scale: 0.5 },
      { id: ids[2], rack: "r3", scale: 1 },
    ]);
  });

  it("gives two requests at once the same ids", async () => {
    const asked = Array.from({ length: 300 }, (_, i) => series(String(i), `r${i}`));
    const [a, b] = await Promise.all([resolve(...asked), resolve(...asked)]);
    expect([...(a ?? [])]).toEqual([...(b ?? [])]);
    expect((await bindings()).length).toBe(300);
  });
});
