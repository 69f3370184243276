import type { CenterDocument, Meter } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import type { KnownCorrections, MeterExchange, PointRules } from "@aidc/domain";
import { exchangesOf } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";

/** A meter with the records of its exchanges. */
export interface KnownMeter extends Meter {
  readonly exchanges?: readonly MeterExchange[] | undefined;
}

/** How the samples of a point are to be read; a register also by what its meter says of itself. */
export function rulesOf(point: BoundPoint, meters: ReadonlyMap<string, KnownMeter>): PointRules {
  const { nature, integralScale } = quantities[point.quantity];
  // What a meter says of its register is in Wh and tells nothing of one that counts litres.
  const isEnergy = point.subject.kind === "meter" && point.quantity !== "volume";
  const meter = isEnergy ? meters.get(point.subject.id) : undefined;
  return {
    nature,
    integralScale,
    intervalMs: point.intervalMs,
    maxGapMs: point.maxGapMs,
    modulus: meter?.modulusWh,
    resolution: meter?.resolutionWh,
    ratedPowerW: meter?.ratedPowerW,
    exchanges: meter?.exchanges,
  };
}

export function metersById(
  document: CenterDocument,
  { corrections }: Pick<KnownCorrections, "corrections"> = { corrections: [] },
): ReadonlyMap<string, KnownMeter> {
  return new Map(
    document.meters.map((meter) => {
      const exchanges = exchangesOf(corrections, { kind: "meter", id: meter.id });
      return [meter.id, exchanges.length > 0 ? { ...meter, exchanges } : meter];
    }),
  );
}
