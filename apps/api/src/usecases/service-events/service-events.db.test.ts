import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { memberOf } from "../leasing/tenant-people.fixture.ts";

const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const times = { from: "2026-05-01T00:00:00Z", to: "2026-05-01T04:00:00Z" };
let server: TestServer;
let [first, second]: Record<string, string>[] = [];
const lines: string[] = [];
beforeAll(async () => {
  server = await startTestServer({ log: (line) => lines.push(line) });
  const { operator } = server.credentials;
  await call("PUT", "/tenants/t2", operator, { name: "Tenant Two" });
  first = await memberOf(server, "t1", "tenant_member");
  second = await memberOf(server, "t2", "tenant_member");
  const drafts = [
    { kind: "maintenance", title: "Everybody's pumps", ...times },
    { kind: "incident", title: "First's rack", tenants: ["t1"], from: times.from, to: null },
    { kind: "incident", title: "Second's rack", tenants: ["t2"], ...times },
  ];
  for (const [n, draft] of drafts.entries()) {
    const set = await call("PUT", `/service-events/${ids[n]}`, operator, { draft });
    expect([set.status, set.json]).toMatchObject([200, { id: ids[n], tenants: draft.tenants ?? null }]);
  }
});
afterAll(() => server.close());

const call = (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) =>
  server.call(`/api/centers/c1${path}`, { method, headers, body });
const titlesFor = async (tenant: string, headers: Record<string, string> | undefined) =>
  Object((await call("GET", `/tenants/${tenant}/service`, headers)).json)
    .events.map(({ title }: { title: string }) => title)
    .sort();

describe("service events", () => {
  it("reach the tenants they touch and nobody else, and name no tenant to them", async () => {
    expect(await titlesFor("t1", first)).toEqual(["Everybody's pumps", "First's rack"]);
    expect(await titlesFor("t2", second)).toEqual(["Everybody's pumps", "Second's rack"]);
    const answer = await call("GET", "/tenants/t1/service", first);
    expect(answer.text).not.toContain("tenants");
    expect((await call("GET", "/tenants/t1/service", second)).status).toBe(403);
    expect((await call("GET", "/tenants/t9/service", server.credentials.operator)).status).toBe(404);
  });

  it("name places that exist, to operators only, and planned work with places has an end", async () => {
    const { operator } = server.credentials;
    const set = (draft: object) => call("PUT", `/service-events/${ids[0]}`, operator, { draft });
    const draft = { kind: "maintenance", title: "Everybody's pumps", ...times };
    const places = [{ kind: "rack", id: "k1" }];
    expect((await set({ ...draft, places })).json).toMatchObject({ places });
    expect((await call("GET", "/tenants/t1/service", first)).text).not.toContain("k1");
    const unknown = await set({ ...draft, places: [...places, { kind: "rack", id: "k99" }] });
    expect([unknown.status, Object(unknown.json).message]).toEqual([
      400,
      expect.stringContaining("places.1"),
    ]);
    const endless = await set({ ...draft, places, to: null });
    expect([endless.status, Object(endless.json).message]).toEqual([
      400,
      expect.stringContaining("draft.to"),
    ]);
    await set(draft);
  });

  it("of a place are told to those who hold something there while it lasts, on the page and in the calendar", async () => {
    const { operator } = server.credentials;
    const draft = { kind: "incident", title: "Water in the aisle", ...times };
    const set = (change: object) =>
      call("PUT", `/service-events/${ids[0]}`, operator, { draft: { ...draft, ...change } });
    const calendarOf = async (tenant: string, headers: Record<string, string> | undefined) => {
      const made = await call("POST", `/tenants/${tenant}/calendar`, headers);
      return (await server.call(new URL(Object(made.json).url).pathname)).text;
    };
    const hears = async (tenant: string, headers: Record<string, string> | undefined) => [
      (await titlesFor(tenant, headers)).includes(draft.title),
      (await calendarOf(tenant, headers)).includes(draft.title),
    ];
    await set({ places: [{ kind: "rack", id: "k1" }] });
    expect([await hears("t1", first), await hears("t2", second)]).toEqual([
      [true, true],
      [false, false],
    ]);
    await set({ places: [{ kind: "rack", id: "k2" }] });
    expect([await hears("t1", first), await hears("t2", second)]).toEqual([
      [false, false],
      [false, false],
    ]);
    // Whoever is named is told, and a place that is the whole center is of everybody.
    await set({ places: [{ kind: "rack", id: "k1" }], tenants: ["t2"] });
    expect([await hears("t1", first), await hears("t2", second)]).toEqual([
      [false, false],
      [true, true],
    ]);
    await set({ places: [{ kind: "center", id: "c1" }] });
    expect([await hears("t1", first), await hears("t2", second)]).toEqual([
      [true, true],
      [true, true],
    ]);
    await set({ kind: "maintenance", title: "Everybody's pumps" });
  });

  it("are changed in place: whom they no longer touch no longer sees them", async () => {
    const { operator } = server.credentials;
    const draft = { kind: "incident", title: "Second's rack", tenants: ["t1", "t2"], ...times };
    await call("PUT", `/service-events/${ids[2]}`, operator, { draft });
    expect(await titlesFor("t1", first)).toContain("Second's rack");
    await call("PUT", `/service-events/${ids[2]}`, operator, { draft: { ...draft, tenants: ["t2"] } });
    expect(await titlesFor("t1", first)).not.toContain("Second's rack");
    const listed = Object((await call("GET", "/service-events", operator)).json);
    expect(listed.find(({ id }: { id: string }) => id === ids[2])).toMatchObject({ tenants: ["t2"] });
    const { rows } = await server.database.ownerPool.query(
      "select before, after from audit_entry where action = 'service_event.set' order by seq desc limit 1",
    );
    expect(rows).toMatchObject([{ before: { tenants: ["t1", "t2"] }, after: { tenants: ["t2"] } }]);
  });

  it.each([
    [{ tenants: ["t9"] }, "draft.tenants.0"],
    [{ to: times.from }, "draft.to"],
  ])("with %j are refused", async (change, path) => {
    const draft = { kind: "incident", title: "x", ...times, ...change };
    const refused = await call("PUT", `/service-events/${ids[0]}`, server.credentials.operator, { draft });
    expect([refused.status, Object(refused.json).data]).toMatchObject([400, { issues: [{ path }] }]);
  });
});

describe("a calendar link", () => {
  const create = async (tenant: string, headers: Record<string, string> | undefined) =>
    String(Object((await call("POST", `/tenants/${tenant}/calendar`, headers)).json).url);
  const read = (url: string) => server.call(new URL(url).pathname);

  it("reads what touches its tenant, as iCalendar", async () => {
    const answer = await read(await create("t1", first));
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(answer.text).toContain(`UID:${ids[1]}@c1\r\n`);
    expect(answer.text).not.toContain("Second");
    expect((await read(await create("t2", second))).text).not.toContain("First's");
  });

  it("answers a wrong, a replaced and a revoked token alike", async () => {
    const replaced = await create("t1", first);
    const revoked = await create("t1", first);
    const gone = await call("DELETE", "/tenants/t1/calendar", first);
    expect(gone.json).toEqual({ revoked: true });
    expect((await call("DELETE", "/tenants/t1/calendar", first)).json).toEqual({ revoked: false });
    const halfRight = `${revoked.slice(0, -3)}abc`;
    const answers = await Promise.all(
      [replaced, revoked, halfRight, `${server.url}/api/calendar/x`].map(read),
    );
    const told = answers.map(({ status, json }) => [status, Object(json).code, Object(json).message]);
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]?.slice(0, 2)).toEqual([404, "not_found"]);
  });

  it("is kept as a hash only, and stays out of the log", async () => {
    const url = await create("t1", first);
    await read(url);
    const token = url.split("/").at(-1) ?? "";
    const { rows } = await server.database.ownerPool.query(
      "select encode(secret_sha256, 'hex') as hash, prefix from calendar_token where tenant_id = 't1'",
    );
    expect(rows).toMatchObject([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(JSON.stringify(rows)).not.toContain(token.slice(-20));
    expect(lines.some((line) => line.includes("/api/calendar/***"))).toBe(true);
    expect(lines.some((line) => line.includes(token))).toBe(false);
  });

  it("is not for keys to create: they change nothing", async () => {
    const made = await server.call("/api/centers/c1/tenants/t1/keys", {
      method: "POST",
      headers: server.credentials.operator,
      body: { name: "reader" },
    });
    const headers = { authorization: `Bearer ${Object(made.json).key}` };
    expect((await call("GET", "/tenants/t1/service", headers)).status).toBe(200);
    expect((await call("POST", "/tenants/t1/calendar", headers)).status).toBe(403);
  });
});
