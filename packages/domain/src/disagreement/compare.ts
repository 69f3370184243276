/**
 * The two figures of a pair at one moment, from the newest samples. Both sides must be whole and fresh: a silent part
 * is the business of freshness, and no disagreement. Source: issue "Disagreement", standards 1.7.
 */
import type { Comparison } from "@aidc/contract";
import type { EnergyInput } from "../energy/balance.ts";
import { worstGrade } from "../figure/figure.ts";
import { powerOfRegister } from "../live/register-power.ts";
import type { LatestLookup, LivePoint } from "../live/signals.ts";
import { lateCadences } from "../telemetry/freshness.ts";
import { heatRemovedW } from "../thermal/liquid.ts";
import { holdsAt } from "../time/intervals.ts";
import { excessRatio, limitsOf } from "./bands.ts";
import type { MeasuredPair, Side } from "./pair.ts";

/** All breaks of this moment, the greatest first. Cheap enough for a tick: nothing is made for pairs that agree. */
export function compareMeasurements(
  pairs: readonly MeasuredPair<LivePoint>[],
  latest: LatestLookup,
  nowMs: number,
): Comparison[] {
  return pairs
    .filter((pair) => excessNow(pair, latest, nowMs) > 0)
    .flatMap((pair) => comparePair(pair, latest, nowMs) ?? [])
    .sort((a, b) => b.excessRatio - a.excessRatio);
}

/** How far outside its band a pair is, as a share of the larger figure; 0 inside, NaN while a side is not known. */
export function excessNow(pair: MeasuredPair<LivePoint>, latest: LatestLookup, nowMs: number): number {
  const first = readSide(pair.first, latest, nowMs);
  return excessRatio(pair.band, first, readSide(pair.second, latest, nowMs));
}

/** @returns null while a side is not known */
export function comparePair(
  pair: MeasuredPair<LivePoint>,
  latest: LatestLookup,
  nowMs: number,
): Comparison | null {
  const first = toldNow(pair.first, latest, nowMs);
  const second = toldNow(pair.second, latest, nowMs);
  if (!first || !second) return null;
  const { id, kind, subject, unit, band } = pair;
  return {
    id,
    kind,
    subject,
    first,
    second,
    unit,
    ...limitsOf(band, first.value),
    excessRatio: excessRatio(band, first.value, second.value),
  };
}

function toldNow(side: Side<LivePoint>, latest: LatestLookup, nowMs: number): Comparison["first"] | null {
  const value = readSide(side, latest, nowMs);
  if (Number.isNaN(value)) return null;
  const points = pointsNow(side, latest, nowMs);
  return {
    teller: side.teller,
    value,
    count: points.length,
    grade: worstGrade(points.map(({ grade }) => grade)),
    sampledAtMs: points.reduce((oldest, point) => Math.min(oldest, timeOf(point, latest)), nowMs),
  };
}

function readSide(side: Side<LivePoint>, latest: LatestLookup, nowMs: number): number {
  switch (side.kind) {
    case "power": {
      let sum = 0;
      for (const input of side.inputs) sum += input.sign * readPower(input, latest, nowMs);
      return sum;
    }
    case "heat": {
      const [flow, supply, back] = [side.flow, side.supply, side.return].map((point) =>
        read(point, latest, nowMs),
      );
      return heatRemovedW(flow ?? null, supply ?? null, back ?? null, side.fluid) ?? Number.NaN;
    }
    case "level":
      return read(side.point, latest, nowMs);
    case "count": {
      let count = 0;
      for (const held of side.held) {
        if (!holdsAt(held, nowMs)) continue;
        const value = read(held.point, latest, nowMs);
        if (Number.isNaN(value)) return Number.NaN;
        if (value >= side.atLeast) count++;
      }
      return count;
    }
  }
}

function pointsNow(side: Side<LivePoint>, latest: LatestLookup, nowMs: number): LivePoint[] {
  switch (side.kind) {
    case "power":
      return side.inputs.flatMap(({ gauges, counter }) =>
        gauges.length === 0 && counter
          ? { ...counter, grade: worstGrade([counter.grade, "derived"]) }
          : (gaugeNow(gauges, latest) ?? []),
      );
    case "heat":
      return [side.flow, side.supply, side.return];
    case "level":
      return [side.point];
    case "count":
      return side.held.flatMap((held) => (holdsAt(held, nowMs) && held.point ? [held.point] : []));
  }
}

/** A gauge as it is; what has a register only, by its advance. */
function readPower({ gauges, counter }: EnergyInput<LivePoint>, latest: LatestLookup, nowMs: number): number {
  if (gauges.length > 0 || !counter) return read(gaugeNow(gauges, latest), latest, nowMs);
  if (Number.isNaN(read(counter, latest, nowMs))) return Number.NaN;
  const { seriesId, scale, intervalMs } = counter;
  return powerOfRegister({ seriesId: seriesId ?? -1, scale, intervalMs }, latest);
}

/** The first that was ever seen: AC before DC, never both. */
function gaugeNow(gauges: readonly LivePoint[], latest: LatestLookup): LivePoint | null {
  for (const point of gauges) if (!Number.isNaN(timeOf(point, latest))) return point;
  return null;
}

/** Value in the point's unit while it is at most three cadences old, else NaN. */
function read(point: LivePoint | null, latest: LatestLookup, nowMs: number): number {
  if (point === null) return Number.NaN;
  const heardMs = (latest.heardMs ?? latest.timesMs)[point.seriesId ?? -1] ?? Number.NaN;
  const isFresh = nowMs - heardMs <= lateCadences * point.intervalMs;
  if (!isFresh) return Number.NaN;
  const raw = latest.values[point.seriesId ?? -1] ?? Number.NaN;
  return raw * point.scale + point.offset;
}

/** NaN: never. */
function timeOf(point: LivePoint, latest: LatestLookup): number {
  return latest.timesMs[point.seriesId ?? -1] ?? Number.NaN;
}
