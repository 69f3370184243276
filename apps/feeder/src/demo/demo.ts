import { setTimeout as delay } from "node:timers/promises";
import {
  demoAnchorMs,
  demoCenterId,
  demoDocument,
  demoPlan,
  demoPrices,
  demoScenario,
  demoSeries,
  demoTariff,
  hourMs,
} from "@aidc/simulator";
import { createSender, Refused } from "../push/sender.ts";
import type { ServerClient } from "../server/client.ts";
import { ServerRefusal, Unreachable } from "../server/faults.ts";
import { keepIngestKey } from "../server/kept-key.ts";
import { feedHistory } from "./history.ts";
import { startLive } from "./live.ts";

export interface DemoOptions {
  readonly client: ServerClient;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly log: (message: string, facts?: object) => void;
}

const keyName = "demo feeder";
/** A live push that does not get through in this time is given up; the next one fills the hole. */
const livePatienceMs = 3000;

/**
 * Creates the demo center and feeds it through the public door until the signal aborts or the center is removed.
 * Live first; the past follows beside it.
 */
export async function runDemo(options: DemoOptions): Promise<"stopped" | "removed"> {
  const { client, signal, log } = options;
  const anchorMs = await patiently(signal, () => establish(options));
  const key = await keepIngestKey(client, demoCenterId, keyName, options.dataDir);
  const series = demoSeries(anchorMs);
  const ending = new AbortController();
  const both = AbortSignal.any([signal, ending.signal]);
  const sender = createSender({ url: client.url, key, giveUpAfterMs: livePatienceMs, signal: both });
  const live = startLive({ sender, series, signal: both, now: options.now, log });
  const past = live.firstPicture.then(() =>
    feedHistory({
      client,
      center: demoCenterId,
      sender: createSender({ url: client.url, key, signal: both }),
      series,
      nowMs: options.now(),
      quiet: live.quiet,
      signal: both,
      log,
    }),
  );
  past.catch((error: unknown) => {
    if (!both.aborted)
      log("the past of the demo center is not complete; the next start goes on", { why: String(error) });
  });
  try {
    await live.ended;
    return "stopped";
  } catch (error) {
    if (isGone(error)) return "removed";
    throw error;
  } finally {
    ending.abort();
    await past.catch(() => undefined);
  }
}

/** @returns the anchor of the story: of the center that is there already, or this hour */
async function establish({ client, now }: DemoOptions): Promise<number> {
  const known = await client.readDocument(demoCenterId);
  const anchorMs = (known && demoAnchorMs(known)) ?? Math.floor(now() / hourMs) * hourMs;
  await client.importCenter(demoDocument(anchorMs));
  // Once: whoever tries the price book out must not be overruled by the next start.
  if ((await client.countPrices(demoCenterId)) === 0)
    await client.publishPrices(demoCenterId, demoPrices(anchorMs));
  if ((await client.listTariffs(demoCenterId)).length === 0)
    await client.publishTariff(demoCenterId, demoTariff(anchorMs));
  if ((await client.listScenarios(demoCenterId)).length === 0)
    await client.publishScenario(demoCenterId, demoScenario(anchorMs));
  if ((await client.listPlans(demoCenterId)).length === 0)
    await client.publishPlan(demoCenterId, demoPlan(anchorMs));
  return anchorMs;
}

/** The server that started us may not listen yet. */
async function patiently<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const isTemporary =
        error instanceof Unreachable || (error instanceof ServerRefusal && error.status === 503);
      if (!isTemporary || tries >= 120) throw error;
      await delay(500, undefined, { signal });
    }
  }
}

/** The key is no longer good or the center no longer there: somebody wiped the demo. */
function isGone(error: unknown): boolean {
  return error instanceof Refused && [401, 403, 404].includes(error.status);
}
