/**
 * Prices what is held. Commitments are charged by the lease (a purchase) and their use is only told apart into used
 * and unused; use beyond them, and all use on demand, is charged as it happens. What has no price, no model or no
 * peak becomes a problem and is never free. Source: contract nouns/price-book, standards 3.1, 3.2.
 */
import type { AcceleratorModel, PriceRule, PriceVersion, StatementProblem, WindowMs } from "@aidc/contract";
import { densePeakOf, findModel } from "../capacity/installed.ts";
import { isoOf } from "../figure/figure.ts";
import type { BandPiece } from "./bands.ts";
import { cutByBands } from "./bands.ts";
import { coverUse } from "./cover.ts";
import { clipTo } from "./cut.ts";
import { nanoOf } from "./decimal.ts";
import type { RuleFound } from "./find-rule.ts";
import { findRule } from "./find-rule.ts";
import type { Slice } from "./held-slices.ts";
import { sliceTime } from "./held-slices.ts";
import type { HeldSegment } from "./ledger.ts";
import type { LineGroup, LineGroups, LineKind } from "./line-groups.ts";
import { addHeld } from "./line-groups.ts";
import type { RuleMissing } from "./unpriced.ts";
import { missing } from "./unpriced.ts";
import { versionAt, versionStarts } from "./versions.ts";

export interface PriceBook {
  /** Of one seller. */
  readonly versions: readonly PriceVersion[];
  /** The center's own models; the built-in catalogue stands behind them. */
  readonly models: readonly AcceleratorModel[];
  readonly timeZone: string;
}

export interface Rated {
  readonly groups: LineGroup[];
  readonly problems: StatementProblem[];
}

/** @param month the local month that all of it lies in: band tables and month prices are of this month */
export function rateHeld(held: readonly HeldSegment[], month: WindowMs, book: PriceBook): Rated {
  const state: RatingState = {
    book,
    month,
    groups: new Map(),
    problems: new Map(),
    rules: new Map(),
    bands: new Map(),
  };
  for (const slice of sliceTime(held, versionStarts(book.versions))) {
    const version = versionAt(book.versions, slice.fromMs);
    if (version) rateSlice(state, slice, version);
    else noteUnpriced(state, slice);
  }
  const problems = [...state.problems.values()].map(({ fromMs, toMs, ...found }) => ({
    ...found,
    from: isoOf(fromMs),
    to: isoOf(toMs),
  }));
  return { groups: [...state.groups.values()], problems };
}

interface RatingState {
  readonly book: PriceBook;
  readonly month: WindowMs;
  readonly groups: LineGroups;
  readonly problems: Map<string, RuleMissing & { fromMs: number; toMs: number }>;
  readonly rules: Map<string, RuleFound | RuleMissing>;
  readonly bands: Map<PriceRule, BandPiece[]>;
}

function rateSlice(state: RatingState, slice: Slice<HeldSegment>, version: PriceVersion): void {
  const leased = slice.held.filter((segment) => segment.basis === "leased");
  const uses = slice.held.filter((segment) => segment.basis === "allocated");
  const commitments = leased.filter(isCommitment);
  const charge = (
    kind: LineKind,
    by: HeldSegment,
    of: HeldSegment,
    quantity: bigint,
    model = by.model ?? of.model,
  ) => {
    const found = ruleFor(state, slice, version, by);
    if (!found || quantity === 0n) return;
    const key = { kind, version, found, resource: by.resource, lease: by.lease, model, team: of.team };
    for (const { band, ...piece } of bandsIn(state, found.rule, slice))
      addHeld(state.groups, { ...key, band }, of.entry, piece, quantity);
  };
  for (const lease of leased)
    charge(isCommitment(lease) ? "purchase" : "usage", lease, lease, lease.quantity, lease.model);
  const covered = coverUse(commitments, uses, peaksFor(state, slice, version, commitments));
  const idle = covered.isMeasured ? "unused" : "unmeasured";
  for (const { lease, use, quantity } of covered.used) charge("used", lease, use, quantity);
  for (const { lease, quantity } of covered.unused) charge(idle, lease, lease, quantity);
  for (const { use, quantity } of covered.beyond) charge("usage", use, use, quantity);
}

const isCommitment = (held: HeldSegment): boolean =>
  held.resource === "accelerators" || held.resource === "pflops";

/** Null, and a problem noted, where nothing prices it. */
function ruleFor(
  state: RatingState,
  at: WindowMs,
  version: PriceVersion,
  held: HeldSegment,
): RuleFound | null {
  const { basis, resource, model } = held;
  // The quantity matters to instance prices only: uses change too often to keep a rule for each.
  const amount = basis === "leased" ? held.quantity : 0n;
  const key = [version.version, basis, resource, model ?? "-", amount].join("~");
  const found = state.rules.get(key) ?? findRule(version, held, state.book.models);
  state.rules.set(key, found);
  if ("rule" in found) return found;
  if (held.quantity > 0n) note(state, found, at);
  return null;
}

function peaksFor(
  state: RatingState,
  at: WindowMs,
  version: PriceVersion,
  commitments: readonly HeldSegment[],
) {
  const rule = version.rules.find((one) => one.unit === "pflops_hour" && one.basis === "leased");
  const isLeased = commitments.some((lease) => lease.resource === "pflops");
  return (use: HeldSegment): bigint | null => {
    if (!isLeased || rule?.unit !== "pflops_hour") return null;
    const peak =
      use.model === null ? null : densePeakOf(findModel(use.model, state.book.models), rule.precision);
    if (peak !== null) return nanoOf(peak);
    const { precision } = rule;
    if (use.quantity > 0n) note(state, missing({ why: "no_peak", model: use.model, precision }), at);
    return null;
  };
}

function bandsIn(state: RatingState, rule: PriceRule, window: WindowMs): BandPiece[] {
  const bands = "bands" in rule ? rule.bands : [];
  if (bands.length === 0) return [{ fromMs: window.fromMs, toMs: window.toMs, band: null }];
  const all = state.bands.get(rule) ?? cutByBands(state.month, bands, state.book.timeZone);
  state.bands.set(rule, all);
  return all.flatMap((piece) => clipTo(piece, window) ?? []);
}

function noteUnpriced(state: RatingState, slice: Slice<HeldSegment>): void {
  for (const { basis, resource, quantity } of slice.held)
    if (quantity > 0n) note(state, missing({ why: "no_version", resource, basis }), slice);
}

function note({ problems }: RatingState, found: RuleMissing, at: WindowMs): void {
  const key = `${found.code}~${found.what}`;
  const known = problems.get(key);
  const fromMs = Math.min(at.fromMs, known?.fromMs ?? at.fromMs);
  problems.set(key, { ...found, fromMs, toMs: Math.max(at.toMs, known?.toMs ?? at.toMs) });
}
