/**
 * Which accelerators are on the steps "powered" and "healthy" of the utilisation ladder: one rule for the moment that the
 * wall shows and for the time that a report tells. Over time a bucket of roll-ups decides by its least and greatest value;
 * one that lies on both sides is looked at finer, and the shortest is judged as a whole. Unknown time is in no count.
 * Source: standards 2.2; policy of this console, methods `powered` and `healthy`.
 */
import type { Server } from "@aidc/contract";

/** Policy: a server draws this share of its rating or more when it is on; less is what keeps its controller awake. */
const poweredShare = 0.05;
/** Of a server whose rating nobody stated nothing is known of what it draws while it is off: any draw is taken for on. */
const anyDrawW = 0;

export const poweredAboveW = ({ ratedPowerW }: Pick<Server, "ratedPowerW">): number =>
  ratedPowerW === undefined ? anyDrawW : poweredShare * ratedPowerW;

export const isOn = (powerW: number, aboveW: number): boolean => powerW > aboveW;

export const hasNoFault = (code: number): boolean => code === 0;

/** What a bucket of roll-ups tells of a point. */
export interface ToldTime {
  /** W x ms of power. */
  readonly integral: bigint;
  readonly coveredMs: number;
  readonly min: number | null;
  readonly max: number | null;
}

/** Of accelerators, in ms each: how long it is known whether they are on the step, and how long they are. */
export interface CardTime {
  readonly knownMs: number;
  readonly inMs: number;
}

interface PowerRule {
  readonly aboveW: number;
  /** No smaller bucket is kept: this one is judged as a whole. */
  readonly isFinest: boolean;
}

/** Policy: known time that may be lost where both were silent, as a share of the bucket; more is looked at finer. */
const lostShare = 0.01;

const nothingKnown: CardTime = { knownMs: 0, inMs: 0 };

/** @returns null: the server was on for a part of it */
export function poweredTime(power: ToldTime | undefined, rule: PowerRule): CardTime | null {
  if (!isTold(power)) return nothingKnown;
  const on = isOnAllTime(power, rule);
  return on === null ? null : { knownMs: power.coveredMs, inMs: on ? power.coveredMs : 0 };
}

/**
 * A card without a fault is healthy only where it is known to be on; one with a fault is not, whatever it draws.
 * @param rule.lengthMs of the bucket: both are known for what must overlap at least. Where one covers it all, that is the other
 * @returns null: it must be looked at finer
 */
export function healthyTime(
  fault: ToldTime | undefined,
  power: ToldTime | undefined,
  rule: PowerRule & { readonly lengthMs: number },
): CardTime | null {
  if (!isTold(fault)) return nothingKnown;
  const isFaulty = isFaultyAllTime(fault, rule);
  if (isFaulty === null) return null;
  if (isFaulty) return { knownMs: fault.coveredMs, inMs: 0 };
  if (!isTold(power)) return nothingKnown;
  const on = isOnAllTime(power, rule);
  const lostMs = rule.lengthMs - Math.max(fault.coveredMs, power.coveredMs);
  const isLittleLost = lostMs < lostShare * rule.lengthMs;
  if (on === null || !(isLittleLost || rule.isFinest)) return null;
  const knownMs = Math.max(0, Math.min(fault.coveredMs, power.coveredMs) - Math.max(0, lostMs));
  return { knownMs, inMs: on ? knownMs : 0 };
}

/** Of as many as there are: days of tenants of a year are more than a call takes arguments. */
export function addCardTime(parts: Iterable<CardTime>): CardTime {
  const sum = { ...nothingKnown };
  for (const { knownMs, inMs } of parts) {
    sum.knownMs += knownMs;
    sum.inMs += inMs;
  }
  return sum;
}

function isTold(told: ToldTime | undefined): told is ToldTime & { min: number; max: number } {
  return told !== undefined && told.coveredMs > 0 && told.min !== null && told.max !== null;
}

function isOnAllTime(
  { min, max, integral, coveredMs }: ToldTime & { min: number; max: number },
  { aboveW, isFinest }: PowerRule,
): boolean | null {
  if (isOn(min, aboveW)) return true;
  if (!isOn(max, aboveW)) return false;
  return isFinest ? isOn(Number(integral) / coveredMs, aboveW) : null;
}

/** Of the shortest bucket with a fault all is faulty: how long is not told. */
function isFaultyAllTime(
  { min, max }: { readonly min: number; readonly max: number },
  { isFinest }: PowerRule,
): boolean | null {
  if (min > 0) return true;
  if (hasNoFault(Math.max(0, max))) return false;
  return isFinest ? true : null;
}
