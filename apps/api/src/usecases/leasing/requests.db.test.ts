import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { memberOf } from "./tenant-people.fixture.ts";

let server: TestServer;
let operator: Record<string, string>;
let [first, second, member]: Record<string, string>[] = [];
beforeAll(async () => {
  server = await startTestServer();
  operator = server.credentials.operator;
  await call("PUT", "/tenants/t2", operator, { name: "Tenant Two" });
  first = await memberOf(server, "t1");
  second = await memberOf(server, "t2");
  member = await memberOf(server, "t1", "tenant_member");
});
afterAll(() => server.close());

const absent = "00000000-0000-4000-8000-000000000000";
const call = (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) =>
  server.call(`/api/centers/c1${path}`, { method, headers, body });
const more = { kind: "new", resource: "accelerators", amount: 4, from: "2026-06-01T00:00:00Z", to: null };
const ask = (wish: object = more, note = "") => call("POST", "/tenants/t1/requests", first, { wish, note });
const idOf = (answer: { json: unknown }) => String(Object(answer.json).id);
const decide = (id: string, body: object) => call("POST", `/requests/${id}/decision`, operator, body);
const leases = async () => Object((await call("GET", "/leases", operator)).json).leases;

describe("a request", () => {
  let id: string;
  beforeEach(async () => {
    id = idOf(await ask(more, "for the summer"));
  });

  it("is asked by a tenant's administrator, seen by the tenant, and by nobody else's", async () => {
    const seen = await call("GET", "/tenants/t1/requests", member);
    expect(Object(seen.json)[0]).toMatchObject({ id, state: "open", note: "for the summer", wish: more });
    expect((await call("GET", "/tenants/t1/requests", second)).status).toBe(403);
    expect((await call("GET", "/tenants/t2/requests", second)).json).toEqual([]);
    expect((await call("POST", "/tenants/t1/requests", member, { wish: more })).status).toBe(403);
    expect((await call("GET", "/requests", first)).status).toBe(403);
    const listed = await call("GET", "/tenants", operator);
    expect(Object(listed.json)[0]).toMatchObject({ id: "t1", openRequests: 1, members: 2 });
    await decide(id, { approve: false });
  });

  it("is taken back once, and then cannot be decided", async () => {
    const withdraw = (who: Record<string, string> | undefined, tenant = "t1", request = id) =>
      call("POST", `/tenants/${tenant}/requests/${request}/withdrawal`, who);
    const foreign = await withdraw(second, "t2");
    const none = await withdraw(second, "t2", absent);
    expect([foreign.status, none.status]).toEqual([404, 404]);
    expect(Object(foreign.json).message.replace(id, "")).toBe(Object(none.json).message.replace(absent, ""));
    expect((await withdraw(first)).json).toMatchObject({ id, state: "withdrawn" });
    expect((await withdraw(first)).status).toBe(409);
    expect((await decide(id, { approve: true })).status).toBe(409);
    expect(await leases()).toHaveLength(1);
  });

  it("is declined with an answer, and nothing else happens", async () => {
    const declined = await decide(id, { approve: false, answer: "no room before autumn" });
    expect(declined.json).toMatchObject({ state: "declined", answer: "no room before autumn", lease: null });
    expect(await leases()).toHaveLength(1);
    expect((await decide(id, { approve: true })).status).toBe(409);
  });

  it("that cannot be carried out stays open, with the reason, and nothing is kept", async () => {
    const tooMuch = idOf(await ask({ ...more, amount: 9 }));
    const refused = await decide(tooMuch, { approve: true });
    expect([refused.status, Object(refused.json).message]).toEqual([
      409,
      "The request cannot be carried out and stays open. " +
        "Leases of accelerators would come to 17 from 2026-06-01T00:00:00Z; 16 are installed, 8 free then.",
    ]);
    const open = Object((await call("GET", "/requests", operator)).json);
    expect(open.slice(0, 2).map((one: { id: string; state: string }) => one.state)).toEqual(["open", "open"]);
    expect(await leases()).toHaveLength(1);
    for (const one of [tooMuch, id]) await decide(one, { approve: false });
  });

  it("that many decide at once is decided once, and carried out once", async () => {
    const answers = await Promise.all([true, true, false, true].map((approve) => decide(id, { approve })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const winner = Object(answers.find(({ status }) => status === 200)?.json);
    expect(await leases()).toHaveLength(winner.state === "approved" ? 2 : 1);
    const { rows } = await server.database.ownerPool.query(
      "select count(*)::int as n from audit_entry where action = 'request.decide' and subject = $1",
      [`request/${id}`],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});

it("about another amount is carried out on the lease it names", async () => {
  const id = idOf(await ask({ kind: "resize", lease: "l1", amount: 10, from: "2027-01-01T00:00:00Z" }));
  const approved = await decide(id, { approve: true, answer: "done" });
  expect(approved.json).toMatchObject({ state: "approved", lease: "l1.2", decidedBy: expect.any(String) });
  expect(await leases()).toContainEqual(expect.objectContaining({ id: "l1.2", contract: "l1", amount: 10 }));
  const mine = Object((await call("GET", "/tenants/t1/requests", first)).json);
  expect(mine.find((one: { id: string }) => one.id === id)).toMatchObject({ lease: "l1.2", answer: "done" });
});

it("about a lease of somebody else is answered as one about none", async () => {
  const about = (lease: string) =>
    call("POST", "/tenants/t2/requests", second, { wish: { kind: "end", lease, at: more.from } });
  const [foreign, none] = [await about("l1"), await about("lx")];
  expect([foreign.status, none.status]).toEqual([404, 404]);
  expect(Object(foreign.json).message.replace("l1", "")).toBe(Object(none.json).message.replace("lx", ""));
});

it.each([
  [{ ...more, to: more.from }, "wish.to"],
  [{ ...more, amount: 1.5 }, "wish.amount"],
  [{ ...more, model: "abacus" }, "wish.model"],
  [{ ...more, resource: "racks", model: "h100-sxm" }, "wish.model"],
])("%j is refused", async (wish, path) => {
  const refused = await ask(wish);
  expect([refused.status, Object(refused.json).data]).toMatchObject([400, { issues: [{ path }] }]);
});

it("more than 50 open ones of a tenant are refused", async () => {
  let status = 201;
  for (let n = 0; n <= 50 && status === 201; n++) {
    status = (await call("POST", "/tenants/t2/requests", second, { wish: more })).status;
    expect(status).toBe(n < 50 ? 201 : 409);
  }
});
