/**
 * The utilisation ladder of this moment in cards and in PFLOPS at the center's headline precision. Steps that are
 * known card by card add the peaks of those cards. Counts of leases and schedulers name no card, so a tenant's count
 * takes the mean peak of the cards assigned to it, and a count without assignment the mean of what is installed;
 * both are assumed where models differ. Source: standards 2.1, 2.2.
 */
import type { LiveValue, WallState } from "@aidc/contract";
import { ladderSteps } from "@aidc/contract";
import { worstGrade } from "../figure/figure.ts";
import { acceleratorsHeldBy } from "./contracts.ts";
import type { CenterIndex } from "./index-center.ts";
import { isPartlyKnown, recordedLive } from "./live-value.ts";
import { serverPowerSignal } from "./reduce-racks.ts";
import type { LatestLookup, LiveSum } from "./signals.ts";
import { addSignal, clearSum, liveOf, noSignal, unknownLive } from "./signals.ts";

type Rung = WallState["ladder"][number];
type Step = Rung["step"];
type Counted = Pick<Rung, "cards" | "pflops">;

export interface HeldCards {
  readonly leased: LiveValue;
  readonly allocated: LiveValue;
  readonly active: LiveValue;
  /** The same counts tenant by tenant. */
  readonly tenants: WallState["tenants"];
}

export function liveLadder(index: CenterIndex, latest: LatestLookup, nowMs: number, held: HeldCards): Rung[] {
  const installed = installedCards(index);
  const peaks = tenantPeaks(index, nowMs);
  const countedPeaks = (step: "leased" | "allocated" | "active") =>
    byTenantPeaks(index, installed.pflops, held[step], heldTflops(held.tenants, step, peaks));
  const rungs: Record<Step, Counted> = {
    installed,
    // The inventory knows no accelerator outside a rack.
    racked: installed,
    ...poweredAndHealthy(index, latest, nowMs),
    leased: countedPeaks("leased"),
    allocated: countedPeaks("allocated"),
    active: countedPeaks("active"),
    effective: effectiveCards(index, latest, nowMs),
  };
  rungs.effective = unlessAbove(rungs.effective, rungs.active, index.accelerators.count);
  return ladderSteps.map((step) => ({ step, ...rungs[step] }));
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

/** Mean peak of the cards assigned to each tenant; a tenant without assigned cards of known peak is left out. */
function tenantPeaks(index: CenterIndex, nowMs: number): Map<string, number> {
  const peaks = new Map<string, number>();
  for (const { tenant } of index.tenants) {
    const known = [...acceleratorsHeldBy(index.contracts, tenant.id, nowMs)]
      .map((row) => index.accelerators.peakTflops[row] ?? Number.NaN)
      .filter((peak) => !Number.isNaN(peak));
    if (known.length > 0) peaks.set(tenant.id, known.reduce((sum, peak) => sum + peak) / known.length);
  }
  return peaks;
}

/** The part of a count that stands on cards known by tenant. */
interface PlacedCount {
  readonly cards: number;
  readonly tflops: number;
}

function heldTflops(
  tenants: WallState["tenants"],
  step: "leased" | "allocated" | "active",
  peaks: ReadonlyMap<string, number>,
): PlacedCount {
  let cards = 0;
  let tflops = 0;
  for (const tenant of tenants) {
    const peak = peaks.get(tenant.id);
    const count = tenant[step];
    if (peak === undefined || count === null) continue;
    cards += count;
    tflops += count * peak;
  }
  return { cards, tflops };
}

function byTenantPeaks(
  index: CenterIndex,
  installed: LiveValue,
  cards: LiveValue,
  placed: PlacedCount,
): Counted {
  if (cards.value === null) return { cards, pflops: { ...cards, unit: "PFLOPS", method: "capacity" } };
  if (installed.value === null) return { cards, pflops: installed };
  const meanPflops = installed.value / (index.accelerators.count * installed.coverage);
  const grade = worstGrade([cards.grade, index.accelerators.models > 1 ? "assumed" : "derived"]);
  const value = placed.tflops / 1000 + (cards.value - placed.cards) * meanPflops;
  return { cards, pflops: { ...cards, value, unit: "PFLOPS", method: "capacity", grade } };
}

/** Cards and their peaks, counted server by server or card by card. */
interface Tally {
  readonly sum: LiveSum;
  cards: number;
  tflops: number;
}

function newTally(): Tally {
  return { sum: clearSum(), cards: 0, tflops: 0 };
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
      const isOn =
        addSignal(powered.sum, signals, latest, signal, nowMs) > (servers.poweredAboveW[s] as number);
      if (isOn) count(powered, index, row, 1);
      const fault = accelerators.fault[row] as number;
      if (fault !== noSignal && addSignal(healthy.sum, signals, latest, fault, nowMs) === 0 && isOn)
        count(healthy, index, row, 1);
    }
  }
  return { powered: counted(index, powered, "powered"), healthy: counted(index, healthy, "healthy") };
}

function effectiveCards(index: CenterIndex, latest: LatestLookup, nowMs: number): Counted {
  const tally = newTally();
  for (const [row, signal] of index.accelerators.utilisation.entries()) {
    if (signal === noSignal) continue;
    const activity = addSignal(tally.sum, index.signals, latest, signal, nowMs);
    if (!Number.isNaN(activity)) count(tally, index, row, activity);
  }
  return counted(index, tally, "effective");
}

function count(tally: Tally, index: CenterIndex, row: number, share: number): void {
  const peak = index.accelerators.peakTflops[row] as number;
  tally.cards += share;
  if (!Number.isNaN(peak)) tally.tflops += share * peak;
}

/** Of the installed cards: up to here an idle card may be busy, and counters are read at another moment. */
const slack = 0.05;

/**
 * Effective is a part of active. Cards that are busy while the scheduler counts fewer as active are a contradiction of
 * two sources and no rise of the ladder; cards that a silent counter leaves out contradict nobody.
 */
function unlessAbove(part: Counted, whole: Counted, installed: number): Counted {
  const [above, below] = [part.cards.value, whole.cards.value];
  const isSilent = isPartlyKnown(whole.cards);
  if (above === null || below === null || isSilent || above <= below + slack * installed) return part;
  const withheld = { value: null, reason: "contradicted" } as const;
  return { cards: { ...part.cards, ...withheld }, pflops: { ...part.pflops, ...withheld } };
}

/** Every installed card is expected once any reports; a step that none reports is not collected. */
function counted(index: CenterIndex, tally: Tally, method: string): Counted {
  if (tally.sum.expected > 0) tally.sum.expected = index.accelerators.count;
  const cards = liveOf(tally.sum, { unit: "count", method, noneExpected: "not_collected" }, tally.cards);
  const hasPeak = index.accelerators.peakTflops.some((peak) => !Number.isNaN(peak));
  if (cards.value !== null && !hasPeak)
    return { cards, pflops: unknownLive("PFLOPS", "capacity", "no_peak_known") };
  const pflops = { ...cards, unit: "PFLOPS", method: "capacity" };
  return { cards, pflops: cards.value === null ? pflops : { ...pflops, value: tally.tflops / 1000 } };
}
