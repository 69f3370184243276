import { z } from "zod";

/** Raised when a client of another version could misread what it is sent; it then reloads itself. */
export const protocolVersion = 1;
export const liveNamespace = "/live";

export const topics = {
  wall: (centerId: string) => `center:${centerId}:wall`,
  racks: (centerId: string) => `center:${centerId}:racks`,
  alarms: (centerId: string) => `center:${centerId}:alarms`,
  rack: (centerId: string, rackId: string) => `rack:${centerId}/${rackId}`,
  tenant: (centerId: string, tenantId: string) => `tenant:${centerId}/${tenantId}`,
} as const;

/** A parsed topic. Only the server decides whether a client may have it. */
export type Topic =
  | { readonly kind: "wall"; readonly centerId: string }
  | { readonly kind: "racks"; readonly centerId: string }
  | { readonly kind: "alarms"; readonly centerId: string }
  | { readonly kind: "rack"; readonly centerId: string; readonly rackId: string }
  | { readonly kind: "tenant"; readonly centerId: string; readonly tenantId: string };
export const topicKinds = [
  "wall",
  "racks",
  "alarms",
  "rack",
  "tenant",
] as const satisfies readonly Topic["kind"][];
/** Those about a center as a whole. */
const centerKinds = ["wall", "racks", "alarms"] as const;

/** @returns the topic, or null when the text names none */
export function parseTopic(text: string): Topic | null {
  const center = /^center:([a-z0-9-]+):([a-z]+)$/.exec(text);
  const kind = centerKinds.find((one) => one === center?.[2]);
  if (center?.[1] && kind) return { kind, centerId: center[1] };
  const rack = /^rack:([a-z0-9-]+)\/([^/]+)$/.exec(text);
  if (rack?.[1] && rack[2]) return { kind: "rack", centerId: rack[1], rackId: rack[2] };
  const tenant = /^tenant:([a-z0-9-]+)\/([^/]+)$/.exec(text);
  if (tenant?.[1] && tenant[2]) return { kind: "tenant", centerId: tenant[1], tenantId: tenant[2] };
  return null;
}

export const handshakeSchema = z.object({
  wallToken: z.string().max(200).optional(),
  protocol: z.number().int().optional(),
});
export const subscribeSchema = z.object({ topic: z.string().max(300) });
export const drawnSchema = z.object({
  topic: z.string().max(300),
  seq: z.number().int().nonnegative(),
  build: z.string().max(80),
  heapBytes: z.number().int().nonnegative().optional(),
  framesPerSecond: z.number().min(0).max(1000),
  /** Hash of what is on the screen, so that a frozen picture is noticed. */
  digest: z.string().max(80),
});
export type Drawn = z.infer<typeof drawnSchema>;

export type SubscribeAck =
  | {
      readonly ok: true;
      readonly epoch: string;
      readonly seq: number;
      readonly at: number;
      readonly snapshot: unknown;
    }
  | { readonly ok: false; readonly code: string };

/** `seq` grows by one per topic and epoch. `changes` replaces the named top-level keys of the snapshot. */
export const patchSchema = z.object({
  topic: z.string(),
  epoch: z.string(),
  seq: z.number().int(),
  /** Server clock, epoch ms: the only clock that ages are counted from. */
  at: z.number(),
  changes: z.record(z.string(), z.unknown()),
});
export type Patch = z.infer<typeof patchSchema>;

/**
 * `outdated`: reload at a quiet moment; `revoked`: access ended; `storage`: the database is away; `settings`: how this
 * wall is shown was changed.
 */
export const noticeSchema = z.object({
  kind: z.enum(["outdated", "revoked", "storage", "storage_back", "settings"]),
});
export type Notice = z.infer<typeof noticeSchema>;
