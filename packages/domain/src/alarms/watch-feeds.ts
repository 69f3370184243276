/**
 * Dead feeds: nothing flows although servers hang on it. A feed of empty racks carries nothing and is well; of two
 * paths each is judged by itself, for the other one may carry all of the load now.
 */
import type { CenterDocument, Quantity, Subject } from "@aidc/contract";
import { freshValue, noSignal } from "../live/signals.ts";
import { racksServedBy } from "../topology/branches.ts";
import type { Reading } from "./condition.ts";
import { readLimit } from "./condition.ts";
import type { Watching } from "./watch-equipment.ts";
import type { AlarmPlan } from "./watched.ts";

/** Below what any server draws that is plugged in and switched off. */
const deadW = 1;

/** Feeds with servers on them, each with the row of the point that tells its power. */
export function loadedFeeds(
  { feeds, servers }: Pick<CenterDocument, "feeds" | "servers">,
  points: readonly { readonly subject: Subject; readonly quantity: Quantity }[],
): { readonly id: string; readonly row: number }[] {
  const used = new Set(servers.map(({ rack }) => rack));
  const own = new Map<string, number>();
  for (const [row, { subject, quantity }] of points.entries())
    if (quantity === "power") own.set(`${subject.kind}/${subject.id}`, row);
  return feeds.flatMap(({ id, meter }) => {
    const row = own.get(`feed/${id}`) ?? own.get(`meter/${meter}`);
    const isLoaded = racksServedBy(feeds, id).some((rack) => used.has(rack));
    return row !== undefined && isLoaded ? [{ id, row }] : [];
  });
}

export const readFeed = (watts: number): Reading =>
  readLimit(watts, { side: "below", raiseAt: deadW, deadBand: deadW });

export function watchFeeds({ index, points }: AlarmPlan): Watching {
  const rows = loadedFeeds(index.document, points);
  return {
    subjects: rows.map(({ id }) => ({ kind: "feed", id })),
    limit: deadW,
    judge: readFeed,
    valueOf: (row, { latest, nowMs }) => freshValue(index.signals, latest, rows[row]?.row ?? noSignal, nowMs),
  };
}
