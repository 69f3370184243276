import { describe, expect, it } from "vitest";
import { SlowSockets } from "./slow-sockets.ts";

describe("SlowSockets", () => {
  function watch() {
    const state = { queued: new Set<string>(), nowMs: 0 };
    const slow = new SlowSockets(
      () => state.queued,
      () => state.nowMs,
    );
    const members = new Set(["a", "b"]);
    return { state, slow, members };
  }

  it("leaves out who still has packets queued from the tick before, and names it once when it caught up", () => {
    const { state, slow, members } = watch();
    state.queued = new Set(["a"]);
    expect(slow.skip("wall", members)).toEqual(["a"]);
    expect(slow.recovered()).toEqual([]);
    state.queued = new Set();
    state.nowMs = 1000;
    expect(slow.skip("wall", members)).toEqual(["a"]);
    expect(slow.recovered()).toEqual([{ socketId: "a", topic: "wall" }]);
    expect(slow.recovered()).toEqual([]);
    state.nowMs = 2000;
    expect(slow.skip("wall", members)).toEqual([]);
  });

  it("does not take the packets of this very tick for a backlog", () => {
    const { state, slow, members } = watch();
    expect(slow.skip("wall", members)).toEqual([]);
    state.queued = new Set(["a", "b"]);
    state.nowMs = 5;
    expect(slow.skip("racks", members)).toEqual([]);
  });

  it("forgets a socket that left and a topic that was asked for again", () => {
    const { state, slow, members } = watch();
    state.queued = members;
    slow.skip("wall", members);
    slow.caughtUp("a", "wall");
    slow.forget("b");
    state.queued = new Set();
    state.nowMs = 1000;
    slow.skip("racks", members);
    expect(slow.recovered()).toEqual([]);
  });
});
