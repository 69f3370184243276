import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

/**
 * Sends every request of `workerData` at once, from a thread of its own: the server's must not pay for the sending. Each
 * has its own connection and waits for it as long as it takes: `fetch` gives a busy machine ten seconds.
 */
const requests: {
  url: string;
  init: { method?: string; headers?: Record<string, string>; body?: string };
}[] = workerData;
const agent = new Agent({ maxSockets: requests.length });

function send({ url, init: { method = "GET", headers = {}, body = "" } }: (typeof requests)[number]) {
  return new Promise<number>((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (incoming) => {
      incoming.resume().once("end", () => resolve(incoming.statusCode ?? 0));
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
parentPort?.postMessage(await Promise.all(requests.map(send)));
