/**
 * Reading the newest samples: a signal is a point with a series, held in columns, so that a tick over a hundred
 * thousand of them makes no object. Only signals at most three cadences old count; what is stale is left out of
 * every sum and lowers its coverage. Source: standards 1.7, product "A dead screen that looks healthy".
 */
import type { Grade, LiveValue, Quantity, Reason, Subject } from "@aidc/contract";
import { freshnessStates, grades } from "@aidc/contract";
import { lateCadences, liveCadences } from "../telemetry/freshness.ts";
import type { EarlierReading } from "./register-power.ts";
import { powerOfRegister } from "./register-power.ts";

/** What the live index needs of a point; the store's bound points fit. */
export interface LivePoint {
  readonly subject: Subject;
  readonly quantity: Quantity;
  readonly seriesId: number | null;
  /** Point value = sample value x scale + offset. */
  readonly scale: number;
  readonly offset: number;
  readonly intervalMs: number;
  readonly grade: Grade;
}

/** Newest sample of every series by series id; a NaN or missing time means never. */
export interface LatestLookup {
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
  /**
   * What ages count from: the time of the sample, or when it was received where the sender's clock runs ahead: it would
   * be live for as long after the sender is gone. Absent: the times.
   */
  readonly heardMs?: Float64Array;
  /** Of a register that is followed, the reading its newest one is compared with; null: none yet. */
  readonly earlier?: (seriesId: number) => EarlierReading | null;
}

/** One row per point with a series. A signal is its row; `noSignal` stands for a point that has none. */
export interface Signals {
  readonly seriesIds: Int32Array;
  readonly scales: Float64Array;
  readonly offsets: Float64Array;
  readonly intervalsMs: Float64Array;
  readonly gradeRanks: Uint8Array;
}

export const noSignal = -1;

/** Ranks follow `freshnessStates`: 0 live, 1 late, 2 stale, 3 none. */
export const rank = { live: 0, late: 1, stale: 2, none: 3 } as const;

export function makeSignals(points: readonly LivePoint[]): Signals {
  return {
    seriesIds: Int32Array.from(points, (point) => point.seriesId ?? noSignal),
    scales: Float64Array.from(points, (point) => point.scale),
    offsets: Float64Array.from(points, (point) => point.offset),
    intervalsMs: Float64Array.from(points, (point) => point.intervalMs),
    gradeRanks: Uint8Array.from(points, (point) => grades.indexOf(point.grade)),
  };
}

/** Time of the newest sample, NaN when there never was one. */
export function signalTime(signals: Signals, latest: LatestLookup, signal: number): number {
  return signal < 0 ? Number.NaN : (latest.timesMs[signals.seriesIds[signal] as number] ?? Number.NaN);
}

/** When the newest sample was heard of, at the latest; NaN when there never was one. */
export function heardTime(signals: Signals, latest: LatestLookup, signal: number): number {
  const { heardMs = latest.timesMs } = latest;
  return signal < 0 ? Number.NaN : (heardMs[signals.seriesIds[signal] as number] ?? Number.NaN);
}

export function signalRank(signals: Signals, latest: LatestLookup, signal: number, nowMs: number): number {
  const ageMs = nowMs - heardTime(signals, latest, signal);
  if (Number.isNaN(ageMs)) return rank.none;
  const intervalMs = signals.intervalsMs[signal] as number;
  if (ageMs <= liveCadences * intervalMs) return rank.live;
  return ageMs <= lateCadences * intervalMs ? rank.late : rank.stale;
}

/** Signals that were heard once and are silent now. */
export function countStale(signals: Signals, latest: LatestLookup, nowMs: number): number {
  let stale = 0;
  for (let signal = 0; signal < signals.seriesIds.length; signal++)
    if (signalRank(signals, latest, signal, nowMs) === rank.stale) stale++;
  return stale;
}

/** Value in the point's unit while it is fresh (live or late), else NaN. */
export function freshValue(signals: Signals, latest: LatestLookup, signal: number, nowMs: number): number {
  if (signalRank(signals, latest, signal, nowMs) > rank.late) return Number.NaN;
  const raw = latest.values[signals.seriesIds[signal] as number] as number;
  return raw * (signals.scales[signal] as number) + (signals.offsets[signal] as number);
}

/** The better of two views of one thing: the first that was ever seen. */
export function firstSeen(signals: Signals, latest: LatestLookup, first: number, second: number): number {
  const seen = signalTime(signals, latest, first);
  return !Number.isNaN(seen) || second < 0 ? first : second;
}

/** A sum under construction. One object serves many sums after `clearSum`. */
export interface LiveSum {
  sum: number;
  /** Inputs that ought to report, that ever did, and that are fresh. */
  expected: number;
  seen: number;
  fresh: number;
  oldestFreshMs: number;
  newestMs: number;
  worstRank: number;
  worstGrade: number;
}

export function clearSum(into?: LiveSum): LiveSum {
  const zero: LiveSum = into ?? {
    sum: 0,
    expected: 0,
    seen: 0,
    fresh: 0,
    oldestFreshMs: 0,
    newestMs: 0,
    worstRank: 0,
    worstGrade: 0,
  };
  zero.sum = 0;
  zero.expected = 0;
  zero.seen = 0;
  zero.fresh = 0;
  zero.oldestFreshMs = Number.POSITIVE_INFINITY;
  zero.newestMs = Number.NEGATIVE_INFINITY;
  zero.worstRank = rank.live;
  zero.worstGrade = 0;
  return zero;
}

/**
 * @param sign 1, -1, or the part of it that counts
 * @returns the value, NaN when the signal is not fresh
 */
export function addSignal(
  into: LiveSum,
  signals: Signals,
  latest: LatestLookup,
  signal: number,
  nowMs: number,
  sign = 1,
): number {
  into.expected++;
  if (signal < 0) return Number.NaN;
  const series = signals.seriesIds[signal] as number;
  const atMs = latest.timesMs[series] ?? Number.NaN;
  if (Number.isNaN(atMs)) return Number.NaN;
  into.seen++;
  if (atMs > into.newestMs) into.newestMs = atMs;
  const cadences = (nowMs - heardTime(signals, latest, signal)) / (signals.intervalsMs[signal] as number);
  if (cadences > lateCadences) return Number.NaN;
  const raw = latest.values[series] as number;
  const value = raw * (signals.scales[signal] as number) + (signals.offsets[signal] as number);
  into.fresh++;
  into.sum += sign * value;
  if (atMs < into.oldestFreshMs) into.oldestFreshMs = atMs;
  const grade = signals.gradeRanks[signal] as number;
  if (grade > into.worstGrade) into.worstGrade = grade;
  if (cadences > liveCadences) into.worstRank = rank.late;
  return value;
}

/** The power of a register, derived from its advance; while that is not known it counts as one that never reported. */
export function addRegister(
  into: LiveSum,
  signals: Signals,
  latest: LatestLookup,
  signal: number,
  nowMs: number,
  sign = 1,
): void {
  const register = {
    seriesId: signals.seriesIds[signal] as number,
    scale: signals.scales[signal] as number,
    intervalMs: signals.intervalsMs[signal] as number,
  };
  const powerW = powerOfRegister(register, latest);
  if (Number.isNaN(powerW)) {
    into.expected++;
    return;
  }
  const reading = addSignal(into, signals, latest, signal, nowMs, 0);
  if (Number.isNaN(reading)) return;
  into.sum += sign * powerW;
  into.worstGrade = Math.max(into.worstGrade, grades.indexOf("derived"));
}

export interface LiveShape {
  readonly unit: string;
  readonly method: string;
  /** Why there is no value when nothing ought to report. */
  readonly noneExpected: Reason;
}

/** The value of a finished sum; null with its reason when no input is fresh. */
export function liveOf(sum: LiveSum, shape: LiveShape, value = sum.sum): LiveValue {
  const { unit, method } = shape;
  if (sum.fresh > 0) {
    return {
      value,
      unit,
      sampledAtMs: sum.oldestFreshMs,
      freshness: freshnessStates[sum.worstRank] ?? "none",
      coverage: Math.min(1, sum.fresh / sum.expected),
      grade: grades[sum.worstGrade] ?? "assumed",
      method,
    };
  }
  const reason = sum.expected === 0 ? shape.noneExpected : sum.seen > 0 ? "stale" : "no_data";
  return {
    ...unknownLive(unit, method, reason),
    sampledAtMs: sum.seen > 0 ? sum.newestMs : null,
    freshness: sum.seen > 0 ? "stale" : "none",
  };
}

/** The value of one signal; `noSignal` is a point that does not exist. */
export function liveSignal(
  signals: Signals,
  latest: LatestLookup,
  signal: number,
  nowMs: number,
  shape: LiveShape,
): LiveValue {
  const sum = clearSum();
  if (signal !== noSignal) addSignal(sum, signals, latest, signal, nowMs);
  return liveOf(sum, shape);
}

export function unknownLive(unit: string, method: string, reason: Reason): LiveValue {
  return {
    value: null,
    reason,
    unit,
    sampledAtMs: null,
    freshness: "none",
    coverage: 0,
    grade: "assumed",
    method,
  };
}
