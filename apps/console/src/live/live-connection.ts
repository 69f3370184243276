import type { AlarmBoard, Drawn, RackState, SubscribeAck, TenantState, WallState } from "@aidc/contract";
import { liveNamespace, protocolVersion } from "@aidc/contract";
import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";
import { z } from "zod";
import type { LinkWatch } from "./link-watch.ts";
import { createLinkWatch } from "./link-watch.ts";
import { listenToServer } from "./listen-to-server.ts";
import type { RackBoard } from "./rack-board.ts";
import type { ServerClock } from "./server-clock.ts";
import { createServerClock } from "./server-clock.ts";
import type { Teller } from "./tell-together.ts";
import { createTeller } from "./tell-together.ts";
import { alarmReader, rackReader, racksReader, tenantReader, wallReader } from "./topic-reader.ts";
import type { Line, TopicRoom } from "./topic-room.ts";
import { createTopicRoom } from "./topic-room.ts";

/** The one live connection of a page, as the page sees it. */
export interface LiveConnection {
  readonly walls: TopicRoom<WallState>;
  readonly boards: TopicRoom<RackBoard>;
  readonly racks: TopicRoom<RackState>;
  readonly tenants: TopicRoom<TenantState>;
  readonly alarms: TopicRoom<AlarmBoard>;
  readonly link: LinkWatch;
  readonly clock: Pick<ServerClock, "nowMs" | "offsetMs">;
  /** Calls once, soon, together with everything else that changes now: one drawing for a tick, not several. */
  readonly tell: Teller["tell"];
  /** Calls with each of these drawings. */
  readonly join: Teller["join"];
  reportDrawn(drawn: Drawn): void;
  close(): void;
}

const ackSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    epoch: z.string(),
    seq: z.number().int(),
    at: z.number(),
    snapshot: z.unknown(),
  }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);

/** With a patch every second, this much silence is worth a question, and as much again a dead link. */
const silenceMs = 4_000;
const watchEveryMs = 1_000;

const patience = {
  transports: ["websocket"],
  reconnectionDelay: 400,
  reconnectionDelayMax: 2_000,
  randomizationFactor: 0.5,
  timeout: 6_000,
};

/** A wall's token; nothing for who has a session cookie. */
export interface LiveAuth {
  readonly wallToken?: string;
}

export function openLiveConnection(auth: LiveAuth): LiveConnection {
  const socket: Socket = io(liveNamespace, { ...patience, auth: { ...auth, protocol: protocolVersion } });
  const clock = createServerClock(Date.now);
  const link = createLinkWatch(Date.now);
  const teller = createTeller();
  const silence = createSilence(performance.now.bind(performance));
  const heard = () => hearBoth(silence, link);
  const line: Line = {
    async ask(topic): Promise<SubscribeAck> {
      const answer: unknown = await socket.timeout(silenceMs).emitWithAck("subscribe", { topic });
      heard();
      return ackSchema.parse(answer);
    },
    leave: (topic) => void (socket.connected && socket.emit("unsubscribe", { topic })),
    isOpen: () => socket.connected,
    hearClock: clock.hear,
    tell: teller.tell,
  };
  const walls = createTopicRoom(wallReader, line);
  const boards = createTopicRoom(racksReader, line);
  const racks = createTopicRoom(rackReader, line);
  const tenants = createTopicRoom(tenantReader, line);
  const alarms = createTopicRoom(alarmReader, line);
  const rooms = [walls, boards, racks, tenants, alarms];
  const stopListening = listenToServer(socket, { rooms, link, heard });
  const reopen = () => {
    link.set("lost");
    socket.disconnect().connect();
  };
  const stopWatching = watchSilence(silence, {
    isOpen: () => socket.connected,
    reopen,
    sync: () => {
      for (const room of rooms) room.sync();
    },
  });

  return {
    walls,
    boards,
    racks,
    tenants,
    alarms,
    link,
    clock,
    tell: teller.tell,
    join: teller.join,
    reportDrawn(drawn) {
      if (socket.connected) socket.volatile.emit("drawn", drawn);
    },
    close() {
      stopWatching();
      teller.stop();
      stopListening();
      for (const room of rooms) room.close();
      socket.disconnect();
    },
  };
}

function hearBoth(silence: Pick<ReturnType<typeof createSilence>, "end">, link: LinkWatch): void {
  silence.end();
  link.hear();
}

interface WatchedLine {
  isOpen(): boolean;
  /** Asks for what may have been missed. */
  sync(): void;
  reopen(): void;
}

/** A line that says nothing is asked, then opened anew: an open socket may lead nowhere. @returns ends it */
function watchSilence(silence: ReturnType<typeof createSilence>, line: WatchedLine): () => void {
  let watch: ReturnType<typeof setTimeout>;
  const look = () => {
    // As soon as it can have been silent for long enough; a line that talks is looked at rarely.
    watch = setTimeout(look, Math.max(watchEveryMs, silenceMs - silence.ms()));
    if (!line.isOpen()) return;
    if (silence.ms() > 2 * silenceMs) {
      silence.end();
      line.reopen();
    } else if (silence.ms() > silenceMs) line.sync();
  };
  watch = setTimeout(look, watchEveryMs);
  return () => clearTimeout(watch);
}

/** How long nothing has been heard, on a clock that nobody can set. */
function createSilence(nowMs: () => number) {
  let heardAtMs = nowMs();
  return {
    end: () => {
      heardAtMs = nowMs();
    },
    ms: () => nowMs() - heardAtMs,
  };
}
