/**
 * Energy of a metered thing with its corrections: by bucket where a bucket tells all, else from samples. Own samples
 * come before a gap fill, so that late data which closes the gap is never counted twice.
 */
import type { WindowMs } from "@aidc/contract";
import { integrateCounterThenGauge } from "../energy/bridged.ts";
import type { JointInput } from "../energy/coverage.ts";
import { coveredIntervals } from "../energy/coverage.ts";
import { clipIntervals, gapsIn, intersectIntervals, unionIntervals } from "../time/intervals.ts";
import type { Patch } from "./patches.ts";
import { amountWithin } from "./patches.ts";

/** Of a bucket: the energy of all of it, nothing, or something that only finer buckets can tell. */
export type Part = bigint | "partly" | "none";

/**
 * @param own what is measured of the bucket
 * @param redundant what the meter of a gap fill measures of it
 */
export function patchedPart(
  bucket: WindowMs,
  patches: readonly Patch[],
  own: Part,
  redundant: (meter: string) => Part,
): Part {
  const touching = patches.filter(({ window }) => window.fromMs < bucket.toMs && bucket.fromMs < window.toMs);
  const [only] = touching;
  if (!only) return own;
  const fillsOnly = touching.every((patch) => fillsGaps(patch));
  if (fillsOnly && typeof own === "bigint") return own;
  const holdsAll = only.window.fromMs <= bucket.fromMs && bucket.toMs <= only.window.toMs;
  if (!holdsAll || (fillsOnly && own === "partly")) return "partly";
  if (only.kind === "excluded") return "none";
  return only.kind === "stated" ? amountWithin(only, bucket) : redundant(only.meter);
}

function fillsGaps(patch: Patch): boolean {
  return patch.kind === "redundant" || (patch.kind === "stated" && patch.over === "gaps");
}

/** The register and the power of one thing, in this order; either may be absent. */
export type Ways = readonly JointInput[];

export interface PatchedSource {
  readonly own: Ways;
  readonly patches: readonly Patch[];
  /** Of the meters that gap fills name. */
  readonly redundant: (meter: string) => Ways;
}

/** Time of the window of which the energy is known. */
export function patchedIntervals(source: PatchedSource, window: WindowMs): WindowMs[] {
  let covered = coveredBy(source.own, window);
  for (const patch of source.patches) {
    const [part] = clipIntervals([patch.window], window);
    if (!part) continue;
    if (!fillsGaps(patch)) covered = intersectIntervals(covered, gapsIn(window, [part]));
    const added = patch.kind === "redundant" ? coveredBy(source.redundant(patch.meter), part) : [part];
    if (patch.kind !== "excluded") covered = unionIntervals([...covered, ...added]);
  }
  return covered;
}

/** @param interval lies in the covered time */
export function patchedEnergy(source: PatchedSource, interval: WindowMs): bigint {
  let sum = 0n;
  const patched: WindowMs[] = [];
  for (const patch of source.patches) {
    const [part] = clipIntervals([patch.window], interval);
    if (!part || patch.kind === "excluded") continue;
    patched.push(part);
    const measured = fillsGaps(patch) ? coveredBy(source.own, part) : [];
    for (const piece of measured) sum += energyIn(source.own, piece);
    for (const piece of gapsIn(part, measured))
      sum +=
        patch.kind === "stated" ? amountWithin(patch, piece) : energyIn(source.redundant(patch.meter), piece);
  }
  for (const piece of gapsIn(interval, unionIntervals(patched))) sum += energyIn(source.own, piece);
  return sum;
}

function coveredBy(ways: Ways, window: WindowMs): WindowMs[] {
  return unionIntervals(ways.flatMap(({ samples, rules }) => coveredIntervals(samples, window, rules)));
}

function energyIn([first, second]: Ways, interval: WindowMs): bigint {
  return first ? integrateCounterThenGauge(first, second ?? null, interval).integral : 0n;
}
