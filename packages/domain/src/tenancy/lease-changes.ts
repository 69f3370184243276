/**
 * What may become of a lease. Nothing is rewritten: an interval is cut at an instant inside it and the next interval
 * of the same contract begins, so the intervals of a contract never overlap and tell what held at any time. One that
 * has not begun may be cut at its beginning, which withdraws it. Source: product glossary "lease"; issue "a change
 * cuts the interval".
 */
import type { Assignment, Lease } from "@aidc/contract";
import { holdsAt } from "../time/intervals.ts";
import { refuseShrinking } from "./assigned.ts";
import type { CenterHoldings, Cut, LeaseAccepted, LeaseChange, LeaseOutcome, Refusal } from "./holdings.ts";
import {
  contractOf,
  findLease,
  instantOf,
  instantOrOpen,
  noChange,
  noLease,
  reachesPast,
  refuse,
  untilText,
} from "./holdings.ts";
import { intervalOf } from "./leases.ts";
import { refuseOversell } from "./oversell.ts";
import { refuseClashes } from "./refuse-clashes.ts";
import type { SoldCenter } from "./stock.ts";

export type NewLease = Omit<Lease, "contract" | "grade">;

/** Counted in whole ones; power and PFLOPS are not. */
const whole: readonly Lease["resource"][] = ["racks", "rack_units", "accelerators"];
const longestId = 160;

export function createLease(held: SoldCenter, wanted: NewLease): LeaseOutcome {
  const { id, tenant, resource, model } = wanted;
  const term = intervalOf(wanted);
  if (!held.tenants.includes(tenant)) return refuse("not_found", `Tenant ${tenant}`);
  if (held.leaseIds.has(id)) return refuse("conflict", `There is a lease ${id} already, or was one.`);
  if (term.toMs !== null && term.toMs <= term.fromMs)
    return refuse("bad_request", "must be after from, or null while it runs", "to");
  if (model !== undefined && resource !== "accelerators")
    return refuse("bad_request", "belongs to leases of accelerators only", "model");
  const fraction = refuseFraction(wanted);
  if (fraction) return fraction;
  const lease: Lease = { ...wanted, ...timesOf(term.fromMs, term.toMs), grade: "metered" };
  const change: LeaseChange = { ...noChange, beginLeases: [lease] };
  return refuseOversell(held, change, "amount") ?? { ok: true, change, lease, affected: term };
}

/** The next interval of the contract begins with another amount where this one is cut; assignments move on to it. */
export function resizeLease(
  held: SoldCenter,
  { lease: id, amount, from }: { readonly lease: string; readonly amount: number; readonly from: string },
): LeaseOutcome {
  const lease = findLease(held, id);
  if (!lease) return noLease(id);
  const fromMs = Date.parse(from);
  const term = intervalOf(lease);
  if (!holdsAt(term, fromMs) || fromMs === term.fromMs) return outside(lease, "from");
  if (amount === lease.amount)
    return refuse("bad_request", `is what lease ${id} is for already (${amount})`, "amount");
  const next = nextInterval(held, lease, { amount, ...timesOf(fromMs, term.toMs) });
  if (next === null) return tooLong(lease);
  const fraction = refuseFraction(next);
  if (fraction) return fraction;
  const { cut, begin } = carryOn(assignmentsOf(held, lease), fromMs, next);
  const change: LeaseChange = {
    cutLeases: [{ of: lease, to: instantOf(fromMs) }],
    beginLeases: [next],
    cutAssignments: cut,
    beginAssignments: begin,
  };
  const refusal = refuseShrinking(held, next, begin, fromMs) ?? refuseOversell(held, change, "amount");
  return refusal ?? { ok: true, change, lease: next, affected: { fromMs, toMs: term.toMs } };
}

/** The next interval of the contract begins where this one ends; what is assigned until then stays assigned. */
export function renewLease(
  held: SoldCenter,
  { lease: id, to }: { readonly lease: string; readonly to: string | null },
): LeaseOutcome {
  const lease = findLease(held, id);
  if (!lease) return noLease(id);
  const endMs = intervalOf(lease).toMs;
  if (endMs === null) return refuse("conflict", `Lease ${id} has no end that it could run beyond.`);
  const toMs = to === null ? null : Date.parse(to);
  if (toMs !== null && toMs <= endMs)
    return refuse("bad_request", `must be after ${instantOf(endMs)}, where lease ${id} ends`, "to");
  const later = laterInterval(held, lease, endMs);
  if (later) return refuse("conflict", `Lease ${id} goes on as ${later.id}; renew that one.`);
  const next = nextInterval(held, lease, { amount: lease.amount, ...timesOf(endMs, toMs) });
  if (next === null) return tooLong(lease);
  const untilEnd = assignmentsOf(held, lease).filter((one) => reachesPast(one, endMs - 1));
  const change: LeaseChange = {
    ...noChange,
    beginLeases: [next],
    cutAssignments: untilEnd
      .filter((one) => reachesPast(one, endMs))
      .map((one) => ({ of: one, to: instantOf(endMs) })),
    beginAssignments: untilEnd.map((one) => ({ ...one, lease: next.id, ...timesOf(endMs, toMs) })),
  };
  const accepted: LeaseAccepted = { ok: true, change, lease: next, affected: { fromMs: endMs, toMs } };
  return refuseOversell(held, change, "to") ?? refuseClashes(held, change) ?? accepted;
}

/** Its assignments end with it. @param nowMs what begins later may be withdrawn; what has begun is history */
export function endLease(
  held: CenterHoldings,
  { lease: id, at }: { readonly lease: string; readonly at: string },
  nowMs: number,
): LeaseOutcome {
  const lease = findLease(held, id);
  if (!lease) return noLease(id);
  const atMs = Date.parse(at);
  const term = intervalOf(lease);
  const withdrawn = atMs === term.fromMs && term.fromMs > nowMs;
  if (!holdsAt(term, atMs) || (atMs === term.fromMs && !withdrawn)) return outside(lease, "at");
  const later = term.toMs === null ? null : laterInterval(held, lease, term.toMs);
  if (later) return refuse("conflict", `Lease ${id} goes on as ${later.id}; end that one first.`);
  const touched = assignmentsOf(held, lease).filter((one) => reachesPast(one, atMs));
  const begun = touched.find(({ from }) => Date.parse(from) >= atMs && Date.parse(from) <= nowMs);
  if (begun) {
    const what = `Lease ${id} holds ${begun.rack ?? begun.accelerator} since ${begun.from}`;
    return refuse("conflict", `${what}; it can end after that at the earliest.`);
  }
  const change: LeaseChange = {
    ...noChange,
    cutLeases: [{ of: lease, to: instantOf(atMs) }],
    cutAssignments: touched.map((one) => cutAt(one, atMs)),
  };
  const ended = { ...lease, to: instantOf(atMs) };
  return { ok: true, change, lease: ended, affected: { fromMs: atMs, toMs: term.toMs } };
}

function outside(lease: Lease, field: string): Refusal {
  const term = `${lease.from} ${untilText(intervalOf(lease).toMs)}`;
  return refuse("bad_request", `must lie inside lease ${lease.id}, which runs from ${term}`, field);
}

function tooLong(lease: Lease): Refusal {
  return refuse("conflict", `The id of contract ${contractOf(lease)} is too long to be continued.`);
}

export function refuseFraction(
  { resource, amount }: Pick<Lease, "resource" | "amount">,
  field = "amount",
): Refusal | null {
  if (Number.isInteger(amount) || !whole.includes(resource)) return null;
  return refuse("bad_request", `must be a whole number of ${resource.replace("_", " ")}`, field);
}

function assignmentsOf(held: CenterHoldings, lease: Lease): Assignment[] {
  return held.assignments.filter((assignment) => assignment.lease === lease.id);
}

/** The interval of the contract that begins at the instant or later. */
function laterInterval(held: CenterHoldings, lease: Lease, fromMs: number): Lease | null {
  const contract = contractOf(lease);
  const later = held.leases.filter(
    (other) => other !== lease && contractOf(other) === contract && intervalOf(other).fromMs >= fromMs,
  );
  return later.sort((a, b) => intervalOf(a).fromMs - intervalOf(b).fromMs)[0] ?? null;
}

/** `<contract>.2`, `.3`, ...: the next number that no lease of the center has or had. */
function nextInterval(
  held: CenterHoldings,
  lease: Lease,
  change: Pick<Lease, "amount" | "from" | "to">,
): Lease | null {
  const contract = contractOf(lease);
  let number = held.leases.filter((other) => contractOf(other) === contract).length + 1;
  while (held.leaseIds.has(`${contract}.${number}`)) number++;
  const id = `${contract}.${number}`;
  return id.length > longestId ? null : { ...lease, ...change, id, contract };
}

/** Assignments of an interval that is cut are cut with it and begun again in the next at the same instant. */
function carryOn(
  own: readonly Assignment[],
  fromMs: number,
  next: Lease,
): { cut: Cut<Assignment>[]; begin: Assignment[] } {
  const later = own.filter((assignment) => reachesPast(assignment, fromMs));
  return {
    cut: later.map((assignment) => cutAt(assignment, fromMs)),
    begin: later.map((assignment) => ({
      ...assignment,
      lease: next.id,
      from: instantOf(Math.max(fromMs, intervalOf(assignment).fromMs)),
    })),
  };
}

/** What begins later is cut at its own beginning. */
function cutAt(assignment: Assignment, atMs: number): Cut<Assignment> {
  return { of: assignment, to: instantOf(Math.max(atMs, intervalOf(assignment).fromMs)) };
}

function timesOf(fromMs: number, toMs: number | null): { from: string; to: string | null } {
  return { from: instantOf(fromMs), to: instantOrOpen(toMs) };
}
