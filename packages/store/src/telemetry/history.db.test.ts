import { bucketEdgesOver, rollUp } from "@aidc/domain";
import type { TestDatabase } from "@aidc/testkit";
import { aCenterDocument, eventually, openTestDatabase } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import type { BoundPoint, InventoryStore, Resolution, SampleBatch } from "../store.ts";
import { openTelemetryStore } from "./telemetry-store.ts";

const log = () => {};
/** Shanghai's midnight, so that local days are whole in the window. */
const start = Date.parse("2026-05-03T16:00:00Z");
const window = { fromMs: start, toMs: start + 3 * 86_400_000 };
const resolutions: readonly Resolution[] = ["5m", "1h", "1d"];

type Sample = readonly [timeMs: number, value: number];

/** Two days at 15 s with a gap of ten minutes, cut off in the middle of a bucket. */
const samples: readonly Sample[] = Array.from(
  { length: 9_000 },
  (_, i) => [start + 7 + i * 15_000, 500 + ((i * 7919) % 1000) / 10] as const,
).filter(([timeMs]) => timeMs < start + 30_000_000 || timeMs > start + 30_600_000);

function without(all: readonly Sample[], some: readonly Sample[]): Sample[] {
  const known = new Set(some);
  return all.filter((sample) => !known.has(sample));
}

describe("history", () => {
  let database: TestDatabase;
  let inventory: InventoryStore;
  let store: Awaited<ReturnType<typeof openTelemetryStore>>;
  beforeAll(async () => {
    database = await openTestDatabase();
    inventory = openInventoryStore(database);
    await inventory.writeDocument(aCenterDocument());
    store = await openTelemetryStore(database, { log });
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  async function aPoint(rack: string): Promise<BoundPoint> {
    const match = {
      subject: { kind: "rack" as const, id: rack },
      quantity: "power" as const,
      scale: 2,
      offset: 1,
    };
    await store.resolveSeries("c1", "s", [{ labels: { rack }, match }]);
    const found = (await inventory.readPoints("c1")).find((p) => p.subject.id === rack);
    if (found === undefined) throw new Error("the point was not made");
    return found;
  }
  const append = (point: BoundPoint, part: readonly Sample[]): Promise<unknown> => {
    const batch: SampleBatch = {
      centerId: "c1",
      sourceId: "s",
      count: part.length,
      seriesIds: new Int32Array(part.length).fill(point.seriesId ?? 0),
      timesMs: Float64Array.from(part, ([timeMs]) => timeMs),
      values: Float64Array.from(part, ([, value]) => value),
    };
    return store.append(batch);
  };
  const columns = (part: readonly Sample[]) => ({
    timesMs: Float64Array.from(part, ([timeMs]) => timeMs),
    values: Float64Array.from(part, ([, value]) => value * 2 + 1),
  });
  const rules = { nature: "gauge" as const, intervalMs: 15_000, maxGapMs: 45_000, integralScale: 1 };
  const expected = (part: readonly Sample[], resolution: Resolution) =>
    rollUp(columns(part), bucketEdgesOver(window, resolution, "Asia/Shanghai"), rules);

  async function expectHistory(point: BoundPoint, part: readonly Sample[]): Promise<void> {
    const [read] = await store.readSamples([point], window);
    expect(read).toEqual(columns(part));
    for (const resolution of resolutions) {
      const [rollups] = await store.readRollups([point], window, resolution);
      expect(rollups).toEqual(expected(part, resolution));
    }
  }

  it("is the same before and after compaction, with late data, and after a restart", async () => {
    const point = await aPoint("k1");
    const early = samples.filter((_, i) => i < 6_000 && i % 10 !== 3);
    await append(point, early);
    await expectHistory(point, early);
    await store.compact();
    await expectHistory(point, early);
    const more = samples.filter((_, i) => i < 8_000 && (i % 10 !== 3 || i > 4_000));
    await append(point, without(more, early));
    await expectHistory(point, more);
    await store.compact();
    await expectHistory(point, more);
    await append(point, without(samples, more));
    await expectHistory(point, samples);
    await store.close();
    store = await openTelemetryStore(database, { log });
    await expectHistory(point, samples);
    await store.compact();
    await expectHistory(point, samples);
  });

  it("was written when a run packed something, not when it found nothing", async () => {
    await append(await aPoint("k9"), samples.slice(0, 10));
    await store.compact();
    const { lastRunAtMs, writtenAtMs } = store.health().compaction;
    expect(writtenAtMs).toBe(lastRunAtMs);
    await eventually(async () => {
      await store.compact();
      expect(store.health().compaction.lastRunAtMs).not.toBe(lastRunAtMs);
    });
    expect(store.health().compaction.writtenAtMs).toBe(writtenAtMs);
  });

  it("does not depend on order or number of deliveries, nor on when it is compacted", async () => {
    const point = await aPoint("k2");
    const shuffled = samples
      .map((sample, i) => ({ sample, key: (i * 48_271) % 9_001 }))
      .sort((a, b) => a.key - b.key);
    for (let from = 0; from < shuffled.length; from += 1_000) {
      const part = shuffled.slice(Math.max(0, from - 500), from + 1_000).map(({ sample }) => sample);
      await append(point, part);
      if (from === 4_000) await store.compact();
      await append(point, part);
    }
    await expectHistory(point, samples);
    await store.compact();
    await append(point, samples.slice(0, 3_000));
    await store.compact();
    await expectHistory(point, samples);
  });

  it("keeps the first of two values for one time, packed or not", async () => {
    const point = await aPoint("k2");
    const [first] = samples;
    if (first === undefined) throw new Error("no sample");
    await append(point, [[first[0], -1]]);
    await expectHistory(point, samples);
    await store.compact();
    await expectHistory(point, samples);
    const { rows } = await database.pool.query("select reason, count from quarantine where center_id = 'c1'");
    expect(rows).toEqual([expect.objectContaining({ count: "1" })]);
  });

  it("makes roll-ups of what was packed before the series was bound", async () => {
    const [id = 0] = await store.resolveSeries("c1", "s", [{ labels: { late: "bound" }, match: null }]);
    const point = { ...(await aPoint("k2")), seriesId: id, subject: { kind: "server" as const, id: "s1" } };
    await append(point, samples);
    await store.compact();
    expect(await store.readRollups([point], window, "1h")).toEqual([[]]);
    const match = { subject: point.subject, quantity: "power" as const, scale: 2, offset: 1 };
    await inventory.bindSeries("c1", [{ seriesId: id, match }], store.isHeard);
    await store.compact();
    await expectHistory(point, samples);
  });

  it("leaves no row of a center that is removed", async () => {
    await append(await aPoint("k1"), [[start + 200_000_000, 1]]);
    expect(await inventory.removeCenter("c1")).toEqual({ rowsLeft: 0 });
    expect(await inventory.listCenters()).toEqual([]);
    await store.compact();
  });
});
