import type { LeaseRequest, LeaseWish } from "@aidc/contract";
import type { LeaseAccepted, SoldCenter } from "@aidc/domain";
import { carryOut, findModel, noChange, refuseWish, stockOf } from "@aidc/domain";
import type { LeasingState, RequestDecision } from "@aidc/store";
import { AppError, badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { CenterView } from "../center-directory.ts";
import type { OfTenant } from "../of-tenant.ts";
import { scopeOf } from "../of-tenant.ts";
import type { Services } from "../services.ts";
import { nowOfCenter } from "./center-now.ts";
import type { LeaseAction } from "./change-lease.ts";
import { leaseDone, newLeaseId, tellOfLeases } from "./change-lease.ts";
import { asError } from "./refusals.ts";

/** So that nobody buries the others' requests. */
const mostOpen = 50;

export function tenantRequests(services: Services, input: OfTenant): Promise<LeaseRequest[]> {
  return services.leasing.listRequests(scopeOf(input));
}

export async function openRequests(services: Services, center: string): Promise<LeaseRequest[]> {
  await services.directory.get(center);
  return services.leasing.listRequests({ centerId: center, tenantId: "*" });
}

/** Whether there is room is the operator's to say: an answer here would tell of others. */
export async function askForLease(
  services: Services,
  caller: Caller,
  input: OfTenant & { readonly wish: LeaseWish; readonly note: string },
): Promise<LeaseRequest> {
  const { wish, note } = input;
  const by = changeBy(caller);
  const { document } = await services.directory.get(input.center);
  if (wish.kind === "new" && wish.model !== undefined && !findModel(wish.model, document.catalogue))
    throw badField("wish.model", `${wish.model} is in no catalogue here`);
  const asked = await services.leasing.ask(scopeOf(input), { wish, note }, by, ({ leases, openRequests }) => {
    const refusal = refuseWish(leases, wish);
    if (refusal) throw asError(refusal);
    if (openRequests >= mostOpen)
      throw new AppError(
        "conflict",
        `${openRequests} requests are open; withdraw some or wait for an answer.`,
      );
  });
  if (asked === null) throw notFound(`Tenant ${input.tenant}`);
  return asked;
}

export async function withdrawRequest(
  services: Services,
  caller: Caller,
  input: OfTenant & { readonly request: string },
): Promise<LeaseRequest> {
  const found = await services.leasing.withdraw(scopeOf(input), input.request, changeBy(caller));
  if (found === null) throw notFound(`Request ${input.request}`);
  if (!found.withdrawn) throw alreadyDecided(found.request);
  return found.request;
}

interface Decision {
  readonly center: string;
  readonly request: string;
  readonly approve: boolean;
  readonly answer: string;
}

/** Approval carries the wish out or is refused with the reason; refused, the request stays open. */
export async function decideRequest(
  services: Services,
  caller: Caller,
  input: Decision,
): Promise<LeaseRequest> {
  const view = await services.directory.get(input.center);
  const nowMs = nowOfCenter(services, view);
  let carriedOut: LeaseAccepted | null = null;
  const decided = await services.leasing.decideRequest(
    input.center,
    input.request,
    changeBy(caller),
    (request, state) => {
      if (request.state !== "open") throw alreadyDecided(request);
      if (!input.approve) return decline(input.answer);
      carriedOut = carriedOutOrRefused(request, { ...state, stock: stockOf(view.document) }, nowMs);
      return approval(request, state, view, carriedOut, input.answer);
    },
  );
  if (decided === null) throw notFound(`Request ${input.request}`);
  if (carriedOut !== null) tellOfLeases(services, input.center, carriedOut);
  return decided;
}

const actions = {
  new: "lease.create",
  resize: "lease.resize",
  renew: "lease.renew",
  end: "lease.end",
} as const satisfies Record<LeaseWish["kind"], LeaseAction>;

/** The wish is stored and not this call's input: whatever is wrong with it, the two contradict each other. */
function carriedOutOrRefused(request: LeaseRequest, held: SoldCenter, nowMs: number): LeaseAccepted {
  const outcome = carryOut(held, request, newLeaseId(), nowMs);
  if (outcome.ok) return outcome;
  const { message } = asError(outcome);
  throw new AppError("conflict", `The request cannot be carried out and stays open. ${message}`);
}

function approval(
  request: LeaseRequest,
  state: LeasingState,
  view: CenterView,
  outcome: LeaseAccepted,
  answer: string,
): RequestDecision {
  const done = leaseDone(state, view, actions[request.wish.kind], outcome);
  return { state: "approved", answer, lease: outcome.lease.id, change: outcome.change, done: [done] };
}

function decline(answer: string): RequestDecision {
  return { state: "declined", answer, lease: null, change: noChange, done: [] };
}

function alreadyDecided({ state, decidedAt }: LeaseRequest): AppError {
  return new AppError("conflict", `The request was ${state} already${decidedAt ? ` at ${decidedAt}` : ""}.`);
}
