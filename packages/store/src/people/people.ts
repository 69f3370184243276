import { randomUUID } from "node:crypto";
import type { Person, StaffRole } from "@aidc/contract";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import { StoreConflict } from "../database/store-conflict.ts";
import { person, personAccount, personTwoFactor, staffGrant } from "../schema/people.ts";
import { membership } from "../schema/tenancy.ts";
import type { ChangeBy } from "./change-by.ts";
import { tell } from "./change-by.ts";
import { endSessionsOf } from "./sessions.ts";
import { createLink, passwordProvider } from "./sign-in-links.ts";

export interface NewPerson {
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly staffRole: StaffRole | null;
}

/** A person and the token of a link that sets the password. */
export interface Invited {
  readonly person: Person;
  readonly token: string;
}

export function listPeople(db: Drizzle): Promise<Person[]> {
  return inScope(db, everything, (tx) => readPeople(tx));
}

/**
 * Makes a person with this role and without a password.
 * @throws StoreConflict when somebody with this address is there already
 */
export function createPerson(db: Drizzle, wanted: NewPerson, by: ChangeBy): Promise<Invited> {
  return inScope(db, everything, async (tx) => {
    const { email, name, staffRole } = wanted;
    await lockGrants(tx);
    const id = await insertPerson(tx, { email, name, vouchedFor: true });
    if (id === null) throw new StoreConflict("A person with this e-mail address is there already.");
    if (staffRole !== null) await tx.insert(staffGrant).values({ personId: id, role: staffRole });
    const token = await createLink(tx, id, "password");
    await tell(tx, by, { action: "person.create", subject: id, after: { email, name, staffRole } });
    return { person: await onePerson(tx, id), token };
  });
}

/** @returns the id, or null when the address is taken */
export async function insertPerson(
  tx: Transaction,
  { email, name, vouchedFor }: { email: string; name: string; vouchedFor: boolean },
): Promise<string | null> {
  const [made] = await tx
    .insert(person)
    .values({ id: randomUUID(), email, name, emailVerified: vouchedFor })
    .onConflictDoNothing({ target: person.email })
    .returning({ id: person.id });
  return made?.id ?? null;
}

/** @throws StoreConflict for the last platform administrator, and for a person whom no administrator vouched for */
export function setStaffRole(
  db: Drizzle,
  id: string,
  staffRole: StaffRole | null,
  by: ChangeBy,
): Promise<Person | null> {
  return inScope(db, everything, async (tx) => {
    await lockGrants(tx);
    const before = await findPerson(tx, id);
    if (!before) return null;
    if (before.disabledAt !== null) throw new StoreConflict("This person is disabled.");
    if (staffRole !== null && !(await isVouchedFor(tx, id))) {
      throw new StoreConflict(
        "A tenant invited this person, who may not be who the address says; reset the person first.",
      );
    }
    if (staffRole === null) await tx.delete(staffGrant).where(eq(staffGrant.personId, id));
    else {
      await tx
        .insert(staffGrant)
        .values({ personId: id, role: staffRole })
        .onConflictDoUpdate({ target: staffGrant.personId, set: { role: staffRole, grantedAt: new Date() } });
    }
    if (before.staffRole === "platform_admin") await refuseNoAdmin(tx);
    await tell(tx, by, {
      action: "staff_role.set",
      subject: id,
      before: { staffRole: before.staffRole },
      after: { staffRole },
    });
    return onePerson(tx, id);
  });
}

/** Disables a person: sessions and links end; roles and places wait for a reset. @throws StoreConflict for the last administrator */
export function disablePerson(db: Drizzle, id: string, by: ChangeBy): Promise<Person | null> {
  return inScope(db, everything, async (tx) => {
    await lockGrants(tx);
    const before = await findPerson(tx, id);
    if (!before) return null;
    if (before.disabledAt !== null) return before;
    await tx.update(person).set({ disabledAt: new Date(), updatedAt: new Date() }).where(eq(person.id, id));
    if (before.staffRole === "platform_admin") await refuseNoAdmin(tx);
    await takeCredentials(tx, id);
    await tell(tx, by, {
      action: "person.disable",
      subject: id,
      before: { email: before.email, staffRole: before.staffRole },
    });
    return onePerson(tx, id);
  });
}

/**
 * Takes password, second factor and sessions away and makes a link for a new password. Whoever resets vouches that
 * the link goes to the person; a disabled person is enabled by it.
 */
export function resetPerson(db: Drizzle, id: string, by: ChangeBy): Promise<Invited | null> {
  return inScope(db, everything, async (tx) => {
    const before = await findPerson(tx, id);
    if (!before) return null;
    await takeCredentials(tx, id);
    await tx
      .update(person)
      .set({ disabledAt: null, emailVerified: true, twoFactorEnabled: false, updatedAt: new Date() })
      .where(eq(person.id, id));
    const token = await createLink(tx, id, "password");
    await tell(tx, by, { action: "person.reset", subject: id, before: { disabledAt: before.disabledAt } });
    return { person: await onePerson(tx, id), token };
  });
}

/** @returns how many sessions ended, or null when there is no such person */
export function endPersonSessions(db: Drizzle, id: string, by: ChangeBy): Promise<number | null> {
  return inScope(db, everything, async (tx) => {
    if (!(await findPerson(tx, id))) return null;
    const ended = await endSessionsOf(tx, id);
    await tell(tx, by, { action: "session.end", subject: id, after: { ended } });
    return ended;
  });
}

/** Nothing that once proved this person does so any longer: password, second factor, other sign-ins, sessions. */
async function takeCredentials(tx: Transaction, id: string): Promise<void> {
  await tx.delete(personAccount).where(eq(personAccount.userId, id));
  await tx.delete(personTwoFactor).where(eq(personTwoFactor.userId, id));
  await endSessionsOf(tx, id);
}

const operatorEmail = "operator@localhost";

/**
 * The person of the sign-in link that a start prints: made on the very first start.
 * @returns the id, or null when that person was disabled
 */
export function ensureOperator(db: Drizzle, by: ChangeBy): Promise<string | null> {
  return inScope(db, everything, async (tx) => {
    const find = () =>
      tx
        .select({ id: person.id, disabledAt: person.disabledAt })
        .from(person)
        .where(eq(person.email, operatorEmail));
    const [known] = await find();
    if (known) return known.disabledAt === null ? known.id : null;
    const id = await insertPerson(tx, { email: operatorEmail, name: "operator", vouchedFor: true });
    if (id === null) return (await find())[0]?.id ?? null;
    await tx.insert(staffGrant).values({ personId: id, role: "platform_admin" });
    await tell(tx, by, {
      action: "person.create",
      subject: id,
      after: { email: operatorEmail, name: "operator", staffRole: "platform_admin" },
    });
    return id;
  });
}

async function isVouchedFor(tx: Transaction, id: string): Promise<boolean> {
  const [found] = await tx.select({ yes: person.emailVerified }).from(person).where(eq(person.id, id));
  return found?.yes === true;
}

export async function hasSignIn(tx: Transaction, id: string): Promise<boolean> {
  const found = await tx
    .select({ id: personAccount.id })
    .from(personAccount)
    .where(eq(personAccount.userId, id));
  return found.length > 0;
}

/** Any fixed number: two changes of roles at once must not both leave the other one as the last administrator. */
const grantsLock = 0x61696463_0007n.toString();

async function lockGrants(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${grantsLock}::bigint)`);
}

async function refuseNoAdmin(tx: Transaction): Promise<void> {
  const left = await tx
    .select({ id: person.id })
    .from(staffGrant)
    .innerJoin(person, eq(person.id, staffGrant.personId))
    .where(and(eq(staffGrant.role, "platform_admin"), isNull(person.disabledAt)))
    .limit(1);
  if (left.length === 0)
    throw new StoreConflict("This is the last platform administrator; make another one first.");
}

async function findPerson(tx: Transaction, id: string): Promise<Person | null> {
  return (await readPeople(tx, [id]))[0] ?? null;
}

async function onePerson(tx: Transaction, id: string): Promise<Person> {
  const found = await findPerson(tx, id);
  if (!found) throw new Error("a person that was just written is not there");
  return found;
}

async function readPeople(tx: Transaction, ids?: readonly string[]): Promise<Person[]> {
  const rows = await tx
    .select({ person, staffRole: staffGrant.role })
    .from(person)
    .leftJoin(staffGrant, eq(staffGrant.personId, person.id))
    .where(ids === undefined ? undefined : inArray(person.id, [...ids]))
    .orderBy(asc(person.email));
  const places = await tx
    .select()
    .from(membership)
    .where(and(isNull(membership.to), ids === undefined ? undefined : inArray(membership.personId, [...ids])))
    .orderBy(membership.centerId, membership.tenant);
  return rows.map((row) => ({
    id: row.person.id,
    email: row.person.email,
    name: row.person.name,
    staffRole: row.staffRole,
    memberships: places
      .filter(({ personId }) => personId === row.person.id)
      .map(({ centerId, tenant, role }) => ({ center: centerId, tenant, role })),
    twoFactor: row.person.twoFactorEnabled,
    createdAt: row.person.createdAt.toISOString(),
    lastSignInAt: row.person.lastSignInAt?.toISOString() ?? null,
    disabledAt: row.person.disabledAt?.toISOString() ?? null,
  }));
}

/** What a person is told of the own account. */
export async function hasPassword(db: Drizzle, id: string): Promise<boolean> {
  const found = await db
    .select({ id: personAccount.id })
    .from(personAccount)
    .where(and(eq(personAccount.userId, id), eq(personAccount.providerId, passwordProvider)));
  return found.length > 0;
}
