import { replaceEqualDeep } from "@tanstack/react-query";
import { createLinkWatch } from "./link-watch.ts";
import type { LiveConnection } from "./live-connection.ts";
import type { LiveNews, Pictures, ToKeeper, TopicNews } from "./live-messages.ts";
import { pictureKinds } from "./live-messages.ts";
import { SharedTopics } from "./shared-topics.ts";
import { createTeller } from "./tell-together.ts";
import type { TopicRoom } from "./topic-room.ts";
import type { TopicView } from "./topic-screen.ts";
import { TopicScreen } from "./topic-screen.ts";

/** A connection that is kept elsewhere, as far as the page sees it. */
export interface MirroredLive {
  readonly connection: Omit<LiveConnection, "close">;
  readonly hear: (news: LiveNews) => void;
  /** Another keeper takes over, which knows nothing: it is told what is watched. Pictures stay and age meanwhile. */
  readonly watchAgain: () => void;
  readonly stop: () => void;
}

/** @param say hands a message to who keeps the connection */
export function mirrorLive(say: (message: ToKeeper) => void): MirroredLive {
  const link = createLinkWatch(Date.now);
  const teller = createTeller();
  let [offsetMs, settingsChanges] = [0, 0];
  const open = <Kind extends keyof Pictures>(kind: Kind) =>
    new MirroredRoom<Pictures[Kind]>(kind, { say, tell: teller.tell });
  const rooms = {
    walls: open("walls"),
    boards: open("boards"),
    racks: open("racks"),
    tenants: open("tenants"),
    alarms: open("alarms"),
  };
  return {
    connection: {
      ...rooms,
      link,
      clock: { nowMs: () => Date.now() + offsetMs, offsetMs: () => offsetMs },
      tell: teller.tell,
      join: teller.join,
      reportDrawn: (drawn) => say({ drawn }),
    },
    hear({ link: facts, clockOffsetMs, topics }) {
      offsetMs = clockOffsetMs;
      rooms.walls.show(topics.walls);
      rooms.boards.show(topics.boards);
      rooms.racks.show(topics.racks);
      rooms.tenants.show(topics.tenants);
      rooms.alarms.show(topics.alarms);
      // The keeper tells of each word within the moment, so what it says over a link that holds was just heard.
      if (facts.state === "connected") link.hear();
      link.set(facts.state, facts.silentSinceMs);
      link.setStorageAway(facts.storageAway);
      // Another keeper counts anew.
      if (facts.settingsChanges > settingsChanges) link.noteSettings();
      settingsChanges = facts.settingsChanges;
      // They have waited for each other where they came from.
      teller.now();
      say({ heard: true });
    },
    watchAgain() {
      for (const kind of pictureKinds) rooms[kind].watchAgain();
    },
    stop() {
      teller.stop();
      for (const kind of pictureKinds) rooms[kind].close();
    },
  };
}

interface Ways {
  readonly say: (message: ToKeeper) => void;
  readonly tell: (listener: () => void) => void;
}

/** All topics of one kind, as news made them. */
class MirroredRoom<Value extends object> implements TopicRoom<Value> {
  private readonly kind: keyof Pictures;
  private readonly say: Ways["say"];
  private readonly topics: SharedTopics<TopicScreen<Value>>;
  private readonly nothing: TopicView<Value> = { value: null, seq: 0, refused: null };

  constructor(kind: keyof Pictures, { say, tell }: Ways) {
    this.kind = kind;
    this.say = say;
    this.topics = new SharedTopics(
      (topic) => {
        say({ watch: { kind, topic } });
        return new TopicScreen<Value>(tell);
      },
      (topic) => say({ leave: { kind, topic } }),
    );
  }

  watch(topic: string, listener: () => void): () => void {
    return this.topics.watch(topic, listener);
  }

  view(topic: string): TopicView<Value> {
    return this.topics.get(topic)?.view() ?? this.nothing;
  }

  show(news: readonly TopicNews<Value>[]): void {
    for (const { topic, seq, refused, picture } of news) {
      const screen = this.topics.get(topic);
      screen?.show({ seq, refused, value: renew(screen.view().value, picture) });
    }
  }

  watchAgain(): void {
    for (const [topic] of this.topics.all()) this.say({ watch: { kind: this.kind, topic } });
  }

  close(): void {
    this.topics.close();
  }
}

/** What is the same in a copy keeps its identity, so that only changed tiles draw again. */
function renew<Value extends object>(
  before: Value | null,
  picture: TopicNews<Value>["picture"],
): Value | null {
  if ("whole" in picture) return replaceEqualDeep(before, picture.whole);
  return before && replaceEqualDeep(before, { ...before, ...picture.blocks });
}
