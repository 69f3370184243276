import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer, request } from "node:http";
import type { WallState } from "@aidc/contract";
import { topics, wallStateSchema } from "@aidc/contract";
import { WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { createTicks } from "./ticks.ts";

/**
 * Stands between a page and the server. Everything goes through as it is, but the server's own ticks: those are kept
 * back, and ticks of our own follow the snapshots that the server gave, as fast as the caller likes.
 */
export interface TickLine {
  readonly url: string;
  /** Pushes one tick of every topic the page watches. @returns whether anybody was there to hear it */
  tick(newestSampleAtMs: number): boolean;
  close(): Promise<void>;
}

const requestSchema = z.tuple([z.literal("subscribe"), z.object({ topic: z.string() })]);
const answerSchema = z.tuple([
  z.object({
    ok: z.literal(true),
    epoch: z.string(),
    seq: z.number(),
    at: z.number(),
    snapshot: z.unknown(),
  }),
]);

/** One page's connection: which topics it has been given, and where each stands. */
interface Session {
  readonly page: WebSocket;
  readonly asked: Map<string, string>;
  readonly topics: Map<string, { readonly epoch: string; seq: number }>;
  wall: WallState | null;
  racks: number;
}

export async function openTickLine(serverUrl: string, centerId: string): Promise<TickLine> {
  const server = createServer((incoming, outgoing) => {
    const onward = request(serverUrl + incoming.url, {
      method: incoming.method ?? "GET",
      headers: incoming.headers,
    });
    onward.on("response", (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  let session: Session | null = null;
  sockets.on("connection", (page, incoming) => {
    session = { page, asked: new Map(), topics: new Map(), wall: null, racks: 0 };
    connectOnward(session, serverUrl, incoming);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const ticks = createTicks();
  return {
    url: `http://127.0.0.1:${address.port}`,
    tick(newestSampleAtMs) {
      if (session?.page.readyState !== WebSocket.OPEN || !session.wall) return false;
      const { wall, racks } = session;
      const made = ticks.next({ wall, racks, newestSampleAtMs });
      push(session, topics.wall(centerId), made.wall);
      push(session, topics.racks(centerId), made.racks);
      push(session, topics.alarms(centerId), made.alarms);
      return true;
    },
    async close() {
      for (const page of sockets.clients) page.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function connectOnward(session: Session, serverUrl: string, incoming: IncomingMessage): void {
  const { host, origin, cookie } = incoming.headers;
  const headers = { ...(host && { host }), ...(origin && { origin }), ...(cookie && { cookie }) };
  const onward = new WebSocket(serverUrl.replace("http", "ws") + incoming.url, {
    headers,
    perMessageDeflate: false,
  });
  const { page } = session;
  const early: string[] = [];
  page.on("message", (data) => {
    const text = String(data);
    hearPage(session, text);
    if (onward.readyState === WebSocket.OPEN) onward.send(text);
    else early.push(text);
  });
  onward.on("open", () => {
    for (const text of early.splice(0)) onward.send(text);
  });
  onward.on("message", (data) => {
    const text = String(data);
    if (!hearServer(session, text)) page.send(text);
  });
  // Gone on one side is gone on the other, without a word: a killed server says none.
  page.on("close", () => onward.terminate());
  onward.on("close", () => page.terminate());
  onward.on("error", () => page.terminate());
  page.on("error", () => onward.terminate());
}

/** `42/live,7["subscribe",{"topic":...}]` */
function hearPage(session: Session, text: string): void {
  const [, id, json] = /^42\/live,(\d+)(\[.*\])$/s.exec(text) ?? [];
  const parsed = json === undefined ? null : requestSchema.safeParse(JSON.parse(json));
  if (id !== undefined && parsed?.data) session.asked.set(id, parsed.data[1].topic);
}

/** @returns whether it is kept back */
function hearServer(session: Session, text: string): boolean {
  if (/^42\/live,\["(patch|resync)"/.test(text)) return true;
  const [, id, json] = /^43\/live,(\d+)(\[.*\])$/s.exec(text) ?? [];
  const topic = id === undefined ? undefined : session.asked.get(id);
  const answer = json === undefined ? null : answerSchema.safeParse(JSON.parse(json));
  if (topic === undefined || !answer?.data) return false;
  const [{ epoch, seq, snapshot }] = answer.data;
  session.topics.set(topic, { epoch, seq });
  const wall = wallStateSchema.safeParse(snapshot);
  if (wall.data) session.wall = wall.data;
  const racks = z.object({ racks: z.array(z.unknown()) }).safeParse(snapshot);
  if (racks.data) session.racks = racks.data.racks.length;
  return false;
}

function push({ page, topics: known }: Session, topic: string, changes: object): void {
  const place = known.get(topic);
  if (!place) return;
  place.seq++;
  const patch = { topic, epoch: place.epoch, seq: place.seq, at: Date.now(), changes };
  page.send(`42/live,${JSON.stringify(["patch", patch])}`);
}
