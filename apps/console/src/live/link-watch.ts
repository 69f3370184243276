import type { LinkState } from "./live-state.ts";

/** The state of the connection as tiles see it; changes are told to watchers. */
export interface LinkFacts {
  readonly state: LinkState;
  /** Browser clock at the last word of the server before the link was lost; null while it holds. */
  readonly silentSinceMs: number | null;
  /** The server said that its database is away: pictures are live, but nothing is kept. */
  readonly storageAway: boolean;
  /** How often the server said that the settings of this screen were changed. */
  readonly settingsChanges: number;
}

export interface LinkWatch {
  facts(): LinkFacts;
  watch(listener: () => void): () => void;
  /** The server said something. A loss is noticed later, and silence is counted from here. */
  hear(): void;
  /** @param silentSinceMs where somebody else listened: when they heard the last word before the loss */
  set(state: LinkState, silentSinceMs?: number | null): void;
  setStorageAway(away: boolean): void;
  noteSettings(): void;
}

export function createLinkWatch(nowMs: () => number): LinkWatch {
  let facts: LinkFacts = { state: "connecting", silentSinceMs: null, storageAway: false, settingsChanges: 0 };
  let heardAtMs = nowMs();
  const listeners = new Set<() => void>();
  const tell = (next: LinkFacts) => {
    facts = next;
    for (const listener of listeners) listener();
  };
  return {
    facts: () => facts,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hear: () => {
      heardAtMs = nowMs();
    },
    set(state, silentSinceMs = null) {
      if (state === facts.state) return;
      tell({ ...facts, state, silentSinceMs: state === "lost" ? (silentSinceMs ?? heardAtMs) : null });
    },
    setStorageAway(storageAway) {
      if (storageAway !== facts.storageAway) tell({ ...facts, storageAway });
    },
    noteSettings: () => tell({ ...facts, settingsChanges: facts.settingsChanges + 1 }),
  };
}
