import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { cookieOf, startTestServer } from "../test-server.fixture.ts";
import { password, peopleOf } from "./people.fixture.ts";

let server: TestServer;
let people: ReturnType<typeof peopleOf>;
const lines: string[] = [];
beforeAll(async () => {
  server = await startTestServer({ log: (line) => lines.push(line) });
  people = peopleOf(server);
  const tenants = ["t1", "t2"].map((id) => ({ id, name: `Tenant ${id}` }));
  await server.call("/api/centers/import", {
    method: "POST",
    headers: server.credentials.admin,
    body: aCenterDocument({ tenants }),
  });
});
afterAll(() => server.close());

const asAdmin = (method: string, path: string, body?: object) =>
  server.call(`/api${path}`, { method, headers: server.credentials.admin, body });
const sql = async (text: string, values: unknown[] = []) =>
  (await server.database.ownerPool.query(text, values)).rows;

describe("links", () => {
  it("of an invitation sets the password once, of eight who try at once; the next link ends the one before", async () => {
    const made = await asAdmin("POST", "/people", { email: "bo@op.org", name: "Bo", staffRole: "planner" });
    const { url, person } = Object(made.json);
    expect((await people.redeem(url, null)).json).toMatchObject({
      code: "bad_request",
      data: { issues: [{ path: "password" }] },
    });
    const tries = await Promise.all(Array.from({ length: 8 }, () => people.redeem(url)));
    expect(tries.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
    const first = Object((await asAdmin("POST", `/people/${person.id}/reset`, {})).json).url;
    const second = Object((await asAdmin("POST", `/people/${person.id}/reset`, {})).json).url;
    expect((await people.redeem(first)).status).toBe(401);
    expect((await people.redeem(second)).status).toBe(200);
  });

  it("has ended after a day, and for a disabled person", async () => {
    const invite = async (email: string) => {
      const made = await asAdmin("POST", "/people", { email, name: "X", staffRole: null });
      return Object(made.json);
    };
    const old = await invite("old@op.org");
    await sql("update sign_in_token set expires_at = now() - interval '1 s' where person_id = $1", [
      old.person.id,
    ]);
    expect((await people.redeem(old.url)).status).toBe(401);
    const off = await invite("off@op.org");
    await asAdmin("DELETE", `/people/${off.person.id}`);
    expect((await people.redeem(off.url)).status).toBe(401);
  });

  it("of the operator signs in without a password, and refuses a password that is too short", async () => {
    const link = () => asAdmin("POST", "/sign-in-links", {}).then(({ json }) => String(Object(json).url));
    expect((await people.redeem(await link(), "short")).status).toBe(400);
    const seen = await people.redeem(await link(), null);
    expect(seen.json).toMatchObject({
      kind: "person",
      staffRole: "platform_admin",
      person: { hasPassword: false },
    });
  });
});

describe("staff roles", () => {
  it("cannot leave the installation without a platform administrator, even when two go at once", async () => {
    const operator = (await server.services.people.list()).find(
      ({ email }) => email === "operator@localhost",
    );
    const second = await people.staff("second@op.org", "platform_admin");
    const role = (id: string | undefined) => asAdmin("PUT", `/people/${id}/staff-role`, { staffRole: null });
    const both = await Promise.all([role(operator?.id), asAdmin("DELETE", `/people/${second.id}`)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const left = (await server.services.people.list()).filter(
      (one) => one.staffRole === "platform_admin" && one.disabledAt === null,
    );
    expect(left).toHaveLength(1);
    const [last] = left;
    expect((await asAdmin("DELETE", `/people/${last?.id}`)).status).toBe(409);
    expect((await role(last?.id)).status).toBe(409);
    const back = operator?.id ?? "";
    await asAdmin("POST", `/people/${back}/reset`, {});
    expect((await asAdmin("PUT", `/people/${back}/staff-role`, { staffRole: "platform_admin" })).status).toBe(
      200,
    );
  });

  it("is not given to whom only a tenant vouched for", async () => {
    const invited = await people.member("plant@t1.org", "tenant_admin");
    // A member made by the operator is vouched for; one made by the tenant is not.
    const boss = await people.member("boss@t1.org", "tenant_admin");
    const made = Object((await people.setMember(boss.headers, "mole@t1.org", "tenant_member")).json);
    const grant = (id: string) => asAdmin("PUT", `/people/${id}/staff-role`, { staffRole: "operator" });
    expect((await grant(made.member.person)).status).toBe(409);
    expect((await grant(invited.id)).status).toBe(200);
  });
});

describe("a tenant's administrator", () => {
  it("cannot take over a person of another tenant, of the staff, or one who can sign in already", async () => {
    const boss = await people.member("boss1@t1.org", "tenant_admin");
    await people.member("dora@t2.org", "tenant_member", "t2");
    await people.staff("staff@op.org", "operator");
    for (const email of ["dora@t2.org", "staff@op.org", "boss1@t1.org"]) {
      const set = await people.setMember(boss.headers, email, "tenant_admin");
      expect({ status: set.status, json: set.json }).toMatchObject({ status: 200, json: { url: null } });
      expect((await people.signIn(email)).status).toBe(200);
    }
  });

  it("may ask for another link for whom it invited and who never came", async () => {
    const boss = await people.member("boss2@t1.org", "tenant_admin");
    const first = Object((await people.setMember(boss.headers, "late@t1.org", "tenant_member")).json).url;
    const second = Object((await people.setMember(boss.headers, "late@t1.org", "tenant_member")).json).url;
    expect((await people.redeem(first)).status).toBe(401);
    expect((await people.redeem(second)).status).toBe(200);
    expect(
      Object((await people.setMember(boss.headers, "late@t1.org", "tenant_member")).json).url,
    ).toBeNull();
  });

  it("cannot plant a person for another tenant to add: nobody vouched for the address", async () => {
    const boss = await people.member("boss3@t1.org", "tenant_admin");
    const other = await people.member("boss3@t2.org", "tenant_admin", "t2");
    const planted = Object((await people.setMember(boss.headers, "ceo@t2.org", "tenant_member")).json);
    await people.redeem(planted.url);
    const added = await people.setMember(other.headers, "ceo@t2.org", "tenant_admin", "t2");
    expect(added.status).toBe(409);
    await asAdmin("POST", `/people/${planted.member.person}/reset`, {});
    expect((await people.setMember(other.headers, "ceo@t2.org", "tenant_admin", "t2")).status).toBe(200);
    expect((await people.signIn("ceo@t2.org")).status).toBe(401);
  });

  it("reaches its own tenant only, whether the other exists or not", async () => {
    const boss = await people.member("boss4@t1.org", "tenant_admin");
    const answers = await Promise.all(
      ["t2", "nothing"].map((tenant) => people.setMember(boss.headers, "x@x.org", "tenant_member", tenant)),
    );
    const shown = answers.map(({ status, json }) => ({ status, ...Object(json), requestId: "" }));
    expect(shown[0]).toMatchObject({ status: 403, code: "forbidden" });
    expect(shown[1]).toEqual(shown[0]);
    const staff = await people.staff("op4@op.org", "operator");
    expect((await people.setMember(staff.headers, "x@x.org", "tenant_member", "nothing")).status).toBe(404);
  });

  it("leaves one open place, whoever changes it at once, and keeps what was", async () => {
    const boss = await people.member("boss5@t1.org", "tenant_admin");
    const who = await people.member("busy@t1.org", "tenant_member");
    await server.call("/api/centers/c1/tenants/t1/teams/a", {
      method: "PUT",
      headers: boss.headers,
      body: { name: "A" },
    });
    await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        people.setMember(boss.headers, "busy@t1.org", n % 2 ? "tenant_admin" : "tenant_member"),
      ),
    );
    const rows = await sql("select ends_at from membership where person_id = $1", [who.id]);
    expect(rows.filter(({ ends_at }) => ends_at === null)).toHaveLength(1);
    const twice =
      "insert into membership (center_id, tenant_id, person_id, role, starts_at) values ('c1', 't1', $1, 'tenant_member', now())";
    await expect(sql(twice, [who.id])).rejects.toThrow(/membership_open_once/);
  });
});

describe("a tenant's key", () => {
  it("reads what a member reads and changes nothing; it ends by its time", async () => {
    const boss = await people.member("boss6@t1.org", "tenant_admin");
    const path = "/api/centers/c1/tenants/t1";
    const body = { name: "reader", expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
    const made = Object(
      (await server.call(`${path}/keys`, { method: "POST", headers: boss.headers, body })).json,
    );
    expect(made.key).toMatch(/^aidc_ten_[\w-]{8}_[\w-]{43}$/);
    const key = { authorization: `Bearer ${made.key}` };
    expect((await server.call(`${path}/members`, { headers: key })).status).toBe(200);
    expect((await server.call(`${path}/keys`, { headers: key })).status).toBe(403);
    expect((await server.call("/api/centers/c1/tenants/t2/members", { headers: key })).status).toBe(403);
    const shown = Object((await server.call(`${path}/keys`, { headers: boss.headers })).json);
    expect(shown.at(-1)).toMatchObject({
      name: "reader",
      createdBy: "boss6",
      lastUsedAt: expect.any(String),
    });
    expect(JSON.stringify(shown)).not.toContain(made.key);
    await sql("update tenant_key set expires_at = now() where id = $1", [made.id]);
    expect((await server.call(`${path}/members`, { headers: key })).status).toBe(401);
  });
});

describe("a second factor", () => {
  it("stands between the password and the session, and a reset takes it away", async () => {
    const person = await people.staff("tfa@op.org", "operator");
    const enabled = await people.auth("/two-factor/enable", person.headers, { password });
    const { totpURI } = Object(enabled.json);
    const secret = new URL(totpURI).searchParams.get("secret") ?? "";
    const confirmed = await people.auth("/two-factor/verify-totp", person.headers, {
      code: await totp(secret),
    });
    expect({ status: confirmed.status, text: confirmed.text }).toMatchObject({ status: 200 });
    const half = await people.signIn("tfa@op.org");
    expect(half.json).toMatchObject({ twoFactorRedirect: true });
    const cookie = half.headers.getSetCookie().filter((one) => !one.includes("Max-Age=0"));
    const pending = { origin: server.url, cookie: cookie.map((one) => one.split(";", 1)[0]).join("; ") };
    expect((await server.call("/api/session", { headers: pending })).json).toMatchObject({ kind: "none" });
    expect((await people.auth("/two-factor/verify-totp", pending, { code: "000000" })).status).toBe(401);
    const whole = await people.auth("/two-factor/verify-totp", pending, { code: await totp(secret) });
    expect({ status: whole.status, text: whole.text }).toMatchObject({ status: 200 });
    const reset = await asAdmin("POST", `/people/${person.id}/reset`, {});
    expect(reset.json).toMatchObject({ person: { twoFactor: false } });
    expect((await people.redeem(Object(reset.json).url)).status).toBe(200);
    expect((await people.signIn("tfa@op.org")).json).not.toHaveProperty("twoFactorRedirect");
  });
});

describe("what is told", () => {
  it("is in the audit log: who came, who was refused, what changed", async () => {
    const person = await people.staff("told@op.org", "operator");
    await people.signIn("told@op.org", "wrong wrong wrong");
    await people.signIn("my-password-by-mistake@op.org", "wrong wrong wrong");
    const now = await people.signedIn("told@op.org");
    await people.auth("/sign-out", now);
    const rows = await sql("select action, outcome, subject, actor from audit_entry order by seq");
    const of = (action: string) => rows.filter((row) => row.action === action);
    expect(of("person.create").map(({ subject }) => subject)).toContain(person.id);
    expect(of("session.start").map(({ subject }) => subject)).toContain(person.id);
    expect(of("person.change")).toContainEqual(
      expect.objectContaining({ subject: person.id, actor: expect.objectContaining({ id: person.id }) }),
    );
    expect(of("session.end")).toContainEqual(
      expect.objectContaining({ subject: person.id, actor: expect.objectContaining({ id: person.id }) }),
    );
    const refused = of("session.refuse").map(({ subject }) => subject);
    expect(refused).toContain("told@op.org");
    expect(refused).toContain("unknown");
    expect(JSON.stringify(rows)).not.toContain("my-password-by-mistake");
    for (const action of ["staff_role.set", "membership.set", "key.create", "person.reset", "person.disable"])
      expect(of(action).length).toBeGreaterThan(0);
  });

  it("tells of every change of what proves a person: password by link and by form, second factor on and off", async () => {
    const person = await people.staff("proof@op.org", "operator");
    const changes = async () =>
      (
        await sql(
          "select after from audit_entry where action = 'person.change' and subject = $1 order by seq",
          [person.id],
        )
      ).map(({ after }) => after);
    const form = { currentPassword: password, newPassword: `${password} new` };
    const changed = await people.auth("/change-password", person.headers, form);
    const here = { ...person.headers, cookie: cookieOf(changed.headers.getSetCookie()) };
    expect(await changes()).toEqual([{ password: "set by link" }, { password: "changed" }]);
    const proof = { password: form.newPassword };
    const { json } = await people.auth("/two-factor/enable", here, proof);
    const secret = new URL(Object(json).totpURI).searchParams.get("secret") ?? "";
    const on = await people.auth("/two-factor/verify-totp", here, { code: await totp(secret) });
    const headers = { ...person.headers, cookie: cookieOf(on.headers.getSetCookie()) };
    expect((await people.auth("/two-factor/disable", headers, proof)).status).toBe(200);
    expect((await changes()).slice(2)).toEqual([{ secondFactor: true }, { secondFactor: false }]);
  });

  it("holds no password, token or key: not the log, not an error, not a metric, not the database", async () => {
    const canary = "canary canary canary 42";
    const person = await people.staff("secret@op.org", "operator");
    await people.auth("/change-password", person.headers, { currentPassword: password, newPassword: canary });
    const signedIn = await people.signIn("secret@op.org", canary);
    await people.signIn("secret@op.org", `${canary} wrong`);
    await people.signIn(canary, canary);
    const session = /aidc_session=([^;.%]+)/.exec(signedIn.headers.getSetCookie().join())?.[1] ?? "none";
    const made = Object((await asAdmin("POST", "/centers/c1/tenants/t1/keys", { name: "canary" })).json);
    const wall = Object((await asAdmin("POST", "/centers/c1/walls", {})).json);
    const wallToken = String(wall.url).split("/wall/")[1] ?? "none";
    await server.call(`/wall/${wallToken}`);
    await server.call("/api/wall", { headers: { authorization: `Bearer ${made.key}x` } });
    const link = Object((await asAdmin("POST", "/sign-in-links", {})).json).url;
    await server.call(new URL(link).pathname + new URL(link).search);
    const linkToken = new URL(link).searchParams.get("token") ?? "none";
    const { text: metrics } = await server.call("/metrics");
    const dump = await sql(
      `select coalesce(string_agg(t, ''), '') as all from (
         select row_to_json(x)::text t from person_account x union all select row_to_json(x)::text from tenant_key x
         union all select row_to_json(x)::text from wall_token x union all select row_to_json(x)::text from sign_in_token x
         union all select row_to_json(x)::text from audit_entry x) s`,
    );
    const out = [...lines, metrics, JSON.stringify(dump)].join("\n");
    expect(lines.length).toBeGreaterThan(100);
    for (const secret of [
      canary,
      session,
      made.key,
      wallToken,
      linkToken,
      server.credentials.admin.authorization,
    ])
      expect(out.includes(secret ?? "")).toBe(false);
  });
});

/** RFC 6238 with the usual choices: SHA-1, six digits, thirty seconds. */
async function totp(secret: string): Promise<string> {
  const { createHmac } = await import("node:crypto");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const letter of secret.replace(/=+$/, ""))
    bits += alphabet.indexOf(letter).toString(2).padStart(5, "0");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
