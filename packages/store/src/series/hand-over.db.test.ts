import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AccessStore } from "../access/access-store.ts";
import { openAccessStore } from "../access/access-store.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import { openSourceStore } from "../sources/source-store.ts";
import type { TelemetryStore } from "../store.ts";
import { openTelemetryStore } from "../telemetry/telemetry-store.ts";

const startMs = Date.now() - 3_600_000;
const match = { subject: { kind: "rack", id: "k1" }, quantity: "power", scale: 1, offset: 0 } as const;
let database: TestDatabase;
let store: TelemetryStore;
let access: AccessStore;
let ids: Int32Array;
let keys: Record<"a" | "b", string>;

beforeAll(async () => {
  database = await openTestDatabase();
  await openInventoryStore(database).writeDocument(aCenterDocument());
  access = openAccessStore(database);
  store = await openTelemetryStore(database, { log: () => {} });
  const keyOf = async (name: string) => (await access.createIngestKey("c1", name)).id;
  keys = { a: await keyOf("prom-a"), b: await keyOf("prom-b") };
  ids = await store.resolveSeries("c1", keys.a, [
    { labels: { __name__: "w" }, match },
    { labels: { __name__: "up" }, match: null },
  ]);
});
afterAll(async () => {
  await store.close();
  await database.close();
});

const send = (by: "a" | "b", atS: number, receivedS = atS) =>
  store.append({
    centerId: "c1",
    sourceId: keys[by],
    receivedAtMs: startMs + receivedS * 1000,
    count: 2,
    seriesIds: ids.slice(),
    timesMs: new Float64Array(2).fill(startMs + atS * 1000),
    values: new Float64Array(2).fill(atS),
  });
/** What the rest of the product sees of whose the series are. */
const owned = async () => {
  const points = await openInventoryStore(database).readPoints("c1");
  const fed = points.find(({ seriesId }) => seriesId === ids[0])?.sourceId;
  const listed = await openSourceStore(database).listSources("c1");
  return [
    fed === keys.a ? "a" : "b",
    ...listed.map(({ seriesBound, seriesUnmatched }) => seriesBound + seriesUnmatched),
  ];
};
const reopen = async () => {
  await store.close();
  store = await openTelemetryStore(database, { log: () => {} });
};

it("a series stays with its key while that sends it, and is the other one's of a pair when that is gone", async () => {
  // The cadence of the center.
  for (let atS = 0; atS < 60; atS += 15) {
    await send("a", atS);
    await send("b", atS + 7);
    expect(await store.handOver()).toEqual([]);
  }
  expect(await owned()).toEqual(["a", 2, 0]);
  await send("b", 91);
  expect(await store.handOver()).toEqual(["c1"]);
  expect(await owned()).toEqual(["b", 0, 2]);
});

it("is whose it was after a start, packed or not, and a revoked key loses it at once", async () => {
  await reopen();
  await store.compact();
  await reopen();
  await send("b", 92);
  await send("a", 93);
  expect(await store.handOver()).toEqual([]);
  expect(await owned()).toEqual(["b", 0, 2]);
  await access.revokeIngestKey("c1", keys.b);
  expect(await store.handOver()).toEqual(["c1"]);
  expect(await owned()).toEqual(["a", 2, 0]);
});

it("what a clock ahead stamped is no newer than its receipt, after a start too, and what comes then takes its place", async () => {
  const heard = () => (store.latest.heardMs[ids[0] ?? 0] ?? Number.NaN) - startMs;
  const time = () => (store.latest.timesMs[ids[0] ?? 0] ?? Number.NaN) - startMs;
  await send("a", 660, 120);
  expect([time(), heard()]).toEqual([660_000, 120_000]);
  await send("a", 121);
  expect([time(), heard()]).toEqual([121_000, 121_000]);
  await send("a", 7200, 122);
  await reopen();
  expect(time()).toBe(7_200_000);
  expect(heard() + startMs).toBeLessThanOrEqual(Date.now());
  await store.compact();
  await reopen();
  expect(heard() + startMs).toBeLessThanOrEqual(Date.now());
});

it("tells of a center only when what feeds a point has passed: naive it is read anew for a series that feeds none", async () => {
  const { id: third } = await access.createIngestKey("c1", "prom-c");
  const sendOne = (series: number, sourceId: string, atS: number) =>
    store.append({
      centerId: "c1",
      sourceId,
      receivedAtMs: startMs + atS * 1000,
      count: 1,
      seriesIds: ids.slice(series, series + 1),
      timesMs: new Float64Array([startMs + atS * 1000]),
      values: new Float64Array([atS]),
    });
  const ofThird = async () => {
    const listed = await openSourceStore(database).listSources("c1");
    return listed.flatMap(({ id, seriesBound, seriesUnmatched }) =>
      id === third ? [seriesBound, seriesUnmatched] : [],
    );
  };
  const [bound, free] = [0, 1];
  await sendOne(free, third, 4000);
  expect(await store.handOver()).toEqual([]);
  expect(await ofThird()).toEqual([0, 1]);
  await sendOne(bound, third, 4000);
  expect(await store.handOver()).toEqual(["c1"]);
  expect(await ofThird()).toEqual([1, 1]);
});
