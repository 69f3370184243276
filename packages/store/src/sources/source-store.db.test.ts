import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccessStore } from "../access/access-store.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { TelemetryStore } from "../store.ts";
import { openTelemetryStore } from "../telemetry/telemetry-store.ts";
import type { SourceStore } from "./source-store.ts";
import { openSourceStore } from "./source-store.ts";

const t0 = Date.parse("2026-05-04T08:00:00Z");

describe("the sources of a center", () => {
  let database: TestDatabase;
  let store: TelemetryStore;
  let sources: SourceStore;
  let key: { id: string };
  beforeAll(async () => {
    database = await openTestDatabase();
    await openInventoryStore(database).writeDocument(aCenterDocument());
    store = await openTelemetryStore(database, { log: () => {} });
    sources = openSourceStore(database);
    key = await openAccessStore(database).createIngestKey("c1", "prometheus");
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  it("are listed before they have sent anything", async () => {
    expect(await sources.listSources("c1")).toEqual([
      expect.objectContaining({
        id: key.id,
        name: "prometheus",
        lastSampleAtMs: null,
        acceptedSamples: 0,
        revokedAtMs: null,
      }),
    ]);
  });

  it("show what they sent, the same before and after compaction", async () => {
    const ids = await store.resolveSeries("c1", key.id, [
      { labels: { __name__: "up" }, match: null },
      {
        labels: { __name__: "w" },
        match: { subject: { kind: "rack", id: "k1" }, quantity: "power", scale: 1, offset: 0 },
      },
    ]);
    const send = (timeMs: number) =>
      store.append({
        centerId: "c1",
        sourceId: key.id,
        count: 2,
        seriesIds: ids,
        timesMs: Float64Array.of(timeMs, timeMs),
        values: Float64Array.of(1, 2),
      });
    await send(t0);
    await send(t0 + 1000);
    const seen = { acceptedSamples: 4, seriesBound: 1, seriesUnmatched: 1, lastSampleAtMs: t0 + 1000 };
    expect(await sources.listSources("c1")).toEqual([expect.objectContaining(seen)]);
    await store.compact();
    expect(await sources.listSources("c1")).toEqual([expect.objectContaining(seen)]);
    await send(t0 + 2000);
    expect(await sources.listSources("c1")).toEqual([
      expect.objectContaining({ acceptedSamples: 6, lastSampleAtMs: t0 + 2000 }),
    ]);
    expect(await sources.listUnmatched("c1", 10)).toEqual([
      {
        id: ids[0],
        labels: { __name__: "up" },
        sourceId: key.id,
        lastSampleAtMs: t0 + 1000,
        lastValue: 1,
      },
    ]);
  });

  it("show what was kept out, by reason, with the newest example", async () => {
    const entry = { centerId: "c1", sourceId: key.id, reason: "not_a_number" };
    store.quarantine({ ...entry, example: "first", count: 2 });
    store.quarantine({ ...entry, example: "a\0b", count: 3 });
    await store.close();
    expect(await sources.listQuarantine("c1")).toEqual([
      { reason: "not_a_number", count: 5, example: "a\\0b", lastAtMs: expect.any(Number) },
    ]);
    expect((await sources.listSources("c1"))[0]?.quarantined).toBe(5);
    store = await openTelemetryStore(database, { log: () => {} });
  });
});
