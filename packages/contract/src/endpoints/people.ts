import { z } from "zod";
import { centerIdSchema, localIdSchema } from "../nouns/center-document.ts";
import { nameOf } from "../nouns/name.ts";
import {
  emailSchema,
  memberRoleSchema,
  memberSchema,
  personNameSchema,
  personSchema,
  staffRoleSchema,
  tenantKeySchema,
} from "../nouns/people.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const person = z.string().min(1).max(100);
const ofTenant = { center: centerIdSchema, tenant: localIdSchema };
/** Works once, for a day; sets a password. Given to the person by whoever made it: nothing is e-mailed. */
const invitation = z.object({ person: personSchema, url: z.string() });

const list = endpoint({
  access: "admin",
  method: "GET",
  path: "/people",
  summary: "Everybody with an account",
  tags: ["people"],
}).output(z.array(personSchema));
const create = endpoint({
  access: "admin",
  method: "POST",
  path: "/people",
  summary: "Create a person and a link that sets the password",
  tags: ["people"],
  successStatus: 201,
})
  .input(z.object({ email: emailSchema, name: personNameSchema, staffRole: staffRoleSchema.nullable() }))
  .output(invitation);
const setStaffRole = endpoint({
  access: "admin",
  method: "PUT",
  path: "/people/{person}/staff-role",
  summary: "Give, change or (null) take away a staff role",
  tags: ["people"],
})
  .input(z.object({ person, staffRole: staffRoleSchema.nullable() }))
  .output(personSchema);
const disable = endpoint({
  access: "admin",
  method: "DELETE",
  path: "/people/{person}",
  summary: "Disable a person and end every session; what they did stays on record",
  tags: ["people"],
})
  .input(z.object({ person }))
  .output(personSchema);
const reset = endpoint({
  access: "admin",
  method: "POST",
  path: "/people/{person}/reset",
  summary: "End every session, take the second factor away and create a link that sets a new password",
  tags: ["people"],
  successStatus: 201,
})
  .input(z.object({ person }))
  .output(invitation);
const endSessions = endpoint({
  access: "admin",
  method: "DELETE",
  path: "/people/{person}/sessions",
  summary: "End every session of a person",
  tags: ["people"],
})
  .input(z.object({ person }))
  .output(z.object({ ended: z.number().int() }));

export const people = { list, create, setStaffRole, disable, reset, endSessions };

const members = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/members",
  summary: "People of a tenant",
  tags: ["team"],
})
  .input(z.object(ofTenant))
  .output(z.array(memberSchema));
const setMember = endpoint({
  access: "tenant_admin",
  method: "PUT",
  path: "/centers/{center}/tenants/{tenant}/members",
  summary:
    "Add a person to the tenant, or change role and team; a new person gets a link that sets the password",
  tags: ["team"],
})
  .input(
    z.object({
      ...ofTenant,
      email: emailSchema,
      name: personNameSchema.optional(),
      role: memberRoleSchema,
      team: localIdSchema.nullable().default(null),
    }),
  )
  .output(z.object({ member: memberSchema, url: z.string().nullable() }));
const endMember = endpoint({
  access: "tenant_admin",
  method: "DELETE",
  path: "/centers/{center}/tenants/{tenant}/members/{person}",
  summary: "End a person's place in the tenant",
  tags: ["team"],
})
  .input(z.object({ ...ofTenant, person }))
  .output(z.object({ person: z.string() }));

const teamSchema = z.object({ id: localIdSchema, name: personNameSchema });
const teams = endpoint({
  access: "member",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/teams",
  summary: "Teams of a tenant",
  tags: ["team"],
})
  .input(z.object(ofTenant))
  .output(z.array(teamSchema));
const setTeam = endpoint({
  access: "tenant_admin",
  method: "PUT",
  path: "/centers/{center}/tenants/{tenant}/teams/{team}",
  summary: "Create or rename a team",
  tags: ["team"],
})
  .input(z.object({ ...ofTenant, team: localIdSchema, name: personNameSchema }))
  .output(teamSchema);

const keys = endpoint({
  access: "tenant_admin",
  method: "GET",
  path: "/centers/{center}/tenants/{tenant}/keys",
  summary: "Read keys of a tenant",
  tags: ["team"],
})
  .input(z.object(ofTenant))
  .output(z.array(tenantKeySchema));
const createKey = endpoint({
  access: "tenant_admin",
  method: "POST",
  path: "/centers/{center}/tenants/{tenant}/keys",
  summary: "Create a read key; it is shown once",
  tags: ["team"],
  successStatus: 201,
})
  .input(
    z.object({
      ...ofTenant,
      name: nameOf(100),
      expiresAt: instantSchema.nullable().default(null),
    }),
  )
  .output(tenantKeySchema.extend({ key: z.string() }));
const revokeKey = endpoint({
  access: "tenant_admin",
  method: "DELETE",
  path: "/centers/{center}/tenants/{tenant}/keys/{key}",
  summary: "Revoke a read key",
  tags: ["team"],
})
  .input(z.object({ ...ofTenant, key: z.uuid() }))
  .output(tenantKeySchema);

export const team = { members, setMember, endMember, teams, setTeam, keys, createKey, revokeKey };
