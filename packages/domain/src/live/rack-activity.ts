/**
 * How busy, how full of tenants and how faulty racks are. Source: standards 2.2 (activity from a declared counter;
 * leased and active are kept apart).
 */
import type { LiveValue } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import type { Contracts } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import type { LatestLookup, LiveSum } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, noSignal } from "./signals.ts";

/** Mean activity of the rack's accelerators that report one; without them of its servers. */
export function rackActivity(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  row: number,
): LiveValue {
  const sum = sumActivity(index, latest, nowMs, row, clearSum());
  return liveOf(
    sum,
    { unit: "ratio", method: "activity", noneExpected: "not_collected" },
    sum.sum / sum.fresh,
  );
}

/** Into `into`: once one of a kind reports, all of it are expected to. */
export function sumActivity(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
  row: number,
  into: LiveSum,
): LiveSum {
  const { racks, servers, accelerators, signals } = index;
  const first = racks.firstServer[row] as number;
  const end = racks.firstServer[row + 1] as number;
  const firstCard = servers.firstAccelerator[first] as number;
  const endCard = servers.firstAccelerator[end] as number;
  clearSum(into);
  for (let card = firstCard; card < endCard; card++) {
    const signal = accelerators.utilisation[card] as number;
    if (signal !== noSignal) addSignal(into, signals, latest, signal, nowMs);
  }
  if (into.expected > 0) {
    into.expected = endCard - firstCard;
    return into;
  }
  for (let server = first; server < end; server++) {
    const signal = servers.utilisation[server] as number;
    if (signal !== noSignal) addSignal(into, signals, latest, signal, nowMs);
  }
  if (into.expected > 0) into.expected = end - first;
  return into;
}

/** Accelerators of a rack whose newest fault code says that something is wrong; NaN when none reports one. */
export function countFaulty(index: CenterIndex, latest: LatestLookup, nowMs: number, row: number): number {
  const { racks, servers, accelerators, signals } = index;
  const first = servers.firstAccelerator[racks.firstServer[row] as number] as number;
  const end = servers.firstAccelerator[racks.firstServer[row + 1] as number] as number;
  let faulty = 0;
  let known = 0;
  for (let card = first; card < end; card++) {
    const code = freshValue(signals, latest, accelerators.fault[card] as number, nowMs);
    if (Number.isNaN(code)) continue;
    known++;
    if (code !== 0) faulty++;
  }
  return known > 0 ? faulty : Number.NaN;
}

/** Share of every rack that is held by assignments, in the order of the racks, and how long that stays so. */
export interface HeldShares {
  readonly shares: Float64Array;
  readonly fromMs: number;
  /** The next time an assignment begins or ends. */
  readonly untilMs: number;
}

/** Of the rack's accelerators; a rack without any is held whole or not at all. */
export function heldShares(index: CenterIndex, nowMs: number): HeldShares {
  const { racks, servers, contracts } = index;
  const heldCards = new Map<string, Set<number>>();
  const heldWhole = new Set<string>();
  for (const place of contracts.held) {
    if (!holdsAt(place, nowMs)) continue;
    const cards = heldCards.get(place.rack) ?? new Set<number>();
    for (const card of place.accelerators) cards.add(card);
    heldCards.set(place.rack, cards);
    heldWhole.add(place.rack);
  }
  const shares = Float64Array.from(racks.list, ({ id }, row) => {
    const first = servers.firstAccelerator[racks.firstServer[row] as number] as number;
    const cards = (servers.firstAccelerator[racks.firstServer[row + 1] as number] as number) - first;
    if (cards === 0) return heldWhole.has(id) ? 1 : 0;
    return (heldCards.get(id)?.size ?? 0) / cards;
  });
  return { shares, fromMs: nowMs, untilMs: nextTurn(contracts, nowMs) };
}

function nextTurn({ held }: Contracts, nowMs: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { fromMs, toMs } of held) {
    if (fromMs > nowMs && fromMs < next) next = fromMs;
    if (toMs !== null && toMs > nowMs && toMs < next) next = toMs;
  }
  return next;
}
