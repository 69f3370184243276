import type { Notice, Patch, SubscribeAck, WallState } from "@aidc/contract";
import { liveNamespace, noticeSchema, patchSchema, protocolVersion, wallStateSchema } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";

/** A standard client of the live namespace, as the documents of the protocol describe one. */
export interface LiveClient {
  readonly socket: Socket;
  readonly patches: Patch[];
  readonly notices: Notice[];
  /** Why the server or the network ended it, in order. */
  readonly ends: string[];
  subscribe(topic: string): Promise<SubscribeAck>;
  close(): void;
}

export function connectLive(
  url: string,
  options: { wallToken?: string; cookie?: string; origin?: string } = {},
): LiveClient {
  const { wallToken, cookie, origin } = options;
  const socket = io(`${url}${liveNamespace}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_000,
    auth: { protocol: protocolVersion, ...(wallToken === undefined ? {} : { wallToken }) },
    extraHeaders: { origin: origin ?? url, ...(cookie === undefined ? {} : { cookie }) },
  });
  const client: LiveClient = {
    socket,
    patches: [],
    notices: [],
    ends: [],
    subscribe: (topic) => socket.timeout(60_000).emitWithAck("subscribe", { topic }),
    close: () => void socket.close(),
  };
  socket.on("patch", (patch: unknown) => client.patches.push(patchSchema.parse(patch)));
  socket.on("notice", (notice: unknown) => client.notices.push(noticeSchema.parse(notice)));
  socket.on("disconnect", (reason) => client.ends.push(reason));
  return client;
}

export async function connected(client: LiveClient, timeoutMs = 60_000): Promise<LiveClient> {
  await eventually(
    () => {
      if (!client.socket.connected) throw new Error("not connected");
    },
    { timeoutMs },
  );
  return client;
}

/** Keeps a topic as a screen does: the snapshot, then every patch over it. */
export async function watchWall(client: LiveClient, topic: string) {
  const ack = await client.subscribe(topic);
  if (!ack.ok) throw new Error(`${topic} refused: ${ack.code}`);
  let state: WallState = wallStateSchema.parse(ack.snapshot);
  let applied = 0;
  let seq = ack.seq;
  return {
    epoch: ack.epoch,
    /** The picture now. @throws when a patch does not follow the one before */
    read: (): WallState => {
      const own = client.patches.filter((patch) => patch.topic === topic && patch.epoch === ack.epoch);
      for (const patch of own.slice(applied)) {
        applied++;
        if (patch.seq <= seq) continue;
        if (patch.seq !== seq + 1) throw new Error(`after ${seq} came ${patch.seq}`);
        seq = patch.seq;
        state = wallStateSchema.parse({ ...state, ...patch.changes });
      }
      return state;
    },
  };
}
