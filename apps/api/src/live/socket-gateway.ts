import type { Server as HttpServer } from "node:http";
import type { Drawn, Notice, SubscribeAck } from "@aidc/contract";
import { drawnSchema, liveNamespace, parseTopic, subscribeSchema } from "@aidc/contract";
import type { ScreenReport } from "@aidc/domain";
import type { Namespace, Socket } from "socket.io";
import { Server } from "socket.io";
import type { Identity } from "../usecases/identity.ts";
import type { Admitted, Identify, OriginCheck } from "./admit-socket.ts";
import { admitSocket, ConnectRefused, comesFromUs, endOf, mayWatch } from "./admit-socket.ts";
import type { Wire } from "./broadcasts.ts";
import { Broadcasts } from "./broadcasts.ts";
import type { Hub } from "./hub.ts";
import { MessageBudget } from "./message-budget.ts";
import { Screens } from "./screens.ts";
import type { ToClient, ToServer } from "./socket-events.ts";

interface SocketFacts extends Admitted {
  /** Changes of access that were known before the identity was found out. */
  changesSeen: number;
  budget: MessageBudget;
}
type Between = Record<string, never>;
type LiveSocket = Socket<ToServer, ToClient, Between, SocketFacts>;
type LiveNamespace = Namespace<ToServer, ToClient, Between, SocketFacts>;

export interface GatewayOptions extends OriginCheck {
  readonly http: HttpServer;
  readonly hub: Hub;
  readonly identify: Identify;
  /** Brings a topic to life that is only computed while somebody looks; false: there is no such thing. */
  readonly openTopic: (topic: string) => Promise<boolean>;
}

export interface Gateway {
  /** Ends, within the second, every socket whose access is gone. */
  revoke(isRevoked: (identity: Identity) => boolean): void;
  /** Gives sockets another identity; those that watch what it may not are ended. */
  change(change: (identity: Identity) => Identity): void;
  identities(): Identity[];
  notify(kind: Notice["kind"]): void;
  /** Says to every screen of a wall that its settings were changed. */
  wallSet(wallId: string): void;
  socketCount(): number;
  /** Every screen that shows a wall, those that stopped answering too. */
  screens(): ScreenReport[];
  close(): Promise<void>;
}

const maxTopicsPerSocket = 64;
/** Longer waits are cut by the runtime. */
const longestTimerMs = 86_400_000;
/** The live namespace over one HTTP server: who may connect, who may watch what, and one frame for all. */
export function openGateway(options: GatewayOptions): Gateway {
  const io = new Server<ToServer, ToClient, Between, SocketFacts>(options.http, {
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, comesFromUs(request.headers, options)),
  });
  // The root namespace would accept anybody; there is nothing in it.
  io.use((_socket, next) => next(new Error("not_found")));
  const live = io.of(liveNamespace);
  const door = new LiveDoor(live, options);
  live.use((socket, next) => {
    const changesSeen = door.changes;
    admitSocket(socket.handshake, options.identify).then(
      (admitted) => {
        socket.data = { ...admitted, changesSeen, budget: new MessageBudget() };
        next();
      },
      (error: unknown) => next(error instanceof ConnectRefused ? error : new Error("unavailable")),
    );
  });
  live.on("connection", (socket) => door.welcome(socket));
  return {
    revoke: (isRevoked) => door.revoke(isRevoked),
    change: (change) => door.change(change),
    identities: () => [...live.sockets.values()].map(({ data }) => data.identity),
    notify: (kind) => {
      live.emit("notice", { kind });
    },
    wallSet: (wallId) => {
      for (const socket of live.sockets.values())
        if (isWall(socket.data.identity, wallId)) socket.emit("notice", { kind: "settings" });
    },
    socketCount: () => live.sockets.size,
    screens: () => door.screens.list(),
    close: async () => {
      door.broadcasts.close();
      // The line is cut, nobody is sent away: a client that the server disconnects does not come back by itself.
      // Not io.close(): that would wait for every HTTP request, which is the owner's to end.
      io.engine.close();
    },
  };
}

/** Sockets that were admitted, and the topics they watch; a room of the namespace is a topic. */
class LiveDoor {
  readonly screens = new Screens();
  /** How often access has changed: who was identified before a change and let in after it is looked at again. */
  changes = 0;
  private readonly live: LiveNamespace;
  private readonly options: GatewayOptions;
  readonly broadcasts: Broadcasts;

  constructor(live: LiveNamespace, options: GatewayOptions) {
    this.live = live;
    this.options = options;
    this.broadcasts = new Broadcasts(options.hub, wireOf(live));
  }

  welcome(socket: LiveSocket): void {
    const { identity, outdated } = socket.data;
    this.options.log("socket connected", { socketId: socket.id, role: identity.role, outdated });
    if (outdated) socket.emit("notice", { kind: "outdated" });
    this.endInTime(socket);
    if (socket.data.changesSeen !== this.changes) this.identifyAgain(socket);
    socket.on("subscribe", (request, ack) => answer(socket, ack, () => this.subscribe(socket, request)));
    socket.on("unsubscribe", (request, ack) =>
      answer(socket, ack, async () => this.unsubscribe(socket, request)),
    );
    this.screens.connected(socket.id, identity, Date.now());
    socket.on("drawn", (said) => {
      const { data: drawn } = drawnSchema.safeParse(said);
      if (!spend(socket) || !drawn) return;
      this.screens.drew(socket.id, identity, { ...drawn, seqBehind: this.behind(drawn) }, Date.now());
    });
    socket.on("disconnecting", () => {
      for (const topic of socket.rooms) if (topic !== socket.id) this.leave(socket, topic);
    });
    socket.on("disconnect", (reason) => {
      this.screens.left(socket.id, reason, Date.now());
      this.broadcasts.forget(socket.id);
      this.options.log("socket left", { socketId: socket.id, reason });
    });
  }

  revoke(isRevoked: (identity: Identity) => boolean): void {
    this.changes += 1;
    for (const socket of [...this.live.sockets.values()]) {
      if (isRevoked(socket.data.identity)) this.end(socket);
    }
  }

  change(change: (identity: Identity) => Identity): void {
    this.changes += 1;
    for (const socket of [...this.live.sockets.values()])
      this.giveIdentity(socket, change(socket.data.identity));
  }

  private giveIdentity(socket: LiveSocket, identity: Identity): void {
    socket.data.identity = identity;
    const watched = [...socket.rooms].map(parseTopic).filter((topic) => topic !== null);
    if (identity.role === "none" || !watched.every((topic) => mayWatch(identity, topic))) this.end(socket);
  }

  private behind({ topic, seq }: Drawn): number | null {
    const newest = this.options.hub.seqOf(topic);
    return newest === null || newest < seq ? null : newest - seq;
  }

  private identifyAgain(socket: LiveSocket): void {
    socket.data.identify().then(
      (identity) => this.giveIdentity(socket, identity),
      () => this.end(socket),
    );
  }

  private end(socket: LiveSocket): void {
    socket.emit("notice", { kind: "revoked" });
    socket.disconnect(true);
  }

  /** A session or key that ends by itself takes its socket along. */
  private endInTime(socket: LiveSocket): void {
    const endsAtMs = endOf(socket.data.identity);
    if (endsAtMs === null) return;
    const timer = setTimeout(
      () => (Date.now() < endsAtMs ? this.endInTime(socket) : this.end(socket)),
      Math.min(endsAtMs - Date.now(), longestTimerMs),
    );
    timer.unref();
    socket.once("disconnect", () => clearTimeout(timer));
  }

  private async subscribe(socket: LiveSocket, request: unknown): Promise<SubscribeAck> {
    const name = subscribeSchema.safeParse(request).data?.topic;
    const topic = name === undefined ? null : parseTopic(name);
    if (name === undefined || !topic) return { ok: false, code: "bad_request" };
    if (socket.data.outdated) return { ok: false, code: "outdated" };
    if (!mayWatch(socket.data.identity, topic)) return { ok: false, code: "not_found" };
    if (!socket.rooms.has(name) && socket.rooms.size > maxTopicsPerSocket)
      return { ok: false, code: "rate_limited" };
    if (!(await this.options.openTopic(name))) return { ok: false, code: "not_found" };
    const snapshot = this.options.hub.snapshot(name);
    // Asked again: access may have changed while the topic was opened.
    const isWelcome = socket.connected && mayWatch(socket.data.identity, topic);
    if (!snapshot || !isWelcome) return { ok: false, code: "not_found" };
    // From here to the answer nothing waits: no patch can slip between the snapshot and the room.
    socket.join(name);
    this.broadcasts.join(socket.id, name);
    return { ok: true, ...snapshot };
  }

  private unsubscribe(socket: LiveSocket, request: unknown): { ok: boolean } {
    const name = subscribeSchema.safeParse(request).data?.topic;
    if (name === undefined || !socket.rooms.has(name) || name === socket.id) return { ok: false };
    this.leave(socket, name);
    return { ok: true };
  }

  private leave(socket: LiveSocket, topic: string): void {
    socket.leave(topic);
    this.broadcasts.leave(socket.id, topic);
  }
}

function isWall(identity: Identity, wallId: string): boolean {
  return identity.role === "wall" && identity.id === wallId;
}

/** As `write` hands it to the transport, which writes `wsPreEncodedFrame` as it is. */
interface PreparedPacket {
  readonly compress: false;
  readonly wsPreEncodedFrame: readonly [Buffer];
}

/** What the library's broadcast does, in one buffer instead of header and body, and without a look at each event. */
function wireOf(live: LiveNamespace): Wire {
  return {
    namespace: live.name,
    members: (topic) => live.adapter.rooms.get(topic) ?? new Set(),
    write(socketId, text, frame) {
      const packet: PreparedPacket = { compress: false, wsPreEncodedFrame: [frame] };
      live.sockets.get(socketId)?.conn.write(text, packet);
    },
    resync: (socketId, topic) => void live.sockets.get(socketId)?.emit("resync", { topic }),
    queued: () => withQueue(live.sockets),
  };
}

/** Sockets whose last packets have not left yet. The queue is not part of the library's typed face. */
function* withQueue(sockets: ReadonlyMap<string, LiveSocket>): Generator<string> {
  for (const [id, socket] of sockets) {
    const queue: unknown = Reflect.get(socket.conn, "writeBuffer");
    if (Array.isArray(queue) && queue.length > 0) yield id;
  }
}

function spend(socket: LiveSocket): boolean {
  if (socket.data.budget.spend(Date.now())) return true;
  socket.disconnect(true);
  return false;
}

function answer(socket: LiveSocket, ack: unknown, work: () => Promise<unknown>): void {
  if (!spend(socket)) return;
  const reply = (result: unknown) => (typeof ack === "function" ? ack(result) : undefined);
  work().then(reply, () => reply({ ok: false, code: "unavailable" }));
}
