import type { Quantity, SubjectKind } from "@aidc/contract";
import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** Leads every key: a center is the unit of ownership, of removal and, one day, of distribution. */
export const centerId = () => text("center_id").notNull();

/**
 * With the center, the second column of every key on tenant data: the database shows a tenant's rows only to a
 * transaction that has set that tenant.
 */
export const tenantId = () => text("tenant_id").notNull();

/** Instants are read and written as `Date`; sub-millisecond times do not occur. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

export const subjectKind = () => text("subject_kind").$type<SubjectKind>().notNull();
export const subjectId = () => text("subject_id").notNull();
export const quantity = () => text("quantity").$type<Quantity>().notNull();
