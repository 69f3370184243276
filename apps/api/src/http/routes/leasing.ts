import { assignPlace, endAssignmentAt } from "../../usecases/leasing/assign-place.ts";
import {
  createLeaseAsAsked,
  endLeaseAt,
  renewLeaseUntil,
  resizeLeaseAt,
} from "../../usecases/leasing/change-lease.ts";
import { listLeases } from "../../usecases/leasing/list-leases.ts";
import {
  askForLease,
  decideRequest,
  openRequests,
  tenantRequests,
  withdrawRequest,
} from "../../usecases/leasing/requests.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function leasingRoutes(services: Services) {
  const { leasing } = api;
  return {
    leases: leasing.leases.handler(({ input }) => listLeases(services, input)),
    createLease: leasing.createLease.handler(({ input, context }) =>
      createLeaseAsAsked(services, context, input),
    ),
    resizeLease: leasing.resizeLease.handler(({ input, context }) => resizeLeaseAt(services, context, input)),
    renewLease: leasing.renewLease.handler(({ input, context }) => renewLeaseUntil(services, context, input)),
    endLease: leasing.endLease.handler(({ input, context }) => endLeaseAt(services, context, input)),
    assign: leasing.assign.handler(({ input, context }) => assignPlace(services, context, input)),
    endAssignment: leasing.endAssignment.handler(({ input, context }) =>
      endAssignmentAt(services, context, input),
    ),
    openRequests: leasing.openRequests.handler(({ input }) => openRequests(services, input.center)),
    decide: leasing.decide.handler(({ input, context }) => decideRequest(services, context, input)),
    requests: leasing.requests.handler(({ input }) => tenantRequests(services, input)),
    ask: leasing.ask.handler(({ input, context }) => askForLease(services, context, input)),
    withdraw: leasing.withdraw.handler(({ input, context }) => withdrawRequest(services, context, input)),
  };
}
