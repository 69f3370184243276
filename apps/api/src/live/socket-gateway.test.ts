import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Patch } from "@aidc/contract";
import { protocolVersion } from "@aidc/contract";
import { inTime } from "@aidc/testkit";
import type { ManagerOptions, Socket, SocketOptions } from "socket.io-client";
import { io } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Identity } from "../usecases/identity.ts";
import { nobody } from "../usecases/identity.ts";
import { Hub } from "./hub.ts";
import type { Gateway } from "./socket-gateway.ts";
import { openGateway } from "./socket-gateway.ts";

const wall: Identity = { role: "wall", id: "w1", centerId: "c1" };
const operator: Identity = {
  role: "person",
  staffRole: "operator",
  memberships: [],
  person: { id: "p1", name: "Op", email: "op@example.org" },
  session: { id: "s1", expiresAtMs: Number.MAX_SAFE_INTEGER },
};
const identities: Record<string, Identity> = { "token-of-c1": wall };

let http: Server;
let gateway: Gateway;
let hub: Hub;
let port: number;
let storeAway = false;
/** What opening a topic waits for. */
let opening = Promise.resolve();

beforeEach(async () => {
  storeAway = false;
  opening = Promise.resolve();
  http = createServer();
  hub = new Hub("epoch-1");
  hub.publish("center:c1:wall", { at: 1, changes: {}, snapshot: () => ({ pue: 1.3 }) });
  hub.publish("center:c2:wall", { at: 1, changes: {}, snapshot: () => ({ pue: 1.4 }) });
  gateway = openGateway({
    http,
    hub,
    isOwnOrigin: (origin, host) => origin === `http://${host}`,
    identify: async ({ cookie, wallToken }) => {
      if (storeAway) throw new Error("the database is away");
      if (cookie === "aidc_session=good") return operator;
      return identities[wallToken ?? ""] ?? nobody;
    },
    openTopic: async (topic) => {
      await opening;
      return hub.snapshot(topic) !== null;
    },
    log: () => {},
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = http.address();
  port = typeof address === "object" && address ? address.port : 0;
});

afterEach(async () => {
  await gateway.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

function dial(options: Partial<ManagerOptions & SocketOptions> = {}): Socket {
  const socket = io(`http://127.0.0.1:${port}/live`, {
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
    auth: { wallToken: "token-of-c1", protocol: protocolVersion },
    ...options,
  });
  onTestFinished(() => void socket.close());
  return socket;
}

const once = <T>(socket: Socket, event: string): Promise<T> =>
  new Promise((resolve) => socket.once(event, (value: T) => resolve(value)));

async function connected(options?: Partial<ManagerOptions & SocketOptions>): Promise<Socket> {
  const socket = dial(options);
  await once(socket, "connect");
  return socket;
}

async function refusal(options: Partial<ManagerOptions & SocketOptions>): Promise<string> {
  const socket = dial(options);
  const error = await Promise.race([
    once<Error>(socket, "connect_error"),
    once(socket, "connect").then(() => new Error("connected")),
  ]);
  return error.message;
}

describe("who may connect", () => {
  it("takes a wall token, without an Origin or with our own", async () => {
    await connected();
    await connected({ extraHeaders: { origin: `http://127.0.0.1:${port}` } });
    expect(gateway.socketCount()).toBe(2);
  });

  it("takes a session cookie from a page of ours, and from nowhere else", async () => {
    const cookie = "aidc_session=good";
    const auth = { protocol: protocolVersion };
    await connected({ auth, extraHeaders: { origin: `http://127.0.0.1:${port}`, cookie } });
    expect(await refusal({ auth, extraHeaders: { cookie } })).toBe("unauthenticated");
  });

  it("refuses a foreign Origin before anything else, whatever it brings", async () => {
    const foreign = { origin: "http://evil.example", cookie: "aidc_session=good" };
    expect(await refusal({ extraHeaders: foreign })).toBe("websocket error");
    expect(gateway.socketCount()).toBe(0);
  });

  it("refuses no token, a wrong token and a malformed handshake", async () => {
    expect(await refusal({ auth: { protocol: 1 } })).toBe("unauthenticated");
    expect(await refusal({ auth: { wallToken: "wrong", protocol: 1 } })).toBe("unauthenticated");
    expect(await refusal({ auth: { wallToken: ["token-of-c1"], protocol: 1 } })).toBe("bad_request");
  });

  it("says unavailable, not unauthenticated, while the database is away", async () => {
    storeAway = true;
    expect(await refusal({})).toBe("unavailable");
  });

  it("offers no polling and no other namespace", async () => {
    const polling = await fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`);
    expect(polling.status).toBe(400);
    const root = io(`http://127.0.0.1:${port}/`, {
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
    });
    onTestFinished(() => void root.close());
    expect((await once<Error>(root, "connect_error")).message).toBe("not_found");
  });
});

describe("subscribing", () => {
  const subscribe = (socket: Socket, request: unknown) =>
    socket.timeout(30_000).emitWithAck("subscribe", request);

  it("answers with epoch, seq, time and snapshot, then sends patches that count on from there", async () => {
    const socket = await connected();
    const ack = await subscribe(socket, { topic: "center:c1:wall" });
    expect(ack).toEqual({ ok: true, epoch: "epoch-1", seq: 1, at: 1, snapshot: { pue: 1.3 } });
    const patch = once<Patch>(socket, "patch");
    hub.publish("center:c1:wall", { at: 2, changes: { pue: 1.5 }, snapshot: () => ({ pue: 1.5 }) });
    expect(await patch).toEqual({
      topic: "center:c1:wall",
      epoch: "epoch-1",
      seq: 2,
      at: 2,
      changes: { pue: 1.5 },
    });
  });

  it("tells not_found for what is not there and for what is another center's, and bad_request for no topic", async () => {
    const socket = await connected();
    for (const topic of ["center:c2:wall", "center:none:wall", "rack:c1/k1"]) {
      expect(await subscribe(socket, { topic })).toEqual({ ok: false, code: "not_found" });
    }
    for (const request of [
      undefined,
      null,
      7,
      {},
      { topic: 7 },
      { topic: "" },
      { topic: "wall" },
      { topic: "x".repeat(400) },
    ]) {
      expect(await subscribe(socket, request)).toEqual({ ok: false, code: "bad_request" });
    }
  });

  it("lets nobody into a topic that was taken from him while it was opened", async () => {
    const socket = await connected({
      auth: { protocol: protocolVersion },
      extraHeaders: { origin: `http://127.0.0.1:${port}`, cookie: "aidc_session=good" },
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    opening = promise;
    const asked = subscribe(socket, { topic: "center:c1:wall" });
    // Answered after the subscription has begun, because a socket's messages are taken in turn.
    await socket.timeout(30_000).emitWithAck("unsubscribe", { topic: "center:c1:wall" });
    gateway.change((identity) => (identity.role === "person" ? { ...identity, staffRole: null } : identity));
    resolve();
    expect(await asked).toEqual({ ok: false, code: "not_found" });
    expect(hub.hasSubscribers("center:c1:wall")).toBe(false);
  });

  it("sends no patch after unsubscribe", async () => {
    const socket = await connected();
    await subscribe(socket, { topic: "center:c1:wall" });
    const heard: unknown[] = [];
    socket.on("patch", (patch) => heard.push(patch));
    expect(await socket.timeout(30_000).emitWithAck("unsubscribe", { topic: "center:c1:wall" })).toEqual({
      ok: true,
    });
    expect(hub.hasSubscribers("center:c1:wall")).toBe(false);
    hub.publish("center:c1:wall", { at: 2, changes: { pue: 1.5 }, snapshot: () => ({}) });
    await subscribe(socket, { topic: "center:c1:wall" });
    expect(heard).toEqual([]);
  });

  it("asks for a new subscription when the state was replaced", async () => {
    const socket = await connected();
    await subscribe(socket, { topic: "center:c1:wall" });
    const resync = once(socket, "resync");
    hub.replace("center:c1:wall", { at: 3, snapshot: () => ({}) });
    expect(await resync).toEqual({ topic: "center:c1:wall" });
  });

  it("serves a client of another version only the notice that it is outdated", async () => {
    const socket = dial({ auth: { wallToken: "token-of-c1", protocol: protocolVersion + 1 } });
    expect(await once(socket, "notice")).toEqual({ kind: "outdated" });
    expect(await subscribe(socket, { topic: "center:c1:wall" })).toEqual({ ok: false, code: "outdated" });
  });

  it("leaves the hub when the last watcher has gone", async () => {
    const socket = await connected();
    await subscribe(socket, { topic: "center:c1:wall" });
    expect(hub.hasSubscribers("center:c1:wall")).toBe(true);
    socket.close();
    await expect.poll(() => hub.hasSubscribers("center:c1:wall")).toBe(false);
  });

  it("cuts off a client that floods", async () => {
    const socket = await connected();
    const gone = once(socket, "disconnect");
    for (let i = 0; i < 200; i++) socket.emit("subscribe", { topic: "x" });
    await gone;
  });
});

describe("while connected", () => {
  it("tells a revoked wall so and ends it within the second; others stay", async () => {
    const revoked = await connected();
    const other = await connected({
      auth: { protocol: protocolVersion },
      extraHeaders: { origin: `http://127.0.0.1:${port}`, cookie: "aidc_session=good" },
    });
    const notice = once(revoked, "notice");
    const gone = once(revoked, "disconnect");
    const isInTime = inTime(gone, 1000);
    gateway.revoke((identity) => identity.role === "wall" && identity.id === "w1");
    expect(await notice).toEqual({ kind: "revoked" });
    expect(await isInTime).toBe(true);
    expect(other.connected).toBe(true);
  });

  it("tells the screens of a wall, and nobody else, that its settings changed", async () => {
    const socket = await connected();
    const heard: unknown[] = [];
    socket.on("notice", (notice) => heard.push(notice));
    gateway.wallSet("another");
    gateway.wallSet("w1");
    gateway.notify("storage");
    await expect.poll(() => heard).toEqual([{ kind: "settings" }, { kind: "storage" }]);
  });

  it("keeps what a screen says it drew, until it leaves", async () => {
    const socket = await connected();
    const report = { topic: "center:c1:wall", seq: 4, build: "b", framesPerSecond: 59.5, digest: "d" };
    socket.emit("drawn", { ...report, framesPerSecond: "fast" });
    socket.emit("drawn", report);
    await expect.poll(() => gateway.screens()).toMatchObject([{ wallId: "w1", framesPerSecond: 59.5 }]);
    socket.close();
    await expect.poll(() => gateway.screens()).toMatchObject([{ leftAtMs: expect.any(Number) }]);
  });

  it("frames patches of every length as the standard client reads them", async () => {
    const socket = await connected();
    await socket.emitWithAck("subscribe", { topic: "center:c1:wall" });
    for (const length of [0, 10, 200, 65_000, 70_000]) {
      const heard = once<Patch>(socket, "patch");
      const text = "北".repeat(length);
      hub.publish("center:c1:wall", { at: 2, changes: { text }, snapshot: () => ({}) });
      expect((await heard).changes).toEqual({ text });
    }
  });

  it("encodes a patch once for all subscribers", async () => {
    const sockets = await Promise.all(Array.from({ length: 5 }, () => connected()));
    for (const socket of sockets) await socket.emitWithAck("subscribe", { topic: "center:c1:wall" });
    let serialised = 0;
    const counted = { toJSON: () => ++serialised };
    const heard = sockets.map((socket) => once<Patch>(socket, "patch"));
    hub.publish("center:c1:wall", { at: 2, changes: { counted }, snapshot: () => ({}) });
    const patches = await Promise.all(heard);
    expect(patches.map(({ changes }) => changes.counted)).toEqual([1, 1, 1, 1, 1]);
    expect(serialised).toBe(1);
  });
});
