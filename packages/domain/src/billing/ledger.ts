/**
 * The ledger of held quantity: append-only, so a correction is a reversing entry and a new one. What counts are the
 * entries that nothing reverses; a balance is always their sum, never a stored figure.
 * Source: standards 3.2 "append-only, double-entry; corrections are reversing entries".
 */
import type { LedgerEntry, WindowMs } from "@aidc/contract";
import { nanoOf } from "./decimal.ts";

/** An entry before the store numbers and dates it. `day` is the local calendar day that it lies in. */
export type LedgerDraft = Omit<LedgerEntry, "id" | "reverses" | "recordedAt"> & { readonly day: string };
/** The same with what it takes back. */
export type ReversalDraft = LedgerDraft & { readonly reverses: number };

/** An interval of the ledger with its quantity in 10^-9 units, as rating reads it. */
export interface HeldSegment extends WindowMs {
  readonly entry: number;
  readonly basis: LedgerEntry["basis"];
  readonly resource: LedgerEntry["resource"];
  readonly lease: string | null;
  readonly model: string | null;
  readonly team: string | null;
  readonly quantity: bigint;
}

/** Entries that hold: no reversals, and nothing that was reversed. A quantity of 0 holds too: it is known to be 0. */
export function liveEntries<Entry extends Pick<LedgerEntry, "id" | "reverses">>(
  entries: readonly Entry[],
): Entry[] {
  const reversed = new Set(entries.map((entry) => entry.reverses));
  return entries.filter((entry) => entry.reverses === null && !reversed.has(entry.id));
}

/** What takes an entry back: the same interval with the opposite quantity. */
export function reversalOf(entry: LedgerEntry, day: string): ReversalDraft {
  const { id, recordedAt: _, ...facts } = entry;
  return { ...facts, day, quantity: entry.quantity === 0 ? 0 : -entry.quantity, reverses: id };
}

export function windowOfEntry(entry: Pick<LedgerEntry, "from" | "to">): WindowMs {
  return { fromMs: Date.parse(entry.from), toMs: Date.parse(entry.to) };
}

export function segmentOf(entry: LedgerEntry): HeldSegment {
  const { id, basis, resource, lease, model, quantity } = entry;
  const { fromMs, toMs } = windowOfEntry(entry);
  return { entry: id, basis, resource, lease, model, team: null, quantity: nanoOf(quantity), fromMs, toMs };
}
