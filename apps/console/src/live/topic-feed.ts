import type { Patch, SubscribeAck } from "@aidc/contract";
import type { LiveCursor } from "./apply-live-event.ts";
import { applyLiveEvent } from "./apply-live-event.ts";
import type { TopicReader } from "./topic-reader.ts";
import type { TopicView } from "./topic-screen.ts";
import { TopicScreen } from "./topic-screen.ts";

/** What a feed needs of the connection. */
export interface FeedLine {
  /** Subscribes at the server; rejects when no answer came. */
  readonly ask: () => Promise<SubscribeAck>;
  readonly hearClock: (atMs: number) => void;
  /** Calls once, soon, however often it was asked to. */
  readonly tell: (listener: () => void) => void;
}

/** More waiting frames than this means the page slept: one snapshot is cheaper than the backlog. */
const maxWaiting = 30;

/**
 * One subscription of one topic, shared by all who watch it. Frames are read one after the other, because
 * inflating is asynchronous and order is the protocol.
 */
export class TopicFeed<Value, Changes> {
  private readonly reader: TopicReader<Value, Changes>;
  private readonly line: FeedLine;
  private readonly screen: TopicScreen<Value>;
  private cursor: LiveCursor<Value> | null = null;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private syncing = false;

  constructor(reader: TopicReader<Value, Changes>, line: FeedLine) {
    this.reader = reader;
    this.line = line;
    this.screen = new TopicScreen(line.tell);
  }

  view(): TopicView<Value> {
    return this.screen.view();
  }

  /** @returns what ends the watch */
  watch(listener: () => void): () => void {
    return this.screen.watch(listener);
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
    this.screen.clear();
  }

  private async readAnswer(): Promise<void> {
    try {
      const answer = await this.line.ask();
      if (!answer.ok) return this.screen.show({ ...this.view(), refused: answer.code });
      this.line.hearClock(answer.at);
      const value = await this.reader.readSnapshot(answer.snapshot, this.view().value);
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
    this.screen.show({ value: cursor.value, seq: cursor.seq, refused: null });
  }

  private enqueue(work: () => Promise<void>): void {
    this.waiting++;
    this.queue = this.queue.then(work).finally(() => this.waiting--);
  }
}
