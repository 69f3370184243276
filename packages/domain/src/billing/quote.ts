/**
 * What a wish would cost at published prices: rated like a lease that exists, month by month, so that
 * the lines are those the statements would have. What no rule prices is listed and never free. Source: issue text
 * "A quote before use".
 */
import type { Lease, LeaseWish, Quote, StatementLine, WindowMs } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { addLocalMonths, localMonthsOver } from "../time/days.ts";
import { clipTo } from "./cut.ts";
import { nanoOf } from "./decimal.ts";
import type { HeldSegment } from "./ledger.ts";
import { isChargedByLease } from "./meter-leases.ts";
import { formatMinor, parseMinor, sumOf } from "./money.ts";
import type { PriceBook } from "./rate-held.ts";
import { rateSegments } from "./rate-month.ts";
import { unpricedPart } from "./unpriced.ts";

export interface QuoteInput extends PriceBook {
  readonly wish: LeaseWish;
  /** How far to look where the wish has no end. */
  readonly months: number;
  readonly currency: string;
  readonly tenant: string;
  /** The tenant's own. */
  readonly leases: readonly Lease[];
}

const longestMonths = 60;

/** Null: the wish names a lease that the tenant does not have. A resize quotes the whole lease from then on. */
export function quoteWish(input: QuoteInput): Quote | null {
  const lease = leaseOf(input);
  if (lease === null) return null;
  if (lease === "nothing")
    return { currency: input.currency, total: amount(input, []), lines: [], unpriced: [] };
  const window = windowOfWish(input, lease);
  const limit = { fromMs: window.fromMs, toMs: addLocalMonths(window.fromMs, longestMonths, input.timeZone) };
  const quoted = clipTo(window, limit) ?? { fromMs: window.fromMs, toMs: window.fromMs };
  const rated = localMonthsOver(quoted, input.timeZone).map((month) =>
    rateLease(input, lease, quoted, month),
  );
  const lines = rated.flatMap((month) => month.lines);
  const unpriced = [...rated.flatMap((month) => month.unpriced), ...whatIsLeft(lease, window, quoted)];
  return {
    currency: input.currency,
    total: amount(
      input,
      lines.map((line) => line.amount),
    ),
    lines,
    unpriced,
  };
}

function amount({ currency }: QuoteInput, amounts: readonly string[]): string {
  return formatMinor(sumOf(amounts.map((text) => parseMinor(text, currency))), currency);
}

function leaseOf({ wish, tenant, leases }: QuoteInput): Lease | "nothing" | null {
  if (wish.kind === "new") {
    const { resource, from, to } = wish;
    const model = wish.model === undefined ? {} : { model: wish.model };
    const terms = { grade: "metered", terms: "commitment" } as const;
    return { id: "quote", tenant, resource, amount: wish.amount, ...model, from, to, ...terms };
  }
  const lease = leases.find((one) => one.id === wish.lease);
  if (!lease) return null;
  if (wish.kind === "end") return "nothing";
  if (wish.kind === "resize") return { ...lease, amount: wish.amount, from: wish.from };
  return lease.to === null ? "nothing" : { ...lease, from: lease.to, to: wish.to };
}

function windowOfWish({ months, timeZone }: QuoteInput, lease: Lease): WindowMs {
  const fromMs = Date.parse(lease.from);
  return {
    fromMs,
    toMs: lease.to === null ? addLocalMonths(fromMs, months, timeZone) : Date.parse(lease.to),
  };
}

function rateLease(input: QuoteInput, lease: Lease, quoted: WindowMs, month: WindowMs) {
  const window = clipTo(quoted, month);
  const held = window && isChargedByLease(lease) ? [heldBy(lease, window)] : [];
  const { lines, problems } = rateSegments(held, month, input);
  return {
    lines: lines.flatMap(({ line }) => quotedLine(line)),
    unpriced: problems.flatMap(({ about, ...time }) => (about ? [unpricedPart(about, time)] : [])),
  };
}

/** As the ledger would have it, but not cut by day: nothing of a price depends on that. */
function heldBy({ id, resource, model, amount }: Lease, { fromMs, toMs }: WindowMs): HeldSegment {
  const whose = { entry: 0, basis: "leased", lease: id, team: null } as const;
  return { ...whose, resource, model: model ?? null, quantity: nanoOf(amount), fromMs, toMs };
}

/** What is paid; what became of a commitment is not known before. */
function quotedLine(line: StatementLine): Quote["lines"] {
  const { rule, band, from, to, quantity, pricingUnit, unitPrice } = line;
  if (line.commitment !== null || quantity === null || pricingUnit === null || unitPrice === null) return [];
  const version = line.priceVersion;
  return [{ rule, version, band, from, to, quantity, unit: pricingUnit, unitPrice, amount: line.billed }];
}

/** Use on demand is not known before it happens, and nothing is quoted beyond five years. */
function whatIsLeft(lease: Lease, window: WindowMs, quoted: WindowMs): Quote["unpriced"] {
  const isCompute = lease.resource === "accelerators" || lease.resource === "pflops";
  const [from, to] = [isoOf(quoted.fromMs), isoOf(quoted.toMs)];
  if (isCompute && lease.terms === "on_demand") return [unpricedPart({ why: "as_it_happens" }, { from, to })];
  if (quoted.toMs >= window.toMs) return [];
  const beyond = { from: to, to: isoOf(window.toMs) };
  return [unpricedPart({ why: "too_far", months: longestMonths }, beyond)];
}
