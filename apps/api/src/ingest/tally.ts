/** What was kept out of one request, by reason: how many samples, and one example for a person to look at. */
export class Tally {
  readonly entries = new Map<string, { count: number; example: string }>();

  /** @param example asked for once per reason */
  add(reason: string, count: number, example: () => string): void {
    const entry = this.entries.get(reason);
    if (entry) entry.count += count;
    else this.entries.set(reason, { count, example: example() });
  }

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  has(reason: string): boolean {
    return this.entries.has(reason);
  }
}
