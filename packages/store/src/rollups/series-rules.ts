import type { Quantity } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import type { PointRules } from "@aidc/domain";
import type { SampleColumns } from "../store.ts";

/** What must be known of a series to roll it up. */
export interface SeriesRules {
  readonly rules: PointRules;
  readonly scale: number;
  readonly offset: number;
  /** How far a sample can change what is known before and after it, ms. */
  readonly reachMs: number;
}

/** What a meter says of its register; all null for points that are no meters. */
export interface RegisterFacts {
  readonly modulusWh: number | null;
  readonly resolutionWh: number | null;
  readonly ratedPowerW: number | null;
}

export function seriesRules(
  point: {
    readonly quantity: Quantity;
    readonly scale: number;
    readonly offset: number;
    readonly intervalMs: number;
    readonly maxGapMs: number;
  },
  register: RegisterFacts | undefined,
): SeriesRules {
  const { nature, integralScale } = quantities[point.quantity];
  const { intervalMs, maxGapMs, scale, offset } = point;
  // What a meter says of its register is in Wh and tells nothing of one that counts litres.
  const facts = point.quantity === "volume" ? undefined : register;
  return {
    rules: {
      nature,
      integralScale,
      intervalMs,
      maxGapMs,
      modulus: facts?.modulusWh ?? undefined,
      resolution: facts?.resolutionWh ?? undefined,
      ratedPowerW: facts?.ratedPowerW ?? undefined,
    },
    scale,
    offset,
    reachMs: Math.max(maxGapMs, intervalMs),
  };
}

export function isQuantity(name: string): name is Quantity {
  return Object.hasOwn(quantities, name);
}

/** In the unit of the point; the very columns where the series has it already. */
export function scaleColumns(columns: SampleColumns, scale: number, offset: number): SampleColumns {
  if (scale === 1 && offset === 0) return columns;
  return { timesMs: columns.timesMs, values: columns.values.map((value) => value * scale + offset) };
}

/** No quantity reaches this; its area would overflow a double, and one such sample must not stop a compaction. */
const largestMeaningful = 1e100;

/** As roll-ups read it: scaled, and what cannot be a measurement is unknown. */
export function columnsToRollUp(columns: SampleColumns, { scale, offset }: SeriesRules): SampleColumns {
  const scaled = scaleColumns(columns, scale, offset);
  if (scaled.values.every((value) => Math.abs(value) < largestMeaningful)) return scaled;
  return {
    timesMs: scaled.timesMs,
    values: scaled.values.map((value) => (Math.abs(value) < largestMeaningful ? value : Number.NaN)),
  };
}
