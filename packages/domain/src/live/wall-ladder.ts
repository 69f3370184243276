/**
 * The utilisation ladder of this moment in cards and in PFLOPS at the center's headline precision. Steps that are
 * known card by card add the peaks of those cards; counts of leases and schedulers name no card, so they take the
 * mean peak of what is installed, which is assumed where models differ. Source: standards 2.1, 2.2.
 */
import type { LiveValue, WallState } from "@aidc/contract";
import { ladderSteps } from "@aidc/contract";
import { worstGrade } from "../figure/figure.ts";
import type { CenterIndex } from "./index-center.ts";
import { recordedLive } from "./live-value.ts";
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
}

export function liveLadder(index: CenterIndex, latest: LatestLookup, nowMs: number, held: HeldCards): Rung[] {
  const installed = installedCards(index);
  const rungs: Record<Step, Counted> = {
    installed,
    // The inventory knows no accelerator outside a rack.
    racked: installed,
    ...poweredAndHealthy(index, latest, nowMs),
    leased: byMeanPeak(index, held.leased, installed.pflops),
    allocated: byMeanPeak(index, held.allocated, installed.pflops),
    active: byMeanPeak(index, held.active, installed.pflops),
    effective: effectiveCards(index, latest, nowMs),
  };
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

function byMeanPeak(index: CenterIndex, cards: LiveValue, installed: LiveValue): Counted {
  if (cards.value === null) return { cards, pflops: { ...cards, unit: "PFLOPS", method: "capacity" } };
  if (installed.value === null) return { cards, pflops: installed };
  const withPeak = index.accelerators.count * installed.coverage;
  const grade = worstGrade([cards.grade, index.accelerators.models > 1 ? "assumed" : "derived"]);
  const value = (cards.value * installed.value) / withPeak;
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
