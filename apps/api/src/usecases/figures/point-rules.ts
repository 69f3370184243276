import type { CenterDocument, Meter } from "@aidc/contract";
import { quantities } from "@aidc/contract";
import type { PointRules } from "@aidc/domain";
import type { BoundPoint } from "@aidc/store";

/** How the samples of a point are to be read; a register also by what its meter says of itself. */
export function rulesOf(point: BoundPoint, meters: ReadonlyMap<string, Meter>): PointRules {
  const { nature, integralScale } = quantities[point.quantity];
  const meter = point.subject.kind === "meter" ? meters.get(point.subject.id) : undefined;
  return {
    nature,
    integralScale,
    intervalMs: point.intervalMs,
    maxGapMs: point.maxGapMs,
    modulus: meter?.modulusWh,
    resolution: meter?.resolutionWh,
    ratedPowerW: meter?.ratedPowerW,
  };
}

export function metersById(document: CenterDocument): ReadonlyMap<string, Meter> {
  return new Map(document.meters.map((meter) => [meter.id, meter]));
}
