import type { CenterDocument } from "@aidc/contract";
import type { InventoryStore, TelemetryStore } from "@aidc/store";

/** What the doors need of the store; the store is one implementation, the in-memory one of the tests another. */
export type IngestPorts = Pick<TelemetryStore, "append" | "resolveSeries" | "isHeard" | "quarantine">;
export type BindingPorts = Pick<InventoryStore, "listUnmatched" | "bindSeries" | "listByHand" | "listRules">;

/** Who sends: the center the key belongs to, and the key's id, which names the source everywhere. */
export interface Sender {
  readonly centerId: string;
  readonly sourceId: string;
}

/** @returns null for a key that does not exist or was revoked; rejects with StoreUnavailable when it cannot tell */
export type VerifyKey = (key: string) => Promise<Sender | null>;
/** @returns null when there is no such center */
export type LoadInventory = (centerId: string) => Promise<CenterDocument | null>;
/** A stale marker: the sender says that the series has ended, so there is no data from here on. */
export type OnStale = (centerId: string, seriesId: number, timeMs: number) => void;
export type Log = (message: string, facts?: object) => void;
