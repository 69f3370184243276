import { request as httpRequest } from "node:http";
import { eventually } from "@aidc/testkit";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import type { Browser } from "./support/browser.ts";
import { startBrowser } from "./support/browser.ts";
import { aCenter } from "./support/center.ts";
import type { ExecutionWatch } from "./support/execution-watch.ts";
import { watchExecutions } from "./support/execution-watch.ts";
import type { ForeignSite, Target } from "./support/foreign-site.ts";
import {
  bodyKinds,
  openForeignSite,
  openFrames,
  openSocket,
  readByScript,
  submitForms,
  writeByScript,
} from "./support/foreign-site.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";
import { inviteAdministrator, signInBrowser } from "./support/sign-in-browser.ts";

/**
 * The browser of people who are signed in, turned against them by another site that it has open. One browser, two
 * people: the platform's administrator on 127.0.0.1, a tenant's on localhost. The other site answers under both
 * names, so each of them meets it as the same site (its requests carry the session) and as another one.
 */

let server: Server;
let api: Api;
let browser: Browser;
let watch: ExecutionWatch;
let foreign: ForeignSite;
/** The console under the name that each of the two people uses. */
let adminHost: string;
let memberHost: string;
let wall: { id: string; token: string };
let calendar: string;

const victim = "/centers/victim/tenants/t";
const doors = ["/", "/sign-in", "/ops", "/my", "/reports", "/account", "/wall/x", "/api/docs"];

beforeAll(async () => {
  server = await startServer();
  api = await openApi(server);
  adminHost = server.url;
  memberHost = server.url.replace("127.0.0.1", "localhost");
  foreign = await openForeignSite();
  await api.importCenter(aCenter("victim", { tenants: ["t", "u"] }));
  await api.call("PUT", `${victim}/teams/x`, { name: "Team" });
  await api.call("POST", `${victim}/keys`, { name: "key" });
  await api.createKey("victim", "source");
  wall = await api.createWall("victim");
  const made: { url: string } = JSON.parse(JSON.stringify(await api.call("POST", `${victim}/calendar`, {})));
  calendar = new URL(made.url).pathname;
  browser = await startBrowser(server.url);
  watch = await watchExecutions(browser.context);
  await signInBrowser(browser.context, adminHost, await api.createSignInLink());
  const ada = await inviteAdministrator(api, { center: "victim", tenant: "t" });
  await signInBrowser(browser.context, memberHost, ada);
});
afterAll(async () => {
  await browser?.close();
  await foreign?.close();
  await server?.close();
});

/** Everything that a foreign page might want to change, as text. */
async function everything(): Promise<string> {
  const paths = [
    ...["/people", "/centers", "/centers/victim/document", "/centers/victim/tenants"],
    ...["members", "teams", "keys", "requests", "statements", "prices"].map((what) => `${victim}/${what}`),
    ...["prices", "requests", "service-events"].map((what) => `/centers/victim/${what}`),
  ];
  const read = await Promise.all(paths.map((path) => api.call("GET", path)));
  const { sources } = await api.sources("victim");
  const asWall = { headers: { authorization: `Bearer ${wall.token}` } };
  const others = await Promise.all([
    fetch(`${server.url}/api/wall`, asWall).then(({ status }) => `wall ${status}`),
    fetch(server.url + calendar).then(({ status }) => `calendar ${status}`),
    whoIs(adminHost),
    whoIs(memberHost),
  ]);
  const known = sources.map(({ id, name, revokedAt }) => ({ id, name, revokedAt }));
  return JSON.stringify([...read, known, await deeds(), ...others], null, 1);
}

/** Every change that the audit log knows. Refusals are no changes, and attacks leave many. */
async function deeds(): Promise<string[]> {
  const headers = { authorization: `Bearer ${await server.adminSecret()}` };
  const log = await (await fetch(`${server.url}/api/audit/export`, { headers })).text();
  const done = log.split("\n").filter((line) => line.includes('"outcome":"done"'));
  expect(done.length).toBeGreaterThan(5);
  return done;
}

async function whoIs(host: string): Promise<string> {
  const answer = await browser.context.request.get(`${host}/api/session`);
  const { kind, staffRole, memberships } = Object(await answer.json());
  return JSON.stringify({ host, kind, staffRole, memberships });
}

/** Every endpoint that the server tells of, and the sign-in library's, with ids that exist. */
async function endpoints(host: string): Promise<Target[]> {
  const document = Object(await (await fetch(`${server.url}/api/openapi.json`)).json());
  const ids: Record<string, string> = {
    center: "victim",
    tenant: "t",
    rack: "k1",
    name: "it_energy",
    team: "x",
    wall: wall.id,
    month: "2024-03",
    token: wall.token,
    key: (await api.sources("victim")).sources[0]?.id ?? "",
  };
  const told = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(Object(item)).map((method) => ({
      method: method.toUpperCase(),
      url: `/api${path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "x")}`,
    })),
  );
  const account = ["sign-out", "sign-in/email", "change-password", "update-user", "revoke-other-sessions"]
    .concat(["two-factor/enable", "two-factor/disable", "delete-user", "sign-up/email"])
    .map((path) => ({ method: "POST", url: `/api/auth/${path}` }));
  const rest = ["get-session", "list-sessions"].map((path) => ({ method: "GET", url: `/api/auth/${path}` }));
  const found = [...told, ...account, ...rest, { method: "POST", url: "/api/v1/write" }];
  return found.map(({ method, url }) => ({ method, url: host + url }));
}

/** What a foreign page would like to write; whatever an endpoint takes of it, it takes. */
const wanted = {
  name: "attacked",
  email: "attacker@x.example",
  role: "tenant_admin",
  staffRole: "platform_admin",
  note: "attacked",
  resource: "racks",
  rack: "k1",
  tenant: "t",
  newPassword: "a password of theirs",
};

describe("a page of another site", () => {
  let before: string;
  let attackers: string[];
  beforeAll(async () => {
    before = await everything();
    attackers = [foreign.sameHost, foreign.otherHost];
  });

  const fromEach = async <Result>(attack: (page: Page, target: string) => Promise<Result>) => {
    const results: Result[] = [];
    for (const attacker of attackers)
      for (const target of [adminHost, memberHost]) {
        const page = await browser.context.newPage();
        await page.goto(attacker);
        results.push(await attack(page, target));
        await page.close();
      }
    return results;
  };
  const expectNothingChanged = async () => expect(await everything()).toBe(before);

  test("the browser does send it along who is signed in", async () => {
    expect(before).toContain('"staffRole\\":\\"platform_admin');
    expect(before).toContain('"role\\":\\"tenant_admin');
    await fromEach(async () => undefined);
    expect(foreign.cookies.some((cookie) => /aidc/.test(cookie))).toBe(true);
  });

  test("reads nothing", async () => {
    const read = await fromEach(async (page, target) => {
      const gets = (await endpoints(target)).filter(({ method }) => method === "GET").map(({ url }) => url);
      const others = [...doors, "/metrics", "/readyz", "/api/openapi.json"].map((path) => target + path);
      expect(gets.length).toBeGreaterThan(30);
      return page.evaluate(readByScript, [...gets, ...others]);
    });
    expect(read.flat()).toEqual([]);
    await expectNothingChanged();
  });

  test("writes nothing by script, whatever the method and the type of the body", async () => {
    const outcomes = await fromEach(async (page, target) => {
      const targets = (await endpoints(target)).filter(({ method }) => method !== "GET");
      return page.evaluate(writeByScript, { targets, kinds: bodyKinds, fields: wanted });
    });
    expect(outcomes.flatMap(({ read }) => read)).toEqual([]);
    expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBeGreaterThan(1_000);
    await expectNothingChanged();
  });

  test("writes nothing by form", async () => {
    const kinds = bodyKinds.filter((kind) => kind !== "application/json");
    await fromEach(async (page, target) => {
      const urls = (await endpoints(target)).filter(({ method }) => method === "POST").map(({ url }) => url);
      const sent = await page.evaluate(submitForms, { urls, kinds, fields: wanted });
      expect(sent).toBe(urls.length * kinds.length);
    });
    await expectNothingChanged();
  });

  test("opens no websocket, neither from a page nor by hand with the victim's cookie", async () => {
    const socketUrl = (host: string) => `${host.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
    const opened = await fromEach((page, target) => page.evaluate(openSocket, socketUrl(target)));
    expect(opened).toEqual([false, false, false, false]);
    const own = await browser.context.newPage();
    await own.goto(`${adminHost}/api/docs`);
    expect(await own.evaluate(openSocket, socketUrl(adminHost)), "the own page opens it").toBe(true);
    await own.close();

    const cookies = await browser.context.cookies(adminHost);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    expect(cookie).toContain("aidc");
    const { host } = new URL(adminHost);
    const strangers = [foreign.sameHost, foreign.otherHost, memberHost, "null", `http://${host}.x.example`];
    for (const origin of [...strangers, `http://x.example/${host}`, `file://${host}`, ""])
      expect(await upgrade(adminHost, { origin, cookie }), origin).not.toBe(101);
    expect(await upgrade(adminHost, { origin: adminHost, cookie })).toBe(101);
    await expectNothingChanged();
  });

  test("frames no door, the wall included", async () => {
    await fromEach(async (page, target) => {
      await page.evaluate(openFrames, [...doors.map((path) => target + path), foreign.sameHost]);
      // The page has seen every frame load; word of where each one went reaches this process a moment later.
      await eventually(() => {
        const frames = page.frames().filter((frame) => frame !== page.mainFrame());
        const shown = frames.filter((frame) => !frame.url().startsWith("chrome-error:"));
        expect(frames).toHaveLength(doors.length + 1);
        expect(shown.map((frame) => frame.url())).toEqual([`${foreign.sameHost}/`]);
      });
    });
  });

  test("learns and moves nothing of a window that it opened", async () => {
    const outcomes = await fromEach(async (page, target) => {
      const opening = page.waitForEvent("popup");
      await page.evaluate((url) => void Reflect.set(window, "victim", window.open(url)), `${target}/ops`);
      const popup = await opening;
      await popup.locator("main, h1").first().waitFor();
      await eventually(async () => expect(await popup.locator("[aria-busy=true]").count()).toBe(0), {
        timeoutMs: 120_000,
      });
      const address = popup.url();
      const outcome = await page.evaluate(async () => {
        const heard: unknown[] = [];
        window.addEventListener("message", ({ data }) => heard.push(data));
        const opened: unknown = Reflect.get(window, "victim");
        if (typeof opened !== "object" || opened === null) return ["no window"];
        for (const name of ["document", "localStorage", "origin", "name"]) {
          try {
            heard.push(`${name} ${String(Reflect.get(opened, name))}`);
          } catch {
            // As it should be.
          }
        }
        const post: unknown = Reflect.get(opened, "postMessage");
        const html = "<img src=x onerror=canary('message')>";
        const messages = ["canary('message')", html, { type: "navigate", to: "/account", html }, null];
        for (const message of messages)
          if (typeof post === "function") Reflect.apply(post, opened, [message, "*"]);
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 500)));
        return heard;
      });
      const after = popup.url();
      await popup.close();
      return { outcome, moved: after !== address };
    });
    expect(outcomes.map(({ outcome, moved }) => [outcome, moved])).toEqual(Array(4).fill([[], false]));
    expect(watch.executions).toEqual([]);
    await expectNothingChanged();
  });
});

describe("the content security policy", () => {
  test.each(["/", "/sign-in", "/ops", "/my", "/reports", "/account", "/wall/x", "/api/docs"])(
    "of %s lets no inline script run and nobody frame it",
    async (path) => {
      const { headers } = await fetch(server.url + path);
      const policy = policyOf(headers.get("content-security-policy") ?? "");
      for (const directive of ["script-src", "object-src", "base-uri", "form-action", "frame-ancestors"])
        expect(policy, directive).toHaveProperty(directive);
      expect(policy["script-src"]).toEqual(["'self'"]);
      expect(policy["default-src"]).toEqual(["'self'"]);
      expect(policy["form-action"]).toEqual(["'self'"]);
      for (const directive of ["object-src", "base-uri", "frame-ancestors"])
        expect(policy[directive], directive).toEqual(["'none'"]);
      // Nothing but our own addresses and data: pictures, whatever the directive.
      const { host } = new URL(server.url);
      const allowed = ["'self'", "'none'", "data:", "'unsafe-inline'", `ws://${host}`];
      for (const [directive, sources] of Object.entries(policy)) {
        expect(allowed).toEqual(expect.arrayContaining(sources));
        if (directive !== "style-src") expect(sources).not.toContain("'unsafe-inline'");
        if (directive !== "img-src") expect(sources).not.toContain("data:");
      }
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  test("is kept by the browser: markup that gets into a page does not run, and is noticed", async () => {
    const page = await browser.context.newPage();
    await page.goto(`${adminHost}/ops`);
    const [ran, noticed] = [watch.executions.length, watch.violations.length];
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "canary('inline')";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=canary('handler')>");
      const link = document.createElement("a");
      link.href = "javascript:canary('link')";
      document.body.append(link);
      link.click();
    });
    await eventually(async () => expect(watch.violations.length).toBeGreaterThanOrEqual(noticed + 3));
    expect(watch.executions.length).toBe(ran);
    watch.violations.length = noticed;
    await page.close();
  });
});

function policyOf(header: string): Record<string, string[]> {
  const directives = header.split(";").map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(directives.map(([name = "", ...sources]) => [name, sources]));
}

/** @returns the status of a websocket handshake written by hand; an empty origin is sent as such */
function upgrade(url: string, headers: { origin: string; cookie: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    });
    asked.on("upgrade", (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end();
  });
}
