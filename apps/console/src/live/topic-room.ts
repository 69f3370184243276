import type { Patch, SubscribeAck } from "@aidc/contract";
import type { TopicView } from "./topic-feed.ts";
import { TopicFeed } from "./topic-feed.ts";
import type { TopicReader } from "./topic-reader.ts";

/** What the feeds of a room need of the connection. */
export interface Line {
  ask(topic: string): Promise<SubscribeAck>;
  leave(topic: string): void;
  isOpen(): boolean;
  hearClock(atMs: number): void;
  tell(listener: () => void): void;
}

/** All topics of one kind: every topic is subscribed once, however many tiles watch it. */
export interface TopicRoom<Value> {
  /** @returns what ends the watch; the subscription itself lingers a little */
  watch(topic: string, listener: () => void): () => void;
  view(topic: string): TopicView<Value>;
}

/** The connection's side of a room. */
export interface TopicRoomControl {
  hear(patch: Patch): void;
  /** One topic, or all of them. */
  sync(topic?: string): void;
  clear(): void;
  close(): void;
}

/** Who leaves for another page of the same topic comes back within this. */
const lingerMs = 5_000;

interface Entry<Value, Changes> {
  readonly feed: TopicFeed<Value, Changes>;
  watchers: number;
  leaving: ReturnType<typeof setTimeout> | undefined;
}

export function createTopicRoom<Value, Changes>(
  reader: TopicReader<Value, Changes>,
  line: Line,
): TopicRoom<Value> & TopicRoomControl {
  const entries = new Map<string, Entry<Value, Changes>>();
  const nothing: TopicView<Value> = { value: null, seq: 0, refused: null };

  function enter(topic: string): Entry<Value, Changes> {
    const known = entries.get(topic);
    if (known) return known;
    const { hearClock, tell } = line;
    const feed = new TopicFeed(reader, { ask: () => line.ask(topic), hearClock, tell });
    const entry: Entry<Value, Changes> = { feed, watchers: 0, leaving: undefined };
    entries.set(topic, entry);
    if (line.isOpen()) feed.sync();
    return entry;
  }

  function leave(topic: string, entry: Entry<Value, Changes>): void {
    entry.watchers--;
    if (entry.watchers > 0) return;
    entry.leaving = setTimeout(() => {
      entries.delete(topic);
      line.leave(topic);
    }, lingerMs);
  }

  return {
    watch(topic, listener) {
      const entry = enter(topic);
      clearTimeout(entry.leaving);
      entry.watchers++;
      const unwatch = entry.feed.watch(listener);
      return () => {
        unwatch();
        leave(topic, entry);
      };
    },
    view: (topic) => entries.get(topic)?.feed.view() ?? nothing,
    hear: (patch) => entries.get(patch.topic)?.feed.hear(patch),
    sync(topic) {
      for (const [name, { feed }] of entries) if (topic === undefined || topic === name) feed.sync();
    },
    clear() {
      for (const { feed } of entries.values()) feed.clear();
    },
    close() {
      for (const { leaving } of entries.values()) clearTimeout(leaving);
      entries.clear();
    },
  };
}
