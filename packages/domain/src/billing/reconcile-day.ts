/**
 * Brings the ledger of one local day to what metering says now, by appending only. An entry that still holds stays,
 * also when it is only a part of what is wanted (a day that goes on grows at its end); the rest of what is wanted is
 * appended, and what is no longer right is reversed. Metering the same again appends nothing, and any order and
 * repetition ends in the same quantity at every instant. Source: standards 3.2, features 7 "late data".
 */
import type { LedgerEntry } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { gapsIn, intersectIntervals, totalMs, unionIntervals } from "../time/intervals.ts";
import type { LedgerDraft } from "./ledger.ts";
import { liveEntries, windowOfEntry } from "./ledger.ts";

/**
 * @param existing every entry of that day and tenant, reversals and reversed ones included, in any order
 * @param wanted drafts of the same day, all of them; leaving one out takes it back
 */
export function reconcileDay(
  existing: readonly LedgerEntry[],
  wanted: readonly LedgerDraft[],
): { append: LedgerDraft[]; reverse: LedgerEntry[] } {
  const drafts = Map.groupBy(wanted, whatIsHeld);
  const live = Map.groupBy(liveEntries(existing), whatIsHeld);
  const append: LedgerDraft[] = [];
  const reverse: LedgerEntry[] = [];
  for (const [key, entries] of live) if (!drafts.has(key)) reverse.push(...entries);
  for (const [key, same] of drafts) {
    const change = reconcileEqual(live.get(key) ?? [], same);
    append.push(...change.append);
    reverse.push(...change.reverse);
  }
  return {
    append: append.sort((a, b) => Date.parse(a.from) - Date.parse(b.from)),
    reverse: reverse.sort((a, b) => a.id - b.id),
  };
}

/** Entries and drafts that differ in their interval only. */
function reconcileEqual(entries: readonly LedgerEntry[], drafts: readonly LedgerDraft[]) {
  const target = unionIntervals(drafts.map(windowOfEntry));
  const reverse: LedgerEntry[] = [];
  let kept = unionIntervals([]);
  for (const entry of [...entries].sort((a, b) => a.id - b.id)) {
    const own = [windowOfEntry(entry)];
    const isWanted = totalMs(intersectIntervals(own, target)) === totalMs(own);
    const isCounted = totalMs(intersectIntervals(own, kept)) > 0;
    if (isWanted && !isCounted) kept = unionIntervals([...kept, ...own]);
    else reverse.push(entry);
  }
  const append = drafts.flatMap((draft) =>
    gapsIn(windowOfEntry(draft), kept).map((gap) => ({
      ...draft,
      from: isoOf(gap.fromMs),
      to: isoOf(gap.toMs),
    })),
  );
  return { append, reverse };
}

function whatIsHeld(entry: LedgerDraft | LedgerEntry): string {
  const { basis, resource, lease, model, quantity, priceVersion, provenance } = entry;
  const { source, refs, grade } = provenance;
  return JSON.stringify([basis, resource, lease, model, quantity, priceVersion, source, refs, grade]);
}
