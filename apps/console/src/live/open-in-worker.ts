import type { LiveAuth, LiveConnection } from "./live-connection.ts";
import type { LiveNews, ToKeeper } from "./live-messages.ts";
import { mirrorLive } from "./mirror-live.ts";

/** A worker that failed, or could not be loaded, is replaced after this. */
const replaceAfterMs = 2_000;

/** Opens the live connection of this page, kept by a worker: the page is left to draw. */
export function openInWorker(auth: LiveAuth): LiveConnection {
  let worker: Worker | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (message: ToKeeper) => worker?.postMessage(message);
  const { connection, hear, watchAgain, stop } = mirrorLive(say);
  const end = () => {
    clearTimeout(timer);
    worker?.terminate();
    worker = null;
  };
  const start = () => {
    worker = new Worker(new URL("./live.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<LiveNews>) => hear(data));
    worker.addEventListener("error", () => {
      end();
      if (connection.link.facts().state === "connected") connection.link.set("lost");
      timer = setTimeout(start, replaceAfterMs);
    });
    say({ open: auth });
    watchAgain();
  };
  start();
  return {
    ...connection,
    close() {
      end();
      stop();
    },
  };
}
