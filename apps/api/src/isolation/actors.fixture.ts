import type { Access } from "@aidc/contract";
import type { TestServer } from "../test-server.fixture.ts";
import type { TenantOf } from "./canaries.fixture.ts";
import { sameTenant } from "./canaries.fixture.ts";

export const home: TenantOf = { center: "north", tenant: "t1" };

/**
 * Who may call what, said a second time and in other words than the rule under test: `own` only about the home
 * tenant, `center` only about the home center, `whole` only where no tenant is named, `any` everywhere.
 */
type Reach = "own" | "center" | "whole" | "any" | "never";
export interface ActorInTest {
  readonly name: string;
  readonly headers: Record<string, string>;
  /** It shows a secret that is none. */
  readonly wrongSecret?: true;
  /** It may ask, and change nothing. */
  readonly readsOnly?: true;
  readonly reach: Readonly<Record<Access, Reach>>;
  /** Whose canaries it may be sent. */
  readonly sees: (tenant: TenantOf) => boolean;
}

const nobodySees = () => false;
const stranger: Record<Access, Reach> = {
  public: "any",
  person: "never",
  wall: "never",
  planner: "never",
  member: "never",
  tenant_admin: "never",
  operator: "never",
  admin: "never",
};
const person: Record<Access, Reach> = { ...stranger, person: "any" };
const operator: Record<Access, Reach> = {
  ...person,
  wall: "any",
  planner: "any",
  member: "any",
  tenant_admin: "any",
  operator: "any",
};
const ownOnly = (tenant: TenantOf) => sameTenant(tenant, home);

/** Everybody there can be: created through the public door, so that the doors are walked as well. */
export async function createActors(server: TestServer): Promise<ActorInTest[]> {
  const make = new ActorMaker(server);
  const member = await make.member("tenant_member", home);
  const admin = await make.member("tenant_admin", home);
  const key = await make.tenantKey(home);
  const ended = await make.member("tenant_member", home);
  await make.endMember(ended, home);
  const disabled = await make.member("tenant_admin", home);
  await make.disable(disabled);
  const expired = await make.member("tenant_admin", home);
  await make.expire(expired);
  const revokedKey = await make.tenantKey(home);
  await make.revokeKey(revokedKey, home);
  const signedOut = await make.member("tenant_admin", home);
  await make.signOut(signedOut);
  return [
    { name: "nobody", headers: {}, reach: stranger, sees: nobodySees },
    { name: "member", headers: member.headers, reach: { ...person, member: "own" }, sees: ownOnly },
    {
      name: "tenant admin",
      headers: admin.headers,
      reach: { ...person, member: "own", tenant_admin: "own" },
      sees: ownOnly,
    },
    {
      name: "tenant key",
      headers: key.headers,
      readsOnly: true as const,
      reach: { ...stranger, member: "own" },
      sees: ownOnly,
    },
    {
      name: "planner",
      headers: (await make.staff("planner")).headers,
      reach: { ...person, planner: "whole" },
      sees: nobodySees,
    },
    { name: "operator", headers: (await make.staff("operator")).headers, reach: operator, sees: () => true },
    {
      name: "platform admin",
      headers: (await make.staff("platform_admin")).headers,
      reach: { ...operator, admin: "any" },
      sees: () => true,
    },
    {
      name: "wall",
      headers: {
        authorization: `Bearer ${(await server.services.access.createWallToken("north", "w")).token}`,
      },
      reach: { ...stranger, wall: "center" },
      sees: (tenant) => tenant.center === "north",
    },
    {
      name: "ingest key",
      headers: await make.ingestKey("north"),
      wrongSecret: true,
      reach: stranger,
      sees: nobodySees,
    },
    { name: "ended member", headers: ended.headers, reach: person, sees: nobodySees },
    { name: "disabled person", headers: disabled.headers, reach: stranger, sees: nobodySees },
    { name: "expired session", headers: expired.headers, reach: stranger, sees: nobodySees },
    { name: "signed out", headers: signedOut.headers, reach: stranger, sees: nobodySees },
    {
      name: "revoked key",
      headers: revokedKey.headers,
      wrongSecret: true,
      reach: stranger,
      sees: nobodySees,
    },
  ];
}

interface Made {
  readonly id: string;
  readonly headers: Record<string, string>;
}

class ActorMaker {
  private readonly server: TestServer;
  private count = 0;
  constructor(server: TestServer) {
    this.server = server;
  }

  async staff(staffRole: string): Promise<Made> {
    const body = { email: this.email(), name: "Staff", staffRole };
    const made = await this.post("/api/people", body);
    return this.signIn(String(made.url), String(record(made.person).id));
  }

  async member(role: string, of: TenantOf): Promise<Made> {
    const path = `/api/centers/${of.center}/tenants/${of.tenant}/members`;
    const made = await this.post(path, { email: this.email(), name: "Member", role }, "PUT");
    return this.signIn(String(made.url), String(record(made.member).person));
  }

  async tenantKey(of: TenantOf): Promise<Made> {
    const made = await this.post(`/api/centers/${of.center}/tenants/${of.tenant}/keys`, { name: "k" });
    return { id: String(made.id), headers: { authorization: `Bearer ${made.key}` } };
  }

  async ingestKey(center: string): Promise<Record<string, string>> {
    const made = await this.post(`/api/centers/${center}/keys`, { name: "k" });
    return { authorization: `Bearer ${made.key}` };
  }

  async endMember({ id }: Made, of: TenantOf): Promise<void> {
    await this.post(`/api/centers/${of.center}/tenants/${of.tenant}/members/${id}`, undefined, "DELETE");
  }

  async disable({ id }: Made): Promise<void> {
    await this.post(`/api/people/${id}`, undefined, "DELETE");
  }

  async revokeKey({ id }: Made, of: TenantOf): Promise<void> {
    await this.post(`/api/centers/${of.center}/tenants/${of.tenant}/keys/${id}`, undefined, "DELETE");
  }

  async signOut(made: Made): Promise<void> {
    await this.server.call("/api/session", { method: "DELETE", headers: made.headers });
  }

  /** As if its time had passed. */
  async expire({ id }: Made): Promise<void> {
    const past = "update person_session set expires_at = now() - interval '1 minute' where person_id = $1";
    await this.server.database.ownerPool.query(past, [id]);
  }

  private email(): string {
    this.count += 1;
    return `actor${this.count}@example.org`;
  }

  private async signIn(url: string, id: string): Promise<Made> {
    const token = new URL(url).searchParams.get("token");
    const { url: origin } = this.server;
    const answer = await this.server.call("/api/session", {
      method: "POST",
      headers: { origin },
      body: { token, password: "a password of some length" },
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    if (answer.status !== 200) throw new Error(`sign-in: ${answer.text}`);
    return { id, headers: { cookie, origin } };
  }

  private async post(path: string, body: unknown, method = "POST"): Promise<Record<string, unknown>> {
    const { admin } = this.server.credentials;
    const answer = await this.server.call(path, { method, headers: admin, body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return record(answer.json);
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
