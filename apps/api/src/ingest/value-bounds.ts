import type { MeterRole } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import type { RejectReason } from "@aidc/domain";
import { isSentinel, mayBeNegative, rangeOf, rejectReason } from "@aidc/domain";
import type { SeriesMatch } from "@aidc/store";

/** Why a sample is kept out. Closed list: it is the `reason` of the quarantine. */
export type SampleFault = RejectReason | "too_far_ahead" | "too_old";

/** Raw values (as sent, before scaling) a series may have; both ends included. */
export interface ValueBounds {
  readonly min: number;
  readonly max: number;
  readonly match: SeriesMatch | null;
  readonly signed: boolean;
}

/** Of a series no profile knows: any number, as there is no telling what it means. */
export const anyNumber: ValueBounds = {
  min: -Number.MAX_VALUE,
  max: Number.MAX_VALUE,
  match: null,
  signed: false,
};

/** Below the blank values of 64-bit counters, which a wide range in a small unit would let pass. */
const largestRaw = 9.199e18;

/** Turned round once per series, so that the loop over samples compares two numbers and scales none. */
export function boundsOf(match: SeriesMatch, meterRole: MeterRole | null): ValueBounds {
  const signed = mayBeNegative(match.subject.kind, meterRole ?? undefined);
  const range = rangeOf(match.quantity, signed);
  return {
    min: (range.min - match.offset) / match.scale,
    max: Math.min((range.max - match.offset) / match.scale, largestRaw),
    match,
    signed,
  };
}

/** Names the fault of a value that is no number or lies outside the bounds of its series. */
export function faultOf(value: number, { match, signed }: ValueBounds): SampleFault {
  if (Number.isNaN(value)) return "nan";
  if (match === null) return "infinite";
  if (isSentinel(value, quantities[match.quantity].nature === "counter")) return "sentinel";
  return rejectReason(match.quantity, value * match.scale + match.offset, signed) ?? "out_of_range";
}
