import type { Patch } from "@aidc/contract";
import type { Hub, Resync } from "./hub.ts";
import { eventText, messageType, textFrame } from "./prepared-frame.ts";
import { SlowSockets } from "./slow-sockets.ts";

/** What leads to the sockets; who watches a topic is the library's to know. */
export interface Wire {
  readonly namespace: string;
  members(topic: string): ReadonlySet<string>;
  /** @param frame the same text as it goes over the line */
  write(socketId: string, text: string, frame: Buffer): void;
  resync(socketId: string, topic: string): void;
  /** Sockets whose last packets have not left yet. */
  queued(): Iterable<string>;
}

/** Carries what the hub tells to all who watch: one subscription for a topic, one packet for all. */
export class Broadcasts {
  private readonly hub: Hub;
  private readonly wire: Wire;
  private readonly slow: SlowSockets;
  private readonly subscriptions = new Map<string, () => void>();

  constructor(hub: Hub, wire: Wire) {
    this.hub = hub;
    this.wire = wire;
    this.slow = new SlowSockets(() => wire.queued());
  }

  /** A socket has just received the snapshot. */
  join(socketId: string, topic: string): void {
    this.slow.caughtUp(socketId, topic);
    if (this.subscriptions.has(topic)) return;
    this.subscriptions.set(
      topic,
      this.hub.subscribe(topic, (event) => this.tell(event)),
    );
  }

  /** A socket is no member any more. */
  leave(socketId: string, topic: string): void {
    this.slow.caughtUp(socketId, topic);
    if (this.wire.members(topic).size > 0) return;
    this.subscriptions.get(topic)?.();
    this.subscriptions.delete(topic);
  }

  forget(socketId: string): void {
    this.slow.forget(socketId);
  }

  close(): void {
    for (const leave of this.subscriptions.values()) leave();
    this.subscriptions.clear();
  }

  /** Encoded and framed once. Who still has packets queued gets none, and a resync when it caught up. */
  private tell(event: Patch | Resync): void {
    const members = this.wire.members(event.topic);
    if ("resync" in event) {
      for (const socketId of members) this.wire.resync(socketId, event.topic);
      return;
    }
    const behind = new Set(this.slow.skip(event.topic, members));
    const text = eventText(this.wire.namespace, "patch", event);
    const frame = textFrame(messageType + text);
    for (const socketId of members) if (!behind.has(socketId)) this.wire.write(socketId, text, frame);
    for (const { socketId, topic } of this.slow.recovered()) this.wire.resync(socketId, topic);
  }
}
