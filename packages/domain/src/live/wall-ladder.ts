/**
 * The utilisation ladder of this moment in cards and in PFLOPS at the center's headline precision. Steps that are
 * known card by card add the peaks of those cards. Counts of leases and schedulers name no card, so a tenant's count
 * is taken to be like the cards assigned to it, then like the models it leases, then like what is installed; all are
 * assumed where models differ. Cards without a published peak are in no PFLOPS, and the coverage says how many.
 * Source: standards 2.1, 2.2.
 */
import type { LiveValue, WallState } from "@aidc/contract";
import { ladderSteps } from "@aidc/contract";
import { hasNoFault, isOn } from "../capacity/card-time.ts";
import type { CardWorth } from "../capacity/card-worth.ts";
import { addWorth, likeThose } from "../capacity/card-worth.ts";
import { worstGrade } from "../figure/figure.ts";
import { acceleratorsHeld } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { recordedLive } from "./live-value.ts";
import { neverRising } from "./never-rising.ts";
import { serverPowerSignal } from "./reduce-racks.ts";
import type { LatestLookup, LiveSum } from "./signals.ts";
import { addSignal, clearSum, freshValue, liveOf, noSignal, unknownLive } from "./signals.ts";
import type { UnderContract } from "./under-contract.ts";
import { leasedStep, sampleOf, underContract } from "./under-contract.ts";

type Rung = WallState["ladder"][number];
type Step = Rung["step"];
type Counted = Pick<Rung, "cards" | "pflops">;

export interface HeldCards {
  readonly allocated: LiveValue;
  readonly active: LiveValue;
  /** The same counts tenant by tenant. */
  readonly tenants: WallState["tenants"];
}

export function liveLadder(index: CenterIndex, latest: LatestLookup, nowMs: number, held: HeldCards): Rung[] {
  const installed = installedCards(index);
  const contracts = underContract(index, nowMs);
  const leased = leasedStep(contracts);
  const countedPeaks = (step: "allocated" | "active") =>
    inPflops(index, held[step], worthOfCounts(contracts, held, step));
  const rungs: Record<Step, Counted> = {
    installed,
    // The inventory knows no accelerator outside a rack.
    racked: installed,
    ...poweredAndHealthy(index, latest, nowMs),
    leased: inPflops(index, leased.cards, leased.worth),
    allocated: countedPeaks("allocated"),
    active: countedPeaks("active"),
    effective: effectiveCards(index, latest, nowMs),
  };
  return neverRising(ladderSteps.map((step) => ({ step, ...rungs[step] })));
}

export function installedCards(index: CenterIndex): Counted {
  const { count, peakTflops } = index.accelerators;
  const cards =
    count > 0
      ? recordedLive(count, "count", "accelerators_installed", "metered")
      : unknownLive("count", "accelerators_installed", "no_inventory");
  let tflops = 0;
  let withPeak = 0;
  for (const peak of peakTflops) {
    if (Number.isNaN(peak)) continue;
    tflops += peak;
    withPeak++;
  }
  if (withPeak === 0) {
    return { cards, pflops: unknownLive("PFLOPS", "capacity", count > 0 ? "no_peak_known" : "no_inventory") };
  }
  const partial = withPeak < count ? ({ reason: "no_peak_known" } as const) : {};
  const pflops = recordedLive(tflops / 1000, "PFLOPS", "capacity", "derived");
  return { cards, pflops: { ...pflops, ...partial, coverage: withPeak / count } };
}

/** Each tenant's count like the cards of that tenant; what is counted beyond tenants like those installed. */
function worthOfCounts(
  contracts: UnderContract,
  { tenants, ...held }: HeldCards,
  step: "allocated" | "active",
): CardWorth {
  const counts = tenants.filter((tenant) => (tenant[step] ?? 0) > 0);
  const placed = addWorth(
    counts.map((tenant) => likeThose(tenant[step] ?? 0, sampleOf(contracts, tenant.id))),
  );
  const rest = (held[step].value ?? 0) - placed.cards;
  return rest > 0 ? addWorth([placed, likeThose(rest, contracts.index.accelerators.sample)]) : placed;
}

/** PFLOPS of a count, known as far as the count is and the peaks of its cards are. */
function inPflops(
  index: CenterIndex,
  cards: LiveValue,
  { knownCards, tflops, ...worth }: CardWorth,
): Counted {
  const unknown = { ...cards, unit: "PFLOPS", method: "capacity" };
  if (cards.value === null && tflops === 0) return { cards, pflops: unknown };
  const known = worth.cards > 0 ? knownCards / worth.cards : 1;
  const hasPeak = index.accelerators.peakTflops.some((peak) => !Number.isNaN(peak));
  if (tflops === 0 && (known < 1 || !hasPeak))
    return { cards, pflops: { ...unknown, value: null, reason: "no_peak_known", coverage: 0 } };
  const grade = worstGrade([cards.grade, index.accelerators.models > 1 ? "assumed" : "derived"]);
  const pflops = { ...unknown, value: tflops / 1000, grade, coverage: cards.coverage * known };
  return { cards, pflops: known < 1 ? { ...pflops, reason: "no_peak_known" } : pflops };
}

/** Cards and their peaks, counted server by server or card by card. */
interface Tally {
  readonly sum: LiveSum;
  cards: number;
  /** Of them, those whose peak is known. */
  knownCards: number;
  tflops: number;
}

function newTally(): Tally {
  return { sum: clearSum(), cards: 0, knownCards: 0, tflops: 0 };
}

function poweredAndHealthy(
  index: CenterIndex,
  latest: LatestLookup,
  nowMs: number,
): Record<"powered" | "healthy", Counted> {
  const { servers, accelerators, signals } = index;
  const powered = newTally();
  const healthy = newTally();
  for (let s = 0; s < servers.list.length; s++) {
    const signal = serverPowerSignal(index, latest, s);
    const end = servers.firstAccelerator[s + 1] as number;
    for (let row = servers.firstAccelerator[s] as number; row < end; row++) {
      if (signal === noSignal) continue;
      const powerW = addSignal(powered.sum, signals, latest, signal, nowMs);
      const on = isOn(powerW, servers.poweredAboveW[s] as number);
      if (on) count(powered, index, row, 1);
      const fault = accelerators.fault[row] as number;
      if (fault === noSignal) continue;
      // A card without a fault is healthy only where it is known to be on: else it is its power that is waited for.
      const faultless = hasNoFault(freshValue(signals, latest, fault, nowMs));
      const decisive = faultless && Number.isNaN(powerW) ? signal : fault;
      addSignal(healthy.sum, signals, latest, decisive, nowMs);
      if (faultless && on) count(healthy, index, row, 1);
    }
  }
  const expected = accelerators.count;
  return {
    powered: counted(index, powered, { method: "powered", expected }),
    healthy: counted(index, healthy, { method: "healthy", expected }),
  };
}

/** Of the cards held by those whose active cards are counted; of all where nothing is assigned to them. */
function effectiveCards(index: CenterIndex, latest: LatestLookup, nowMs: number): Counted {
  const withCount = index.tenants.filter(({ active }) => active !== noSignal);
  const holders = withCount.length > 0 ? withCount : index.tenants;
  const held = acceleratorsHeld(index.contracts, new Set(holders.map(({ tenant }) => tenant.id)), nowMs);
  const tally = newTally();
  for (const [row, signal] of index.accelerators.utilisation.entries()) {
    if (signal === noSignal || (held && !held.has(row))) continue;
    const activity = addSignal(tally.sum, index.signals, latest, signal, nowMs);
    if (!Number.isNaN(activity)) count(tally, index, row, activity);
  }
  return counted(index, tally, { method: "effective", expected: held?.size ?? index.accelerators.count });
}

function count(tally: Tally, index: CenterIndex, row: number, share: number): void {
  const peak = index.accelerators.peakTflops[row] as number;
  tally.cards += share;
  if (Number.isNaN(peak)) return;
  tally.knownCards += share;
  tally.tflops += share * peak;
}

/** Every card that is looked at is expected once any reports; a step that none reports is not collected. */
function counted(
  index: CenterIndex,
  tally: Tally,
  { method, expected }: { readonly method: string; readonly expected: number },
): Counted {
  if (tally.sum.expected > 0) tally.sum.expected = expected;
  const cards = liveOf(tally.sum, { unit: "count", method, noneExpected: "not_collected" }, tally.cards);
  const { pflops } = inPflops(index, cards, tally);
  return { cards, pflops: { ...pflops, grade: cards.grade } };
}
