/**
 * Dead feeds: nothing flows although servers hang on it. A feed of empty racks carries nothing and is well; of two
 * paths each is judged by itself, for the other one may carry all of the load now.
 */
import { quantities } from "@aidc/contract";
import { freshValue, noSignal } from "../live/signals.ts";
import { racksServedBy } from "../topology/branches.ts";
import { readLimit } from "./condition.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmPlan } from "./watched.ts";

/** Below what any server draws that is plugged in and switched off. */
const deadW = 1;

export function watchFeeds({ index, points }: AlarmPlan): Watching {
  const { feeds, servers } = index.document;
  const used = new Set(servers.map(({ rack }) => rack));
  const own = new Map<string, number>();
  for (const [signal, { subject, quantity }] of points.entries())
    if (quantity === "power") own.set(`${subject.kind}/${subject.id}`, signal);
  const rows = feeds.flatMap(({ id, meter }) => {
    const signal = own.get(`feed/${id}`) ?? own.get(`meter/${meter}`) ?? noSignal;
    const isLoaded = racksServedBy(feeds, id).some((rack) => used.has(rack));
    return signal !== noSignal && isLoaded ? [{ id, signal }] : [];
  });
  return {
    subjects: rows.map(({ id }) => ({ kind: "feed", id })),
    limit: deadW,
    unit: quantities.power.unit,
    judge: (watts) => readLimit(watts, { side: "below", raiseAt: deadW, deadBand: deadW }),
    valueOf: (row, { latest, nowMs }) =>
      freshValue(index.signals, latest, rows[row]?.signal ?? noSignal, nowMs),
  };
}
