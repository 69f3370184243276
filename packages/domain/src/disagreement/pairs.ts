/**
 * What is measured twice in a center. A pair exists where both sides have all their points, so that a part without a
 * series is no disagreement. Facility against its parts, UPS against feeds, feeds against branches and racks, PDU
 * against BMC against accelerators, power against heat, scheduler against counters. Source: issue "Disagreement".
 */
import type { CenterDocument } from "@aidc/contract";
import { coolingPairs } from "./cooling-pairs.ts";
import { equipmentPairs } from "./equipment-pairs.ts";
import type { GradedPoint, MeasuredPair } from "./pair.ts";
import { pointsByPlace } from "./points-by-place.ts";
import { supplyPairs } from "./supply-pairs.ts";
import { tenantPairs } from "./tenant-pairs.ts";

export function pairsOf<P extends GradedPoint>(
  document: CenterDocument,
  points: readonly P[],
): MeasuredPair<P>[] {
  const find = pointsByPlace(points);
  return [
    ...supplyPairs(document, points, find),
    ...equipmentPairs(document, find),
    ...coolingPairs(document, find),
    ...tenantPairs(document, find),
  ];
}
