/** Those who wait until something can be said: after a start, or a new center, the first tick comes within seconds. */
export class FirstTick {
  private readonly waiting = new Set<() => void>();

  /** Resolves with the next tick, or when the time is over. */
  async wait(withinMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.waiting.add(resolve);
    await promise;
    this.waiting.delete(resolve);
    clearTimeout(timer);
  }

  tell(): void {
    for (const tell of this.waiting) tell();
  }
}
