import { errorCodes } from "@aidc/contract";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import { examples } from "./endpoint-examples.fixture.ts";
import { listEndpoints } from "./openapi.ts";

const roles = ["none", "wall", "operator", "admin"] as const;
/** Written out on purpose: the test must not ask the code under test what is right. */
const allowed: Record<string, readonly (typeof roles)[number][]> = {
  public: ["none", "wall", "operator", "admin"],
  person: ["operator"],
  wall: ["wall", "operator", "admin"],
  planner: ["operator", "admin"],
  member: ["operator", "admin"],
  tenant_admin: ["operator", "admin"],
  operator: ["operator", "admin"],
  admin: ["admin"],
};

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // A center is judged by the first tick after it is there.
  await eventually(async () =>
    expect((await server.call("/api/centers/c1/alarms", { headers: server.credentials.admin })).status).toBe(
      200,
    ),
  );
});
afterAll(() => server.close());

const endpoints = listEndpoints();

describe("every endpoint", () => {
  it("declares an access, is in this table and in the document", async () => {
    expect(Object.keys(examples).sort()).toEqual(endpoints.map(({ name }) => name).sort());
    const { json } = await server.call("/api/openapi.json");
    const paths = Object.keys(json && typeof json === "object" && "paths" in json ? Object(json.paths) : {});
    expect(paths.sort()).toEqual([...new Set(endpoints.map(({ path }) => path))].sort());
    for (const { access } of endpoints) expect(Object.keys(allowed)).toContain(access);
  });

  describe.each(endpoints)("$name", ({ name, method, access }) => {
    const example = examples[name] ?? { path: "/", status: 200 };

    it.each(roles.filter((role) => !allowed[access]?.includes(role)))("refuses %s", async (role) => {
      // Bad input on purpose: a stranger must not learn what it would have been told.
      const path = example.bad?.path ?? example.path;
      const headers = server.credentials[role];
      const answer = await server.call(`/api${path}`, {
        method,
        headers,
        body: example.bad?.body ?? example.body,
      });
      expect(answer.status).toBe(role === "none" ? 401 : 403);
      expect(answer.json).toMatchObject({ code: role === "none" ? "unauthenticated" : "forbidden" });
    });

    const { bad } = example;
    if (!bad) return worksForWhoMay();
    it("names the field that is wrong", async () => {
      const path = bad.path ?? example.path;
      const body = bad.body ?? example.body;
      const answer = await server.call(`/api${path}`, { method, headers: server.credentials.admin, body });
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ code: "bad_request", requestId: expect.any(String) });
      expect(answer.text).toContain(`"path":"${bad.names}"`);
    });

    worksForWhoMay();
    function worksForWhoMay(): void {
      it("works for who may", async () => {
        const role = allowed[access]?.at(-1) ?? "admin";
        const headers = server.credentials[role];
        const answer = await server.call(`/api${example.path}`, { method, headers, body: example.body });
        expect({ status: answer.status, text: answer.text }).toMatchObject({ status: example.status });
        if (answer.status >= 400) expect(errorCodes).toContain(Object(answer.json).code);
      });
    }
  });
});

it.each([
  "/disagreements?rack=k9&from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z",
  "/impact?rack=k9",
  "/racks/k9",
])("%s is not an empty answer about a rack that is not there", async (path) => {
  const { json, status } = await server.call(`/api/centers/c1${path}`, { headers: server.credentials.admin });
  expect([status, json]).toMatchObject([404, { code: "not_found" }]);
});

describe("a wall", () => {
  it("learns its center and nothing else", async () => {
    const { wall } = server.credentials;
    expect((await server.call("/api/wall", { headers: wall })).json).toMatchObject({
      centerId: "c1",
      protocol: 1,
    });
    expect((await server.call("/api/session", { headers: wall })).json).toMatchObject({
      kind: "wall",
      centerId: "c1",
    });
    expect((await server.call("/api/centers", { headers: wall })).status).toBe(403);
  });

  it("is dead at once when its link is revoked", async () => {
    const { admin } = server.credentials;
    const made = await server.call("/api/centers/c1/walls", { method: "POST", headers: admin, body: {} });
    const { id, url } = Object(made.json);
    const headers = { authorization: `Bearer ${String(url).split("/wall/")[1]}` };
    expect((await server.call("/api/wall", { headers })).status).toBe(200);
    expect(
      (await server.call(`/api/centers/c1/walls/${id}`, { method: "DELETE", headers: admin })).status,
    ).toBe(200);
    expect((await server.call("/api/wall", { headers })).status).toBe(401);
  });
});

describe("a session", () => {
  it("starts from a link that works once, lives in a cookie no script can read, and ends", async () => {
    const { url } = Object(
      (
        await server.call("/api/sign-in-links", {
          method: "POST",
          headers: server.credentials.admin,
          body: {},
        })
      ).json,
    );
    const body = { token: new URL(url).searchParams.get("token") };
    const first = await server.call("/api/session", { method: "POST", body });
    expect(first.status).toBe(200);
    const cookie = first.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^aidc_session=[\w%.-]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await server.call("/api/session", { method: "POST", body })).status).toBe(401);
    const headers = { cookie: cookie.split(";")[0] ?? "", origin: server.url };
    expect((await server.call("/api/centers", { headers })).status).toBe(200);
    expect((await server.call("/api/session", { method: "DELETE", headers })).status).toBe(200);
    expect((await server.call("/api/centers", { headers })).status).toBe(401);
  });

  it("changes nothing for a page of another site, nor for one that hides where it is from", async () => {
    const { cookie = "" } = server.credentials.operator;
    for (const headers of [
      { cookie, origin: "http://evil.example" },
      { cookie, origin: "null" },
      { cookie },
    ]) {
      const answer = await server.call("/api/centers/c1/walls", { method: "POST", headers, body: {} });
      expect(answer.status).toBe(403);
    }
  });
});

describe("an ingest key", () => {
  it("comes with the block that goes into prometheus.yml as it is", async () => {
    const made = await server.call("/api/centers/c1/keys", {
      method: "POST",
      headers: server.credentials.operator,
      body: { name: "p" },
    });
    const { key, prometheusBlock, remoteWriteUrl } = Object(made.json);
    expect(key).toMatch(/^aidc_ing_[\w-]{8}_[\w-]{43}$/);
    expect(remoteWriteUrl).toBe(`${server.url}/api/v1/write`);
    expect(prometheusBlock).toContain(`  - url: ${server.url}/api/v1/write\n`);
    expect(prometheusBlock).toContain(`      credentials: ${key}\n`);
  });
});
