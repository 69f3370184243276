/** Tells listeners once for everything that changed within a moment. */
export interface Teller {
  readonly tell: (listener: () => void) => void;
  /** Calls with everything that is told, before the others. @returns what ends that */
  readonly join: (listener: () => void) => () => void;
  readonly stop: () => void;
}

/** @param waitMs from the first change until all listeners are told, one after the other in one go */
export function createTeller(waitMs: number): Teller {
  const waiting = new Set<() => void>();
  const joined = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellAll = () => {
    timer = undefined;
    const told = new Set([...joined, ...waiting]);
    waiting.clear();
    for (const listener of told) listener();
  };
  return {
    tell(listener) {
      waiting.add(listener);
      timer ??= setTimeout(tellAll, waitMs);
    },
    join(listener) {
      joined.add(listener);
      return () => void joined.delete(listener);
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
