import type { LeaseRequest, Tenant } from "@aidc/contract";
import type { Database } from "../database/open-database.ts";
import type { Scope } from "../database/scope.ts";
import type { LeasingState } from "./center-holdings.ts";
import type { LeaseDecision } from "./change-leases.ts";
import { changeLeases } from "./change-leases.ts";
import type { ChangedBy, Done } from "./done.ts";
import type { NewRequest, OwnLeases, RequestDecision } from "./requests.ts";
import { askForLease, decideRequest, listRequests, withdrawRequest } from "./requests.ts";
import type { RecordedStanding } from "./tenant-standings.ts";
import { listStandings } from "./tenant-standings.ts";
import type { TenantCounts, WantedTenant } from "./tenants.ts";
import { countOfTenants, setTenant } from "./tenants.ts";

/** Tenants, leases, assignments and requests. Every change is in the audit log, in its own transaction. */
export interface LeasingStore {
  countOfTenants(centerId: string): Promise<TenantCounts>;
  /** Creates a tenant or changes it; the same again changes nothing. */
  setTenant(centerId: string, wanted: WantedTenant, by: ChangedBy): Promise<Tenant>;
  /** Class and industry of tenants, in the order they were said. */
  listStandings(centerId: string): Promise<RecordedStanding[]>;
  /**
   * Looks, decides and writes while nobody else changes the leases of the center. `decide` throws to refuse.
   * @throws StoreConflict when the database refuses two holders of one place
   */
  changeLeases<T>(
    centerId: string,
    by: ChangedBy,
    decide: (state: LeasingState) => LeaseDecision<T>,
  ): Promise<T>;

  /** Open ones first, then the newest, at most 500. */
  listRequests(scope: Scope): Promise<LeaseRequest[]>;
  /** `check` throws to refuse. @returns null when the tenant is not there */
  ask(
    scope: Scope,
    asked: NewRequest,
    by: ChangedBy,
    check: (own: OwnLeases) => void,
  ): Promise<LeaseRequest | null>;
  /** @returns the request as it is now, and whether this took it back; null when the tenant has no such request */
  withdraw(
    scope: Scope,
    id: string,
    by: ChangedBy,
  ): Promise<{ request: LeaseRequest; withdrawn: boolean } | null>;
  /** Decides and carries out in one transaction; `decide` throws to refuse. @returns null: no such request */
  decideRequest(
    centerId: string,
    id: string,
    by: ChangedBy,
    decide: (request: LeaseRequest, state: LeasingState) => RequestDecision,
  ): Promise<LeaseRequest | null>;
}

export function openLeasingStore({ db }: Pick<Database, "db">): LeasingStore {
  return {
    countOfTenants: (centerId) => countOfTenants(db, centerId),
    setTenant: (centerId, wanted, by) => setTenant(db, centerId, wanted, by),
    listStandings: (centerId) => listStandings(db, centerId),
    changeLeases: (centerId, by, decide) => changeLeases(db, centerId, by, decide),
    listRequests: (scope) => listRequests(db, scope),
    ask: (scope, asked, by, check) => askForLease(db, scope, asked, by, check),
    withdraw: (scope, id, by) => withdrawRequest(db, scope, id, by),
    decideRequest: (centerId, id, by, decide) => decideRequest(db, centerId, id, by, decide),
  };
}

export type { Done, LeaseDecision, LeasingState, OwnLeases, RequestDecision };
