import type { AuditEntry } from "@aidc/contract";
import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, json, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * One chain for the installation. Insert only. It has no foreign keys: what happened stays on record when its
 * center, tenant or person is gone. `before` and `after` are kept as the text that was hashed.
 */
export const auditEntry = pgTable(
  "audit_entry",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    at: instant("at").notNull(),
    actor: jsonb("actor").$type<AuditEntry["actor"]>().notNull(),
    action: text("action").$type<AuditEntry["action"]>().notNull(),
    outcome: text("outcome").$type<AuditEntry["outcome"]>().notNull(),
    centerId: text("center_id"),
    tenant: text("tenant_id"),
    subject: text("subject").notNull(),
    before: json("before").$type<AuditEntry["before"]>(),
    after: json("after").$type<AuditEntry["after"]>(),
    requestId: text("request_id"),
    previousSha256: text("previous_sha256").notNull(),
    sha256: text("sha256").notNull(),
  },
  (t) => [index().on(t.centerId, t.tenant, t.seq)],
);

/**
 * The newest link of the chain, one row. Apart from the entries, so that who appends needs to see none of them: a
 * tenant's scope appends too. Held for update by the one who appends.
 */
export const auditHead = pgTable(
  "audit_head",
  {
    onlyRow: boolean("only_row").primaryKey().default(true),
    seq: bigint("seq", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
  },
  (t) => [check("audit_head_one_row", sql`${t.onlyRow}`)],
);
