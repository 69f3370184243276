/**
 * Who may do what: one table, read by the HTTP door, the live gateway and the tests that walk every endpoint and
 * topic as every actor. Staff roles hold everywhere, a membership or a tenant's key for one tenant, a wall for one
 * center. Source: product "Three audiences"; OWASP ASVS 8.2 (access only by explicit grant).
 */
import type { Access, MemberRole, StaffRole, Topic } from "@aidc/contract";

export interface TenantRef {
  readonly centerId: string;
  readonly tenantId: string;
}

export type Actor =
  /** The local command line. */
  | { readonly role: "admin" }
  | {
      readonly role: "person";
      readonly staffRole: StaffRole | null;
      readonly memberships: readonly (TenantRef & { readonly role: MemberRole })[];
    }
  | ({ readonly role: "tenant_key" } & TenantRef)
  | { readonly role: "wall"; readonly centerId: string }
  | { readonly role: "none" };

/** Calling an endpoint that declares this access, or watching a topic of this kind. */
export type Action = `call:${Access}` | `watch:${Topic["kind"]}`;

/** What is asked about; null where an endpoint is about no center, or no tenant, in particular. */
export interface Resource {
  readonly centerId: string | null;
  readonly tenantId?: string | null | undefined;
}

/** Everything an actor can be towards a resource; the first that applies is looked up. */
const standings = [
  "admin",
  "platform_admin",
  "operator",
  "planner",
  "tenant_admin",
  "tenant_member",
  "tenant_key",
  "wall",
  "person",
  "none",
] as const;
type Standing = (typeof standings)[number];

const everybody = standings;
const operators: readonly Standing[] = ["admin", "platform_admin", "operator"];
const people: readonly Standing[] = standings.filter(
  (standing) => !["admin", "tenant_key", "wall", "none"].includes(standing),
);
const ofTenant: readonly Standing[] = [...operators, "tenant_admin", "tenant_member", "tenant_key"];

const allowed: Readonly<Record<Action, readonly Standing[]>> = {
  "call:public": everybody,
  "call:person": people,
  "call:wall": [...operators, "wall"],
  "call:planner": [...operators, "planner"],
  "call:member": ofTenant,
  "call:tenant_admin": [...operators, "tenant_admin"],
  "call:operator": operators,
  "call:admin": ["admin", "platform_admin"],
  "watch:wall": [...operators, "wall"],
  "watch:racks": [...operators, "wall"],
  "watch:alarms": [...operators, "wall"],
  "watch:rack": operators,
  "watch:tenant": ofTenant,
};

export function can(actor: Actor, action: Action, resource: Resource): boolean {
  return standingsOf(actor, resource).some((standing) => allowed[action].includes(standing));
}

/** What the actor is towards this very resource: a membership elsewhere is nothing here. */
function standingsOf(actor: Actor, resource: Resource): Standing[] {
  switch (actor.role) {
    case "admin":
    case "none":
      return [actor.role];
    case "wall":
      // An endpoint about no center in particular answers a wall with its own.
      return resource.centerId === null || resource.centerId === actor.centerId ? ["wall"] : ["none"];
    case "tenant_key":
      return isOf(actor, resource) ? ["tenant_key"] : ["none"];
    case "person":
      return personStandings(actor, resource);
  }
}

function personStandings(actor: Extract<Actor, { role: "person" }>, resource: Resource): Standing[] {
  const found: Standing[] = ["person"];
  const aboutTenant = resource.tenantId !== null && resource.tenantId !== undefined;
  // A planner sees the whole and never one tenant.
  if (actor.staffRole !== null && !(actor.staffRole === "planner" && aboutTenant))
    found.push(actor.staffRole);
  for (const membership of actor.memberships) if (isOf(membership, resource)) found.push(membership.role);
  return found;
}

function isOf(own: TenantRef, resource: Resource): boolean {
  return resource.centerId === own.centerId && resource.tenantId === own.tenantId;
}
