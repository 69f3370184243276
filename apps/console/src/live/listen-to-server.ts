import { noticeSchema } from "@aidc/contract";
import type { Socket } from "socket.io-client";
import { z } from "zod";
import { isPatch } from "./is-patch.ts";
import type { LinkWatch } from "./link-watch.ts";
import type { TopicRoomControl } from "./topic-room.ts";

const resyncSchema = z.object({ topic: z.string() });
/** Why a handshake was refused: in the error's data, or as its message. */
const refusalSchema = z.object({ data: z.object({ code: z.string() }) });
const accessCodes = new Set(["unauthenticated", "forbidden", "not_found", "revoked"]);

/** A refused handshake is not retried by the library. Access that ended may have been a mistake: ask, rarely. */
const retryAfterMs = { refused: 2_000, ended: 60_000 } as const;

interface Hearers {
  readonly rooms: readonly TopicRoomControl[];
  readonly link: LinkWatch;
  readonly heard: () => void;
}

/** Wires everything the server may say to the rooms and the link. @returns what takes all of it off again */
export function listenToServer(socket: Socket, { rooms, link, heard }: Hearers): () => void {
  const retry = createRetry(socket);
  const hearers = {
    ...linkHearers(socket, { rooms, link, heard }, retry),
    ...pictureHearers({ rooms, link, heard }, retry),
  };
  const lose = () => link.facts().state === "connected" && link.set("lost");
  const find = () => void (socket.connected ? hearers.connect?.(undefined) : socket.connect());
  for (const [event, hearer] of Object.entries(hearers)) socket.on(event, hearer);
  globalThis.addEventListener("offline", lose);
  globalThis.addEventListener("online", find);
  return () => {
    retry.cancel();
    for (const [event, hearer] of Object.entries(hearers)) socket.off(event, hearer);
    globalThis.removeEventListener("offline", lose);
    globalThis.removeEventListener("online", find);
  };
}

type Hearing = Readonly<Record<string, (message: unknown) => void>>;

/** Coming, going and being refused. */
function linkHearers(socket: Socket, { rooms, link, heard }: Hearers, retry: Retry): Hearing {
  return {
    connect() {
      heard();
      link.set("connected");
      for (const room of rooms) room.sync();
    },
    disconnect(reason) {
      if (link.facts().state === "connected") link.set("lost");
      if (reason === "io server disconnect" && link.facts().state === "lost") retry.after(jitterMs(1_000));
    },
    connect_error(error) {
      const code = refusalCode(error);
      if (code === "outdated") link.set("outdated");
      else if (accessCodes.has(code)) return endAccess({ rooms, link, heard }, retry);
      else if (link.facts().state === "connected") link.set("lost");
      if (!socket.active) retry.after(jitterMs(retryAfterMs.refused));
    },
  };
}

/** What changes the picture. */
function pictureHearers({ rooms, link, heard }: Hearers, retry: Retry): Hearing {
  return {
    patch(message) {
      heard();
      const patch = isPatch(message) ? message : null;
      for (const room of rooms) {
        if (patch) room.hear(patch);
        else room.sync();
      }
    },
    resync(message) {
      const named = resyncSchema.safeParse(message);
      for (const room of rooms) room.sync(named.data?.topic);
    },
    notice(message) {
      const kind = noticeSchema.safeParse(message).data?.kind;
      if (kind === "revoked") endAccess({ rooms, link, heard }, retry);
      if (kind === "outdated") link.set("outdated");
      if (kind === "settings") link.noteSettings();
      if (kind === "storage" || kind === "storage_back") link.setStorageAway(kind === "storage");
    },
  };
}

function endAccess({ rooms, link }: Hearers, retry: Retry): void {
  link.set("ended");
  for (const room of rooms) room.clear();
  retry.after(retryAfterMs.ended);
}

interface Retry {
  readonly after: (ms: number) => void;
  readonly cancel: () => void;
}

function createRetry(socket: Socket): Retry {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => clearTimeout(timer);
  return {
    cancel,
    after(ms) {
      cancel();
      timer = setTimeout(() => socket.connect(), ms);
    },
  };
}

function refusalCode(error: unknown): string {
  const refusal = refusalSchema.safeParse(error);
  if (refusal.success) return refusal.data.data.code;
  return error instanceof Error ? error.message : "";
}

/** Walls that lost the server together must not all come back in the same instant. */
function jitterMs(baseMs: number): number {
  return baseMs * (0.5 + Math.random());
}
