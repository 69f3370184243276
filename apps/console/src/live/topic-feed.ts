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

/** What a feed needs of the connection. */
export interface FeedLine {
  /** Subscribes at the server; rejects when no answer came. */
  readonly ask: () => Promise<SubscribeAck>;
  readonly hearClock: (atMs: number) => void;
  /** Calls once, soon, however often it was asked to. */
  readonly tell: (listener: () => void) => void;
}

const heardOnly = () => {};

/** More waiting frames than this means the page slept: one snapshot is cheaper than the backlog. */
const maxWaiting = 30;

/**
 * One subscription of one topic, shared by all who watch it. Frames are read one after the other, because
 * inflating is asynchronous and order is the protocol.
 */
export class TopicFeed<Value, Changes> {
  private readonly reader: TopicReader<Value, Changes>;
  private readonly line: FeedLine;
  private readonly listeners = new Set<() => void>();
  private cursor: LiveCursor<Value> | null = null;
  private current: TopicView<Value> = { value: null, seq: 0, refused: null };
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private syncing = false;

  constructor(reader: TopicReader<Value, Changes>, line: FeedLine) {
    this.reader = reader;
    this.line = line;
  }

  view(): TopicView<Value> {
    return this.current;
  }

  /** @returns what ends the watch */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks for a snapshot; a call while one is under way is folded into it. */
  sync(): void {
    if (this.syncing) return;
    this.syncing = true;
    this.enqueue(() => this.readAnswer());
  }

  hear(patch: Patch): void {
    this.line.hearClock(patch.at);
    if (this.waiting > maxWaiting) this.sync();
    else this.enqueue(() => this.readPatch(patch));
  }

  /** Forgets the picture: after a revoked access nothing may stay. */
  clear(): void {
    this.cursor = null;
    this.current = { value: null, seq: 0, refused: null };
    this.tellListeners();
  }

  private async readAnswer(): Promise<void> {
    try {
      const answer = await this.line.ask();
      if (!answer.ok) return this.show({ ...this.current, refused: answer.code });
      this.line.hearClock(answer.at);
      const value = await this.reader.readSnapshot(answer.snapshot, this.current.value);
      this.adopt({ epoch: answer.epoch, seq: answer.seq, atMs: answer.at, value });
    } catch {
      // No answer, or one we cannot read: the connection's watchdog asks again; the old picture ages meanwhile.
    } finally {
      this.syncing = false;
    }
  }

  private async readPatch(patch: Patch): Promise<void> {
    if (this.syncing || !this.cursor) return;
    try {
      const changes = await this.reader.readChanges(patch.changes);
      const applied = applyLiveEvent(this.cursor, { ...patch, changes }, this.reader.merge);
      if (applied.kind === "changed") this.adopt(applied.cursor);
      if (applied.kind === "resync") this.sync();
    } catch {
      this.sync();
    }
  }

  private adopt(cursor: LiveCursor<Value>): void {
    this.cursor = cursor;
    this.show({ value: cursor.value, seq: cursor.seq, refused: null });
  }

  /** A word that changes nothing is no reason to look again, but it is a tick: clocks go by it. */
  private show(view: TopicView<Value>): void {
    const { value, refused } = this.current;
    this.current = view;
    this.line.tell(view.value === value && view.refused === refused ? heardOnly : this.tellListeners);
  }

  private readonly tellListeners = (): void => {
    for (const listener of this.listeners) listener();
  };

  private enqueue(work: () => Promise<void>): void {
    this.waiting++;
    this.queue = this.queue.then(work).finally(() => this.waiting--);
  }
}
