import type { HistoryReads } from "@aidc/store";

/** Reads of history at once, over all requests: the pool has room left for everything that must be quick. */
const atOnce = 4;

/**
 * The store with its history reads in a queue. One wide question would otherwise take every connection, and a
 * revoked key or a sign-in would wait for it.
 */
export function gateReads(store: HistoryReads): HistoryReads {
  const waiting: (() => void)[] = [];
  let running = 0;
  async function inTurn<T>(read: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await read();
    } finally {
      // The place goes straight to the next in line, so that nobody can slip in between.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }
  return {
    laterDays: (reads, atMs) => inTurn(() => store.laterDays(reads, atMs)),
    readSamples: (points, window) => inTurn(() => store.readSamples(points, window)),
    readRollups: (points, window, resolution) => inTurn(() => store.readRollups(points, window, resolution)),
    sumDays: (groups, window, resolution) => inTurn(() => store.sumDays(groups, window, resolution)),
    sumPoints: (points, window) => inTurn(() => store.sumPoints(points, window)),
    greatestQuarters: (points, windows) => inTurn(() => store.greatestQuarters(points, windows)),
    boundsOfHours: (points, window) => inTurn(() => store.boundsOfHours(points, window)),
    cardDays: (servers, window) => inTurn(() => store.cardDays(servers, window)),
  };
}
