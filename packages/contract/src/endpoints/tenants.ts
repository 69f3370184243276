import { z } from "zod";
import {
  assignmentSchema,
  centerIdSchema,
  leaseResources,
  leaseSchema,
  localIdSchema,
  tenantSchema,
} from "../nouns/center-document.ts";
import { leaseRequestSchema, leaseWishSchema } from "../nouns/lease-request.ts";
import { industrySectionSchema, tenantClassSchema } from "../nouns/tenant-standing.ts";
import { instantSchema, statedDaySchema, statedInstantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const ofTenant = { center, tenant: localIdSchema };
const lease = localIdSchema;

const list = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/tenants",
  summary: "Tenants with what they hold now",
  tags: ["tenants"],
})
  .input(z.object({ center }))
  .output(
    z.array(
      tenantSchema.extend({
        leases: z.number().int(),
        /** Cards; null: no lease that runs tells them. */
        contracted: z.number().nullable(),
        assigned: z.number().int(),
        members: z.number().int(),
        openRequests: z.number().int(),
      }),
    ),
  );
const set = endpoint({
  access: "operator",
  method: "PUT",
  path: "/centers/{center}/tenants/{tenant}",
  summary: "Create or change a tenant",
  tags: ["tenants"],
})
  .input(
    z.object({
      ...ofTenant,
      name: tenantSchema.shape.name,
      nameZh: tenantSchema.shape.nameZh,
      /** null: not stated. Absent: as it was. */
      class: tenantClassSchema.nullish(),
      industry: industrySectionSchema.nullish(),
      /**
       * Local day from which class and industry hold; null corrects what was said before for all times. Absent: today,
       * or for all times where nothing had been stated.
       */
      since: statedDaySchema.nullish(),
    }),
  )
  .output(tenantSchema);

const standings = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/standings",
  summary: "Class and industry of a tenant as they were stated, the newest first; the 200 newest",
  tags: ["tenants"],
})
  .input(z.object(ofTenant))
  .output(
    z.array(
      z.object({
        class: tenantClassSchema.nullable(),
        industry: industrySectionSchema.nullable(),
        /** Local day; null: it always has been so. */
        from: z.iso.date().nullable(),
        recordedAt: instantSchema,
      }),
    ),
  );

/** Leases and assignments of a center, as intervals: what a timeline draws. */
const leases = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/leases",
  summary: "Leases and assignments that touch a window; absent: all",
  tags: ["leases"],
})
  .input(z.object({ center, from: instantSchema.optional(), to: instantSchema.optional() }))
  .output(z.object({ leases: z.array(leaseSchema), assignments: z.array(assignmentSchema) }));
const createLease = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/leases",
  summary: "Create a lease",
  tags: ["leases"],
  successStatus: 201,
})
  .input(
    z.object({
      center,
      id: lease.optional(),
      tenant: localIdSchema,
      resource: z.enum(leaseResources),
      amount: z.number().positive(),
      model: z.string().optional(),
      from: statedInstantSchema,
      to: statedInstantSchema.nullable(),
      terms: leaseSchema.shape.terms,
    }),
  )
  .output(leaseSchema);
const resizeLease = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/leases/{lease}/resize",
  summary: "End the interval at an instant and begin one of another amount in the same contract",
  tags: ["leases"],
  successStatus: 201,
})
  .input(z.object({ center, lease, amount: z.number().positive(), from: statedInstantSchema }))
  .output(leaseSchema);
const renewLease = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/leases/{lease}/renew",
  summary: "Let a lease run on: the next interval of the same contract begins where this one ends",
  tags: ["leases"],
  successStatus: 201,
})
  .input(z.object({ center, lease, to: statedInstantSchema.nullable() }))
  .output(leaseSchema);
const endLease = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/leases/{lease}/end",
  summary: "Cut the interval at an instant; its assignments end with it",
  tags: ["leases"],
})
  .input(z.object({ center, lease, at: statedInstantSchema }))
  .output(leaseSchema);

const target = { rack: localIdSchema.optional(), accelerator: localIdSchema.optional() };
const assign = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/leases/{lease}/assignments",
  summary: "Let a lease hold a rack or an accelerator; a time that another lease holds it is refused",
  tags: ["leases"],
  successStatus: 201,
})
  .input(
    z.object({ center, lease, ...target, from: statedInstantSchema, to: statedInstantSchema.nullable() }),
  )
  .output(assignmentSchema);
const endAssignment = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/leases/{lease}/assignments/end",
  summary: "Cut the assignment that holds a rack or an accelerator at an instant",
  tags: ["leases"],
})
  .input(z.object({ center, lease, ...target, at: statedInstantSchema }))
  .output(assignmentSchema);

const openRequests = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/requests",
  summary: "What tenants ask for, open ones first",
  tags: ["requests"],
})
  .input(z.object({ center }))
  .output(z.array(leaseRequestSchema));
const decide = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/requests/{request}/decision",
  summary: "Approve a request, which carries it out, or decline it with an answer",
  tags: ["requests"],
})
  .input(
    z.object({ center, request: z.uuid(), approve: z.boolean(), answer: z.string().max(2000).default("") }),
  )
  .output(leaseRequestSchema);

const requests = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/requests",
  summary: "A tenant's own requests, newest first",
  tags: ["requests"],
})
  .input(z.object(ofTenant))
  .output(z.array(leaseRequestSchema));
const ask = endpoint({
  access: "tenant_admin",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/requests",
  summary: "Ask for a new lease, another amount, more time, or an end",
  tags: ["requests"],
  successStatus: 201,
})
  .input(z.object({ ...ofTenant, wish: leaseWishSchema, note: z.string().max(2000).default("") }))
  .output(leaseRequestSchema);
const withdraw = endpoint({
  access: "tenant_admin",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/requests/{request}/withdrawal",
  summary: "Take an open request back",
  tags: ["requests"],
})
  .input(z.object({ ...ofTenant, request: z.uuid() }))
  .output(leaseRequestSchema);

export const tenants = { list, set, standings };
export const leasing = {
  leases,
  createLease,
  resizeLease,
  renewLease,
  endLease,
  assign,
  endAssignment,
  openRequests,
  decide,
  requests,
  ask,
  withdraw,
};
