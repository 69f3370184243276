interface Window {
  startedMs: number;
  failures: number;
}

const windowMs = 60_000;
const perWindow = 30;
const mostAddresses = 10_000;

/** Counts wrong secrets by address, so that guessing is slow; who never fails is never slowed. */
export class FailureLimit {
  private readonly windows = new Map<string, Window>();
  private readonly clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.clock = clock;
  }

  isBlocked(address: string): boolean {
    const window = this.windows.get(address);
    return window !== undefined && this.clock() - window.startedMs < windowMs && window.failures >= perWindow;
  }

  count(address: string): void {
    const now = this.clock();
    const window = this.windows.get(address);
    if (window && now - window.startedMs < windowMs) window.failures += 1;
    else this.windows.set(address, { startedMs: now, failures: 1 });
    // The map is emptied rather than grown: an attacker with many addresses costs memory otherwise.
    if (this.windows.size > mostAddresses) this.windows.clear();
  }

  /** Takes back what was counted before it turned out to be right. */
  forgive(address: string): void {
    const window = this.windows.get(address);
    if (window) window.failures -= 1;
  }
}
