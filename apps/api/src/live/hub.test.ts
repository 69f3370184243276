import { describe, expect, it } from "vitest";
import { Hub } from "./hub.ts";

const publication = (changes: Record<string, unknown>, snapshot: unknown = changes, at = 1) => ({
  at,
  changes,
  snapshot: () => snapshot,
});

describe("Hub", () => {
  it("counts publications of a topic one by one, each topic for itself", () => {
    const hub = new Hub("e1");
    hub.publish("a", publication({ x: 1 }));
    hub.publish("b", publication({ x: 1 }));
    hub.publish("a", publication({ x: 2 }));
    expect(hub.snapshot("a")).toEqual({ epoch: "e1", seq: 2, at: 1, snapshot: { x: 2 } });
    expect(hub.snapshot("b")?.seq).toBe(1);
  });

  it("tells subscribers the changes, in order, until they leave", () => {
    const hub = new Hub("e1");
    hub.publish("a", publication({ x: 1 }));
    const heard: unknown[] = [];
    const leave = hub.subscribe("a", (patch) => heard.push(patch));
    hub.publish("a", publication({ x: 2 }, { x: 2, y: 0 }, 7));
    leave();
    hub.publish("a", publication({ x: 3 }));
    expect(heard).toEqual([{ topic: "a", epoch: "e1", seq: 2, at: 7, changes: { x: 2 } }]);
    expect(hub.hasSubscribers("a")).toBe(false);
  });

  it("makes a snapshot once for all who ask between two publications, and not at all when nobody asks", () => {
    const hub = new Hub("e1");
    let made = 0;
    const counted = { at: 1, changes: { x: 1 }, snapshot: () => ++made };
    hub.publish("a", counted);
    expect(made).toBe(0);
    hub.snapshot("a");
    hub.snapshot("a");
    expect(made).toBe(1);
    hub.publish("a", counted);
    expect(hub.snapshot("a")?.snapshot).toBe(2);
  });

  it("counts a publication that changes nothing: subscribers learn that we are alive", () => {
    const hub = new Hub("e1");
    hub.publish("a", publication({ x: 1 }));
    const heard: unknown[] = [];
    hub.subscribe("a", (patch) => heard.push(patch));
    hub.publish("a", publication({}, { x: 1 }, 5));
    expect(heard).toEqual([{ topic: "a", epoch: "e1", seq: 2, at: 5, changes: {} }]);
  });

  it("renews a picture for who asks, without a word to who listens and without counting", () => {
    const hub = new Hub("e1");
    hub.renew("a", { at: 1, snapshot: () => ({ x: 0 }) });
    expect(hub.snapshot("a")).toBeNull();
    hub.publish("a", publication({ x: 1 }));
    const heard: unknown[] = [];
    hub.subscribe("a", (event) => heard.push(event));
    hub.renew("a", { at: 5, snapshot: () => ({ x: 1, nowMs: 5 }) });
    expect(heard).toEqual([]);
    expect(hub.snapshot("a")).toEqual({ epoch: "e1", seq: 1, at: 5, snapshot: { x: 1, nowMs: 5 } });
  });

  it("tells subscribers to ask again when the state is replaced", () => {
    const hub = new Hub("e1");
    hub.publish("a", publication({ x: 1 }));
    const heard: unknown[] = [];
    hub.subscribe("a", (event) => heard.push(event));
    hub.replace("a", { at: 2, snapshot: () => ({ y: 1 }) });
    expect(heard).toEqual([{ topic: "a", resync: true }]);
    expect(hub.snapshot("a")).toEqual({ epoch: "e1", seq: 2, at: 2, snapshot: { y: 1 } });
  });

  it("forgets a topic, tells who listens, and serves them again when it comes back", () => {
    const hub = new Hub("e1");
    expect(hub.snapshot("a")).toBeNull();
    const heard: unknown[] = [];
    hub.subscribe("a", (event) => heard.push(event));
    hub.publish("a", publication({ x: 1 }));
    hub.forget("a");
    expect(hub.snapshot("a")).toBeNull();
    hub.publish("a", publication({ x: 2 }));
    expect(heard.map((event) => event && typeof event === "object" && "resync" in event)).toEqual([
      false,
      true,
      false,
    ]);
  });
});
