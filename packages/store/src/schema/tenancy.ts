import type {
  IndustrySection,
  JobRecord,
  Lease,
  LeaseRequest,
  LeaseWish,
  Membership,
  ServiceEvent,
  TenantClass,
} from "@aidc/contract";
import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import {
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { centerId, instant, tenantId } from "./columns.ts";
import { ofCenter } from "./places.ts";

export const tenant = pgTable(
  "tenant",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    nameZh: text("name_zh"),
    /** As said last; `tenant_standing` keeps what was said before. */
    class: text("class").$type<TenantClass>(),
    industry: text("industry").$type<IndustrySection>(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

/** The tenant a row belongs to; goes with its center only. */
export const ofTenant = (t: { centerId: AnyPgColumn; tenant: AnyPgColumn }) =>
  foreignKey({ columns: [t.centerId, t.tenant], foreignColumns: [tenant.centerId, tenant.id] }).onDelete(
    "cascade",
  );

/** What was said of a tenant's class and industry, a line each time that it changed. Insert only. */
export const tenantStanding = pgTable(
  "tenant_standing",
  {
    centerId: ofCenter(),
    tenant: tenantId(),
    recordedAt: instant("recorded_at").notNull(),
    /** Local day; null: it always has been so. */
    from: date("starts_on", { mode: "string" }),
    class: text("class").$type<TenantClass>(),
    industry: text("industry").$type<IndustrySection>(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant, t.recordedAt] }), ofTenant(t)],
);

/**
 * Of an interval that was cut: the end it had before, an instant or `open`. A document that still says that end is
 * older than the cut and does not undo it. null: never cut, or a document has set its end since.
 */
const declaredEnd = () => text("declared_end");

/** An interval that was withdrawn before it began ends at its beginning: it stays on record and holds nothing. */
export const lease = pgTable(
  "lease",
  {
    centerId: ofCenter(),
    id: text("id").notNull(),
    tenant: text("tenant_id").notNull(),
    resource: text("resource").$type<Lease["resource"]>().notNull(),
    amount: doublePrecision("amount").notNull(),
    model: text("model_id"),
    from: instant("starts_at").notNull(),
    to: instant("ends_at"),
    grade: text("grade").$type<Lease["grade"]>().notNull(),
    contract: text("contract_id"),
    terms: text("terms").$type<Lease["terms"]>().notNull(),
    declaredEnd: declaredEnd(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant, t.id] }), ofTenant(t)],
);

/** Overlaps are refused by an exclusion constraint that the migration adds; drizzle has no word for it. */
export const assignment = pgTable(
  "assignment",
  {
    centerId: ofCenter(),
    /** Of the lease; here as well, so that the database can tell whose row it is. */
    tenant: tenantId(),
    lease: text("lease_id").notNull(),
    targetKind: text("target_kind").$type<"rack" | "accelerator">().notNull(),
    targetId: text("target_id").notNull(),
    from: instant("starts_at").notNull(),
    to: instant("ends_at"),
    declaredEnd: declaredEnd(),
  },
  (t) => [
    primaryKey({
      name: "assignment_pk",
      columns: [t.centerId, t.tenant, t.lease, t.targetKind, t.targetId, t.from],
    }),
    foreignKey({
      columns: [t.centerId, t.tenant, t.lease],
      foreignColumns: [lease.centerId, lease.tenant, lease.id],
    }).onDelete("cascade"),
  ],
);

export const membership = pgTable(
  "membership",
  {
    centerId: centerId(),
    tenant: tenantId(),
    personId: text("person_id").notNull(),
    role: text("role").$type<Membership["role"]>().notNull(),
    team: text("team_id"),
    from: instant("starts_at").notNull().defaultNow(),
    /** Ended places stay on record; at most one of a person in a tenant is open. */
    to: instant("ends_at"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.tenant, t.personId, t.from] }),
    uniqueIndex("membership_open_once").on(t.centerId, t.tenant, t.personId).where(sql`${t.to} is null`),
    index().on(t.personId),
    ofTenant(t),
  ],
);

export const team = pgTable(
  "team",
  { centerId: centerId(), tenant: tenantId(), id: text("id").notNull(), name: text("name").notNull() },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant, t.id] }), ofTenant(t)],
);

export const leaseRequest = pgTable(
  "lease_request",
  {
    centerId: centerId(),
    tenant: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    wish: jsonb("wish").$type<LeaseWish>().notNull(),
    note: text("note").notNull(),
    state: text("state").$type<LeaseRequest["state"]>().notNull().default("open"),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull().defaultNow(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    answer: text("answer").notNull().default(""),
    lease: text("lease_id"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant, t.id] }), ofTenant(t)],
);

export const job = pgTable(
  "job",
  {
    centerId: centerId(),
    tenant: tenantId(),
    id: text("id").notNull(),
    member: text("member").notNull(),
    team: text("team_id"),
    name: text("name").notNull(),
    model: text("model_id"),
    accelerators: doublePrecision("accelerators").$type<JobRecord["accelerators"]>().notNull(),
    from: instant("starts_at").notNull(),
    to: instant("ends_at"),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.tenant, t.id] }),
    index().on(t.centerId, t.tenant, t.from),
    ofTenant(t),
  ],
);

/**
 * The operator's text. Who it touches is in `service_event_tenant`, unless it is everybody in the center: said by a
 * column, because a tenant sees no rows of others and would take an event of theirs for one without any.
 */
export const serviceEvent = pgTable(
  "service_event",
  {
    centerId: ofCenter(),
    id: uuid("id").notNull(),
    kind: text("kind").$type<ServiceEvent["kind"]>().notNull(),
    title: text("title").notNull(),
    text: text("text").notNull(),
    everybody: boolean("everybody").notNull(),
    from: instant("starts_at").notNull(),
    to: instant("ends_at"),
    /** Where the work is done. */
    places: jsonb("places").$type<ServiceEvent["places"]>().notNull().default([]),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

export const serviceEventTenant = pgTable(
  "service_event_tenant",
  { centerId: centerId(), tenant: tenantId(), eventId: uuid("event_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.centerId, t.tenant, t.eventId] }),
    ofTenant(t),
    foreignKey({
      columns: [t.centerId, t.eventId],
      foreignColumns: [serviceEvent.centerId, serviceEvent.id],
    }).onDelete("cascade"),
  ],
);
