/** Tells listeners once for everything that changed within a moment. */
export interface Teller {
  readonly tell: (listener: () => void) => void;
  /** Calls with everything that is told, before the others. @returns what ends that */
  readonly join: (listener: () => void) => () => void;
  /** Does not wait any longer. */
  readonly now: () => void;
  readonly stop: () => void;
}

/** The pictures of a tick come one after the other, more so from a busy server: they are drawn together. */
const togetherMs = 120;

/** @param waitMs from the first change until all listeners are told, one after the other in one go */
export function createTeller(waitMs = togetherMs): Teller {
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
    now() {
      if (timer === undefined) return;
      clearTimeout(timer);
      tellAll();
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
