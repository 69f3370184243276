import type { Patch, SubscribeAck } from "@aidc/contract";
import type { LinkWatch } from "./link-watch.ts";
import { createLinkWatch } from "./link-watch.ts";
import type { LiveConnection } from "./live-connection.ts";
import { createServerClock } from "./server-clock.ts";
import { alarmReader, rackReader, racksReader, tenantReader, wallReader } from "./topic-reader.ts";
import { createTopicRoom } from "./topic-room.ts";

export interface FakeWire {
  readonly connection: LiveConnection;
  readonly link: LinkWatch;
  /** As the connection does with what the server pushes. */
  readonly hear: (patch: Patch) => void;
  /** As the connection does when the server says that access ended. */
  readonly revoke: () => void;
}

/** The real rooms, readers and clock over a wire that answers from a table of snapshots. */
export function connectTo(snapshots: Readonly<Record<string, unknown>>): FakeWire {
  const link = createLinkWatch(Date.now);
  const clock = createServerClock(Date.now);
  const joined = new Set<() => void>();
  const tell = (listener: () => void) => {
    for (const one of joined) one();
    listener();
  };
  const line = {
    async ask(topic: string): Promise<SubscribeAck> {
      const snapshot = snapshots[topic];
      return snapshot === undefined
        ? { ok: false, code: "not_found" }
        : { ok: true, epoch: "e", seq: 1, at: Date.now(), snapshot };
    },
    leave: () => {},
    isOpen: () => true,
    hearClock: clock.hear,
    tell,
  };
  const walls = createTopicRoom(wallReader, line);
  const boards = createTopicRoom(racksReader, line);
  const racks = createTopicRoom(rackReader, line);
  const tenants = createTopicRoom(tenantReader, line);
  const alarms = createTopicRoom(alarmReader, line);
  const rooms = { walls, boards, racks, tenants, alarms };
  const revoke = () => {
    link.set("ended");
    for (const room of Object.values(rooms)) room.clear();
  };
  const hear = (patch: Patch) => {
    for (const room of Object.values(rooms)) room.hear(patch);
  };
  link.set("connected");
  const connection = {
    ...rooms,
    link,
    clock,
    tell,
    join(listener: () => void) {
      joined.add(listener);
      return () => void joined.delete(listener);
    },
    reportDrawn: () => {},
    close: () => {},
  };
  return { connection, link, hear, revoke };
}
