import { z } from "zod";
import { tenantStateSchema } from "../live/tenant-state.ts";
import { severitySchema } from "../nouns/alarm.ts";
import { auditEntrySchema } from "../nouns/audit.ts";
import { centerIdSchema, leaseSchema, localIdSchema } from "../nouns/center-document.ts";
import { figureSchema, reasonSchema } from "../nouns/figure.ts";
import { serviceEventDraftSchema, serviceEventSchema } from "../nouns/service-event.ts";
import { statementProblemSchema } from "../nouns/statement.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
/**
 * How the end of a month is told ahead. `commitments_and_pace`: commitments of the whole month at their contract price,
 * plus use so far, plus for the rest of the month the mean use of the last whole days, at most seven, over the time
 * that was measured.
 */
export const forecastRules = ["commitments_and_pace"] as const;
export type ForecastRule = (typeof forecastRules)[number];

const ofTenant = { center, tenant: localIdSchema };

/** How a commitment burns: expected and used so far, and when what is left runs out at the pace of the last days. */
export const burnSchema = z.object({
  lease: localIdSchema,
  /** Card-hours, or PFLOPS-hours of a lease of PFLOPS. */
  unit: z.enum(["h", "PFLOPS·h"]),
  total: z.number().nullable(),
  /** null: nothing of it was measured. */
  usedSoFar: z.number().nullable(),
  expectedSoFar: z.number().nullable(),
  /** used / expected; null while nothing is expected yet. */
  burnRatio: z.number().nullable(),
  remaining: z.number().nullable(),
  meanPerDay: z.number().nullable(),
  /** null: never at this pace, or not known. */
  exhaustedAt: instantSchema.nullable(),
  coverage: z.number().min(0).max(1),
});
const allocation = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/allocation",
  summary: "Contracted, assigned, allocated and in use, by model, with the balance of every commitment",
  tags: ["my"],
})
  .input(z.object(ofTenant))
  .output(z.object({ state: tenantStateSchema, leases: z.array(leaseSchema), burn: z.array(burnSchema) }));

const usage = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/usage",
  summary: "Card-hours leased, allocated and active over a window, by model, day, member, job or team",
  tags: ["my"],
})
  .input(
    z.object({
      ...ofTenant,
      from: instantSchema,
      to: instantSchema,
      by: z.enum(["day", "model", "member", "job", "team"]).default("day"),
    }),
  )
  .output(
    z.object({
      from: instantSchema,
      to: instantSchema,
      by: z.string(),
      figures: z.record(z.string(), figureSchema),
      rows: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          from: instantSchema.nullable(),
          to: instantSchema.nullable(),
          leasedHours: z.number().nullable(),
          allocatedHours: z.number().nullable(),
          activeHours: z.number().nullable(),
          coverage: z.number().min(0).max(1).nullable(),
        }),
      ),
      /** Of the metered card-hours, the share that job records explain; null where the split does not use them. */
      itemisedShare: z.number().nullable(),
    }),
  );

const charges = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/charges",
  summary: "This month so far and its forecast; an estimate, said so",
  tags: ["my"],
})
  .input(z.object(ofTenant))
  .output(
    z.object({
      month: z.string(),
      currency: z.string(),
      kind: z.literal("estimate"),
      soFar: z.string().nullable(),
      /** Of it, what is paid by contract and no job held. */
      unused: z.object({
        amount: z.string().nullable(),
        /** Of the cost of the commitments, the share whose use was measured, 0..1. */
        coverage: z.number().min(0).max(1),
        /** Why there is no amount; null: there is one. */
        reason: reasonSchema.nullable(),
      }),
      forecast: z.string().nullable(),
      forecastRule: z.enum(forecastRules),
      asOf: instantSchema,
      problems: z.array(statementProblemSchema),
      days: z.array(z.object({ day: z.string(), billed: z.string(), cumulative: z.string() })),
    }),
  );

const energy = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/energy",
  summary: "Energy and carbon of what the tenant holds, with the method named",
  tags: ["my"],
})
  .input(z.object({ ...ofTenant, from: instantSchema, to: instantSchema }))
  .output(
    z.object({
      figures: z.record(z.string(), figureSchema),
      method: z.object({ id: z.string(), version: z.number().int(), text: z.string() }),
    }),
  );

/** An alarm as whoever holds the place may know it: what is wrong and where. */
const ownAlarmSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  severity: severitySchema,
  place: z.string(),
  raisedAt: instantSchema,
});
export type OwnAlarm = z.infer<typeof ownAlarmSchema>;

const service = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/service",
  summary: "Incidents and maintenance that touch the tenant, and the alarms that are active on what it holds",
  tags: ["my"],
})
  .input(z.object(ofTenant))
  .output(
    z.object({
      events: z.array(serviceEventSchema.omit({ tenants: true, places: true })),
      /** The worst first, at most 100; null: the center's alarms are not judged yet. */
      alarms: z.array(ownAlarmSchema).nullable(),
      /** Active besides, where the tenant may hold something: leases of its own have no places; null: as above. */
      possible: z.number().int().nullable(),
    }),
  );
const createCalendar = endpoint({
  access: "member",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/calendar",
  summary: "Create a calendar link; the one before stops working",
  tags: ["my"],
  successStatus: 201,
})
  .input(z.object(ofTenant))
  .output(z.object({ url: z.string() }));
const revokeCalendar = endpoint({
  access: "member",
  method: "DELETE",
  path: "/centers/{center}/tenants/{tenant}/calendar",
  summary: "End the calendar link",
  tags: ["my"],
})
  .input(z.object(ofTenant))
  .output(z.object({ revoked: z.boolean() }));
const calendar = endpoint({
  access: "public",
  method: "GET",
  path: "/calendar/{token}",
  summary: "Incidents and maintenance as iCalendar, by the link's token",
  tags: ["my"],
})
  .input(z.object({ token: z.string().max(200) }))
  .output(z.file());

const trail = endpoint({
  access: "tenant_admin",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/audit",
  summary: "The tenant's own audit trail, newest first, 200 a page",
  tags: ["my"],
})
  .input(z.object({ ...ofTenant, before: z.coerce.number().int().positive().optional() }))
  .output(z.object({ entries: z.array(auditEntrySchema) }));

export const my = {
  allocation,
  usage,
  charges,
  energy,
  service,
  createCalendar,
  revokeCalendar,
  calendar,
  trail,
};

const events = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/service-events",
  summary: "Incidents and maintenance of a center",
  tags: ["service"],
})
  .input(z.object({ center }))
  .output(z.array(serviceEventSchema));
const setEvent = endpoint({
  access: "operator",
  method: "PUT",
  path: "/centers/{center}/service-events/{event}",
  summary: "Announce or change an incident or planned work",
  tags: ["service"],
})
  .input(z.object({ center, event: z.uuid(), draft: serviceEventDraftSchema }))
  .output(serviceEventSchema);
export const serviceEvents = { events, setEvent };

const entries = endpoint({
  access: "admin",
  method: "GET",
  path: "/audit",
  summary: "The audit log, newest first, 200 a page",
  tags: ["audit"],
})
  .input(z.object({ before: z.coerce.number().int().positive().optional() }))
  .output(z.object({ entries: z.array(auditEntrySchema), head: z.string().nullable() }));
/** One entry a line, oldest first: what the offline verifier reads. */
const exportAudit = endpoint({
  access: "admin",
  method: "GET",
  path: "/audit/export",
  summary: "The whole audit log as JSON lines, and its head",
  tags: ["audit"],
}).output(z.file());
export const audit = { entries, exportAudit };

/** Suppressed: fewer than 3 tenants contribute, or one has more than 80 %. */
const occupancyByClass = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/shared-figures",
  summary: "Figures over all tenants that name none; suppressed with a reason where one could be told apart",
  tags: ["figures"],
})
  .input(z.object({ center, from: instantSchema, to: instantSchema }))
  .output(z.record(z.string(), figureSchema));
export const shared = { figures: occupancyByClass };
