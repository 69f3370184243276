import { inflateRawSync } from "node:zlib";
import type { Patch } from "@aidc/contract";
import {
  emptyRackTable,
  liveNamespace,
  patchSchema,
  protocolVersion,
  racksSnapshotSchema,
  unpackRackDelta,
} from "@aidc/contract";
import type { Socket } from "socket.io-client";
import { io } from "socket.io-client";

/** A viewer as the console is one. */
export interface LiveClient {
  /** Asks for a topic. @throws Error when it is refused */
  subscribe(topic: string): Promise<unknown>;
  onPatch(listener: (patch: Patch) => void): void;
  close(): void;
}

export async function connectLive(url: string, wallToken: string): Promise<LiveClient> {
  const socket: Socket = io(`${url}${liveNamespace}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { wallToken, protocol: protocolVersion },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("connect_error", reject);
  });
  return {
    async subscribe(topic) {
      const ack: unknown = await socket.timeout(10_000).emitWithAck("subscribe", { topic });
      if (ack === null || typeof ack !== "object" || !("snapshot" in ack))
        throw new Error(`subscribe ${topic}: ${JSON.stringify(ack)}`);
      return ack.snapshot;
    },
    onPatch: (listener) => void socket.on("patch", (patch: unknown) => listener(patchSchema.parse(patch))),
    close: () => void socket.close(),
  };
}

/** Follows the racks topic and knows the newest table. */
export class RackFollower {
  table: Int16Array[];

  constructor(snapshot: unknown) {
    const { racks, frame } = racksSnapshotSchema.parse(snapshot);
    this.table = unpacked(emptyRackTable(racks.length), frame);
  }

  take({ changes }: Patch): void {
    const { frame } = changes;
    if (typeof frame === "string") this.table = unpacked(this.table, frame);
  }
}

function unpacked(table: readonly Int16Array[], frame: string): Int16Array[] {
  return unpackRackDelta(table, inflateRawSync(Buffer.from(frame, "base64")));
}
