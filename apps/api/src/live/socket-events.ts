import type { Notice, Patch } from "@aidc/contract";

/** What goes over a socket, both ways; requests are checked where they are heard. */
export interface ToServer {
  subscribe: (request: unknown, ack?: unknown) => void;
  unsubscribe: (request: unknown, ack?: unknown) => void;
  drawn: (report: unknown) => void;
}
export interface ToClient {
  patch: (patch: Patch) => void;
  resync: (topic: { topic: string }) => void;
  notice: (notice: Notice) => void;
}
