/**
 * Leases and assignments of a center as a change of them needs to see them, and what a change is: intervals that are
 * cut and intervals that begin. Nothing else ever happens to one. Source: product glossary "lease", "assignment".
 */
import type { Assignment, Lease } from "@aidc/contract";
import type { OpenInterval } from "../time/intervals.ts";
import { intervalOf } from "./leases.ts";
import type { AcceleratorPlace } from "./places.ts";

/** Of all tenants: what is sold and held is known only together. Withdrawn intervals are left out. */
export interface Holdings {
  readonly leases: readonly Lease[];
  readonly assignments: readonly Assignment[];
}

export interface CenterHoldings extends Holdings {
  readonly tenants: readonly string[];
  readonly racks: readonly string[];
  readonly accelerators: readonly AcceleratorPlace[];
  /** Every id a lease ever had, withdrawn ones too: no id is given twice. */
  readonly leaseIds: ReadonlySet<string>;
}

/** Where an interval ends from now on: inside it, or at its beginning when it has not begun. */
export interface Cut<T> {
  readonly of: T;
  readonly to: string;
}

export interface LeaseChange {
  readonly cutLeases: readonly Cut<Lease>[];
  readonly beginLeases: readonly Lease[];
  readonly cutAssignments: readonly Cut<Assignment>[];
  readonly beginAssignments: readonly Assignment[];
}

export const noChange: LeaseChange = {
  cutLeases: [],
  beginLeases: [],
  cutAssignments: [],
  beginAssignments: [],
};

/** Why a change may not be; `path` names the field of the input that is wrong. */
export interface Refusal {
  readonly ok: false;
  readonly code: "bad_request" | "not_found" | "conflict";
  readonly message: string;
  readonly path?: string;
}

export interface LeaseAccepted {
  readonly ok: true;
  readonly change: LeaseChange;
  /** The lease as it is afterwards: the new interval, or the one that was cut. */
  readonly lease: Lease;
  /** The time over which what is leased differs from before. */
  readonly affected: OpenInterval;
}
export type LeaseOutcome = LeaseAccepted | Refusal;

export function refuse(code: Refusal["code"], message: string, path?: string): Refusal {
  return path === undefined ? { ok: false, code, message } : { ok: false, code, message, path };
}

/** `not_found` refusals name what is missing; whoever tells them words the rest, the same for absent and foreign. */
export function noLease(id: string): Refusal {
  return refuse("not_found", `Lease ${id}`);
}

export function findLease(held: Pick<Holdings, "leases">, id: string): Lease | undefined {
  return held.leases.find((lease) => lease.id === id);
}

/** The contract an interval belongs to; a lease without one is its own. */
export function contractOf(lease: Pick<Lease, "id" | "contract">): string {
  return lease.contract ?? lease.id;
}

export function instantOf(atMs: number): string {
  return new Date(atMs).toISOString().replace(".000Z", "Z");
}

export function instantOrOpen(atMs: number | null): string | null {
  return atMs === null ? null : instantOf(atMs);
}

/** For sentences. */
export function untilText(toMs: number | null): string {
  return toMs === null ? "without end" : `until ${instantOf(toMs)}`;
}

/** Whether the interval runs on after the instant, or begins there. */
export function reachesPast(interval: { from: string; to: string | null }, atMs: number): boolean {
  const { toMs } = intervalOf(interval);
  return toMs === null || toMs > atMs;
}

/** What is held after the change. */
export function applyChange<H extends Holdings>(held: H, change: LeaseChange): H {
  return {
    ...held,
    leases: [...cutAll(held.leases, change.cutLeases), ...change.beginLeases],
    assignments: [...cutAll(held.assignments, change.cutAssignments), ...change.beginAssignments],
  };
}

/** Cuts name the very objects that are held. What is cut at its beginning is gone. */
function cutAll<T extends { readonly from: string; readonly to: string | null }>(
  all: readonly T[],
  cuts: readonly Cut<T>[],
): T[] {
  const ends = new Map(cuts.map((cut) => [cut.of, cut.to]));
  return all
    .map((one) => {
      const to = ends.get(one);
      return to === undefined ? one : { ...one, to };
    })
    .filter((one) => one.to === null || Date.parse(one.to) > Date.parse(one.from));
}
