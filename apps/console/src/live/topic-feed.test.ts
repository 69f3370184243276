import type { SubscribeAck } from "@aidc/contract";
import { describe, expect, it, vi } from "vitest";
import { TopicFeed } from "./topic-feed.ts";
import type { TopicReader } from "./topic-reader.ts";

/** What comes by itself; how long it may take bounds only what never comes. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

type Numbers = Record<string, unknown>;
const reader: TopicReader<Numbers, Numbers> = {
  readSnapshot: (raw) => ({ got: raw }),
  readChanges: (raw) => raw,
  merge: (value, changes) => ({ ...value, ...changes }),
};
const feedOf = (ask: () => Promise<SubscribeAck>) =>
  new TopicFeed(reader, { ask, hearClock: () => {}, tell: (listener) => listener() });
const ack = (seq: number, snapshot: unknown): SubscribeAck => ({
  ok: true,
  epoch: "e",
  seq,
  at: 1,
  snapshot,
});
const patch = (seq: number, changes: Numbers) => ({ topic: "t", epoch: "e", seq, at: seq, changes });

describe("a topic feed", () => {
  it("shows the snapshot, then patch after patch", async () => {
    const feed = feedOf(async () => ack(1, "first"));
    feed.sync();
    feed.hear(patch(2, { x: 2 }));
    feed.hear(patch(3, { x: 3 }));
    await soon(() => expect(feed.view()).toEqual({ value: { got: "first", x: 3 }, seq: 3, refused: null }));
  });

  it("asks again after a gap and ends in the server's state", async () => {
    const answers = [ack(1, "first"), ack(9, "second")];
    const ask = vi.fn(async () => answers.shift() ?? ack(9, "second"));
    const feed = feedOf(ask);
    feed.sync();
    feed.hear(patch(4, { x: 4 }));
    await soon(() => expect(feed.view().value).toEqual({ got: "second" }));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("keeps the old picture when nobody answers, so that it can age", async () => {
    const answers = [ack(1, "first")];
    const feed = feedOf(async () => {
      const answer = answers.shift();
      if (!answer) throw new Error("timeout");
      return answer;
    });
    feed.sync();
    await soon(() => expect(feed.view().seq).toBe(1));
    feed.sync();
    feed.hear(patch(2, { x: 2 }));
    await soon(() => expect(feed.view().value).toEqual({ got: "first" }));
  });

  it("says why a topic is refused", async () => {
    const feed = feedOf(async () => ({ ok: false, code: "not_found" }));
    feed.sync();
    await soon(() => expect(feed.view().refused).toBe("not_found"));
  });

  it("goes on with a word that changes nothing, and has nobody look again", async () => {
    const told = vi.fn();
    const tell = vi.fn((listener: () => void) => listener());
    const same = { ...reader, merge: (value: Numbers) => value };
    const feed = new TopicFeed(same, { ask: async () => ack(1, "first"), hearClock: () => {}, tell });
    feed.sync();
    await soon(() => expect(feed.view().seq).toBe(1));
    feed.watch(told);
    feed.hear(patch(2, {}));
    await soon(() => expect(feed.view().seq).toBe(2));
    expect(told).not.toHaveBeenCalled();
    expect(tell).toHaveBeenCalledTimes(2);
  });

  it("leaves nothing behind when access ends", async () => {
    const feed = feedOf(async () => ack(1, "secret"));
    feed.sync();
    await soon(() => expect(feed.view().seq).toBe(1));
    feed.clear();
    expect(feed.view().value).toBeNull();
  });
});
