import type { MemberRole } from "@aidc/contract";
import type { TestServer } from "../../test-server.fixture.ts";
import { cookieOf } from "../../test-server.fixture.ts";

const byTest = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
const visitor = { address: "127.0.0.1", userAgent: undefined, requestId: "test" };

/** Somebody new in a tenant of `c1`, signed in. @returns the headers of the browser */
export async function memberOf(
  server: TestServer,
  tenantId: string,
  role: MemberRole = "tenant_admin",
): Promise<Record<string, string>> {
  const email = `${tenantId}-${role}@example.org`;
  const wanted = { email, name: `Member of ${tenantId}`, role, team: null, byStaff: true };
  const made = await server.services.people.setMember({ centerId: "c1", tenantId }, wanted, byTest);
  if (made === null) throw new Error(`there is no tenant ${tenantId}`);
  const session = await server.services.auth.startSession(made.member.person, visitor);
  return { cookie: cookieOf(session.cookies), origin: server.url };
}
