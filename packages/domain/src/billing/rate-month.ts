/**
 * The lines of one tenant's local month out of its ledger. Amounts are exact until the one rounding of a line;
 * used + unused of a commitment equal its purchase to the minor unit. Source: standards 3.1, 3.2.
 */
import type { LedgerEntry, StatementLine, StatementProblem, WindowMs } from "@aidc/contract";
import { isoOf } from "../figure/figure.ts";
import { gapsIn, totalMs, unionIntervals } from "../time/intervals.ts";
import { compareText } from "./cover.ts";
import { clipTo } from "./cut.ts";
import { formatRatio } from "./decimal.ts";
import { splitByLargestRemainder } from "./largest-remainder.ts";
import type { HeldSegment } from "./ledger.ts";
import { liveEntries, segmentOf } from "./ledger.ts";
import type { LineGroup, LinePart } from "./line-groups.ts";
import { commitmentOf, lineKinds } from "./line-groups.ts";
import { describeLine } from "./line-text.ts";
import type { Ratio } from "./money.ts";
import { formatMinor, sumOf, toMinor } from "./money.ts";
import { monthWindow } from "./month.ts";
import { amountOf, formatUnitPrice, pricingUnitOf, quantityOf, unitPriceOf } from "./price-unit.ts";
import { unmeteredWords } from "./problem-text.ts";
import type { PriceBook } from "./rate-held.ts";
import { rateHeld } from "./rate-held.ts";

export interface RateInput extends PriceBook {
  /** `2026-05` */
  readonly month: string;
  /** Of one tenant, every entry that touches the month, reversals included, in any order. */
  readonly entries: readonly LedgerEntry[];
  readonly currency: string;
  /** When use has to be measured (`expectedUse`); time without counts in it is said to be not metered. */
  readonly expectedUse?: readonly WindowMs[];
}

export interface RatedLine {
  readonly line: StatementLine;
  /** The ledger entries behind it, each with its exact share. */
  readonly parts: readonly RatedPart[];
}

export interface RatedPart extends LinePart {
  /** Cards, PFLOPS, racks, U or W x hours, at most 9 decimals. */
  readonly quantityHours: string;
  /** In major units before any rounding of the line, shown with at most 9 decimals. */
  readonly exactAmount: string;
}

export interface RatedMonth {
  readonly lines: RatedLine[];
  readonly problems: StatementProblem[];
}

export function rateMonth(input: RateInput): RatedMonth {
  const month = monthWindow(input.month, input.timeZone);
  const held = liveEntries(input.entries).flatMap((entry) => clipTo(segmentOf(entry), month) ?? []);
  const { lines, problems } = rateSegments(held, month, input);
  return { lines, problems: [...problems, ...notMetered(held, input.expectedUse ?? [], month)] };
}

/** @param held all of it in the month, which is a local one */
export function rateSegments(
  held: readonly HeldSegment[],
  month: WindowMs,
  book: PriceBook & { readonly currency: string },
): RatedMonth {
  const { groups, problems } = rateHeld(held, month, book);
  const sorted = groups.sort(
    (a, b) => lineKinds.indexOf(a.kind) - lineKinds.indexOf(b.kind) || compareText(a.id, b.id),
  );
  const priced = sorted.map((group) => priceGroup(group, month, book.currency));
  const effective = shareCommitments(priced);
  const lines = priced.map((one) => ({
    line: lineOf(one, effective.get(one.group.id) ?? one.amount, book.currency),
    parts: [...one.group.parts.values()]
      .sort((a, b) => a.fromMs - b.fromMs || a.entry - b.entry)
      .map((part) => explain(part, one, month)),
  }));
  return { lines, problems };
}

interface PricedGroup {
  readonly group: LineGroup;
  readonly quantity: Ratio;
  readonly unitPrice: bigint;
  /** Minor units, rounded once. */
  readonly amount: bigint;
}

function priceGroup(group: LineGroup, month: WindowMs, currency: string): PricedGroup {
  const quantity = quantityOf(group.heldMs, group.found, month);
  const unitPrice = unitPriceOf(group.found.rule, group.band);
  return { group, quantity, unitPrice, amount: toMinor(amountOf(quantity, unitPrice), currency) };
}

/** Effective amount by line id: nothing for a purchase, its price shared among what became of it. */
function shareCommitments(priced: readonly PricedGroup[]): Map<string, bigint> {
  const effective = new Map<string, bigint>();
  const members = Map.groupBy(
    priced.filter(({ group }) => group.kind !== "usage"),
    ({ group }) => commitmentOf(group),
  );
  for (const of of members.values()) {
    const bought = of.filter(({ group }) => group.kind === "purchase");
    const shared = of.filter(({ group }) => group.kind !== "purchase");
    const parts = splitByLargestRemainder(
      sumOf(bought.map(({ amount }) => amount)),
      shared.map(({ group }) => group.heldMs),
    );
    for (const { group } of bought) effective.set(group.id, 0n);
    for (const [i, { group }] of shared.entries()) effective.set(group.id, parts[i] ?? 0n);
  }
  return effective;
}

function lineOf(
  { group, quantity, unitPrice, amount }: PricedGroup,
  effective: bigint,
  currency: string,
): StatementLine {
  const { kind, found, version, band } = group;
  const isPaid = kind === "purchase" || kind === "usage";
  return {
    id: group.id,
    category: kind === "purchase" ? "Purchase" : "Usage",
    chargeClass: null,
    description: describeLine({ ...group, band: band?.id ?? null }).en,
    lease: group.lease,
    team: group.team,
    model: group.model,
    resource: group.resource,
    priceVersion: version.version,
    rule: found.rule.id,
    band: band?.id ?? null,
    from: isoOf(group.fromMs),
    to: isoOf(group.toMs),
    quantity: formatRatio(quantity.numerator, quantity.denominator),
    pricingUnit: pricingUnitOf(found.rule),
    unitPrice: formatUnitPrice(unitPrice),
    commitment: kind === "used" ? "Used" : kind === "unused" || kind === "unmeasured" ? "Unused" : null,
    billed: formatMinor(isPaid ? amount : 0n, currency),
    effective: formatMinor(effective, currency),
    list: formatMinor(amount, currency),
    coverage: kind === "unmeasured" ? 0 : 1,
    entryCount: group.parts.size,
  };
}

function explain(part: LinePart, { group, unitPrice }: PricedGroup, month: WindowMs): RatedPart {
  const amount = amountOf(quantityOf(part.heldMs, group.found, month), unitPrice);
  return {
    ...part,
    quantityHours: formatRatio(part.heldMs, 3_600_000n * 1_000_000_000n),
    exactAmount: formatRatio(amount.numerator, amount.denominator),
  };
}

/** One problem for all such time: short gaps are common and need no line each. */
function notMetered(
  held: readonly HeldSegment[],
  expected: readonly WindowMs[],
  month: WindowMs,
): StatementProblem[] {
  const counted = unionIntervals(held.filter((segment) => segment.basis === "allocated"));
  const gaps = unionIntervals(expected).flatMap((part) => {
    const inside = clipTo(part, month);
    return inside ? gapsIn(inside, counted) : [];
  });
  const [first, last] = [gaps[0], gaps.at(-1)];
  if (!first || !last) return [];
  const hours = formatRatio(BigInt(totalMs(gaps)), 3_600_000n, 3);
  const unmetered = { hours, gaps: gaps.length };
  const what = unmeteredWords(unmetered).en;
  return [{ code: "not_metered", what, unmetered, from: isoOf(first.fromMs), to: isoOf(last.toMs) }];
}
