import { z } from "zod";
import { centerIdSchema, localIdSchema } from "./center-document.ts";
import { nameOf } from "./name.ts";
import { instantSchema } from "./time.ts";

/** Roles of the operator's own people; they hold for the whole installation. */
export const staffRoles = ["platform_admin", "operator", "planner"] as const;
export const staffRoleSchema = z.enum(staffRoles);
export type StaffRole = z.infer<typeof staffRoleSchema>;

/** Roles of a tenant's people; they hold for that tenant alone. */
export const memberRoles = ["tenant_admin", "tenant_member"] as const;
export const memberRoleSchema = z.enum(memberRoles);
export type MemberRole = z.infer<typeof memberRoleSchema>;

export const emailSchema = z.email("is not an e-mail address").max(254).toLowerCase();
export const personNameSchema = nameOf(200);
/** Length is what counts (NIST SP 800-63B); no rule about kinds of characters. */
export const passwordSchema = z.string().min(12, "needs at least 12 characters").max(128);

/** A person's place in one tenant. Ended places are kept: who could see what, and when, stays answerable. */
export const membershipSchema = z.object({
  center: centerIdSchema,
  tenant: localIdSchema,
  role: memberRoleSchema,
});
export type Membership = z.infer<typeof membershipSchema>;

export const personSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  staffRole: staffRoleSchema.nullable(),
  memberships: z.array(membershipSchema),
  twoFactor: z.boolean(),
  createdAt: instantSchema,
  lastSignInAt: instantSchema.nullable(),
  disabledAt: instantSchema.nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** A place in a tenant as the tenant sees it. */
export const memberSchema = z.object({
  person: z.string(),
  email: z.string(),
  name: z.string(),
  role: memberRoleSchema,
  team: localIdSchema.nullable(),
  since: instantSchema,
  twoFactor: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

/** Lets a tenant's programs read what a member may read. Shown once, kept as a hash, never allowed to change anything. */
export const tenantKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
  lastUsedAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
export type TenantKey = z.infer<typeof tenantKeySchema>;
