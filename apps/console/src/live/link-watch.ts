import type { LinkState } from "./live-state.ts";

/** The state of the connection as tiles see it; changes are told to watchers. */
export interface LinkFacts {
  readonly state: LinkState;
  /** Browser clock at the moment the link was lost; null while it holds. */
  readonly lostAtMs: number | null;
  /** The server said that its database is away: pictures are live, but nothing is kept. */
  readonly storageAway: boolean;
  /** How often the server said that the settings of this screen were changed. */
  readonly settingsChanges: number;
}

export interface LinkWatch {
  facts(): LinkFacts;
  watch(listener: () => void): () => void;
  set(state: LinkState): void;
  setStorageAway(away: boolean): void;
  noteSettings(): void;
}

export function createLinkWatch(nowMs: () => number): LinkWatch {
  let facts: LinkFacts = { state: "connecting", lostAtMs: null, storageAway: false, settingsChanges: 0 };
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
    set(state) {
      if (state === facts.state) return;
      const lostAtMs = state === "lost" ? nowMs() : null;
      tell({ ...facts, state, lostAtMs });
    },
    setStorageAway(storageAway) {
      if (storageAway !== facts.storageAway) tell({ ...facts, storageAway });
    },
    noteSettings: () => tell({ ...facts, settingsChanges: facts.settingsChanges + 1 }),
  };
}
