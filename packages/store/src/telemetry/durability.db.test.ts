import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { aCenterDocument, eventually, inTime } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccessStore } from "../access/access-store.ts";
import { migrate } from "../database/migrate.ts";
import type { Database } from "../database/open-database.ts";
import { openDatabase } from "../database/open-database.ts";
import { openInventoryStore } from "../inventory/inventory-store.ts";
import { resolveSeries } from "../series/resolve-series.ts";
import type { BoundPoint, SampleBatch, TelemetryStore } from "../store.ts";
import { StoreUnavailable } from "../store.ts";
import { signalServer } from "./server-processes.fixture.ts";
import { openTelemetryStore } from "./telemetry-store.ts";

const log = () => {};
const start = Date.parse("2026-05-04T08:00:00Z");
const everything = { fromMs: start - 1, toMs: start + 1_000_000_000 };

describe.skipIf(process.platform !== "linux")("a database that fails", () => {
  let dataDir: string;
  let database: Database;
  let store: TelemetryStore;
  let ids: Int32Array;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "aidc-durability-"));
    database = await openDatabase({ dataDir, log });
    await migrate(database);
    await openInventoryStore(database).writeDocument(aCenterDocument());
    store = await openTelemetryStore(database, { log });
    const labels = Array.from({ length: senders * seriesOfSender }, (_, i) => ({
      labels: { i: String(i) },
      match: null,
    }));
    ids = await store.resolveSeries("c1", "s", labels);
  });
  afterAll(async () => {
    await store.close();
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const senders = 4;
  const seriesOfSender = 50;
  const stepBatch = (sender: number, step: number): SampleBatch => ({
    centerId: "c1",
    sourceId: "s",
    count: seriesOfSender,
    seriesIds: ids.slice(sender * seriesOfSender, (sender + 1) * seriesOfSender),
    timesMs: new Float64Array(seriesOfSender).fill(start + step * 1000),
    values: Float64Array.from({ length: seriesOfSender }, (_, i) => step * 100 + i + 0.5),
  });
  const pointOf = (seriesId: number): BoundPoint => ({
    centerId: "c1",
    subject: { kind: "rack", id: "k1" },
    quantity: "power",
    seriesId,
    sourceId: "s",
    scale: 1,
    offset: 0,
    intervalMs: 1000,
    maxGapMs: 3000,
    grade: "metered",
  });

  /** Acknowledged to any sender. */
  let stepsSent = 0;
  /** Sends step after step, each until it is acknowledged, as Prometheus does. @returns acknowledged steps */
  async function send(sender: number, from: number, until: () => boolean): Promise<number> {
    let step = from;
    for (; !until(); step++) {
      for (;;) {
        try {
          await store.append(stepBatch(sender, step));
          stepsSent++;
          break;
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) throw error;
          await delay(5);
        }
      }
    }
    return step;
  }

  async function stepsStored(): Promise<number[]> {
    const found = await store.readSamples([...ids].map(pointOf), everything);
    return Array.from({ length: senders }, (_, sender) => {
      const ofSender = found.slice(sender * seriesOfSender, (sender + 1) * seriesOfSender);
      const steps = ofSender[0]?.timesMs.length ?? 0;
      for (const [i, { timesMs, values }] of ofSender.entries()) {
        expect(timesMs).toEqual(Float64Array.from({ length: steps }, (_, step) => start + step * 1000));
        expect(values).toEqual(Float64Array.from({ length: steps }, (_, step) => step * 100 + i + 0.5));
      }
      return steps;
    });
  }

  it("loses no acknowledged sample and doubles none when the server and all its backends are killed, ten times", async () => {
    let acknowledged: number[] = [0, 0, 0, 0];
    for (let cycle = 0; cycle < 10; cycle++) {
      let killed = false;
      const sending = Promise.all(acknowledged.map((from, sender) => send(sender, from, () => killed)));
      // In the middle of ingest, wherever that is: after so many steps, however long they take.
      const steps = stepsSent + Math.ceil(Math.random() * 40);
      await eventually(() => expect(stepsSent).toBeGreaterThanOrEqual(steps), { pauseMs: 1 });
      await signalServer(dataDir, "SIGKILL");
      const back = eventually(() => store.append(stepBatch(0, 0)));
      expect(await inTime(back, 15_000)).toBe(true);
      await back;
      killed = true;
      acknowledged = await sending;
    }
    expect(Math.min(...acknowledged)).toBeGreaterThan(10);
    expect(await stepsStored()).toEqual(acknowledged);
    await store.close();
    store = await openTelemetryStore(database, { log });
    expect(await stepsStored()).toEqual(acknowledged);
  });

  it("answers within 2.5 s when the database hangs, at once while it goes on hanging, and recovers by itself", async () => {
    const [next = 0] = await stepsStored();
    await signalServer(dataDir, "SIGSTOP");
    try {
      const first = store.append(stepBatch(0, next));
      expect(await inTime(first, 2500)).toBe(true);
      await expect(first).rejects.toThrow(StoreUnavailable);
      const beside = Promise.allSettled([
        openAccessStore(database).verifyIngestKey(`aidc_ing_${"x".repeat(8)}_${"y".repeat(43)}`),
        resolveSeries(database.ingestPool, { centerId: "c1", sourceId: "s", isHeard: () => false }, [
          { labels: { i: "0" }, match: null },
        ]),
      ]);
      expect(await inTime(beside, 2500)).toBe(true);
      expect((await beside).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      const second = store.append(stepBatch(0, next));
      expect(await inTime(second, 100)).toBe(true);
      await expect(second).rejects.toThrow(StoreUnavailable);
    } finally {
      await signalServer(dataDir, "SIGCONT");
    }
    const result = await eventually(() => store.append(stepBatch(0, next)), { timeoutMs: 20_000 });
    // The hung insert may have been committed after all; then the repeat is a duplicate, and never a second sample.
    expect(result.accepted + result.duplicates).toBe(seriesOfSender);
    expect((await stepsStored())[0]).toBe(next + 1);
  });
});
