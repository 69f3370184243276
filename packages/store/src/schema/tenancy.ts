import type { Lease } from "@aidc/contract";
import { doublePrecision, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { centerId, instant } from "./columns.ts";
import { center } from "./places.ts";

export const tenant = pgTable(
  "tenant",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    name: text("name").notNull(),
    nameZh: text("name_zh"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.id] })],
);

export const lease = pgTable(
  "lease",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    tenant: text("tenant_id").notNull(),
    resource: text("resource").$type<Lease["resource"]>().notNull(),
    amount: doublePrecision("amount").notNull(),
    model: text("model_id"),
    from: instant("starts_at").notNull(),
    to: instant("ends_at"),
    grade: text("grade").$type<Lease["grade"]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.id] }),
    foreignKey({ columns: [t.centerId, t.tenant], foreignColumns: [tenant.centerId, tenant.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** Overlaps are refused by an exclusion constraint that the migration adds; drizzle has no word for it. */
export const assignment = pgTable(
  "assignment",
  {
    centerId: centerId().references(() => center.id, { onDelete: "cascade" }),
    lease: text("lease_id").notNull(),
    targetKind: text("target_kind").$type<"rack" | "accelerator">().notNull(),
    targetId: text("target_id").notNull(),
    from: instant("starts_at").notNull(),
    to: instant("ends_at"),
  },
  (t) => [
    primaryKey({ name: "assignment_pk", columns: [t.centerId, t.lease, t.targetKind, t.targetId, t.from] }),
    foreignKey({ columns: [t.centerId, t.lease], foreignColumns: [lease.centerId, lease.id] }).onDelete(
      "cascade",
    ),
  ],
);
