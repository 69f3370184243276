/** No place is held by two leases at once, a rack and an accelerator in it included. Source: product glossary "assignment". */
import { findClashes } from "./clashes.ts";
import type { CenterHoldings, LeaseChange, Refusal } from "./holdings.ts";
import { applyChange, instantOf, refuse, untilText } from "./holdings.ts";
import { holdingsByPlace } from "./places.ts";

/** Refuses a change after which two leases hold one place; what clashed before is not the change's doing. */
export function refuseClashes(held: CenterHoldings, change: LeaseChange): Refusal | null {
  const { assignments } = applyChange(held, change);
  const firstNew = assignments.length - change.beginAssignments.length;
  for (const clash of findClashes(holdingsByPlace(assignments, held.accelerators))) {
    const { resource, first, second, fromMs, toMs } = clash;
    if (first.index < firstNew && second.index < firstNew) continue;
    const { holder } = first.index >= firstNew ? second : first;
    const place = resource.charAt(0).toUpperCase() + resource.slice(1);
    return refuse(
      "conflict",
      `${place} is held by lease ${holder} from ${instantOf(fromMs)} ${untilText(toMs)}.`,
    );
  }
  return null;
}
