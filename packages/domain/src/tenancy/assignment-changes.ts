/**
 * A lease comes to hold a rack or an accelerator, and lets it go. Two may never hold one at the same time, and a rack
 * holds every accelerator in it. Source: product glossary "assignment".
 */
import type { Assignment, Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import {
  acceleratorsIn,
  amountText,
  amountWithNoun,
  assignedAmountAt,
  findOverAssigned,
  placeName,
} from "./assigned.ts";
import type { CenterHoldings, LeaseChange, Refusal } from "./holdings.ts";
import { findLease, instantOf, instantOrOpen, noChange, noLease, refuse, untilText } from "./holdings.ts";
import { intervalOf } from "./leases.ts";
import { refuseOversell } from "./oversell.ts";
import { refuseClashes } from "./refuse-clashes.ts";
import type { SoldCenter } from "./stock.ts";

export interface Target {
  readonly lease: string;
  readonly rack?: string | undefined;
  readonly accelerator?: string | undefined;
}

export interface AssignmentAccepted {
  readonly ok: true;
  readonly change: LeaseChange;
  readonly assignment: Assignment;
  readonly lease: Lease;
}
export type AssignmentOutcome = AssignmentAccepted | Refusal;

/** Space is held by the rack; cards by name or by the rack. */
const rackOnly: readonly Lease["resource"][] = ["racks", "rack_units", "power_w"];

/** @param wanted `to: null` holds as long as the lease runs */
export function assign(
  held: SoldCenter,
  wanted: Target & { readonly from: string; readonly to: string | null },
): AssignmentOutcome {
  const lease = findLease(held, wanted.lease);
  if (!lease) return noLease(wanted.lease);
  const place = placeOf(wanted);
  if ("ok" in place) return place;
  const term = termInside(lease, wanted);
  if ("ok" in term) return term;
  const assignment: Assignment = { lease: lease.id, ...place, ...term };
  const change: LeaseChange = { ...noChange, beginAssignments: [assignment] };
  const refusal =
    refusePlace(held, lease, assignment) ??
    refuseClashes(held, change) ??
    refuseMoreThanLeased(held, lease, assignment) ??
    refuseOversell(held, change, fieldOf(assignment));
  return refusal ?? { ok: true, change, assignment, lease };
}

/** @param nowMs an assignment that begins later may be withdrawn by ending it at its beginning */
export function endAssignment(
  held: CenterHoldings,
  target: Target & { readonly at: string },
  nowMs: number,
): AssignmentOutcome {
  const lease = findLease(held, target.lease);
  if (!lease) return noLease(target.lease);
  const place = placeOf(target);
  if ("ok" in place) return place;
  const atMs = Date.parse(target.at);
  const found = held.assignments.find(
    (one) => one.lease === lease.id && placeName(one) === placeName(place) && holdsAt(intervalOf(one), atMs),
  );
  if (!found)
    return refuse("not_found", `An assignment of ${placeName(place)} to lease ${lease.id} at that time`);
  const { fromMs } = intervalOf(found);
  if (atMs === fromMs && fromMs <= nowMs)
    return refuse("bad_request", `must be after ${found.from}, when it began`, "at");
  const to = instantOf(atMs);
  const change: LeaseChange = { ...noChange, cutAssignments: [{ of: found, to }] };
  return { ok: true, change, assignment: { ...found, to }, lease };
}

function placeOf(target: Target): Pick<Assignment, "rack" | "accelerator"> | Refusal {
  const { rack, accelerator } = target;
  if (rack !== undefined && accelerator === undefined) return { rack };
  if (accelerator !== undefined && rack === undefined) return { accelerator };
  return refuse("bad_request", "name either a rack or an accelerator", rack ? "accelerator" : "rack");
}

function termInside(
  lease: Lease,
  wanted: { readonly from: string; readonly to: string | null },
): Pick<Assignment, "from" | "to"> | Refusal {
  const outer = intervalOf(lease);
  const { fromMs, toMs: wantedTo } = intervalOf(wanted);
  if (!holdsAt(outer, fromMs))
    return refuse(
      "bad_request",
      `must lie inside lease ${lease.id}, ${lease.from} ${untilText(outer.toMs)}`,
      "from",
    );
  if (wantedTo !== null && wantedTo <= fromMs)
    return refuse("bad_request", "must be after from, or null for as long as the lease runs", "to");
  if (wantedTo !== null && outer.toMs !== null && wantedTo > outer.toMs)
    return refuse("bad_request", `is after lease ${lease.id} ends (${lease.to}); renew it first`, "to");
  return { from: instantOf(fromMs), to: instantOrOpen(wantedTo ?? outer.toMs) };
}

const fieldOf = ({ rack }: Pick<Assignment, "rack">) => (rack === undefined ? "accelerator" : "rack");

function refusePlace(held: SoldCenter, lease: Lease, assignment: Assignment): Refusal | null {
  const { rack, accelerator } = assignment;
  if (rack !== undefined && !held.racks.includes(rack))
    return refuse("bad_request", `there is no rack ${rack} in this center`, "rack");
  if (accelerator !== undefined && !held.accelerators.some(({ id }) => id === accelerator))
    return refuse("bad_request", `there is no accelerator ${accelerator} in this center`, "accelerator");
  if (accelerator !== undefined && rackOnly.includes(lease.resource))
    return refuse("bad_request", `lease ${lease.id} is for ${lease.resource}: assign a rack`, "accelerator");
  if (accelerator !== undefined && lease.resource === "pflops") {
    const model = held.accelerators.find(({ id }) => id === accelerator)?.model ?? "";
    if (held.stock.peakOf(model) === null)
      return refuse("bad_request", `${accelerator} is ${model}, of no known PFLOPS`, "accelerator");
  }
  if (lease.model === undefined) return null;
  const other = acceleratorsIn(held.accelerators, [assignment]).find(({ model }) => model !== lease.model);
  if (!other) return null;
  return refuse(
    "bad_request",
    `${other.id} is ${other.model}; lease ${lease.id} is for ${lease.model}`,
    fieldOf(assignment),
  );
}

function refuseMoreThanLeased(held: SoldCenter, lease: Lease, assignment: Assignment): Refusal | null {
  const own = held.assignments.filter((one) => one.lease === lease.id);
  const over = findOverAssigned(held, lease, [...own, assignment], intervalOf(assignment).fromMs);
  if (over === null) return null;
  const free = Math.max(0, lease.amount - assignedAmountAt(held, lease, own, over.atMs));
  return refuse(
    "conflict",
    `Lease ${lease.id} is for ${amountWithNoun(lease, lease.amount)}; with ${placeName(assignment)} it would hold ` +
      `${amountText(lease, over.assigned)} from ${instantOf(over.atMs)}, and ${amountText(lease, free)} of it is free ` +
      "then. Resize it first.",
    fieldOf(assignment),
  );
}
