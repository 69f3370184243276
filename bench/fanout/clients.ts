import { liveNamespace, protocolVersion } from "@aidc/contract";
import { WebSocket } from "ws";
import { quantile } from "../run/report.ts";

/**
 * Many clients in a process of their own: it counts what arrives and how late. Both kinds are bare sockets that
 * look for the send time only; the gateway's speak just enough of the Engine.IO and Socket.IO text packets.
 */
export interface Arrived {
  readonly kind: "connected" | "started" | "arrived";
  readonly arrived: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

const [, , sender = "ws", port = "0", count = "1", topic = ""] = process.argv;
let counting = false;
let latenciesMs: number[] = [];

function tell(kind: Arrived["kind"]): void {
  const { length } = latenciesMs;
  const message: Arrived = {
    kind,
    arrived: length,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
  };
  process.send?.(message);
}

function note(text: string): void {
  if (!counting) return;
  const at = text.indexOf('"at":');
  if (at !== -1) latenciesMs.push(Date.now() - Number.parseInt(text.slice(at + 5, at + 20), 10));
}

function connectBare(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    socket.once("open", resolve).once("error", reject);
    socket.on("message", (data) => note(String(data)));
  });
}

/** 0 open, 2 ping, 40 connected to the namespace, 42 event, 43 answer. */
function connectToGateway(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
    const auth = { wallToken: "bench", protocol: protocolVersion };
    socket.once("error", reject);
    socket.on("message", (data) => {
      const text = String(data);
      if (text.startsWith(`42${liveNamespace}`)) note(text);
      else if (text.startsWith("0")) socket.send(`40${liveNamespace},${JSON.stringify(auth)}`);
      else if (text === "2") socket.send("3");
      else if (text.startsWith(`40${liveNamespace}`)) {
        socket.send(`42${liveNamespace},1["subscribe",${JSON.stringify({ topic })}]`);
      } else if (text.startsWith(`43${liveNamespace}`)) {
        if (text.includes('"ok":true')) resolve();
        else reject(new Error(text));
      }
    });
  });
}

process.on("message", (order) => {
  if (order === "start") {
    counting = true;
    latenciesMs = [];
    tell("started");
  } else tell("arrived");
});
// Nobody may stay behind when the benchmark ends early.
process.on("disconnect", () => process.exit());

const connect = sender === "ws" ? connectBare : connectToGateway;
for (let opened = 0; opened < Number(count); opened += 50) {
  await Promise.all(Array.from({ length: Math.min(50, Number(count) - opened) }, connect));
}
tell("connected");
