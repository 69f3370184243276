import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { cookieOf, startTestServer } from "../test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const password = "correct horse battery";

/** A person with a password, made as an administrator makes one. */
async function aPerson(email: string, staffRole: string | null = "operator") {
  const { admin } = server.credentials;
  const body = { email, name: email.split("@")[0], staffRole };
  const made = await server.call("/api/people", { method: "POST", headers: admin, body });
  expect(made.text).toContain("token=");
  const { url, person } = Object(made.json);
  const token = new URL(url).searchParams.get("token");
  const set = await server.call("/api/session", { method: "POST", body: { token, password } });
  expect(set.text).toContain('"kind":"person"');
  return { person, headers: { cookie: cookieOf(set.headers.getSetCookie()), origin: server.url } };
}

const signIn = (email: string, given = password, headers: Record<string, string> = { origin: server.url }) =>
  server.call("/api/auth/sign-in/email", { method: "POST", headers, body: { email, password: given } });

describe("signing in", () => {
  it("works with the password, and not with another", async () => {
    await aPerson("ann@example.org");
    const right = await signIn("Ann@example.org");
    expect(right.text).toContain("ann@example.org");
    const headers = { cookie: cookieOf(right.headers.getSetCookie()), origin: server.url };
    const who = await server.call("/api/session", { headers });
    expect(who.json).toMatchObject({
      kind: "person",
      person: { email: "ann@example.org", hasPassword: true, twoFactor: false },
      staffRole: "operator",
      memberships: [],
      signIn: { password: true, oidc: null },
    });
    expect((await signIn("ann@example.org", "wrong horse battery")).status).toBe(401);
  });
});
