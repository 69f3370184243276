import { keepLive } from "./keep-live.ts";
import { openLiveConnection } from "./live-connection.ts";
import type { LiveNews, ToKeeper } from "./live-messages.ts";

/** The live connection of one page, beside it. */
let hear: ReturnType<typeof keepLive> | null = null;

addEventListener("message", ({ data }: MessageEvent<ToKeeper>) => {
  if ("open" in data) hear = keepLive(openLiveConnection(data.open), (news: LiveNews) => postMessage(news));
  else hear?.(data);
});
