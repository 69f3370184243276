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
  beforeEach(async () => {
    heard.clear();
    await database.ownerPool.query("delete from point; delete from series");
  });

  const heard = new Set<number>();
  const isHeard = (id: number) => heard.has(id);
  const settle = (...asked: NewSeries[]) =>
    resolveSeries(database.ingestPool, { centerId: "c1", sourceId: "s", isHeard }, asked);
  const resolve = async (...asked: NewSeries[]) => (await settle(...asked)).ids;
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

  it("gives a free point to the newest of the series that match it in one request", async () => {
    const [, second] = await resolve(series("1", "r1"), series("2", "r1"));
    expect(await bindings()).toEqual([{ id: second, rack: "r1", scale: 1 }]);
  });

  it("a second exporter takes no point from a series that is heard: what closed months told stays", async () => {
    const [first = 0] = await resolve(series("1", "r1"));
    heard.add(first);
    const { ids, waiting } = await settle(series("2", "r1"), series("3", "r1", 1_000));
    const [second = 0, third = 0] = ids;
    // The newest used to win, and the history of the first was nobody's.
    expect(await bindings()).toEqual([{ id: first, rack: "r1", scale: 1 }]);
    expect([...waiting]).toEqual([
      [second, first],
      [third, first],
    ]);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it("new labels of a sender whose series is silent go on under it, from then on and after a restart", async () => {
    const [first] = await resolve(series("1", "r1"));
    expect([...(await resolve(series("2", "r1"), series("4", null)))][0]).toBe(first);
    expect([...(await resolve(series("1", "r1"), series("2", "r1"))).values()]).toEqual([first, first]);
    expect(await bindings()).toEqual([{ id: first, rack: "r1", scale: 1 }]);
  });

  it("who waited goes on under the series that has fallen silent; another scale takes the point", async () => {
    const [first = 0] = await resolve(series("1", "r1"));
    heard.add(first);
    const [waits] = await resolve(series("2", "r1"));
    expect(waits).not.toBe(first);
    heard.clear();
    expect((await resolve(series("2", "r1")))[0]).toBe(first);
    const [other] = await resolve(series("3", "r1", 1_000));
    expect(await bindings()).toEqual([{ id: other, rack: "r1", scale: 1_000 }]);
  });

  it("a series of before takes its point back when the newer one, which told it by another scale, is silent", async () => {
    const [first = 0] = await resolve(series("1", "r1"));
    const [second = 0] = await resolve(series("2", "r1", 1_000));
    expect(await bindings()).toEqual([{ id: second, rack: "r1", scale: 1_000 }]);
    heard.add(second);
    expect([...(await settle(series("1", "r1"))).waiting]).toEqual([[first, second]]);
    heard.clear();
    // The newest used to be asked for once more: who was told to bind was bound nowhere and waited for nobody.
    await resolve(series("1", "r1"));
    expect(await bindings()).toEqual([{ id: first, rack: "r1", scale: 1 }]);
  });

  it("labels that mean another point by now begin a series of their own", async () => {
    const [first] = await resolve(series("1", "r1"));
    await resolve(series("2", "r1"));
    const [moved] = await resolve(series("2", "r2"));
    expect(moved).not.toBe(first);
    expect(await bindings()).toEqual([
      { id: first, rack: "r1", scale: 1 },
      { id: moved, rack: "r2", scale: 1 },
    ]);
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
