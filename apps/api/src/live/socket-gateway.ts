import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Drawn, Notice, Patch, SubscribeAck, Topic } from "@aidc/contract";
import { drawnSchema, liveNamespace, parseTopic, protocolVersion, subscribeSchema } from "@aidc/contract";
import type { ScreenReport } from "@aidc/domain";
import { can } from "@aidc/domain";
import type { Namespace, Socket } from "socket.io";
import { Server } from "socket.io";
import { z } from "zod";
import type { Identity } from "../usecases/identity.ts";
import type { Hub, Resync } from "./hub.ts";
import { MessageBudget } from "./message-budget.ts";
import { eventText, messageType, textFrame } from "./prepared-frame.ts";
import { Screens } from "./screens.ts";
import { SlowSockets } from "./slow-sockets.ts";

interface ToServer {
  subscribe: (request: unknown, ack?: unknown) => void;
  unsubscribe: (request: unknown, ack?: unknown) => void;
  drawn: (report: unknown) => void;
}
interface ToClient {
  patch: (patch: Patch) => void;
  resync: (topic: { topic: string }) => void;
  notice: (notice: Notice) => void;
}
interface SocketFacts {
  identity: Identity;
  /** Asks again who this is: with what the socket came with, now. */
  identify: () => Promise<Identity>;
  /** Changes of access that were known before the identity was found out. */
  changesSeen: number;
  outdated: boolean;
  budget: MessageBudget;
}
type Between = Record<string, never>;
type LiveSocket = Socket<ToServer, ToClient, Between, SocketFacts>;

export interface GatewayOptions {
  readonly http: HttpServer;
  readonly hub: Hub;
  /** Is this Origin ours? The second argument is the Host the request was sent to. */
  readonly isOwnOrigin: (origin: string, host: string | undefined) => boolean;
  /** Who connects. Rejects when the database, which knows, is away. */
  readonly identify: (credentials: {
    cookie: string | undefined;
    wallToken: string | undefined;
  }) => Promise<Identity>;
  /** Brings a topic to life that is only computed while somebody looks; false: there is no such thing. */
  readonly openTopic: (topic: string) => Promise<boolean>;
  readonly log: (message: string, facts: object) => void;
}

interface DrawnReport extends Drawn {
  readonly receivedAtMs: number;
  /** Pictures it was behind by then; null: its count is of another start of the server. */
  readonly seqBehind: number | null;
}

export interface Gateway {
  /** Ends, within the second, every socket whose access is gone. */
  revoke(isRevoked: (identity: Identity) => boolean): void;
  /** Gives sockets another identity; those that watch what it may not are ended. */
  change(change: (identity: Identity) => Identity): void;
  identities(): Identity[];
  notify(kind: Notice["kind"]): void;
  socketCount(): number;
  drawnReports(): DrawnReport[];
  /** Every screen that shows a wall, those that stopped answering too. */
  screens(): ScreenReport[];
  close(): Promise<void>;
}

const maxTopicsPerSocket = 64;
/** Longer waits are cut by the runtime. */
const longestTimerMs = 86_400_000;
const handshakeSchema = z.object({
  wallToken: z.string().max(200).optional(),
  protocol: z.number().int().optional(),
});

/** The live namespace over one HTTP server: who may connect, who may watch what, and one frame for all. */
export function openGateway(options: GatewayOptions): Gateway {
  const io = new Server<ToServer, ToClient, Between, SocketFacts>(options.http, {
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, comesFromUs(request, options)),
  });
  // The root namespace would accept anybody; there is nothing in it.
  io.use((_socket, next) => next(new Error("not_found")));
  const live = io.of(liveNamespace);
  const door = new LiveDoor(live, options);
  live.use((socket, next) => {
    admit(socket, options, door.changes).then(
      () => next(),
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
    socketCount: () => live.sockets.size,
    drawnReports: () => [...door.drawn.values()],
    screens: () => door.screens.list(),
    close: async () => {
      door.leaveHub();
      // The line is cut, nobody is sent away: a client that the server disconnects does not come back by itself.
      // Not io.close(): that would wait for every HTTP request, which is the owner's to end.
      io.engine.close();
    },
  };
}

/** Sockets that were admitted, and the topics they watch; a room of the namespace is a topic. */
class LiveDoor {
  readonly drawn = new Map<string, DrawnReport>();
  readonly screens = new Screens();
  /** How often access has changed: who was identified before a change and let in after it is looked at again. */
  changes = 0;
  private readonly live: Namespace<ToServer, ToClient, Between, SocketFacts>;
  private readonly options: GatewayOptions;
  private readonly slow: SlowSockets;
  /** One subscription to the hub per topic that anybody watches. */
  private readonly hubSubscriptions = new Map<string, () => void>();

  constructor(live: Namespace<ToServer, ToClient, Between, SocketFacts>, options: GatewayOptions) {
    this.live = live;
    this.options = options;
    this.slow = new SlowSockets(() => withQueue(live.sockets));
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
      const parsed = drawnSchema.safeParse(said);
      if (!spend(socket) || !parsed.success) return;
      const report = { ...parsed.data, receivedAtMs: Date.now(), seqBehind: this.behind(parsed.data) };
      this.drawn.set(socket.id, report);
      this.screens.drew(socket.id, identity, report);
    });
    socket.on("disconnecting", () => {
      for (const topic of socket.rooms) if (topic !== socket.id) this.leave(socket, topic);
    });
    socket.on("disconnect", (reason) => {
      this.drawn.delete(socket.id);
      this.screens.left(socket.id, reason);
      this.slow.forget(socket.id);
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

  leaveHub(): void {
    for (const leave of this.hubSubscriptions.values()) leave();
    this.hubSubscriptions.clear();
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
    this.slow.caughtUp(socket.id, name);
    if (!this.hubSubscriptions.has(name)) {
      this.hubSubscriptions.set(
        name,
        this.options.hub.subscribe(name, (event) => this.broadcast(event)),
      );
    }
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
    this.slow.caughtUp(socket.id, topic);
    if (this.live.adapter.rooms.has(topic)) return;
    this.hubSubscriptions.get(topic)?.();
    this.hubSubscriptions.delete(topic);
  }

  /** One packet, encoded and framed once. Who still has packets queued gets none, and a resync when it caught up. */
  private broadcast(event: Patch | Resync): void {
    if ("resync" in event) {
      this.live.to(event.topic).emit("resync", { topic: event.topic });
      return;
    }
    const behind = this.slow.skip(event.topic, this.live.adapter.rooms.get(event.topic) ?? new Set());
    this.sendPatch(event, new Set(behind));
    for (const { socketId, topic } of this.slow.recovered()) {
      this.live.sockets.get(socketId)?.emit("resync", { topic });
    }
  }

  /** What the library's broadcast does, in one buffer instead of header and body, and without a look at each event. */
  private sendPatch(event: Patch, behind: ReadonlySet<string>): void {
    const text = eventText(this.live.name, "patch", event);
    const options: PreparedPacket = { compress: false, wsPreEncodedFrame: [textFrame(messageType + text)] };
    for (const id of this.live.adapter.rooms.get(event.topic) ?? []) {
      if (!behind.has(id)) this.live.sockets.get(id)?.conn.write(text, options);
    }
  }
}

/** As `write` hands it to the transport, which writes `wsPreEncodedFrame` as it is. */
interface PreparedPacket {
  readonly compress: false;
  readonly wsPreEncodedFrame: readonly [Buffer];
}

/** Sockets whose last packets have not left yet. The queue is not part of the library's typed face. */
function* withQueue(sockets: ReadonlyMap<string, LiveSocket>): Generator<string> {
  for (const [id, socket] of sockets) {
    const queue: unknown = Reflect.get(socket.conn, "writeBuffer");
    if (Array.isArray(queue) && queue.length > 0) yield id;
  }
}

function comesFromUs(request: IncomingMessage, options: GatewayOptions): boolean {
  const { origin, host } = request.headers;
  const ours = origin === undefined || options.isOwnOrigin(origin, host);
  if (!ours) options.log("socket refused: foreign origin", { origin, host });
  return ours;
}

class ConnectRefused extends Error {
  override readonly name = "ConnectRefused";
}

/** Fills `socket.data`, or rejects with the code the client is told. */
async function admit(socket: LiveSocket, options: GatewayOptions, changesSeen: number): Promise<void> {
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) throw new ConnectRefused("bad_request");
  const { wallToken, protocol } = handshake.data;
  // Without an Origin it is no browser: a cookie alone then proves nothing.
  const { origin, cookie } = socket.handshake.headers;
  const credentials = { cookie: origin === undefined ? undefined : cookie, wallToken };
  const identify = () => options.identify(credentials);
  const identity = await identify();
  if (identity.role === "none") throw new ConnectRefused("unauthenticated");
  const outdated = protocol !== protocolVersion;
  socket.data = { identity, identify, changesSeen, outdated, budget: new MessageBudget() };
}

/** When an identity ends by itself, epoch ms; null: never. */
function endOf(identity: Identity): number | null {
  if (identity.role === "person") return identity.session.expiresAtMs;
  return identity.role === "tenant_key" ? identity.expiresAtMs : null;
}

function mayWatch(identity: Identity, topic: Topic): boolean {
  const tenantId = topic.kind === "tenant" ? topic.tenantId : null;
  return can(identity, `watch:${topic.kind}`, { centerId: topic.centerId, tenantId });
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
