import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { SampleBatch, TelemetryStore } from "../store.ts";
import { openTelemetryStore } from "./telemetry-store.ts";

const log = () => {};
const t0 = Date.parse("2026-05-04T08:00:00Z");

describe("taking samples in", () => {
  let database: TestDatabase;
  let store: TelemetryStore;
  let ids: Int32Array;
  beforeAll(async () => {
    database = await openTestDatabase();
    await openInventoryStore(database).writeDocument(aCenterDocument());
    store = await openTelemetryStore(database, { log });
    ids = await store.resolveSeries("c1", "s", [
      { labels: { __name__: "a", job: "x" }, match: null },
      {
        labels: { __name__: "b" },
        match: { subject: { kind: "rack", id: "k1" }, quantity: "power", scale: 1, offset: 0 },
      },
    ]);
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  const batch = (
    samples: readonly (readonly [series: number, timeMs: number, value: number])[],
  ): SampleBatch => ({
    centerId: "c1",
    sourceId: "s",
    count: samples.length,
    seriesIds: Int32Array.from(samples, (s) => ids[s[0]] ?? -1),
    timesMs: Float64Array.from(samples, (s) => s[1]),
    values: Float64Array.from(samples, (s) => s[2]),
  });

  it("finds a series again by its labels, in any order of them", async () => {
    const again = await store.resolveSeries("c1", "other", [
      { labels: { job: "x", __name__: "a" }, match: null },
      { labels: { __name__: "b" }, match: null },
    ]);
    expect(again).toEqual(ids);
  });

  it("takes new samples, lets repeats pass and turns other values away", async () => {
    expect(
      await store.append(
        batch([
          [0, t0, 1],
          [1, t0, 2],
        ]),
      ),
    ).toEqual({ accepted: 2, duplicates: 0, conflicts: 0 });
    expect(
      await store.append(
        batch([
          [0, t0, 1],
          [0, t0 + 1000, 3],
          [1, t0, 9],
        ]),
      ),
    ).toEqual({
      accepted: 1,
      duplicates: 1,
      conflicts: 1,
      firstConflict: { seriesId: ids[1], timeMs: t0 },
    });
    expect(await store.append(batch([[0, t0 - 5000, 0.5]]))).toMatchObject({ accepted: 1 });
    expect(store.latest.timesMs[ids[0] ?? 0]).toBe(t0 + 1000);
    expect(store.latest.values[ids[0] ?? 0]).toBe(3);
  });

  it("decides between two batches under way at once: the first one wins", async () => {
    const [first, second] = await Promise.all([
      store.append(batch([[0, t0 + 2000, 4]])),
      store.append(batch([[0, t0 + 2000, 5]])),
    ]);
    expect([first.accepted, second.conflicts]).toEqual([1, 1]);
  });

  it("refuses what the doors must never hand over", async () => {
    await expect(
      store.append({ ...batch([[0, t0, 1]]), seriesIds: Int32Array.of(9_999_999) }),
    ).rejects.toThrow(RangeError);
    await expect(store.append(batch([[0, t0 + 0.5, 1]]))).rejects.toThrow(RangeError);
  });

  it("is refused to a second process", async () => {
    await expect(openTelemetryStore(database, { log })).rejects.toThrow(
      "Another process already takes samples",
    );
  });

  it("knows everything again after a restart", async () => {
    await store.close();
    store = await openTelemetryStore(database, { log });
    expect(store.latest.timesMs[ids[0] ?? 0]).toBe(t0 + 2000);
    expect(
      await store.append(
        batch([
          [0, t0, 1],
          [0, t0 - 5000, 0.75],
        ]),
      ),
    ).toMatchObject({ accepted: 0, duplicates: 1, conflicts: 1 });
  });
});
