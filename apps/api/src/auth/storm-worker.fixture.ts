import { parentPort, workerData } from "node:worker_threads";

/** Sends every request of `workerData` at once, from a thread of its own: the server's must not pay for the sending. */
const requests: { url: string; init: RequestInit }[] = workerData;
const statuses = await Promise.all(
  requests.map(async ({ url, init }) => {
    const answer = await fetch(url, init);
    await answer.arrayBuffer();
    return answer.status;
  }),
);
parentPort?.postMessage(statuses);
