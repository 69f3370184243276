import type { Patch } from "@aidc/contract";

/** Where a topic stands: the picture and the place in the server's sequence it belongs to. */
export interface LiveCursor<Value> {
  readonly epoch: string;
  readonly seq: number;
  /** Server clock of the last word, epoch ms. */
  readonly atMs: number;
  readonly value: Value;
}

export type Applied<Value> =
  | { readonly kind: "changed"; readonly cursor: LiveCursor<Value> }
  /** Seen before: a repeated delivery changes nothing. */
  | { readonly kind: "repeated" }
  /** The picture can no longer be trusted: subscribe again. */
  | { readonly kind: "resync"; readonly why: "no_snapshot" | "epoch" | "gap" | "bad_frame" };

/**
 * One patch onto the picture. `merge` may throw when the changes do not fit (a frame of another size).
 * Whatever is lost, repeated or reordered, the outcome is the server's state or a request for a new snapshot,
 * never a third picture.
 */
export function applyLiveEvent<Value, Changes>(
  cursor: LiveCursor<Value> | null,
  patch: Omit<Patch, "topic" | "changes"> & { readonly changes: Changes },
  merge: (value: Value, changes: Changes) => Value,
): Applied<Value> {
  if (!cursor) return { kind: "resync", why: "no_snapshot" };
  if (patch.epoch !== cursor.epoch) return { kind: "resync", why: "epoch" };
  if (patch.seq <= cursor.seq) return { kind: "repeated" };
  if (patch.seq !== cursor.seq + 1) return { kind: "resync", why: "gap" };
  try {
    const value = merge(cursor.value, patch.changes);
    return { kind: "changed", cursor: { epoch: patch.epoch, seq: patch.seq, atMs: patch.at, value } };
  } catch {
    return { kind: "resync", why: "bad_frame" };
  }
}
