/**
 * What assignments hold, place by place: an assigned rack holds every accelerator in it, so a rack and an accelerator
 * clash through the accelerator. Source: product glossary "assignment".
 */
import type { Assignment, CenterDocument } from "@aidc/contract";
import type { Holding } from "./clashes.ts";
import { intervalOf } from "./leases.ts";

export interface AcceleratorPlace {
  readonly id: string;
  readonly rack: string;
  readonly model: string;
}

/** Those of a document, by the ids they are given: `<server>:<slot>`. */
export function acceleratorPlacesOf({ servers }: Pick<CenterDocument, "servers">): AcceleratorPlace[] {
  return servers.flatMap(({ id, rack, accelerators }) =>
    Array.from({ length: accelerators?.count ?? 0 }, (_, slot) => {
      return { id: `${id}:${slot}`, rack, model: accelerators?.model ?? "" };
    }),
  );
}

/** @returns the holdings of `rack R1` and `accelerator s1:0`, with the place of each in the list of assignments */
export function holdingsByPlace(
  assignments: readonly Assignment[],
  accelerators: readonly Pick<AcceleratorPlace, "id" | "rack">[],
): Map<string, Holding[]> {
  const inRack = Map.groupBy(accelerators, ({ rack }) => rack);
  const holdings = new Map<string, Holding[]>();
  for (const [index, assignment] of assignments.entries()) {
    const holding: Holding = { holder: assignment.lease, index, ...intervalOf(assignment) };
    for (const place of placesOf(assignment, inRack)) {
      const others = holdings.get(place);
      if (others) others.push(holding);
      else holdings.set(place, [holding]);
    }
  }
  return holdings;
}

function placesOf(
  { rack, accelerator }: Pick<Assignment, "rack" | "accelerator">,
  inRack: ReadonlyMap<string, readonly Pick<AcceleratorPlace, "id">[]>,
): string[] {
  if (rack === undefined) return [`accelerator ${accelerator}`];
  return [`rack ${rack}`, ...(inRack.get(rack) ?? []).map(({ id }) => `accelerator ${id}`)];
}
