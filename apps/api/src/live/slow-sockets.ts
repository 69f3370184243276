/** Topics are published together once a second; within this time a queue says nothing about the reader. */
const scanEveryMs = 200;

/**
 * Latest wins: who has not taken in what was sent a tick ago is sent nothing more, so that no backlog grows in our
 * memory (`conn.writeBuffer` is where it would: `bufferedAmount` does not see it), and later one newest snapshot.
 */
export class SlowSockets {
  private readonly listQueued: () => Iterable<string>;
  private readonly clock: () => number;
  private readonly missed = new Map<string, Set<string>>();
  private queued = new Set<string>();
  private scannedAtMs = Number.NEGATIVE_INFINITY;

  constructor(listQueued: () => Iterable<string>, clock: () => number = () => performance.now()) {
    this.listQueued = listQueued;
    this.clock = clock;
  }

  /** @returns the members to leave out of this publication; they are remembered as having missed the topic */
  skip(topic: string, members: ReadonlySet<string>): string[] {
    this.scan();
    const behind: string[] = [];
    for (const id of members) {
      if (!this.queued.has(id) && !this.missed.get(id)?.has(topic)) continue;
      behind.push(id);
      const topics = this.missed.get(id) ?? new Set<string>();
      this.missed.set(id, topics.add(topic));
    }
    return behind;
  }

  /** Who missed something and has an empty queue again. Each is named once; it is told to ask for the snapshot. */
  recovered(): { socketId: string; topic: string }[] {
    const back: { socketId: string; topic: string }[] = [];
    for (const [socketId, topics] of this.missed) {
      if (this.queued.has(socketId)) continue;
      for (const topic of topics) back.push({ socketId, topic });
      this.missed.delete(socketId);
    }
    return back;
  }

  caughtUp(socketId: string, topic: string): void {
    const topics = this.missed.get(socketId);
    topics?.delete(topic);
    if (topics?.size === 0) this.missed.delete(socketId);
  }

  forget(socketId: string): void {
    this.missed.delete(socketId);
    this.queued.delete(socketId);
  }

  private scan(): void {
    const now = this.clock();
    if (now - this.scannedAtMs < scanEveryMs) return;
    this.scannedAtMs = now;
    this.queued = new Set(this.listQueued());
  }
}
