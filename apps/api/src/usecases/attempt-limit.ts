interface Window {
  startedMs: number;
  taken: number;
}

const mostKeys = 20_000;

/**
 * Attempts of each key in a window, taken before they are made: of any number at once exactly `most` pass. It stands
 * before the count in the database, so that a flood does not become a flood of statements.
 */
export class AttemptLimit {
  private readonly windows = new Map<string, Window>();
  private readonly limit: { readonly most: number; readonly windowMs: number };
  private readonly clock: () => number;

  constructor(limit: { readonly most: number; readonly windowMs: number }, clock: () => number = Date.now) {
    this.limit = limit;
    this.clock = clock;
  }

  take(key: string): boolean {
    const now = this.clock();
    const window = this.windows.get(key);
    if (window && now - window.startedMs < this.limit.windowMs) {
      window.taken += 1;
      return window.taken <= this.limit.most;
    }
    // Emptied rather than grown: an attacker with many names costs memory otherwise. The database still counts.
    if (this.windows.size >= mostKeys) this.windows.clear();
    this.windows.set(key, { startedMs: now, taken: 1 });
    return true;
  }
}
