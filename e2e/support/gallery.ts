import { setTimeout as delay } from "node:timers/promises";
import type { DemoSeries } from "@aidc/simulator";
import {
  badTransformer,
  demoDocument,
  demoPrices,
  demoSeries,
  demoTariff,
  hotRack,
  liveIntervalsMs,
  sampleAt,
} from "@aidc/simulator";
import type { Api } from "./api.ts";
import type { Series } from "./remote-write.ts";
import { pushUntilAcknowledged } from "./remote-write.ts";

/** Two centers with the same inventory: one is fed as the public door is used, the other never was. */
export interface Gallery {
  readonly fed: string;
  readonly empty: string;
  /** The past is in. */
  readonly started: Promise<void>;
  /** From now on one rack takes in hot air. */
  heat(): void;
  stop(): Promise<void>;
}

const dayMs = 86_400_000;
/** The center's story begins today, so that its leases are in force. */
const anchorMs = Math.floor(Date.now() / dayMs) * dayMs;
const pastMs = 3_600_000;
const pastStepMs = 60_000;
/** How far back each kind goes before that, in steps that its points bridge; accelerators bridge none. */
const historyStepMs = 720_000;
const historyDays: Partial<Readonly<Record<DemoSeries["kind"], number>>> = {
  meter: 370,
  rack: 60,
  tenant: 60,
  server: 2,
  plant: 2,
};
const samplesPerPush = 20_000;
const everyMs = 2_000;
/** Within the recommended range of every class, and far outside of it. */
const calmCelsius = 24;
const hotCelsius = 46;

export async function openGallery(url: string, api: Api): Promise<Gallery> {
  const document = demoDocument(anchorMs);
  const centers = { fed: "example", empty: "silent" } as const;
  // The story of the demo has a rack close to its limit and a transformer that reads too low: not on a calm day.
  const racks = document.racks?.map((rack) =>
    rack.id === hotRack.id ? { ...rack, powerLimitW: 2 * hotRack.limitW } : rack,
  );
  for (const id of Object.values(centers))
    await api.importCenter({ ...document, center: { ...document.center, id, origin: "live" }, racks });
  await api.call("POST", `/centers/${centers.fed}/tariffs`, { draft: demoTariff(anchorMs) });
  await api.call("POST", `/centers/${centers.fed}/prices`, { draft: demoPrices(anchorMs) });
  const { key } = await api.createKey(centers.fed, "building");
  const series = demoSeries(anchorMs);
  let isHot = false;
  let isOver = false;
  const read = (one: DemoSeries, atMs: number): number | null => {
    const value = sampleAt(one, atMs);
    if (one.subject.id === badTransformer.feed && one.quantity === "power" && value !== null)
      return value / badTransformer.reads;
    if (one.quantity !== "inlet_temperature") return value;
    return isHot && one.subject.id === hotRack.id ? hotCelsius : calmCelsius;
  };
  const push = (list: readonly DemoSeries[], timesMs: readonly number[]) =>
    pushUntilAcknowledged(
      { url, key },
      list.flatMap((one) => written(one, timesMs, read)),
      { isOver: () => isOver },
    );
  const run = async (started: () => void) => {
    const nowMs = Date.now();
    await pushHistory(series, nowMs - pastMs, push);
    const past = Array.from({ length: pastMs / pastStepMs }, (_, step) => nowMs - pastMs + step * pastStepMs);
    await push(series, past);
    started();
    const nextMs = new Map(series.map((one) => [one, 0]));
    while (!isOver) {
      const atMs = Date.now();
      const due = series.filter((one) => (nextMs.get(one) ?? 0) <= atMs);
      for (const one of due) nextMs.set(one, atMs + liveIntervalsMs[one.kind]);
      await push(due, [atMs]);
      await delay(everyMs - (Date.now() % everyMs));
    }
  };
  let feeding: Promise<void> = Promise.resolve();
  const started = new Promise<void>((resolve, reject) => {
    feeding = run(resolve).catch((error: unknown) => reject(error));
  });
  return {
    ...centers,
    started,
    heat: () => {
      isHot = true;
    },
    async stop() {
      isOver = true;
      await feeding;
    },
  };
}

/** Oldest first, one kind after the other. */
export async function pushHistory(
  series: readonly DemoSeries[],
  toMs: number,
  push: (list: readonly DemoSeries[], timesMs: readonly number[]) => Promise<unknown>,
  days: Partial<Readonly<Record<DemoSeries["kind"], number>>> = historyDays,
): Promise<void> {
  for (const [kind, count] of Object.entries(days)) {
    const list = series.filter((one) => one.kind === kind);
    const steps = Math.floor((count * dayMs) / historyStepMs);
    const stepsPerPush = Math.max(1, Math.floor(samplesPerPush / list.length));
    for (let left = steps; left > 0; left -= stepsPerPush) {
      const next = Math.min(left, stepsPerPush);
      await push(
        list,
        Array.from({ length: next }, (_, step) => toMs - (left - step) * historyStepMs),
      );
    }
  }
}

export function written(
  one: DemoSeries,
  timesMs: readonly number[],
  read: (one: DemoSeries, atMs: number) => number | null,
): Series[] {
  const samples = timesMs.flatMap((atMs): [number, number][] => {
    const value = read(one, atMs);
    return value === null ? [] : [[atMs, value]];
  });
  return samples.length === 0 ? [] : [{ labels: one.labels, samples }];
}
