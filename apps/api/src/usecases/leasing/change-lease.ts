import { randomUUID } from "node:crypto";
import type { AuditAction, Lease } from "@aidc/contract";
import type { LeaseAccepted, LeaseOutcome, NewLease, SoldCenter } from "@aidc/domain";
import { createLease, endLease, renewLease, resizeLease, settledMonthsIn, stockOf } from "@aidc/domain";
import type { Done, LeaseDecision, LeasingState } from "@aidc/store";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { CenterView } from "../center-directory.ts";
import type { Services } from "../services.ts";
import { nowOfCenter } from "./center-now.ts";
import { accepted } from "./refusals.ts";

export type LeaseAction = Extract<AuditAction, `lease.${string}`>;
interface OfLease {
  readonly center: string;
  readonly lease: string;
}

export function createLeaseAsAsked(
  services: Services,
  caller: Caller,
  input: Omit<NewLease, "id"> & { readonly center: string; readonly id?: string | undefined },
): Promise<Lease> {
  const { center, id = newLeaseId(), ...wanted } = input;
  return changeLease(services, caller, center, "lease.create", (held) =>
    createLease(held, { ...wanted, id }),
  );
}

export function resizeLeaseAt(
  services: Services,
  caller: Caller,
  input: OfLease & { readonly amount: number; readonly from: string },
): Promise<Lease> {
  return changeLease(services, caller, input.center, "lease.resize", (held) => resizeLease(held, input));
}

export function renewLeaseUntil(
  services: Services,
  caller: Caller,
  input: OfLease & { readonly to: string | null },
): Promise<Lease> {
  return changeLease(services, caller, input.center, "lease.renew", (held) => renewLease(held, input));
}

export function endLeaseAt(
  services: Services,
  caller: Caller,
  input: OfLease & { readonly at: string },
): Promise<Lease> {
  return changeLease(services, caller, input.center, "lease.end", (held, nowMs) =>
    endLease(held, input, nowMs),
  );
}

/** Says nothing of how many leases there are. */
export function newLeaseId(): string {
  return `lease-${randomUUID().slice(0, 8)}`;
}

/** Looks, decides by the rule, writes with the audit log, then tells the live pictures. */
async function changeLease(
  services: Services,
  caller: Caller,
  center: string,
  action: LeaseAction,
  rule: (held: SoldCenter, nowMs: number) => LeaseOutcome,
): Promise<Lease> {
  const view = await services.directory.get(center);
  const nowMs = nowOfCenter(services, view);
  const stock = stockOf(view.document);
  const outcome = await services.leasing.changeLeases(center, changeBy(caller), (state) =>
    decisionOf(state, view, action, accepted(rule({ ...state, stock }, nowMs))),
  );
  tellOfLeases(services, center, outcome);
  return outcome.lease;
}

/** Live pictures follow at once; the metering goes over time again that it has been over. */
export function tellOfLeases(
  services: Pick<Services, "directory" | "metering">,
  center: string,
  { affected }: Pick<LeaseAccepted, "affected">,
): void {
  services.directory.changed(center);
  services.metering.recheckFrom(center, affected.fromMs);
}

function decisionOf(
  state: LeasingState,
  view: CenterView,
  action: LeaseAction,
  outcome: LeaseAccepted,
): LeaseDecision<LeaseAccepted> {
  return { change: outcome.change, done: [leaseDone(state, view, action, outcome)], answer: outcome };
}

/** `adjusts`: months that were settled before and now get an adjustment line. */
export function leaseDone(
  state: LeasingState,
  { document }: CenterView,
  action: LeaseAction,
  { change, lease, affected }: LeaseAccepted,
): Done {
  const { tenant } = lease;
  const adjusts = settledMonthsIn(state.issued, tenant, affected, document.center.timeZone);
  const before = {
    leases: change.cutLeases.map(({ of }) => of),
    assignments: change.cutAssignments.map(({ of }) => of),
  };
  const after = {
    leases: [...change.cutLeases.map(({ of, to }) => ({ ...of, to })), ...change.beginLeases],
    assignments: [...change.cutAssignments.map(({ of, to }) => ({ ...of, to })), ...change.beginAssignments],
    ...(adjusts.length > 0 ? { adjusts } : {}),
  };
  return { action, tenant, subject: `lease/${lease.id}`, before, after };
}
