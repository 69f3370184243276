import { Agent, request } from "node:http";
import { errorCodes } from "@aidc/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import { namedIds, requestOf } from "./endpoint-requests.fixture.ts";
import type { HostileRequest } from "./hostile.fixture.ts";
import { mutate, seeded } from "./hostile.fixture.ts";
import { listEndpoints } from "./openapi.ts";

const perEndpoint = 500;
const atOnce = 4;
const slowestMs = 2_000;
const seed = 20_260_501;

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

function send(url: string, hostile: HostileRequest, agent: Agent): Promise<Answer> {
  const startedMs = performance.now();
  const { method, path, body = "" } = hostile;
  // Said by hand, because for some methods the client would send a body without saying how long it is.
  const headers = { ...hostile.headers, "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/`, { method, path, headers, agent }, (incoming) => {
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
function faultsOf({ status, text }: Answer): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`status ${status}`);
  if (/\.[cm]?[jt]s:\d+|node_modules|node:internal|file:\/\//.test(text)) faults.push("tells of our insides");
  if (/Too (?:small|big): expected|expected \w+, received|"Invalid (?:input|option|string|number)/.test(text))
    faults.push("says it in the words of the schema library");
  if (status >= 400 && text !== "" && !errorCodes.some((code) => text.startsWith(`{"code":"${code}"`)))
    faults.push("an error of another shape");
  return faults;
}

/**
 * Some hundred bent requests for each endpoint that is chosen: 2xx, 3xx or 4xx, soon, without our insides. Two files
 * call it, one for what reads and one for what writes, so that two workers share them.
 */
export function fuzzEndpoints(isChosen: (method: string) => boolean): void {
  let server: TestServer;
  const unexpected: string[] = [];
  beforeAll(async () => {
    server = await startTestServer({ log: (line) => line.includes('"level":50') && unexpected.push(line) });
  });
  afterAll(() => server.close());

  it.each(listEndpoints().filter(({ method }) => isChosen(method)))(
    `$name: ${perEndpoint} bent ones get 2xx, 3xx or 4xx, soon, without our insides`,
    async (endpoint) => {
      const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
      const faults: string[] = [];
      const slow: HostileRequest[] = [];
      const work = bentRequests(endpoint, server.credentials.admin).values();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const hostile of work) {
            const answer = await send(server.url, hostile, agent);
            if (answer.ms > slowestMs) slow.push(hostile);
            for (const fault of faultsOf(answer))
              faults.push(
                `${fault}: ${hostile.method} ${hostile.path.slice(0, 200)} ${hostile.body?.slice(0, 300)} -> ${answer.text.slice(0, 300)}`,
              );
          }
        }),
      );
      faults.push(...(await slowAlone(slow, (hostile) => send(server.url, hostile, agent))));
      agent.destroy();
      expect(faults.slice(0, 5)).toEqual([]);
      expect(unexpected.slice(0, 3)).toEqual([]);
      expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    },
    120_000,
  );
}

/** A busy machine is not the fault of a request: what was slow among others is asked again alone. */
async function slowAlone(
  slow: readonly HostileRequest[],
  sendAlone: (hostile: HostileRequest) => Promise<Answer>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const hostile of slow.slice(0, 5)) {
    const { ms } = await sendAlone(hostile);
    if (ms > slowestMs) faults.push(`took ${Math.round(ms)} ms alone: ${hostile.method} ${hostile.path}`);
  }
  return faults;
}

function bentRequests(
  endpoint: ReturnType<typeof listEndpoints>[number],
  admin: Readonly<Record<string, string>>,
): HostileRequest[] {
  const random = seeded(seed + endpoint.name.length * 7919);
  const { method, path, body } = requestOf(endpoint, namedIds);
  const good: HostileRequest = {
    method,
    path,
    headers: { ...admin, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  };
  return Array.from({ length: perEndpoint }, () => mutate(good, random));
}
