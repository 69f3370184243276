import type { Patch, SubscribeAck } from "@aidc/contract";
import type { LiveCursor } from "./apply-live-event.ts";
import { applyLiveEvent } from "./apply-live-event.ts";
import type { TopicReader } from "./topic-reader.ts";

/** What a tile sees of a topic. `refused` is the server's code when it will not give the topic. */
export interface TopicView<Value> {
  readonly value: Value | null;
  readonly seq: number;
  readonly refused: string | null;
}

export interface TopicFeed<Value> {
  /** Asks for a snapshot; a call while one is under way is folded into it. */
  sync(): void;
  hear(patch: Patch): void;
  view(): TopicView<Value>;
  watch(listener: () => void): () => void;
  /** Forgets the picture: after a revoked access nothing may stay. */
  clear(): void;
}

/** More waiting frames than this means the page slept: one snapshot is cheaper than the backlog. */
const maxWaiting = 30;

/**
 * One subscription of one topic, shared by all who watch it. Frames are read one after the other, because
 * inflating is asynchronous and order is the protocol.
 * @param ask subscribes at the server; rejects when no answer came
 */
export function createTopicFeed<Value, Changes>(
  reader: TopicReader<Value, Changes>,
  ask: () => Promise<SubscribeAck>,
  hearClock: (atMs: number) => void,
): TopicFeed<Value> {
  let cursor: LiveCursor<Value> | null = null;
  let current: TopicView<Value> = { value: null, seq: 0, refused: null };
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let syncing = false;
  const listeners = new Set<() => void>();

  const show = (view: TopicView<Value>) => {
    current = view;
    for (const listener of listeners) listener();
  };
  const adopt = (next: LiveCursor<Value>) => {
    cursor = next;
    show({ value: next.value, seq: next.seq, refused: null });
  };
  const enqueue = (work: () => Promise<void>) => {
    waiting++;
    queue = queue.then(work).finally(() => waiting--);
  };

  async function readAnswer(): Promise<void> {
    try {
      const answer = await ask();
      if (!answer.ok) return show({ ...current, refused: answer.code });
      hearClock(answer.at);
      adopt({
        epoch: answer.epoch,
        seq: answer.seq,
        atMs: answer.at,
        value: await reader.readSnapshot(answer.snapshot),
      });
    } catch {
      // No answer, or one we cannot read: the connection's watchdog asks again; the old picture ages meanwhile.
    } finally {
      syncing = false;
    }
  }

  function sync(): void {
    if (syncing) return;
    syncing = true;
    enqueue(readAnswer);
  }

  async function readPatch(patch: Patch): Promise<void> {
    if (syncing || !cursor) return;
    try {
      const applied = applyLiveEvent(
        cursor,
        { ...patch, changes: await reader.readChanges(patch.changes) },
        reader.merge,
      );
      if (applied.kind === "changed") adopt(applied.cursor);
      if (applied.kind === "resync") sync();
    } catch {
      sync();
    }
  }

  return {
    sync,
    hear(patch) {
      hearClock(patch.at);
      if (waiting > maxWaiting) sync();
      else enqueue(() => readPatch(patch));
    },
    view: () => current,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      cursor = null;
      show({ value: null, seq: 0, refused: null });
    },
  };
}
