import type { AlarmBoard } from "@aidc/contract";
import { topics } from "@aidc/contract";
import { beforeEach, expect, it, vi } from "vitest";
import type { FakeWire } from "./fake-connection.fixture.ts";
import { connectTo } from "./fake-connection.fixture.ts";
import { keepLive } from "./keep-live.ts";
import type { LiveNews, ToKeeper } from "./live-messages.ts";
import type { MirroredLive } from "./mirror-live.ts";
import { mirrorLive } from "./mirror-live.ts";

/** What comes by itself; how long it may take bounds only what never comes. */
const soon = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

const topic = topics.alarms("north");
const counts = { unacknowledged: 1, active: 1, open: 1 };
const board: AlarmBoard = {
  nowMs: 1_000,
  alarms: [],
  more: 0,
  counts: { critical: counts, major: counts, minor: counts, warning: counts },
  carried: 0,
  silenced: 0,
  pending: 0,
  stalePoints: 0,
  flood: null,
};

/** A page and its keeper, with nothing between them but copies of what they say. */
function between(wire: FakeWire) {
  const sent: LiveNews[] = [];
  const said: ToKeeper[] = [];
  const page: MirroredLive = mirrorLive((message) => said.push(structuredClone(message)));
  let keeper = keepLive(wire.connection, (news) => sent.push(structuredClone(news)));
  const deliver = () => {
    for (let news = sent.shift(); news; news = sent.shift()) page.hear(news);
    for (const message of said.splice(0)) if (!("open" in message)) keeper(message);
  };
  const replaceKeeper = (next: FakeWire) => {
    said.length = 0;
    keeper = keepLive(next.connection, (news) => sent.push(structuredClone(news)));
    page.watchAgain();
  };
  return { page, sent, deliver, replaceKeeper };
}

let wire: FakeWire;
let line: ReturnType<typeof between>;
const view = () => line.page.connection.alarms.view(topic);
const patch = (seq: number, changes: Record<string, unknown>) => ({
  topic,
  epoch: "e",
  seq,
  at: Date.now(),
  changes,
});

beforeEach(() => {
  wire = connectTo({ [topic]: board });
  line = between(wire);
});

async function opened(): Promise<ReturnType<typeof vi.fn>> {
  const told = vi.fn();
  line.page.connection.alarms.watch(topic, told);
  await soon(() => {
    line.deliver();
    expect(view().value).toEqual(board);
  });
  return told;
}

it("shows what the keeper sees, and of a patch only what changed is sent", async () => {
  await opened();
  const before = view().value;
  wire.hear(patch(2, { nowMs: 2_000 }));
  await soon(() => expect(line.sent).toHaveLength(1));
  expect(line.sent[0]?.topics.alarms).toMatchObject([{ seq: 2, picture: { blocks: { nowMs: 2_000 } } }]);
  line.deliver();
  expect(view()).toEqual({ seq: 2, refused: null, value: { ...board, nowMs: 2_000 } });
  expect(view().value?.counts).toBe(before?.counts);
});

it("a word that changes nothing moves the seq on and has nobody look again", async () => {
  const told = await opened();
  told.mockClear();
  wire.hear(patch(2, {}));
  await soon(() => {
    line.deliver();
    expect(view().seq).toBe(2);
  });
  expect(told).not.toHaveBeenCalled();
});

it("a page that does not hear gets what it missed as one piece of news", async () => {
  await opened();
  for (const seq of [2, 3, 4]) wire.hear(patch(seq, { nowMs: seq * 1_000 }));
  await soon(() => expect(wire.connection.alarms.view(topic).seq).toBe(4));
  await soon(() => expect(line.sent).toHaveLength(1));
  line.deliver();
  line.deliver();
  expect(view()).toMatchObject({ seq: 4, value: { nowMs: 4_000 } });
});

it("leaves nothing behind when access ends", async () => {
  await opened();
  wire.revoke();
  line.deliver();
  line.deliver();
  expect(view().value).toBeNull();
  expect(line.page.connection.link.facts().state).toBe("ended");
});

it("keeps the picture while another keeper takes over, and goes on with its news", async () => {
  await opened();
  const next = connectTo({ [topic]: { ...board, stalePoints: 7 } });
  line.replaceKeeper(next);
  expect(view().value).toEqual(board);
  await soon(() => {
    line.deliver();
    expect(view().value).toEqual({ ...board, stalePoints: 7 });
  });
});

it("a loss is told with the last word that the keeper heard", () => {
  line.deliver();
  wire.link.set("lost", 42_000);
  line.deliver();
  expect(line.page.connection.link.facts()).toMatchObject({ state: "lost", silentSinceMs: 42_000 });
});

it("settings that were changed are told once, whoever keeps the connection", () => {
  const changes = () => line.page.connection.link.facts().settingsChanges;
  line.deliver();
  wire.link.noteSettings();
  line.deliver();
  expect(changes()).toBe(1);
  const next = connectTo({});
  line.replaceKeeper(next);
  next.link.set("lost");
  line.deliver();
  next.link.set("connected");
  line.deliver();
  expect(changes()).toBe(1);
  next.link.noteSettings();
  line.deliver();
  expect(changes()).toBe(2);
});
