import type { LedgerEntry, PriceRule, Statement } from "@aidc/contract";
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { centerId, instant, tenantId } from "./columns.ts";
import { ofCenter } from "./places.ts";
import { ofTenant } from "./tenancy.ts";

const priceColumns = () => ({
  version: integer("version").notNull(),
  effectiveFrom: instant("effective_from").notNull(),
  currency: text("currency").notNull(),
  note: text("note").notNull(),
  rules: jsonb("rules").$type<PriceRule[]>().notNull(),
  publishedAt: instant("published_at").notNull().defaultNow(),
  publishedBy: text("published_by").notNull(),
  contentSha256: text("content_sha256").notNull(),
});

/** The platform's prices. Insert only: the roles that serve requests may neither update nor delete. */
export const priceVersion = pgTable("price_version", { centerId: ofCenter(), ...priceColumns() }, (t) => [
  primaryKey({ columns: [t.centerId, t.version] }),
]);

/** A tenant's prices towards its own teams. Insert only. */
export const tenantPriceVersion = pgTable(
  "tenant_price_version",
  { centerId: centerId(), tenant: tenantId(), ...priceColumns() },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant, t.version] }), ofTenant(t)],
);

/**
 * Intervals of held quantity. Insert only. `day` is the local calendar day that the interval lies in, so that one
 * day is metered again as a whole.
 */
export const ledgerEntry = pgTable(
  "ledger_entry",
  {
    centerId: centerId(),
    tenant: tenantId(),
    /** Counts up in its tenant: a count over all would tell each how much the others hold. */
    id: bigint("id", { mode: "number" }).notNull(),
    day: text("day").notNull(),
    basis: text("basis").$type<LedgerEntry["basis"]>().notNull(),
    resource: text("resource").$type<LedgerEntry["resource"]>().notNull(),
    lease: text("lease_id"),
    model: text("model_id"),
    quantity: doublePrecision("quantity").notNull(),
    from: instant("starts_at").notNull(),
    to: instant("ends_at").notNull(),
    priceVersion: integer("price_version"),
    provenance: jsonb("provenance").$type<LedgerEntry["provenance"]>().notNull(),
    reverses: bigint("reverses", { mode: "number" }),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.tenant, t.id] }),
    unique("ledger_entry_reversed_once").on(t.centerId, t.tenant, t.reverses),
    index().on(t.centerId, t.tenant, t.day),
    ofTenant(t),
  ],
);

/** Issued statements, whole and frozen. Insert only. Numbers count up per tenant and year. */
export const statement = pgTable(
  "statement",
  {
    centerId: centerId(),
    tenant: tenantId(),
    month: text("month").notNull(),
    number: text("number").notNull(),
    document: jsonb("document").$type<Statement>().notNull(),
    ledgerHead: bigint("ledger_head", { mode: "number" }).notNull(),
    contentSha256: text("content_sha256").notNull(),
    issuedAt: instant("issued_at").notNull().defaultNow(),
    issuedBy: text("issued_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centerId, t.tenant, t.month] }),
    unique("statement_number").on(t.centerId, t.tenant, t.number),
    ofTenant(t),
  ],
);
