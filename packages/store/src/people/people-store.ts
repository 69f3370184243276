import type { Member, Person, StaffRole, TenantKey } from "@aidc/contract";
import { and, eq, isNull } from "drizzle-orm";
import type { Database, Drizzle } from "../database/open-database.ts";
import type { Scope } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import type { LinkPurpose } from "../schema/access.ts";
import { person } from "../schema/people.ts";
import { center } from "../schema/places.ts";
import { membership, tenant } from "../schema/tenancy.ts";
import { takeAttempt } from "./attempts.ts";
import type { ChangeBy, Told } from "./change-by.ts";
import { tell } from "./change-by.ts";
import type { Team, WantedMember } from "./members.ts";
import { endMember, listMembers, listTeams, setMember, setTeam } from "./members.ts";
import type { Invited, NewPerson } from "./people.ts";
import {
  createPerson,
  disablePerson,
  endPersonSessions,
  ensureOperator,
  hasPassword,
  listPeople,
  resetPerson,
  setStaffRole,
} from "./people.ts";
import type { SignedIn, Standing } from "./sessions.ts";
import { endSession, findSession, findStanding, liveSessions } from "./sessions.ts";
import type { LinkFacts, Redeeming } from "./sign-in-links.ts";
import { createLink, peekLink, redeemLink } from "./sign-in-links.ts";
import type { FoundKey } from "./tenant-keys.ts";
import { createKey, findKey, listKeys, revokeKey } from "./tenant-keys.ts";

export type { ChangeBy, FoundKey, Invited, NewPerson, SignedIn, Standing };

/** What the own account page and the menus show beside the standing. */
export interface Account {
  readonly hasPassword: boolean;
  readonly twoFactor: boolean;
  readonly places: readonly (Standing["memberships"][number] & {
    readonly centerName: string;
    readonly tenantName: string;
  })[];
}

/** People, what they may do, and what proves who they are. Rules of each change stand beside it. */
export interface PeopleStore {
  findSession(token: string): Promise<SignedIn | null>;
  findStanding(personId: string): Promise<Standing>;
  findKey(text: string): Promise<FoundKey | null>;
  liveSessions(ids: readonly string[]): Promise<Set<string>>;
  readAccount(personId: string): Promise<Account>;
  isEnabled(personId: string): Promise<boolean>;
  /** @returns the address when somebody has it, else "unknown": people type passwords into the wrong field */
  knownEmail(email: string): Promise<string>;
  endSession(id: string, by: ChangeBy): Promise<boolean>;
  /** A session has begun: kept as the last sign-in, and in the log. */
  noteSignIn(personId: string, by: ChangeBy): Promise<void>;
  /** Adds what has no change of its own, a refusal for example, to the log. */
  note(told: Told, by: ChangeBy): Promise<void>;
  takeAttempt(key: string, limit: { most: number; windowMs: number }): Promise<boolean>;

  ensureOperator(by: ChangeBy): Promise<string | null>;
  createLink(personId: string, purpose: LinkPurpose): Promise<string>;
  peekLink(token: string): Promise<LinkFacts | null>;
  redeemLink(redeeming: Redeeming): Promise<LinkFacts | null>;

  list(): Promise<Person[]>;
  create(wanted: NewPerson, by: ChangeBy): Promise<Invited>;
  setStaffRole(id: string, role: StaffRole | null, by: ChangeBy): Promise<Person | null>;
  disable(id: string, by: ChangeBy): Promise<Person | null>;
  reset(id: string, by: ChangeBy): Promise<Invited | null>;
  endSessions(id: string, by: ChangeBy): Promise<number | null>;

  members(scope: Scope): Promise<Member[]>;
  setMember(
    scope: Scope,
    wanted: WantedMember,
    by: ChangeBy,
  ): Promise<{ member: Member; token: string | null } | null>;
  endMember(scope: Scope, personId: string, by: ChangeBy): Promise<boolean>;
  teams(scope: Scope): Promise<Team[]>;
  setTeam(scope: Scope, team: Team, by: ChangeBy): Promise<Team | null>;
  keys(scope: Scope): Promise<TenantKey[]>;
  createKey(
    scope: Scope,
    wanted: { name: string; expiresAt: string | null },
    by: ChangeBy,
  ): Promise<(TenantKey & { key: string }) | null>;
  revokeKey(scope: Scope, id: string, by: ChangeBy): Promise<TenantKey | null>;
}

/** Accounts are the auth role's; keys and teams are tenant data like any other. */
export function openPeopleStore({ db: app, authDb: db }: Pick<Database, "db" | "authDb">): PeopleStore {
  return {
    findSession: (token) => findSession(db, token),
    findStanding: (personId) => findStanding(db, personId),
    findKey: (text) => findKey(app, text),
    liveSessions: (ids) => liveSessions(db, ids),
    readAccount: (personId) => readAccount(db, personId),
    isEnabled: async (personId) => {
      const enabled = and(eq(person.id, personId), isNull(person.disabledAt));
      return (await db.select({ id: person.id }).from(person).where(enabled)).length > 0;
    },
    knownEmail: async (email) => {
      const same = eq(person.email, email.toLowerCase());
      return (await db.select({ email: person.email }).from(person).where(same))[0]?.email ?? "unknown";
    },
    endSession: (id, by) => endSession(db, id, by),
    noteSignIn: (personId, by) => noteSignIn(db, personId, by),
    note: (told, by) => inScope(db, everything, (tx) => tell(tx, by, told)),
    takeAttempt: (key, limit) => takeAttempt(db, key, limit),
    ensureOperator: (by) => ensureOperator(db, by),
    createLink: (personId, purpose) => db.transaction((tx) => createLink(tx, personId, purpose)),
    peekLink: (token) => peekLink(db, token),
    redeemLink: (redeeming) => redeemLink(db, redeeming),
    list: () => listPeople(db),
    create: (wanted, by) => createPerson(db, wanted, by),
    setStaffRole: (id, role, by) => setStaffRole(db, id, role, by),
    disable: (id, by) => disablePerson(db, id, by),
    reset: (id, by) => resetPerson(db, id, by),
    endSessions: (id, by) => endPersonSessions(db, id, by),
    members: (scope) => listMembers(db, scope),
    setMember: (scope, wanted, by) => setMember(db, scope, wanted, by),
    endMember: (scope, personId, by) => endMember(db, scope, personId, by),
    teams: (scope) => listTeams(app, scope),
    setTeam: (scope, wanted, by) => setTeam(app, scope, wanted, by),
    keys: (scope) => listKeys(app, scope),
    createKey: (scope, wanted, by) => createKey(app, scope, wanted, by),
    revokeKey: (scope, id, by) => revokeKey(app, scope, id, by),
  };
}

function noteSignIn(db: Drizzle, personId: string, by: ChangeBy): Promise<void> {
  return inScope(db, everything, async (tx) => {
    await tx.update(person).set({ lastSignInAt: new Date() }).where(eq(person.id, personId));
    await tell(tx, by, { action: "session.start", subject: personId });
  });
}

async function readAccount(db: Drizzle, personId: string): Promise<Account> {
  const known = await hasPassword(db, personId);
  return inScope(db, everything, async (tx) => {
    const [own] = await tx
      .select({ twoFactor: person.twoFactorEnabled })
      .from(person)
      .where(eq(person.id, personId));
    const places = await tx
      .select({
        centerId: membership.centerId,
        tenantId: membership.tenant,
        role: membership.role,
        centerName: center.name,
        tenantName: tenant.name,
      })
      .from(membership)
      .innerJoin(center, eq(center.id, membership.centerId))
      .innerJoin(tenant, and(eq(tenant.centerId, membership.centerId), eq(tenant.id, membership.tenant)))
      .where(and(eq(membership.personId, personId), isNull(membership.to)))
      .orderBy(membership.centerId, membership.tenant);
    return { hasPassword: known, twoFactor: own?.twoFactor === true, places };
  });
}
