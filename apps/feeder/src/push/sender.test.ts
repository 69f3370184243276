import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { addressOf } from "../receiver.fixture.ts";
import { createSender, GaveUp, Refused, retryAfterMs } from "./sender.ts";

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;
const servers: Server[] = [];

async function receiver(answer: Answer): Promise<{ url: string; seen: () => number; sockets: () => number }> {
  let count = 0;
  const sockets = new Set<number>();
  const server = createServer((request, response) => {
    sockets.add(request.socket.remotePort ?? 0);
    request.resume().on("end", () => answer(request, response, ++count));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: addressOf(server), seen: () => count, sockets: () => sockets.size };
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const series = [{ labels: { __name__: "x" }, timesMs: [1], values: [1] }];
const status = (response: ServerResponse, code: number, headers: Record<string, string> = {}) =>
  response.writeHead(code, headers).end();

test("5xx and 429 are tried again until the server has it", async () => {
  const codes = [503, 429, 500, 204];
  const server = await receiver((_request, response, count) => status(response, codes[count - 1] ?? 204));
  await createSender({ url: server.url, key: "k", firstBackoffMs: 1 }).push(series);
  expect(server.seen()).toBe(4);
});

test("other 4xx are refusals and never tried again", async () => {
  const server = await receiver((_request, response) => response.writeHead(400).end("label missing"));
  const sent = createSender({ url: server.url, key: "k", firstBackoffMs: 1 }).push(series);
  await expect(sent).rejects.toThrow(Refused);
  await expect(sent).rejects.toThrow(/400: label missing/);
  expect(server.seen()).toBe(1);
});

test("Retry-After is waited for", async () => {
  const times: number[] = [];
  const server = await receiver((_request, response, count) => {
    times.push(performance.now());
    status(response, count === 1 ? 429 : 204, { "Retry-After": "0.15" });
  });
  await createSender({ url: server.url, key: "k", firstBackoffMs: 1 }).push(series);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(145);
});

test("it gives up at its deadline and says why", async () => {
  const sent = createSender({
    url: "http://127.0.0.1:1",
    key: "k",
    firstBackoffMs: 1,
    giveUpAfterMs: 40,
  }).push(series);
  await expect(sent).rejects.toThrow(GaveUp);
});

test("never more requests at once than allowed, over kept connections", async () => {
  const open: ServerResponse[] = [];
  let most = 0;
  const server = await receiver((_request, response, count) => {
    most = Math.max(most, open.push(response));
    // Until three are there none is answered, so that it does not matter how fast they come.
    if (open.length === 3 || count > 18)
      setTimeout(() => {
        for (const one of open.splice(0)) status(one, 204);
      }, 5);
  });
  const sender = createSender({ url: server.url, key: "k", concurrency: 3 });
  await Promise.all(Array.from({ length: 20 }, () => sender.push(series)));
  expect(most).toBe(3);
  expect(server.sockets()).toBeLessThan(10);
});

test("the request says what it is and carries the key", async () => {
  const seen: IncomingMessage["headers"][] = [];
  const server = await receiver((request, response) => {
    seen.push(request.headers);
    status(response, 204);
  });
  await createSender({ url: server.url, key: "aidc_ing_x" }).push(series);
  expect(seen[0]).toMatchObject({
    authorization: "Bearer aidc_ing_x",
    "content-type": "application/x-protobuf",
    "content-encoding": "snappy",
    "x-prometheus-remote-write-version": "0.1.0",
  });
});

test.each([
  ["2", 2000],
  ["0", 0],
  ["Thu, 01 Jan 1970 00:00:10 GMT", 9000],
  ["soon", null],
  ["-1", null],
  [null, null],
])("Retry-After %s means %s ms", (header, expected) => {
  expect(retryAfterMs(header, 1000)).toBe(expected);
});
