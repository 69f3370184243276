import type { MemberRole } from "@aidc/contract";
import { can } from "@aidc/domain";
import { notFound } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { OfTenant } from "./of-tenant.ts";
import { scopeOf } from "./of-tenant.ts";
import { applyStanding } from "./people.ts";
import type { Services } from "./services.ts";
import { passwordLinkUrl } from "./sign-in.ts";

const noTenant = () => notFound("This tenant");

export function listMembers(services: Services, of: OfTenant) {
  return services.people.members(scopeOf(of));
}

/** Adds a person to a tenant, or changes role and team. `url` only for who cannot sign in yet. */
export async function setMember(
  services: Services,
  caller: Caller,
  input: OfTenant & { email: string; name?: string | undefined; role: MemberRole; team: string | null },
) {
  const { email, name, role, team } = input;
  const byStaff = can(caller.identity, "call:operator", { centerId: input.center });
  const wanted = { email, name, role, team, byStaff };
  const set = await services.people.setMember(scopeOf(input), wanted, changeBy(caller));
  if (!set) throw noTenant();
  await applyStanding(services, set.member.person);
  return { member: set.member, url: set.token === null ? null : passwordLinkUrl(services, set.token) };
}

export async function endMember(services: Services, caller: Caller, input: OfTenant & { person: string }) {
  const { person } = input;
  if (!(await services.people.endMember(scopeOf(input), person, changeBy(caller))))
    throw notFound("This member");
  await applyStanding(services, person);
  return { person };
}

export function listTeams(services: Services, of: OfTenant) {
  return services.people.teams(scopeOf(of));
}

export async function setTeam(
  services: Services,
  caller: Caller,
  input: OfTenant & { team: string; name: string },
) {
  const wanted = { id: input.team, name: input.name };
  const set = await services.people.setTeam(scopeOf(input), wanted, changeBy(caller));
  if (!set) throw noTenant();
  return set;
}

export function listTenantKeys(services: Services, of: OfTenant) {
  return services.people.keys(scopeOf(of));
}

/** The key itself is in this answer and nowhere else. */
export async function createTenantKey(
  services: Services,
  caller: Caller,
  input: OfTenant & { name: string; expiresAt: string | null },
) {
  const { name, expiresAt } = input;
  const made = await services.people.createKey(scopeOf(input), { name, expiresAt }, changeBy(caller));
  if (!made) throw noTenant();
  return made;
}

export async function revokeTenantKey(services: Services, caller: Caller, input: OfTenant & { key: string }) {
  const revoked = await services.people.revokeKey(scopeOf(input), input.key, changeBy(caller));
  if (!revoked) throw notFound("This key");
  services.accessEnded((identity) => identity.role === "tenant_key" && identity.id === input.key);
  return revoked;
}
