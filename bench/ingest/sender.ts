import type { Socket } from "node:net";
import { connect } from "node:net";

export interface SendPlan {
  readonly url: string;
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Sent {
  readonly seconds: number;
  /** One per request, ms from the first byte sent to the answer. */
  readonly latenciesMs: readonly number[];
  /** Requests by answered status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Sends every request once, each connection the next one as soon as the one before is answered. Bare sockets:
 * the sender shares the cores with what it measures.
 */
export async function sendAll({ url, requests, connections, headers }: SendPlan): Promise<Sent> {
  const { hostname, port, pathname } = new URL(url);
  const fixed = Object.entries({
    host: `${hostname}:${port}`,
    "content-type": "application/x-protobuf",
    "content-encoding": "snappy",
    "x-prometheus-remote-write-version": "0.1.0",
    ...headers,
  });
  const head = `POST ${pathname} HTTP/1.1\r\n${fixed.map(([name, value]) => `${name}: ${value}\r\n`).join("")}`;
  const latenciesMs: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const run = async (): Promise<void> => {
    const line = await Line.open(hostname, Number(port));
    for (let body = requests[next++]; body !== undefined; body = requests[next++]) {
      const startedMs = performance.now();
      const status = await line.post(head, body);
      latenciesMs.push(performance.now() - startedMs);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    line.close();
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: connections }, run));
  return { seconds: (performance.now() - startedMs) / 1000, latenciesMs, statuses };
}

/** One kept-alive connection with one request under way. */
class Line {
  readonly #socket: Socket;
  #answer = "";
  #waiting: { resolve: (status: string) => void; reject: (error: Error) => void } | null = null;

  static open(host: string, port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true }, () => resolve(new Line(socket)));
      socket.once("error", reject);
    });
  }

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.#take(text));
    socket.on("error", (error) => this.#waiting?.reject(error));
    socket.on("close", () => this.#waiting?.reject(new Error("the server closed the connection")));
  }

  post(head: string, body: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.cork();
      this.#socket.write(`${head}content-length: ${body.length}\r\n\r\n`, "latin1");
      this.#socket.write(body);
      this.#socket.uncork();
    });
  }

  #take(text: string): void {
    this.#answer += text;
    const headEnd = this.#answer.indexOf("\r\n\r\n");
    if (headEnd === -1) return;
    const length = Number(/content-length: *(\d+)/i.exec(this.#answer)?.[1] ?? 0);
    if (this.#answer.length < headEnd + 4 + length) return;
    const status = this.#answer.slice(9, 12);
    this.#answer = "";
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve(status);
  }

  close(): void {
    this.#socket.destroy();
  }
}
