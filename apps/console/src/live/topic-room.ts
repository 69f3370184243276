import type { Patch, SubscribeAck } from "@aidc/contract";
import { SharedTopics } from "./shared-topics.ts";
import { TopicFeed } from "./topic-feed.ts";
import type { TopicReader } from "./topic-reader.ts";
import type { TopicView } from "./topic-screen.ts";

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

export function createTopicRoom<Value, Changes>(
  reader: TopicReader<Value, Changes>,
  line: Line,
): TopicRoom<Value> & TopicRoomControl {
  const { hearClock, tell } = line;
  const nothing: TopicView<Value> = { value: null, seq: 0, refused: null };
  const topics = new SharedTopics((topic) => {
    const feed = new TopicFeed(reader, { ask: () => line.ask(topic), hearClock, tell });
    if (line.isOpen()) feed.sync();
    return feed;
  }, line.leave);
  return {
    watch: (topic, listener) => topics.watch(topic, listener),
    view: (topic) => topics.get(topic)?.view() ?? nothing,
    hear: (patch) => topics.get(patch.topic)?.hear(patch),
    sync(wanted) {
      for (const [topic, feed] of topics.all()) if (wanted === undefined || wanted === topic) feed.sync();
    },
    clear() {
      for (const [, feed] of topics.all()) feed.clear();
    },
    close: () => topics.close(),
  };
}
