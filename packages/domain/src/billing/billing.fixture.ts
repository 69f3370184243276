import type { Band, Lease, LedgerEntry, PriceRule, PriceVersion } from "@aidc/contract";
import type { LedgerDraft } from "./ledger.ts";
import { reversalOf } from "./ledger.ts";
import type { CountsInput } from "./meter-counts.ts";
import { meterCounts } from "./meter-counts.ts";
import { meterLeases } from "./meter-leases.ts";
import { dayNameAt, monthWindow } from "./month.ts";
import type { RateInput } from "./rate-month.ts";
import { rateMonth } from "./rate-month.ts";
import { reconcileDay } from "./reconcile-day.ts";

export const at = (iso: string): number => Date.parse(iso);
export const minute = 60_000;
export const hour = 60 * minute;
export const shanghai = "Asia/Shanghai";

export function version(rules: readonly PriceRule[], change: Partial<PriceVersion> = {}): PriceVersion {
  return {
    seller: null,
    version: 1,
    effectiveFrom: "2000-01-01T00:00:00Z",
    currency: "CNY",
    note: "",
    rules: [...rules],
    publishedAt: "2000-01-01T00:00:00Z",
    publishedBy: "operator",
    contentSha256: "",
    ...change,
  };
}

export const ruleOfUse = (unitPrice: string, bands: Band[] = [], model: string | null = null): PriceRule => ({
  id: model ? `use-${model}` : "use",
  unit: "card_hour",
  basis: "allocated",
  unitPrice,
  model,
  bands,
});
export const ruleOfLease = (unitPrice: string, model: string | null = null): PriceRule => ({
  id: model ? `lease-${model}` : "lease",
  unit: "card_hour",
  basis: "leased",
  unitPrice,
  model,
  bands: [],
});
export const ruleOfInstance = (
  unitPrice: string,
  cardsPerInstance = 8,
  model: string | null = null,
): PriceRule => ({
  id: "instance",
  unit: "instance_month",
  basis: "leased",
  unitPrice,
  model,
  cardsPerInstance,
});
export const band = (id: string, from: string, to: string, factor: string, more = {}): Band => ({
  id,
  from,
  to,
  factor,
  ...more,
});

export function lease(change: Partial<Lease> = {}): Lease {
  return {
    id: "lease-1",
    tenant: "north",
    resource: "accelerators",
    amount: 8,
    model: "h100-sxm",
    from: "2026-01-01T00:00:00Z",
    to: null,
    grade: "metered",
    terms: "commitment",
    ...change,
  };
}

/** Samples of a count: each [instant, value]. */
export function counts(pairs: readonly (readonly [string | number, number])[]) {
  const times = pairs.map(([time]) => (typeof time === "string" ? at(time) : time));
  return { timesMs: Float64Array.from(times), values: Float64Array.from(pairs, ([, value]) => value) };
}

/** A count sampled each `everyMs` over a window. */
export function sampled(fromMs: number, toMs: number, valueAt: (atMs: number) => number, everyMs = minute) {
  const pairs: [number, number][] = [];
  for (let atMs = fromMs; atMs < toMs; atMs += everyMs) pairs.push([atMs, valueAt(atMs)]);
  return counts(pairs);
}

export function countsInput(
  change: Partial<CountsInput> & Pick<CountsInput, "samples" | "window">,
): CountsInput {
  return {
    rules: { intervalMs: minute, maxGapMs: 3 * minute },
    timeZone: "UTC",
    versions: [],
    leases: [],
    assigned: [],
    installedModels: ["h100-sxm"],
    ref: "tenant/north/accelerators_allocated",
    grade: "metered",
    ...change,
  };
}

/** Drafts as the store would number them. */
export function stored(drafts: readonly LedgerDraft[], firstId = 1): LedgerEntry[] {
  return drafts.map(({ day: _, ...facts }, i) => ({
    ...facts,
    id: firstId + i,
    reverses: null,
    recordedAt: facts.to,
  }));
}

/** One metering of a day as a store would carry it out: what is wrong is reversed, what is missing appended. */
export function meterInto(ledger: LedgerEntry[], day: string, wanted: readonly LedgerDraft[], zone = "UTC") {
  const ofDay = ledger.filter((entry) => dayNameAt(at(entry.from), zone) === day);
  const { append, reverse } = reconcileDay(ofDay, wanted);
  const reversals = reverse.map((entry) => reversalOf(entry, day));
  for (const { day: _, ...facts } of reversals)
    ledger.push({ ...facts, id: ledger.length + 1, recordedAt: facts.to });
  ledger.push(...stored(append, ledger.length + 1));
  return { append, reverse };
}

export interface Month {
  readonly month: string;
  readonly timeZone?: string;
  readonly versions: readonly PriceVersion[];
  readonly leases?: readonly Lease[];
  /** Allocated cards at an instant; absent: nothing is counted. */
  readonly cards?: (atMs: number) => number;
  readonly everyMs?: number;
}

/** The ledger of a month as metering would write it. */
export function ledgerOf({ month, timeZone = "UTC", versions, leases = [], cards, everyMs = hour }: Month) {
  const window = monthWindow(month, timeZone);
  const samples = cards ? sampled(window.fromMs, window.toMs, cards, everyMs) : counts([]);
  const rules = { intervalMs: everyMs, maxGapMs: 3 * everyMs };
  const counted = meterCounts(countsInput({ samples, window, timeZone, versions, leases, rules }));
  return stored([...meterLeases(leases, window, timeZone, versions), ...counted.entries]);
}

export function rated(month: Month, change: Partial<RateInput> = {}) {
  const { timeZone = "UTC", versions } = month;
  const entries = ledgerOf(month);
  const { lines, problems } = rateMonth({
    month: month.month,
    entries,
    versions,
    models: [],
    timeZone,
    currency: "CNY",
    ...change,
  });
  return { entries, lines: lines.map(({ line }) => line), full: lines, problems };
}
