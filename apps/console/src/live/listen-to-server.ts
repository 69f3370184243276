import { noticeSchema, patchSchema } from "@aidc/contract";
import type { Socket } from "socket.io-client";
import { z } from "zod";
import type { LinkWatch } from "./link-watch.ts";
import type { TopicRoomControl } from "./topic-room.ts";

const resyncSchema = z.object({ topic: z.string() });
/** Why a handshake was refused: in the error's data, or as its message. */
const refusalSchema = z.object({ data: z.object({ code: z.string() }) });
const accessCodes = new Set(["unauthenticated", "forbidden", "not_found", "revoked"]);

/** A refused handshake is not retried by the library. Access that ended may have been a mistake: ask, rarely. */
const retryAfterMs = { refused: 5_000, ended: 60_000 } as const;

interface Hearers {
  readonly rooms: readonly TopicRoomControl[];
  readonly link: LinkWatch;
  readonly heard: () => void;
}

/** Wires everything the server may say to the rooms and the link. @returns what takes all of it off again */
export function listenToServer(socket: Socket, { rooms, link, heard }: Hearers): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  const retryLater = (afterMs: number) => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), afterMs);
  };
  const endAccess = () => {
    link.set("ended");
    for (const room of rooms) room.clear();
    retryLater(retryAfterMs.ended);
  };

  const hearers: Record<string, (message: unknown) => void> = {
    connect() {
      heard();
      link.set("connected");
      for (const room of rooms) room.sync();
    },
    disconnect(reason) {
      if (link.facts().state === "connected") link.set("lost");
      if (reason === "io server disconnect" && link.facts().state === "lost") retryLater(jitterMs(1_000));
    },
    connect_error(error) {
      const code = refusalCode(error);
      if (code === "outdated") link.set("outdated");
      else if (accessCodes.has(code)) return endAccess();
      else if (link.facts().state === "connected") link.set("lost");
      if (!socket.active) retryLater(jitterMs(retryAfterMs.refused));
    },
    patch(message) {
      heard();
      const patch = patchSchema.safeParse(message);
      for (const room of rooms)
        if (patch.success) room.hear(patch.data);
        else room.sync();
    },
    resync(message) {
      const named = resyncSchema.safeParse(message);
      for (const room of rooms) room.sync(named.data?.topic);
    },
    notice(message) {
      const kind = noticeSchema.safeParse(message).data?.kind;
      if (kind === "revoked") endAccess();
      if (kind === "outdated") link.set("outdated");
      if (kind === "storage" || kind === "storage_back") link.setStorageAway(kind === "storage");
    },
  };
  const lose = () => link.facts().state === "connected" && link.set("lost");
  const find = () => void (socket.connected ? heardAgain() : socket.connect());
  const heardAgain = () => {
    link.set("connected");
    for (const room of rooms) room.sync();
  };

  for (const [event, hearer] of Object.entries(hearers)) socket.on(event, hearer);
  window.addEventListener("offline", lose);
  window.addEventListener("online", find);
  return () => {
    clearTimeout(retry);
    for (const [event, hearer] of Object.entries(hearers)) socket.off(event, hearer);
    window.removeEventListener("offline", lose);
    window.removeEventListener("online", find);
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
