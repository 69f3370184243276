/** Who leaves for another page of the same topic comes back within this. */
const lingerMs = 5_000;

interface Watchable {
  watch(listener: () => void): () => void;
}

interface Entry<Feed> {
  readonly feed: Feed;
  watchers: number;
  leaving: ReturnType<typeof setTimeout> | undefined;
}

/** Every topic is opened once, however many tiles watch it, and lingers a little when nobody does any more. */
export class SharedTopics<Feed extends Watchable> {
  private readonly entries = new Map<string, Entry<Feed>>();
  private readonly open: (topic: string) => Feed;
  private readonly leave: (topic: string) => void;

  constructor(open: (topic: string) => Feed, leave: (topic: string) => void) {
    this.open = open;
    this.leave = leave;
  }

  get(topic: string): Feed | undefined {
    return this.entries.get(topic)?.feed;
  }

  all(): [string, Feed][] {
    return [...this.entries].map(([topic, { feed }]) => [topic, feed]);
  }

  /** @returns what ends the watch */
  watch(topic: string, listener: () => void): () => void {
    const entry = this.enter(topic);
    clearTimeout(entry.leaving);
    entry.watchers++;
    const unwatch = entry.feed.watch(listener);
    return () => {
      unwatch();
      entry.watchers--;
      if (entry.watchers === 0) entry.leaving = setTimeout(() => this.forget(topic), lingerMs);
    };
  }

  close(): void {
    for (const { leaving } of this.entries.values()) clearTimeout(leaving);
    this.entries.clear();
  }

  private enter(topic: string): Entry<Feed> {
    const known = this.entries.get(topic);
    if (known) return known;
    const entry: Entry<Feed> = { feed: this.open(topic), watchers: 0, leaving: undefined };
    this.entries.set(topic, entry);
    return entry;
  }

  private forget(topic: string): void {
    this.entries.delete(topic);
    this.leave(topic);
  }
}
