/** The time of leases and assignments as instants. Half-open. */
import type { OpenInterval } from "../time/intervals.ts";

type Term = { readonly from: string; readonly to: string | null };

/** Parsed once: a report asks every lease of every day. */
const intervals = new WeakMap<Term, OpenInterval>();

export function intervalOf(term: Term): OpenInterval {
  const known = intervals.get(term);
  if (known) return known;
  const interval = { fromMs: Date.parse(term.from), toMs: term.to === null ? null : Date.parse(term.to) };
  intervals.set(term, interval);
  return interval;
}
