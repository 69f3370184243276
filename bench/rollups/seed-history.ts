import type { BoundPoint } from "@aidc/store";
import { migrate, openDatabase, openInventoryStore, openTelemetryStore } from "@aidc/store";
import { rackCenter, rackCenterDocument, rackId } from "../load/rack-center.ts";

export interface HistoryPlan {
  readonly dataDir: string;
  readonly racks: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

export interface Seeded {
  readonly samples: number;
  readonly appendSeconds: number;
  readonly compactSeconds: number;
}

const samplesPerBatch = 60_000;
/** Packed part by part: no transaction of millions of rows, and one sees it go on. */
const partMs = 5 * 86_400_000;
/** Not an ingest key: nobody asks for it here. */
const sourceId = "00000000-0000-4000-8000-000000000000";

/** Power of every rack over the window, through the store as the door would hand it over, and packed. */
export async function seedHistory(plan: HistoryPlan): Promise<Seeded> {
  const { dataDir, racks, fromMs, toMs, stepMs } = plan;
  const database = await openDatabase({ dataDir, log: () => {} });
  await migrate(database);
  await openInventoryStore(database).writeDocument(rackCenterDocument(racks, stepMs / 1000));
  const store = await openTelemetryStore(database, { log: () => {} });
  try {
    const series = Array.from({ length: racks }, (_, rack) => ({
      labels: { __name__: "aidc_rack_power_watts", rack: rackId(rack) },
      match: {
        subject: { kind: "rack" as const, id: rackId(rack) },
        quantity: "power" as const,
        scale: 1,
        offset: 0,
      },
    }));
    const ids = await store.resolveSeries(rackCenter, sourceId, series);
    const seeded = { samples: 0, appendSeconds: 0, compactSeconds: 0 };
    for (let partFromMs = fromMs; partFromMs < toMs; partFromMs += partMs) {
      const partToMs = Math.min(partFromMs + partMs, toMs);
      const startedMs = performance.now();
      for (const batch of batchesOf(ids, partFromMs, partToMs, stepMs)) {
        seeded.samples += batch.count;
        await store.append({ centerId: rackCenter, sourceId, ...batch });
      }
      const appendedMs = performance.now();
      await store.compact();
      seeded.appendSeconds += (appendedMs - startedMs) / 1000;
      seeded.compactSeconds += (performance.now() - appendedMs) / 1000;
      const days = (partToMs - fromMs) / 86_400_000;
      console.log(`  ${days} days seeded: ${(seeded.appendSeconds + seeded.compactSeconds).toFixed(0)} s`);
    }
    return seeded;
  } finally {
    await store.close();
    await database.stop();
  }
}

function* batchesOf(ids: Int32Array, fromMs: number, toMs: number, stepMs: number) {
  const stepsPerBatch = Math.floor(samplesPerBatch / ids.length);
  for (let stepFromMs = fromMs; stepFromMs < toMs; stepFromMs += stepsPerBatch * stepMs) {
    const steps = Math.min(stepsPerBatch, Math.ceil((toMs - stepFromMs) / stepMs));
    yield batchOf(ids, stepFromMs, steps, stepMs);
  }
}

function batchOf(ids: Int32Array, fromMs: number, steps: number, stepMs: number) {
  const count = ids.length * steps;
  const seriesIds = new Int32Array(count);
  const timesMs = new Float64Array(count);
  const values = new Float64Array(count);
  let at = 0;
  for (let step = 0; step < steps; step++) {
    const timeMs = fromMs + step * stepMs;
    for (const [rack, id] of ids.entries()) {
      seriesIds[at] = id;
      timesMs[at] = timeMs;
      values[at] = powerAt(rack, timeMs);
      at++;
    }
  }
  return { count, seriesIds, timesMs, values };
}

/** A day's curve, a rack's own level and some noise, in whole watts. */
function powerAt(rack: number, timeMs: number): number {
  const day = Math.sin((timeMs / 86_400_000) * 2 * Math.PI);
  const noise = Math.imul(rack * 7919 + timeMs / 1000, 0x9e3779b1) >>> 24;
  return 15_000 + (rack % 50) * 200 + Math.round(day * 3_000) + noise;
}

export async function readPointsOf(dataDir: string): Promise<BoundPoint[]> {
  const database = await openDatabase({ dataDir, log: () => {} });
  try {
    const points = await openInventoryStore(database).readPoints(rackCenter);
    return points.filter(({ subject, quantity }) => subject.kind === "rack" && quantity === "power");
  } finally {
    await database.stop();
  }
}
