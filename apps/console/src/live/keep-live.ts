import type { LiveConnection } from "./live-connection.ts";
import type { LiveNews, Pictures, ToKeeper, TopicNews } from "./live-messages.ts";
import type { TopicRoom } from "./topic-room.ts";
import type { TopicView } from "./topic-screen.ts";

/**
 * Keeps a connection for a page that is elsewhere: what is sent, packed and checked each second is not its concern, and
 * it hears once a tick what became of it.
 * @param send hands news to the page, as a copy
 * @returns takes in what the page says
 */
export function keepLive(
  connection: LiveConnection,
  send: (news: LiveNews) => void,
): (message: Exclude<ToKeeper, { open: unknown }>) => void {
  const rooms = {
    walls: new WatchedRoom(connection.walls),
    boards: new WatchedRoom(connection.boards),
    racks: new WatchedRoom(connection.racks),
    tenants: new WatchedRoom(connection.tenants),
    alarms: new WatchedRoom(connection.alarms),
  } satisfies { [Kind in keyof Pictures]: WatchedRoom<Pictures[Kind]> };
  const { link, clock } = connection;
  let sentLink: unknown = null;
  let isWaiting = false;

  function tellNews(): void {
    if (isWaiting) return;
    const facts = link.facts();
    if (facts === sentLink && !Object.values(rooms).some((room) => room.hasNews())) return;
    isWaiting = true;
    sentLink = facts;
    const { walls, boards, racks, tenants, alarms } = rooms;
    send({
      link: facts,
      clockOffsetMs: clock.offsetMs(),
      topics: {
        walls: walls.takeNews(),
        boards: boards.takeNews(),
        racks: racks.takeNews(),
        tenants: tenants.takeNews(),
        alarms: alarms.takeNews(),
      },
    });
  }

  // Before what is told one by one, so that a tick is one message.
  connection.join(tellNews);
  link.watch(tellNews);
  return (message) => {
    if ("watch" in message) rooms[message.watch.kind].watch(message.watch.topic, tellNews);
    else if ("leave" in message) rooms[message.leave.kind].leave(message.leave.topic);
    else if ("drawn" in message) connection.reportDrawn(message.drawn);
    else isWaiting = false;
    tellNews();
  };
}

interface Watched<Value> {
  readonly unwatch: () => void;
  /** What the page has; null: nothing yet. */
  sent: TopicView<Value> | null;
}

/** The topics of one kind that the page watches. */
class WatchedRoom<Value extends object> {
  private readonly room: TopicRoom<Value>;
  private readonly watched = new Map<string, Watched<Value>>();

  constructor(room: TopicRoom<Value>) {
    this.room = room;
  }

  watch(topic: string, listener: () => void): void {
    this.leave(topic);
    this.watched.set(topic, { unwatch: this.room.watch(topic, listener), sent: null });
  }

  leave(topic: string): void {
    this.watched.get(topic)?.unwatch();
    this.watched.delete(topic);
  }

  hasNews(): boolean {
    return [...this.watched].some(([topic, { sent }]) => this.room.view(topic) !== sent);
  }

  takeNews(): TopicNews<Value>[] {
    const news: TopicNews<Value>[] = [];
    for (const [topic, watched] of this.watched) {
      const view = this.room.view(topic);
      if (view === watched.sent) continue;
      const { seq, refused, value } = view;
      news.push({ topic, seq, refused, picture: pictureNews(watched.sent?.value ?? null, value) });
      watched.sent = view;
    }
    return news;
  }
}

function pictureNews<Value extends object>(
  before: Value | null,
  value: Value | null,
): TopicNews<Value>["picture"] {
  if (before === null || value === null) return { whole: value };
  for (const block in before) if (!(block in value)) return { whole: value };
  const blocks: Partial<Value> = {};
  for (const block in value) if (value[block] !== before[block]) blocks[block] = value[block];
  return { blocks };
}
