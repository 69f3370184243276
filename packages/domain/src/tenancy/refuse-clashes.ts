/** No place is held by two leases at once, a rack and an accelerator in it included. Source: product glossary "assignment". */
import type { Clash } from "./clashes.ts";
import { findClashes } from "./clashes.ts";
import type { CenterHoldings, LeaseChange, Refusal } from "./holdings.ts";
import { applyChange, instantOf, refuse, untilText } from "./holdings.ts";
import { holdingsByPlace } from "./places.ts";

type Held = Pick<CenterHoldings, "assignments" | "accelerators">;

/** Refuses a change after which two leases hold one place; what clashed before is not the change's doing. */
export function refuseClashes(held: CenterHoldings, change: LeaseChange): Refusal | null {
  const after = applyChange(held, change);
  const firstNew = after.assignments.length - change.beginAssignments.length;
  for (const clash of clashesOf(after)) {
    const { first, second } = clash;
    if (first.index >= firstNew) return refuseClash(clash, second.holder);
    if (second.index >= firstNew) return refuseClash(clash, first.holder);
  }
  return null;
}

/** Whether any two assignments clash: what an import of a part cannot see in the part. */
export function refuseAnyClash(held: Held): Refusal | null {
  const [clash] = clashesOf(held);
  return clash === undefined
    ? null
    : refuseClash(clash, `${clash.first.holder} and by ${clash.second.holder}`);
}

function clashesOf({ assignments, accelerators }: Held): Clash[] {
  return findClashes(holdingsByPlace(assignments, accelerators));
}

function refuseClash({ resource, fromMs, toMs }: Clash, holder: string): Refusal {
  const place = resource.charAt(0).toUpperCase() + resource.slice(1);
  const message = `${place} is held by lease ${holder} from ${instantOf(fromMs)} ${untilText(toMs)}.`;
  return refuse("conflict", message);
}
