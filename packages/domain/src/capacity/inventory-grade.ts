/**
 * How well an inventory is known. Nobody meters how many racks there are: the count is as good as the document that
 * says so, and what a simulator or a replay wrote is no better than its samples.
 */
import type { CenterDocument, Figure, Grade } from "@aidc/contract";
import { worstGrade } from "../figure/figure.ts";

const ofOrigin = { live: "metered", demo: "modelled", replay: "replayed" } as const;

export function inventoryGrade({ center, racks }: Pick<CenterDocument, "center" | "racks">): Grade {
  return worstGrade([ofOrigin[center.origin], ...racks.map(({ placementGrade }) => placementGrade)]);
}

/** Of the best grade and from the inventory and leases alone: it is recorded and not metered, and reads so. */
export function isRecorded({ grade, inputs }: Pick<Figure, "grade" | "inputs">): boolean {
  return (
    grade === "metered" &&
    inputs.length > 0 &&
    inputs.every(({ kind }) => kind === "inventory" || kind === "lease")
  );
}
