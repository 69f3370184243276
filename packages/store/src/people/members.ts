import type { Member, MemberRole } from "@aidc/contract";
import { and, asc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Scope, Transaction } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { person, staffGrant } from "../schema/people.ts";
import { membership, team, tenant } from "../schema/tenancy.ts";
import type { ChangeBy } from "./change-by.ts";
import { tell } from "./change-by.ts";
import { hasSignIn, insertPerson } from "./people.ts";
import { createLink } from "./sign-in-links.ts";

export interface WantedMember {
  /** Lower case. */
  readonly email: string;
  /** For a person who is new here; absent: the address up to the @. */
  readonly name: string | undefined;
  readonly role: MemberRole;
  readonly team: string | null;
  /** Whether the operator asks, who vouches for the person, or the tenant itself. */
  readonly byStaff: boolean;
}

export interface Team {
  readonly id: string;
  readonly name: string;
}

export function listMembers(db: Drizzle, scope: Scope): Promise<Member[]> {
  return inScope(db, scope, (tx) => readMembers(tx, scope));
}

/**
 * Gives a person a place in a tenant, or changes it; what was before stays on record as ended. A token for a link
 * that sets the password comes only for who cannot sign in yet and is known to nobody else: else whoever may add
 * members could take over a person of another tenant.
 * @returns null when there is no such tenant
 * @throws StoreConflict when this person cannot be added here
 */
export function setMember(
  db: Drizzle,
  scope: Scope,
  wanted: WantedMember,
  by: ChangeBy,
): Promise<{ member: Member; token: string | null } | null> {
  return inScope(db, everything, async (tx) => {
    if (!(await hasTenant(tx, scope))) return null;
    if (wanted.team !== null) await refuseUnknownTeam(tx, scope, wanted.team);
    const found = await findByEmail(tx, wanted.email);
    const personId = found ? found.id : await invite(tx, wanted, by);
    if (found) await refuseStranger(tx, scope, found, wanted.byStaff);
    const mayInvite = !found || (await isOnlyOurs(tx, scope, found, wanted.byStaff));
    const token = mayInvite ? await createLink(tx, personId, "password") : null;
    await place(tx, scope, personId, wanted, by);
    const [member] = await readMembers(tx, scope, personId);
    if (!member) throw new Error("a place that was just given is not there");
    return { member, token };
  });
}

/** @returns false when the person has no place there */
export function endMember(db: Drizzle, scope: Scope, personId: string, by: ChangeBy): Promise<boolean> {
  return inScope(db, scope, async (tx) => {
    const before = await endPlace(tx, scope, personId);
    if (!before) return false;
    const { centerId: center, tenantId } = scope;
    await tell(tx, by, {
      action: "membership.end",
      subject: personId,
      center,
      tenant: tenantId,
      before: { role: before.role, team: before.team },
    });
    return true;
  });
}

export function listTeams(db: Drizzle, scope: Scope): Promise<Team[]> {
  return inScope(db, scope, (tx) =>
    tx
      .select({ id: team.id, name: team.name })
      .from(team)
      .where(and(eq(team.centerId, scope.centerId), eq(team.tenant, scope.tenantId)))
      .orderBy(asc(team.name), asc(team.id)),
  );
}

/** @returns null when there is no such tenant */
export function setTeam(db: Drizzle, scope: Scope, wanted: Team, by: ChangeBy): Promise<Team | null> {
  return inScope(db, scope, async (tx) => {
    if (!(await hasTenant(tx, scope))) return null;
    await tx
      .insert(team)
      .values({ centerId: scope.centerId, tenant: scope.tenantId, ...wanted })
      .onConflictDoUpdate({ target: [team.centerId, team.tenant, team.id], set: { name: wanted.name } });
    const { centerId: center, tenantId } = scope;
    await tell(tx, by, {
      action: "team.set",
      subject: wanted.id,
      center,
      tenant: tenantId,
      after: { name: wanted.name },
    });
    return wanted;
  });
}

export async function hasTenant(tx: Transaction, { centerId, tenantId }: Scope): Promise<boolean> {
  const found = await tx
    .select({ id: tenant.id })
    .from(tenant)
    .where(and(eq(tenant.centerId, centerId), eq(tenant.id, tenantId)));
  return found.length > 0;
}

interface Known {
  readonly id: string;
  readonly vouchedFor: boolean;
  readonly disabled: boolean;
  readonly isStaff: boolean;
}

async function findByEmail(tx: Transaction, email: string): Promise<Known | null> {
  const [found] = await tx
    .select({
      id: person.id,
      vouchedFor: person.emailVerified,
      disabledAt: person.disabledAt,
      role: staffGrant.role,
    })
    .from(person)
    .leftJoin(staffGrant, eq(staffGrant.personId, person.id))
    .where(eq(person.email, email));
  if (!found) return null;
  const { id, vouchedFor, disabledAt, role } = found;
  return { id, vouchedFor, disabled: disabledAt !== null, isStaff: role !== null };
}

async function invite(tx: Transaction, wanted: WantedMember, by: ChangeBy): Promise<string> {
  const name = wanted.name ?? wanted.email.split("@", 1)[0] ?? wanted.email;
  const id = await insertPerson(tx, { email: wanted.email, name, vouchedFor: wanted.byStaff });
  if (id === null) throw new StoreConflict("Somebody else is adding this person; try again.");
  await tell(tx, by, { action: "person.create", subject: id, after: { email: wanted.email, name } });
  return id;
}

/**
 * A person whom another tenant invited may be whoever that tenant says: nobody vouched for the address. Given a place
 * here as well, that tenant's administrator could look in.
 */
async function refuseStranger(tx: Transaction, scope: Scope, found: Known, byStaff: boolean): Promise<void> {
  const known = found.vouchedFor || (await wasHere(tx, scope, found.id));
  if (known && !found.disabled) return;
  throw new StoreConflict(
    byStaff
      ? "Nobody has vouched for this person, or the person is disabled; reset the person first."
      : "This person cannot be added here; ask the operator.",
  );
}

/** Whether a link for a new password can hurt nobody: no way to sign in yet, no staff, no place elsewhere. */
async function isOnlyOurs(tx: Transaction, scope: Scope, found: Known, byStaff: boolean): Promise<boolean> {
  if (found.isStaff || (await hasSignIn(tx, found.id))) return false;
  if (byStaff) return true;
  return !found.vouchedFor && !(await wasElsewhere(tx, scope, found.id));
}

async function wasHere(tx: Transaction, scope: Scope, personId: string): Promise<boolean> {
  const found = await tx
    .select({ from: membership.from })
    .from(membership)
    .where(and(eq(membership.personId, personId), ofScope(scope)))
    .limit(1);
  return found.length > 0;
}

async function wasElsewhere(tx: Transaction, scope: Scope, personId: string): Promise<boolean> {
  const other = or(ne(membership.centerId, scope.centerId), ne(membership.tenant, scope.tenantId));
  const found = await tx
    .select({ from: membership.from })
    .from(membership)
    .where(and(eq(membership.personId, personId), other))
    .limit(1);
  return found.length > 0;
}

async function refuseUnknownTeam(tx: Transaction, scope: Scope, id: string): Promise<void> {
  const found = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.centerId, scope.centerId), eq(team.tenant, scope.tenantId), eq(team.id, id)));
  if (found.length === 0) throw new StoreConflict(`There is no team ${id} in this tenant.`);
}

async function place(
  tx: Transaction,
  scope: Scope,
  personId: string,
  { role, team: teamId }: WantedMember,
  by: ChangeBy,
): Promise<void> {
  const [current] = await openPlaces(tx, scope, personId);
  if (current && current.role === role && current.team === teamId) return;
  if (current) await endPlace(tx, scope, personId);
  const { centerId, tenantId } = scope;
  await tx.insert(membership).values({
    centerId,
    tenant: tenantId,
    personId,
    role,
    team: teamId,
    from: sql`clock_timestamp()`,
  });
  await tell(tx, by, {
    action: "membership.set",
    subject: personId,
    center: centerId,
    tenant: tenantId,
    before: current ? { role: current.role, team: current.team } : null,
    after: { role, team: teamId },
  });
}

const ofScope = ({ centerId, tenantId }: Scope) =>
  and(eq(membership.centerId, centerId), eq(membership.tenant, tenantId));
const openPlaceOf = (scope: Scope, personId: string) =>
  and(ofScope(scope), eq(membership.personId, personId), isNull(membership.to));

function openPlaces(tx: Transaction, scope: Scope, personId: string) {
  return tx
    .select({ role: membership.role, team: membership.team })
    .from(membership)
    .where(openPlaceOf(scope, personId))
    .for("update");
}

async function endPlace(tx: Transaction, scope: Scope, personId: string) {
  const [ended] = await tx
    .update(membership)
    .set({ to: sql`greatest(clock_timestamp(), ${membership.from})` })
    .where(openPlaceOf(scope, personId))
    .returning({ role: membership.role, team: membership.team });
  return ended ?? null;
}

async function readMembers(tx: Transaction, scope: Scope, personId?: string): Promise<Member[]> {
  const rows = await tx
    .select({ membership, person })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(
      and(
        ofScope(scope),
        isNull(membership.to),
        isNull(person.disabledAt),
        personId === undefined ? undefined : eq(membership.personId, personId),
      ),
    )
    .orderBy(asc(person.email));
  return rows.map(({ membership: own, person: who }) => ({
    person: who.id,
    email: who.email,
    name: who.name,
    role: own.role,
    team: own.team,
    since: own.from.toISOString(),
    twoFactor: who.twoFactorEnabled,
  }));
}
