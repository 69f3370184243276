import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { Hub } from "../../apps/api/src/live/hub.ts";
import { copyTable, deltaFrame } from "../../apps/api/src/live/rack-frames.ts";
import { openGateway } from "../../apps/api/src/live/socket-gateway.ts";
import { startChild } from "../run/child.ts";
import { listenOnAnyPort } from "../run/listen.ts";
import type { Benchmark } from "../run/report.ts";
import { ratio } from "../run/report.ts";
import type { Arrived } from "./clients.ts";
import { RackTables } from "./rack-tables.ts";

const racks = 1_000;
const clients = 500;
const hertz = 10;
const seconds = 5;
const rounds = 3;
const topic = "center:bench:racks";
const clientScript = fileURLToPath(new URL("./clients.ts", import.meta.url));

interface Broadcaster {
  readonly port: number;
  /** Sends the next frame to everybody. */
  send(): void;
  close(): Promise<void>;
}

interface FanoutFigures {
  readonly sender: string;
  readonly cpuMsPerThousand: number;
  readonly deliveriesPerSecond: number;
  readonly arrivedShare: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** The racks topic through hub and gateway as they are, and the same text as one prepared frame of bare `ws`. */
export const fanout: Benchmark = {
  name: "fanout",
  about: `${racks} racks to ${clients} clients, ${hertz} times a second, beside a bare ws broadcast`,
  async run() {
    const runs: FanoutFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      runs.push(await measure("gateway", await openHubAndGateway()));
      runs.push(await measure("ws", await openBareWs()));
    }
    const [gateway, ws] = [medianOf(runs, "gateway"), medianOf(runs, "ws")];
    return {
      name: "fanout",
      tables: [
        {
          title: `Fan-out, median of ${rounds}`,
          columns: ["", "CPU ms/1,000", "against ws", "deliveries/s", "arrived", "p50 ms", "p99 ms"],
          rows: [gateway, ws].map((f) => [
            f.sender,
            f.cpuMsPerThousand,
            ratio(f.cpuMsPerThousand, ws.cpuMsPerThousand),
            f.deliveriesPerSecond,
            f.arrivedShare,
            f.p50Ms,
            f.p99Ms,
          ]),
        },
      ],
      facts: { runs, gateway, ws, ratio: ratio(gateway.cpuMsPerThousand, ws.cpuMsPerThousand) },
      remarks: ["CPU of the sending process; making the frame is in it on both sides"],
    };
  },
};

async function measure(sender: string, broadcaster: Broadcaster): Promise<FanoutFigures> {
  const child = await startChild(
    process.execPath,
    [clientScript, sender, String(broadcaster.port), String(clients), topic],
    { PATH: process.env.PATH },
  );
  const said = (kind: string) =>
    new Promise<Arrived>((resolve, reject) => {
      child.process.on("message", (message: Arrived) => (message.kind === kind ? resolve(message) : null));
      child.process.once("exit", () => reject(new Error(`the clients ended: ${child.words()}`)));
    });
  try {
    await said("connected");
    const frames = hertz * seconds;
    // The first second warms up and is not counted.
    for (let frame = 0; frame < hertz; frame++) await sendAndWait(broadcaster);
    await delay(300);
    child.process.send("start");
    await said("started");
    const before = process.cpuUsage();
    const startedMs = performance.now();
    for (let frame = 0; frame < frames; frame++) await sendAndWait(broadcaster);
    await delay(200);
    const { user, system } = process.cpuUsage(before);
    const tookS = (performance.now() - startedMs) / 1000;
    child.process.send("stop");
    const { arrived, p50Ms, p99Ms } = await said("arrived");
    const cpuMsPerThousand = (user + system) / arrived;
    return {
      sender,
      cpuMsPerThousand,
      deliveriesPerSecond: arrived / tookS,
      arrivedShare: arrived / (frames * clients),
      p50Ms,
      p99Ms,
    };
  } finally {
    await child.end();
    await broadcaster.close();
  }
}

async function sendAndWait(broadcaster: Broadcaster): Promise<void> {
  const startedMs = performance.now();
  broadcaster.send();
  await delay(Math.max(1, 1000 / hertz - (performance.now() - startedMs)));
}

async function openHubAndGateway(): Promise<Broadcaster> {
  const http = createServer();
  const hub = new Hub(randomUUID());
  const tables = new RackTables(racks);
  hub.replace(topic, { at: Date.now(), snapshot: () => ({ racks: [], frame: "" }) });
  const gateway = openGateway({
    http,
    hub,
    isOwnOrigin: () => true,
    identify: async () => ({ role: "wall", id: "w", centerId: "bench" }),
    openTopic: async () => true,
    log: () => {},
  });
  const port = await listenOnAnyPort(http);
  return {
    port,
    send: () => {
      const snapshot = () => ({});
      hub.publish(topic, { at: Date.now(), changes: { frame: nextFrame(tables) }, snapshot });
    },
    close: async () => {
      await gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** The cheapest sender there is: one frame, made once, written to every socket. */
async function openBareWs(): Promise<Broadcaster> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const sockets = new Set<Socket>();
  server.on("connection", (_client, { socket }) => sockets.add(socket));
  const tables = new RackTables(racks);
  const port = await listenOnAnyPort(http);
  let seq = 0;
  return {
    port,
    send: () => {
      seq++;
      const patch = { topic, epoch: "e", seq, at: Date.now(), changes: { frame: nextFrame(tables) } };
      const frame = textFrame(JSON.stringify(patch));
      for (const socket of sockets) socket.write(frame);
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** RFC 6455 section 5.2: a final text frame, unmasked as from a server, of 126 to 65,535 bytes. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header = Buffer.from([0x81, 126, 0, 0]);
  header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

function nextFrame(tables: RackTables): string {
  copyTable(tables.next, tables.previous);
  tables.step();
  return deltaFrame(tables.previous, tables.next);
}

function medianOf(runs: readonly FanoutFigures[], sender: string): FanoutFigures {
  const own = runs
    .filter((run) => run.sender === sender)
    .toSorted((a, b) => a.cpuMsPerThousand - b.cpuMsPerThousand);
  const median = own[Math.floor(own.length / 2)];
  if (!median) throw new Error(`no run of ${sender}`);
  return median;
}
