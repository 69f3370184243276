import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { cookieOf, startTestServer } from "../test-server.fixture.ts";
import { peopleOf } from "./people.fixture.ts";

const client = { id: "aidc", secret: "a-secret-of-the-client-0123456789abcdef" };
let server: TestServer;
let people: ReturnType<typeof peopleOf>;
let provider: Server;
let issuer: string;
/** Who signs in at the provider: the name before the @ is the subject. */
const accounts = new Map([
  ["ann", { email: "ann@op.org", email_verified: true }],
  ["eve", { email: "ann@op.org", email_verified: false }],
  ["stranger", { email: "stranger@else.org", email_verified: true }],
  ["invited", { email: "invited@t1.org", email_verified: true }],
  ["gone", { email: "gone@op.org", email_verified: true }],
]);
/** What came to the provider's door, so that the test sees how we asked. */
const asked: URL[] = [];

beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${port(provider)}`;
  const oidc = { issuer, clientId: client.id, clientSecret: client.secret, name: "Company" };
  // The provider has to know our address and we have to know its: ours asks for its document when it is first needed.
  server = await startTestServer({ oidc });
  const peer = aProvider(`${server.url}/api/auth/callback/oidc`);
  provider.on("request", (request, response) => {
    asked.push(new URL(request.url ?? "/", issuer));
    return peer(request, response);
  });
  people = peopleOf(server);
});
afterAll(async () => {
  await server.close();
  provider.closeAllConnections();
  provider.close();
});

function port(http: Server): number {
  const address: AddressInfo | string | null = http.address();
  return typeof address === "object" && address ? address.port : 0;
}

function aProvider(redirectUri: string) {
  const peer = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["test"] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, ...accounts.get(id) }),
    }),
    features: { devInteractions: { enabled: true } },
  });
  return peer.callback();
}

/** A browser: follows where it is sent and keeps cookies by host. */
function aBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  const go = async (url: string, init: RequestInit = {}) => {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";", 1);
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    return { status: answer.status, text: await answer.text(), to: answer.headers.get("location"), answer };
  };
  const form = (values: Record<string, string>): RequestInit => ({
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(values).toString(),
  });
  return {
    go,
    cookieFor: (url: string) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join("; "),
    start: (headers: Record<string, string> = { origin: server.url }) =>
      go(`${server.url}/api/auth/sign-in/social`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ provider: "oidc", callbackURL: "http://evil.example/" }),
      }),
    /** Signs in and agrees at the provider. @returns the address it sends the browser back to */
    async atProvider(url: string, who: string): Promise<string> {
      let to = url;
      for (let hop = 0; hop < 12; hop++) {
        const page = await go(new URL(to, issuer).href);
        if (page.to?.startsWith(server.url)) return page.to;
        if (page.to) to = page.to;
        else {
          const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? "";
          const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? "";
          const next = await go(new URL(action, issuer).href, form({ prompt, login: who, password: "x" }));
          to = next.to ?? "";
        }
      }
      throw new Error(`the provider did not send us back: ${to}`);
    },
  };
}
type Browser = ReturnType<typeof aBrowser>;

async function signInAs(who: string): Promise<{ browser: Browser; to: string | null }> {
  const browser = aBrowser();
  const started = await browser.start();
  expect({ status: started.status, text: started.text }).toMatchObject({ status: 200 });
  const back = await browser.atProvider(Object(JSON.parse(started.text)).url, who);
  const { to } = await browser.go(back);
  return { browser, to };
}
const viewer = async (browser: Browser) =>
  Object((await server.call("/api/session", { headers: { cookie: browser.cookieFor(server.url) } })).json);

describe("signing in at the company's provider", () => {
  it("is offered by its name", async () => {
    expect((await server.call("/api/session")).json).toMatchObject({ signIn: { oidc: { name: "Company" } } });
  });

  it("leads a person who is known by a verified address to a session, with code and PKCE", async () => {
    await people.staff("ann@op.org", "operator");
    const { browser, to } = await signInAs("ann");
    expect(to).toBe(`${server.url}/`);
    expect(await viewer(browser)).toMatchObject({ kind: "person", person: { email: "ann@op.org" } });
    const request = asked.find(({ pathname }) => pathname === "/auth")?.searchParams;
    expect(request?.get("response_type")).toBe("code");
    expect(request?.get("code_challenge_method")).toBe("S256");
    expect(request?.get("nonce")).toMatch(/.{16}/);
    // Again: the account is known by its subject now.
    expect(await viewer((await signInAs("ann")).browser)).toMatchObject({ kind: "person" });
    const kept = await server.database.ownerPool.query(
      "select access_token, refresh_token, id_token from person_account where provider_id = 'oidc'",
    );
    expect(kept.rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
  });

  it.each([
    ["an unknown person", "stranger"],
    ["an address that the provider has not verified", "eve"],
  ])("refuses %s, and makes nobody", async (_who, login) => {
    const before = (await server.services.people.list()).length;
    const { browser, to } = await signInAs(login);
    expect(to).toMatch(new RegExp(`^${server.url}/sign-in\\?error=`));
    expect(await viewer(browser)).toMatchObject({ kind: "none" });
    expect(await server.services.people.list()).toHaveLength(before);
  });

  it("refuses a person whom only a tenant vouched for, and a disabled one", async () => {
    const admin = await people.member("boss@t1.org", "tenant_admin");
    await people.setMember(admin.headers, "invited@t1.org", "tenant_member");
    expect(await viewer((await signInAs("invited")).browser)).toMatchObject({ kind: "none" });
    const gone = await people.staff("gone@op.org", "operator");
    expect(await viewer((await signInAs("gone")).browser)).toMatchObject({ kind: "person" });
    await server.services.people.disable(gone.id, {
      actor: { kind: "system", id: null, name: "t" },
      requestId: null,
    });
    expect(await viewer((await signInAs("gone")).browser)).toMatchObject({ kind: "none" });
  });

  it("refuses a wrong state, another browser's state, and a code that was used", async () => {
    const browser = aBrowser();
    const back = await browser.atProvider(Object(JSON.parse((await browser.start()).text)).url, "ann");
    const wrong = new URL(back);
    wrong.searchParams.set("state", "x".repeat(32));
    expect((await browser.go(wrong.href)).to).toContain("/sign-in?error=");
    const thief = aBrowser();
    expect((await thief.go(back)).to).toContain("/sign-in?error=");
    expect(await viewer(thief)).toMatchObject({ kind: "none" });
    expect(await viewer(browser)).toMatchObject({ kind: "none" });
  });

  it("is not started for a page of another site", async () => {
    for (const headers of [{ origin: "http://evil.example" }, { origin: "null" }])
      expect((await aBrowser().start(headers)).status).toBe(403);
    const foreign = await people.signIn("ann@op.org", "correct horse battery", {
      origin: "http://evil.example",
    });
    expect(foreign.status).toBe(403);
    expect(cookieOf(foreign.headers.getSetCookie())).toBe("");
  });
});
