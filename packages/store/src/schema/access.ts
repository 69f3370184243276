import type { WallSettings } from "@aidc/contract";
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, centerId, instant, tenantId } from "./columns.ts";
import { person } from "./people.ts";
import { ofTenant } from "./tenancy.ts";

/** Secrets are 256 random bits, so one round of SHA-256 is enough at rest; the prefix finds the row. */
const secret = () => ({
  centerId: centerId(),
  id: uuid("id").notNull().defaultRandom(),
  name: text("name").notNull(),
  prefix: text("prefix").notNull(),
  secretSha256: bytes("secret_sha256").notNull(),
  createdAt: instant("created_at").notNull().defaultNow(),
  revokedAt: instant("revoked_at"),
});

/** A source: whatever pushes with this key. */
export const ingestKey = pgTable(
  "ingest_key",
  { ...secret(), acceptedSamples: bigint("accepted_samples", { mode: "number" }).notNull().default(0) },
  (t) => [primaryKey({ columns: [t.centerId, t.id] }), index().on(t.prefix)],
);

export const wallToken = pgTable(
  "wall_token",
  /** `settings`: how its display shows the center, as somebody last set it; null: nobody did. */
  { ...secret(), settings: jsonb("settings").$type<WallSettings>() },
  (t) => [primaryKey({ columns: [t.centerId, t.id] }), index().on(t.prefix)],
);

/** `session` lets the person in; `password` lets nobody in who does not set a new password with it. */
export type LinkPurpose = "session" | "password";

export const signInToken = pgTable(
  "sign_in_token",
  {
    tokenSha256: bytes("token_sha256").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    purpose: text("purpose").$type<LinkPurpose>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index().on(t.personId)],
);

/** Reads what a member may read; changes nothing. */
export const tenantKey = pgTable(
  "tenant_key",
  {
    centerId: centerId(),
    tenant: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    secretSha256: bytes("secret_sha256").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    createdBy: text("created_by").notNull(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant, t.id] }), index().on(t.prefix), ofTenant(t)],
);

/** A calendar application cannot sign in, so its address carries the secret: read-only, revocable, one per tenant. */
export const calendarToken = pgTable(
  "calendar_token",
  {
    centerId: centerId(),
    tenant: tenantId(),
    prefix: text("prefix").notNull(),
    secretSha256: bytes("secret_sha256").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.centerId, t.tenant] }), index().on(t.prefix), ofTenant(t)],
);
