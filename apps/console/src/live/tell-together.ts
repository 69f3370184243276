/** Tells listeners once for everything that changed within a moment. */
export interface Teller {
  readonly tell: (listener: () => void) => void;
  readonly stop: () => void;
}

/** @param waitMs from the first change until all listeners are told, one after the other in one go */
export function createTeller(waitMs: number): Teller {
  const waiting = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellAll = () => {
    timer = undefined;
    const told = [...waiting];
    waiting.clear();
    for (const listener of told) listener();
  };
  return {
    tell(listener) {
      waiting.add(listener);
      timer ??= setTimeout(tellAll, waitMs);
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
