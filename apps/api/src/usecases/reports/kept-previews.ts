interface Kept<Preview> {
  readonly untilMs: number;
  readonly mark: string;
  readonly report: Promise<Preview>;
}

/** A preview may be this old; it says when it was made. */
const keptMs = 60_000;
const keptMost = 32;

/**
 * Previews of reports, so that whoever turns pages or reloads one does not have a year of roll-ups read again: each
 * for a minute, and only as long as its mark is the same. Asked for twice at once, it is made once. A failure is not
 * kept.
 */
export class KeptPreviews<Preview> {
  private readonly kept = new Map<string, Kept<Preview>>();
  private readonly clock: () => number;

  constructor(clock: () => number) {
    this.clock = clock;
  }

  /** @param mark changes when somebody has changed what the report is made from */
  get(key: string, mark: string, make: () => Promise<Preview>): Promise<Preview> {
    const found = this.kept.get(key);
    if (found && found.mark === mark && found.untilMs > this.clock()) return found.report;
    const report = make();
    const made = { untilMs: this.clock() + keptMs, mark, report };
    this.kept.delete(key);
    this.kept.set(key, made);
    for (const oldest of [...this.kept.keys()].slice(0, Math.max(0, this.kept.size - keptMost)))
      this.kept.delete(oldest);
    report.catch(() => {
      if (this.kept.get(key) === made) this.kept.delete(key);
    });
    return report;
  }
}
