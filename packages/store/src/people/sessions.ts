import type { MemberRole, StaffRole } from "@aidc/contract";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { everything, inScope } from "../database/scope.ts";
import { person, personSession, staffGrant } from "../schema/people.ts";
import { membership } from "../schema/tenancy.ts";
import type { ChangeBy } from "./change-by.ts";
import { tell } from "./change-by.ts";

/** What a person may do, at this moment. */
export interface Standing {
  readonly staffRole: StaffRole | null;
  readonly memberships: readonly {
    readonly centerId: string;
    readonly tenantId: string;
    readonly role: MemberRole;
  }[];
}

export interface SignedIn extends Standing {
  readonly session: { readonly id: string; readonly expiresAtMs: number };
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
}

/** A session that nobody has used for this long is over, whatever is left of its time. */
const idleMs = 7 * 86_400_000;
/** Its last use is written at most this often, so that reading a page is not a write. */
const noteUseEveryMs = 3_600_000;

/** @returns null when the session is unknown, over or its person disabled; idle ones are counted as over */
export async function findSession(db: Drizzle, token: string): Promise<SignedIn | null> {
  return inScope(db, everything, async (tx) => {
    const [found] = await tx
      .select({
        id: personSession.id,
        expiresAt: personSession.expiresAt,
        usedAt: personSession.updatedAt,
        personId: person.id,
        name: person.name,
        email: person.email,
        staffRole: staffGrant.role,
      })
      .from(personSession)
      .innerJoin(person, eq(person.id, personSession.userId))
      .leftJoin(staffGrant, eq(staffGrant.personId, person.id))
      .where(
        and(
          eq(personSession.token, token),
          gt(personSession.expiresAt, sql`now()`),
          gt(personSession.updatedAt, new Date(Date.now() - idleMs)),
          isNull(person.disabledAt),
        ),
      );
    if (!found) return null;
    if (Date.now() - found.usedAt.getTime() > noteUseEveryMs) {
      await tx.update(personSession).set({ updatedAt: new Date() }).where(eq(personSession.id, found.id));
    }
    return {
      session: { id: found.id, expiresAtMs: found.expiresAt.getTime() },
      person: { id: found.personId, name: found.name, email: found.email },
      staffRole: found.staffRole,
      memberships: await openMemberships(tx, found.personId),
    };
  });
}

/** What a person may do now; a disabled one nothing. */
export function findStanding(db: Drizzle, personId: string): Promise<Standing> {
  return inScope(db, everything, async (tx) => {
    const [found] = await tx
      .select({ staffRole: staffGrant.role })
      .from(person)
      .leftJoin(staffGrant, eq(staffGrant.personId, person.id))
      .where(and(eq(person.id, personId), isNull(person.disabledAt)));
    if (!found) return { staffRole: null, memberships: [] };
    return { staffRole: found.staffRole, memberships: await openMemberships(tx, personId) };
  });
}

function openMemberships(tx: Transaction, personId: string) {
  return tx
    .select({ centerId: membership.centerId, tenantId: membership.tenant, role: membership.role })
    .from(membership)
    .where(and(eq(membership.personId, personId), isNull(membership.to)))
    .orderBy(membership.centerId, membership.tenant);
}

/** Ends one session. @returns false when it was over already */
export function endSession(db: Drizzle, id: string, by: ChangeBy): Promise<boolean> {
  return inScope(db, everything, async (tx) => {
    const ended = await tx.delete(personSession).where(eq(personSession.id, id)).returning({
      personId: personSession.userId,
    });
    const [one] = ended;
    if (!one) return false;
    await tell(tx, by, { action: "session.end", subject: one.personId });
    return true;
  });
}

/** Ends every session of a person, in the transaction of why. @returns how many */
export async function endSessionsOf(tx: Transaction, personId: string): Promise<number> {
  const ended = await tx
    .delete(personSession)
    .where(eq(personSession.userId, personId))
    .returning({ id: personSession.id });
  return ended.length;
}

/** Of these sessions, those that still let somebody in. */
export async function liveSessions(db: Drizzle, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: personSession.id })
    .from(personSession)
    .innerJoin(person, eq(person.id, personSession.userId))
    .where(
      and(
        sql`${personSession.id} = any(${sql.param([...ids])})`,
        gt(personSession.expiresAt, sql`now()`),
        isNull(person.disabledAt),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
