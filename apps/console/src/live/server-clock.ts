/** Words of the server are late, never early: the largest offset seen lately is the truest. */
const remembered = 32;

export interface ServerClock {
  /** @param atMs what the server's clock said in a message that has just arrived */
  hear(atMs: number): void;
  /** Server time now, epoch ms; the browser's own time until the server has spoken. */
  nowMs(): number;
  /** Server time less the browser's own. */
  offsetMs(): number;
}

/** Ages are counted on the server's clock: a wall PC may be minutes off. */
export function createServerClock(browserNowMs: () => number): ServerClock {
  const offsetsMs: number[] = [];
  const offsetMs = () => (offsetsMs.length > 0 ? Math.max(...offsetsMs) : 0);
  return {
    offsetMs,
    hear(atMs) {
      offsetsMs.push(atMs - browserNowMs());
      if (offsetsMs.length > remembered) offsetsMs.shift();
    },
    nowMs: () => browserNowMs() + offsetMs(),
  };
}
