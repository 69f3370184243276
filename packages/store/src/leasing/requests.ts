import type { Lease, LeaseRequest, LeaseWish } from "@aidc/contract";
import { noChange } from "@aidc/domain";
import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Scope, Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { lease, leaseRequest, tenant } from "../schema/tenancy.ts";
import type { LeasingState } from "./center-holdings.ts";
import type { LeaseDecision } from "./change-leases.ts";
import { changeLeases } from "./change-leases.ts";
import type { ChangedBy, Done } from "./done.ts";
import { appendDone } from "./done.ts";

/** Newest that a page shows. */
const most = 500;

export interface NewRequest {
  readonly wish: LeaseWish;
  readonly note: string;
}

/** Open ones first, then the newest. */
export async function listRequests(db: Drizzle, scope: Scope): Promise<LeaseRequest[]> {
  const rows = await inScope(db, scope, (tx) =>
    tx
      .select()
      .from(leaseRequest)
      .where(inPlace(scope))
      .orderBy(desc(sql`${leaseRequest.state} = 'open'`), desc(leaseRequest.askedAt), leaseRequest.id)
      .limit(most),
  );
  return rows.map(requestOf);
}

function inPlace({ centerId, tenantId }: Scope) {
  const own = tenantId === "*" ? undefined : eq(leaseRequest.tenant, tenantId);
  return and(eq(leaseRequest.centerId, centerId), own);
}

/** What the tenant has, for whoever decides whether it may ask for this. */
export interface OwnLeases {
  readonly leases: readonly Pick<Lease, "id">[];
  readonly openRequests: number;
}

/** @param check throws to refuse; @returns null when the tenant is not there */
export function askForLease(
  db: Drizzle,
  scope: Scope,
  asked: NewRequest,
  by: ChangedBy,
  check: (own: OwnLeases) => void,
): Promise<LeaseRequest | null> {
  const { centerId, tenantId } = scope;
  return inScope(db, scope, async (tx) => {
    // One request of a tenant after the other, so that its limit holds.
    const here = await tx
      .select({ id: tenant.id })
      .from(tenant)
      .where(and(eq(tenant.centerId, centerId), eq(tenant.id, tenantId)))
      .for("no key update");
    if (here.length === 0) return null;
    check(await ownLeases(tx, scope));
    const [row] = await tx
      .insert(leaseRequest)
      .values({ ...asked, centerId, tenant: tenantId, askedBy: by.actor.name })
      .returning();
    const request = requestOf(present(row));
    await appendDone(tx, centerId, by, [asDone("request.ask", null, request)]);
    return request;
  });
}

async function ownLeases(tx: Transaction, { centerId, tenantId }: Scope): Promise<OwnLeases> {
  const leases = await tx
    .select({ id: lease.id })
    .from(lease)
    .where(and(eq(lease.centerId, centerId), eq(lease.tenant, tenantId)));
  const [open] = await tx
    .select({ requests: count() })
    .from(leaseRequest)
    .where(
      and(
        eq(leaseRequest.centerId, centerId),
        eq(leaseRequest.tenant, tenantId),
        eq(leaseRequest.state, "open"),
      ),
    );
  return { leases, openRequests: present(open).requests };
}

/** @returns the request as it is now, and whether this took it back; null when the tenant has no such request */
export function withdrawRequest(
  db: Drizzle,
  scope: Scope,
  id: string,
  by: ChangedBy,
): Promise<{ request: LeaseRequest; withdrawn: boolean } | null> {
  return inScope(db, scope, async (tx) => {
    const before = await lockRequest(tx, scope, id);
    if (before === null) return null;
    if (before.state !== "open") return { request: before, withdrawn: false };
    const request = await setState(tx, scope, before, { state: "withdrawn", by });
    await appendDone(tx, scope.centerId, by, [asDone("request.decide", before, request)]);
    return { request, withdrawn: true };
  });
}

export type RequestDecision = Omit<LeaseDecision<unknown>, "answer"> & {
  readonly state: "approved" | "declined";
  readonly answer: string;
  readonly lease: string | null;
};

/**
 * Decides a request and carries it out in one transaction.
 * @param decide throws to refuse: the request then stays as it was
 * @returns null when the center has no such request
 */
export function decideRequest(
  db: Drizzle,
  centerId: string,
  id: string,
  by: ChangedBy,
  decide: (request: LeaseRequest, state: LeasingState) => RequestDecision,
): Promise<LeaseRequest | null> {
  const scope = wholeCenter(centerId);
  return changeLeases(db, centerId, by, async (state, tx) => {
    const before = await lockRequest(tx, scope, id);
    if (before === null) return nothing;
    const { change, done, ...decided } = decide(before, state);
    const request = await setState(tx, scope, before, { ...decided, by });
    return { change, done: [...done, asDone("request.decide", before, request)], answer: request };
  });
}

const nothing: LeaseDecision<LeaseRequest | null> = { change: noChange, done: [], answer: null };

/** Whoever decides at the same time waits here and then sees what became of it. */
async function lockRequest(tx: Transaction, scope: Scope, id: string): Promise<LeaseRequest | null> {
  const [row] = await tx
    .select()
    .from(leaseRequest)
    .where(and(inPlace(scope), eq(leaseRequest.id, id)))
    .for("update");
  return row === undefined ? null : requestOf(row);
}

interface NewState {
  readonly state: "approved" | "declined" | "withdrawn";
  readonly answer?: string;
  readonly lease?: string | null;
  readonly by: ChangedBy;
}

async function setState(
  tx: Transaction,
  scope: Scope,
  before: LeaseRequest,
  { state, answer = "", lease: leaseId = null, by }: NewState,
): Promise<LeaseRequest> {
  const [row] = await tx
    .update(leaseRequest)
    .set({ state, answer, lease: leaseId, decidedBy: by.actor.name, decidedAt: sql`clock_timestamp()` })
    .where(and(inPlace({ ...scope, tenantId: before.tenant }), eq(leaseRequest.id, before.id)))
    .returning();
  return requestOf(present(row));
}

function asDone(action: Done["action"], before: LeaseRequest | null, after: LeaseRequest): Done {
  return { action, tenant: after.tenant, subject: `request/${after.id}`, before, after };
}

function requestOf(row: typeof leaseRequest.$inferSelect): LeaseRequest {
  const { centerId: _, askedAt, decidedAt, ...rest } = row;
  return { ...rest, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new Error("a statement returned no row");
  return row;
}
