/**
 * The most that a stated energy may come to, as mean power over its time, and what says so. A sample beyond the rating
 * of its meter is not believed, so neither is a person's word: a digit too many would otherwise be in every figure, and
 * valid. Source: standards 1.1 "Counter decrease" (1.1 x rating), decision 33.
 */
import type { CenterDocument, EnergySubject, Issue } from "@aidc/contract";
import { continuousLimitW } from "../rack/feeds.ts";

export interface PowerBound {
  readonly limitW: number;
  /** For a sentence: what allows no more. */
  readonly because: string;
}

/** As for registers. */
const overRating = 1.1;
/** Limits of racks, feeds and halls can be overrun for a while; a decimal place cannot. */
const overLimit = 2;
/** Of the time around, where nothing is rated. */
const overSamples = 10;
/** Of other bills: the first month of a center is an empty hall. */
const overStatements = 100;
/** Where nothing is known at all: more than any center draws. */
const unknownLimitW = 1e9;

type Place = Pick<CenterDocument, "meters" | "racks" | "servers" | "feeds">;

/** @param around bounds what nothing is rated for */
export function boundOfSubject({ kind, id }: EnergySubject, document: Place, around: PowerBound): PowerBound {
  const isOwn = (one: { readonly id: string }) => one.id === id;
  if (kind === "meter") return boundOfMeter(id, document, around);
  const limitW =
    kind === "rack" ? document.racks.find(isOwn)?.powerLimitW : document.servers.find(isOwn)?.ratedPowerW;
  return limitW === undefined ? around : boundOfLimit(limitW, `${kind} ${id} is rated for`);
}

export function boundOfMeter(
  id: string,
  { meters, feeds }: Pick<Place, "meters" | "feeds">,
  around: PowerBound,
): PowerBound {
  const rated = meters.find((meter) => meter.id === id)?.ratedPowerW;
  if (rated !== undefined)
    return { limitW: overRating * rated, because: `${overRating} times the rating of meter ${id}` };
  const limits = feeds.filter(({ meter }) => meter === id).map(continuousLimitW);
  const known = limits.filter((limit) => limit !== null);
  if (known.length === 0 || known.length < limits.length) return around;
  const limitW = known.reduce((sum, limit) => sum + limit, 0);
  return boundOfLimit(limitW, `the feeds of meter ${id} may carry`);
}

/** @param what reads on "twice what ..." */
export function boundOfLimit(limitW: number, what: string): PowerBound {
  return { limitW: overLimit * limitW, because: `twice what ${what}` };
}

/** @param meanW before and after the time, the greater one; null: not known */
export function boundOfSamples(meanW: number | null): PowerBound {
  return boundOfTimes(meanW, overSamples, "the mean of the days around it");
}

/** @param meanW the greatest of other statements of the same; null: there is none */
export function boundOfStatements(meanW: number | null): PowerBound {
  return boundOfTimes(meanW, overStatements, "the greatest of the others");
}

function boundOfTimes(meanW: number | null, times: number, what: string): PowerBound {
  return meanW === null || meanW <= 0
    ? { limitW: unknownLimitW, because: "no center draws more" }
    : { limitW: times * meanW, because: `${times} times ${what}` };
}

/** What is stated above the bound, by the name of its field. */
export function refuseAbove(
  bound: PowerBound,
  { energyKwh, forMs, path }: { readonly energyKwh: string; readonly forMs: number; readonly path: string },
): Issue[] {
  const meanW = meanPowerW(energyKwh, forMs);
  if (forMs <= 0 || meanW <= bound.limitW) return [];
  const message = `means ${kilowatts(meanW)} all that time; at most ${kilowatts(bound.limitW)} is taken: ${bound.because}`;
  return [{ path, message }];
}

export function meanPowerW(energyKwh: string, forMs: number): number {
  return (Number(energyKwh) * 3.6e9) / forMs;
}

function kilowatts(watts: number): string {
  return `${Number((watts / 1000).toPrecision(6))} kW`;
}
