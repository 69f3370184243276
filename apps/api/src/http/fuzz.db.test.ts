import { Agent, request } from "node:http";
import { errorCodes } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import type { HostileRequest } from "./hostile.fixture.ts";
import { mutate, seeded } from "./hostile.fixture.ts";
import { listEndpoints } from "./openapi.ts";

const perEndpoint = 500;
const atOnce = 4;
const slowestMs = 2_000;
const seed = 20_260_501;

const parameters: Record<string, string> = {
  center: "c1",
  rack: "k1",
  name: "it_energy",
  key: crypto.randomUUID(),
  wall: crypto.randomUUID(),
};
const day = "from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z";
const queries: Record<string, string> = {
  "centers.figures": `?${day}&names=it_energy,pue&tenant=t1`,
  "centers.explain": `?${day}`,
  "centers.history": `?${day}&subjectKind=rack&subjectId=k1&quantity=power&maxPoints=100`,
};
const bodies: Record<string, unknown> = {
  "centers.importDocument": aCenterDocument({
    center: { id: "fuzzed", name: "F", timeZone: "UTC", origin: "replay" },
  }),
  "sources.createKey": { name: "fuzz" },
  "access.signIn": { token: "aidc_sig_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
  "access.createWall": { name: "fuzz" },
};

let server: TestServer;
const unexpected: string[] = [];
beforeAll(async () => {
  server = await startTestServer({ log: (line) => line.includes('"level":50') && unexpected.push(line) });
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

function send(hostile: HostileRequest, agent: Agent): Promise<Answer> {
  const startedMs = performance.now();
  const { method, path, body = "" } = hostile;
  // Said by hand, because for some methods the client would send a body without saying how long it is.
  const headers = { ...hostile.headers, "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${server.url}/`, { method, path, headers, agent }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk: string) => {
        text += chunk;
      });
      incoming.on("end", () =>
        resolve({ status: incoming.statusCode ?? 0, text, ms: performance.now() - startedMs }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** What an answer must never be or hold. */
function faultsOf({ status, text, ms }: Answer): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (ms > slowestMs) faults.push(`took ${Math.round(ms)} ms`);
  if (/\bat .+:\d+:\d+|node_modules|file:\/\/|\.ts:\d+/.test(text)) faults.push("tells of our insides");
  if (status >= 400 && text !== "" && !errorCodes.some((code) => text.startsWith(`{"code":"${code}"`)))
    faults.push("an error of another shape");
  return faults;
}

describe("hostile requests", () => {
  it.each(listEndpoints())(
    `$name: ${perEndpoint} bent ones get 2xx, 3xx or 4xx, soon, without our insides`,
    async ({ name, method, path }) => {
      const random = seeded(seed + name.length * 7919);
      const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
      const body = bodies[name] ?? (method === "POST" ? {} : undefined);
      const good: HostileRequest = {
        method,
        path: `/api${path.replace(/\{(\w+)\}/g, (_, key: string) => parameters[key] ?? "x")}${queries[name] ?? ""}`,
        headers: {
          ...server.credentials.admin,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      };
      const bent = Array.from({ length: perEndpoint }, () => mutate(good, random));
      const faults: string[] = [];
      const work = bent.values();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const hostile of work) {
            const answer = await send(hostile, agent);
            for (const fault of faultsOf(answer))
              faults.push(
                `${fault}: ${hostile.method} ${hostile.path.slice(0, 200)} ${hostile.body?.slice(0, 300)} -> ${answer.text.slice(0, 300)}`,
              );
          }
        }),
      );
      agent.destroy();
      expect(faults.slice(0, 5)).toEqual([]);
      expect(unexpected.slice(0, 3)).toEqual([]);
      expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    },
    120_000,
  );
});
