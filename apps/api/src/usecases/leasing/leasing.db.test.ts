import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

/** Two racks of 8 cards each; t1 leases 8 and holds rack k1, t2 comes with 4 cards of its own. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await put("/tenants/t2", { name: "Tenant Two", nameZh: "二" });
});
afterAll(() => server.close());

const since = "2026-01-01T00:00:00Z";
type Answer = Awaited<ReturnType<TestServer["call"]>>;
const send = (method: string) => (path: string, body?: unknown) =>
  server.call(`/api/centers/c1${path}`, { method, headers: server.credentials.operator, body });
const [get, put, post] = [send("GET"), send("PUT"), send("POST")];
const told = ({ status, json }: Answer) => [status, Object(json).message];
const audit = async (action: string) =>
  (
    await server.database.ownerPool.query(
      "select action, tenant_id, subject, before, after, actor from audit_entry where action = $1 order by seq desc",
      [action],
    )
  ).rows;

describe("tenants", () => {
  it("are created and renamed, each time with a word in the audit log, and not when nothing changes", async () => {
    const before = await audit("tenant.create");
    expect(before).toMatchObject([{ tenant_id: "t2", before: null, after: { name: "Tenant Two" } }]);
    expect((await put("/tenants/t2", { name: "Tenant Two", nameZh: "二" })).status).toBe(200);
    expect(await audit("tenant.change")).toEqual([]);
    expect((await put("/tenants/t2", { name: "Two" })).json).toEqual({ id: "t2", name: "Two" });
    expect(await audit("tenant.change")).toMatchObject([
      { before: { name: "Tenant Two", nameZh: "二" }, after: { name: "Two" } },
    ]);
  });

  it("have class and industry as they were stated last, each statement kept; nobody's is guessed", async () => {
    const said = { id: "t2", name: "Two", class: "public", industry: "P" };
    const lines = async () =>
      (await server.services.leasing.listStandings("c1")).map(({ recordedAtMs: _, ...line }) => line);
    expect(await lines()).toEqual([]);
    expect((await put("/tenants/t2", { name: "Two", class: "public", industry: "P" })).json).toEqual(said);
    expect((await put("/tenants/t2", { name: "Two" })).json).toEqual(said);
    const changed = { name: "Two", class: "commercial", since: "2026-03-01" };
    expect((await put("/tenants/t2", changed)).json).toEqual({ ...said, class: "commercial" });
    expect((await put("/tenants/t2", changed)).json).toEqual({ ...said, class: "commercial" });
    expect((await put("/tenants/t2", { name: "Two", since: "9999-01-01" })).status).toBe(400);
    expect((await put("/tenants/t2", { name: "Two", industry: "U" })).status).toBe(400);
    expect(
      (await put("/tenants/t2", { name: "Two", class: null, industry: null, since: null })).json,
    ).toEqual({ id: "t2", name: "Two" });
    expect(await lines()).toEqual([
      { tenant: "t2", class: "public", industry: "P", from: null },
      { tenant: "t2", class: "commercial", industry: "P", from: "2026-03-01" },
      { tenant: "t2", class: null, industry: null, from: null },
    ]);
    expect((await audit("tenant.change")).slice(0, 2)).toMatchObject([
      { before: { class: "commercial" }, after: { name: "Two", since: null } },
      { before: { class: "public" }, after: { class: "commercial", since: "2026-03-01" } },
    ]);
  });

  it("are listed with what they hold now", async () => {
    expect((await get("/tenants")).json).toEqual([
      {
        id: "t1",
        name: "Tenant One",
        leases: 1,
        contracted: 8,
        assigned: 8,
        members: 0,
        openRequests: 0,
      },
      { id: "t2", name: "Two", leases: 0, contracted: 0, assigned: 0, members: 0, openRequests: 0 },
    ]);
  });

  it("of a center that is not there are not found", async () => {
    const headers = server.credentials.operator;
    expect((await server.call("/api/centers/nowhere/tenants", { headers })).status).toBe(404);
  });
});

describe("leases", () => {
  it("are refused beyond what is installed, with the figures, and nothing is kept", async () => {
    const wanted = { tenant: "t2", resource: "accelerators", amount: 9, from: since, to: null };
    expect(told(await post("/leases", wanted))).toEqual([
      409,
      "Leases of accelerators would come to 17 from 2026-01-01T00:00:00Z; 16 are installed, 8 free then.",
    ]);
    expect(Object((await get("/leases")).json).leases).toHaveLength(1);
    expect(await audit("lease.create")).toEqual([]);
  });

  it("run through their life: create, assign, resize, renew, end", async () => {
    const wanted = {
      id: "l2",
      tenant: "t2",
      resource: "accelerators",
      amount: 4,
      model: "h100-sxm",
      from: "2026-02-01T00:00:00Z",
      to: "2026-08-01T00:00:00Z",
      terms: "on_demand",
    };
    const created = await post("/leases", wanted);
    expect([created.status, created.json]).toEqual([201, { ...wanted, grade: "metered" }]);
    for (const slot of [0, 1, 2]) {
      const place = { accelerator: `s2:${slot}`, from: "2026-03-01T00:00:00Z", to: null };
      expect((await post("/leases/l2/assignments", place)).json).toEqual({
        ...place,
        lease: "l2",
        to: "2026-08-01T00:00:00Z",
      });
    }
    const resize = (amount: number) =>
      post("/leases/l2/resize", { amount, from: "2026-04-01T00:00:00+08:00" });
    expect(told(await resize(2))).toEqual([
      409,
      "3 accelerators are assigned from 2026-03-31T16:00:00Z on; release 1 before the lease shrinks to 2. " +
        "Assigned: accelerator s2:0, accelerator s2:1, accelerator s2:2.",
    ]);
    expect((await resize(8)).json).toMatchObject({
      id: "l2.2",
      contract: "l2",
      amount: 8,
      terms: "on_demand",
    });
    const released = { accelerator: "s2:0", at: "2026-05-01T00:00:00Z" };
    expect((await post("/leases/l2.2/assignments/end", released)).json).toMatchObject({
      from: "2026-03-31T16:00:00Z",
      to: "2026-05-01T00:00:00Z",
    });
    const renewed = await post("/leases/l2.2/renew", { to: "2027-08-01T00:00:00Z" });
    expect(renewed.json).toMatchObject({ id: "l2.3", from: "2026-08-01T00:00:00Z", amount: 8 });
    expect(told(await post("/leases/l2.2/end", { at: "2026-06-01T00:00:00Z" }))).toEqual([
      409,
      "Lease l2.2 goes on as l2.3; end that one first.",
    ]);
    const ended = await post("/leases/l2.3/end", { at: "2027-01-01T00:00:00Z" });
    expect([ended.status, ended.json]).toMatchObject([200, { id: "l2.3", to: "2027-01-01T00:00:00Z" }]);
    const { leases, assignments } = Object((await get("/leases?from=2026-10-01T00:00:00Z")).json);
    expect(leases.map(({ id }: { id: string }) => id)).toEqual(["l1", "l2.3"]);
    expect(assignments.slice(1)).toMatchObject([
      { lease: "l2.3", accelerator: "s2:1", to: "2027-01-01T00:00:00Z" },
      { lease: "l2.3", accelerator: "s2:2", to: "2027-01-01T00:00:00Z" },
    ]);
  });

  it("leave a word of each change, with before and after", async () => {
    expect(await audit("lease.resize")).toMatchObject([
      {
        tenant_id: "t2",
        subject: "lease/l2.2",
        actor: { kind: "person" },
        before: { leases: [{ id: "l2", to: "2026-08-01T00:00:00Z" }], assignments: [{}, {}, {}] },
        after: {
          leases: [
            { id: "l2", to: "2026-03-31T16:00:00Z" },
            { id: "l2.2", amount: 8 },
          ],
        },
      },
    ]);
    expect(await audit("assignment.end")).toMatchObject([{ subject: "assignment/l2.2/s2:0" }]);
  });

  it("show at once in the document that everything else is made from", async () => {
    const { leases } = Object((await get("/document")).json);
    expect(leases).toHaveLength(4);
  });

  it.each([
    ["/leases/nothing/resize", { amount: 4, from: since }, 404],
    ["/leases/l1/resize", { amount: 4, from: since }, 400],
    ["/leases/l1/resize", { amount: 4.5, from: "2026-06-01T00:00:00Z" }, 400],
    ["/leases/l1/renew", { to: null }, 409],
    ["/leases/l1/assignments", { from: since, to: null }, 400],
    ["/leases/l1/assignments", { rack: "k9", from: since, to: null }, 400],
    ["/leases/l1/assignments/end", { rack: "k2", at: since }, 404],
    ["/leases", { id: "l1", tenant: "t1", resource: "racks", amount: 1, from: since, to: null }, 409],
    ["/leases", { tenant: "t9", resource: "racks", amount: 1, from: since, to: null }, 404],
  ])("are refused at %s %j: %i", async (path, body, status) => {
    expect((await post(path, body)).status).toBe(status);
  });

  it.each([
    ["power_w", 40_001, "Leases of power would come to 40.001 kW"],
    ["rack_units", 85, "Leases of rack units would come to 85 U"],
    ["pflops", 15.9, "Leases of PFLOPS (dense FP16) would come to"],
  ])(
    "of more %s than is free are refused with the field and what is free",
    async (resource, amount, words) => {
      const answer = await post("/leases", { tenant: "t1", resource, amount, from: since, to: null });
      const { message, data } = Object(answer.json);
      expect([answer.status, data]).toEqual([409, { issues: [{ path: "amount", message }] }]);
      expect(message).toContain(words);
      expect(message).toMatch(/ free then\.$/);
    },
  );
});

describe("two leases of one place", () => {
  it("are refused with who holds it, through the rack as well", async () => {
    const place = { accelerator: "s1:3", from: "2026-09-01T00:00:00Z", to: null };
    expect(told(await post("/leases/l2.3/assignments", place))).toEqual([
      409,
      "Accelerator s1:3 is held by lease l1 from 2026-09-01T00:00:00Z until 2027-01-01T00:00:00Z.",
    ]);
  });

  it("asked for at the same moment: exactly one comes to hold it", async () => {
    const ids = ["a", "b"];
    for (const id of ids) {
      const wanted = {
        id,
        tenant: "t1",
        resource: "racks",
        amount: 1,
        from: "2030-01-01T00:00:00Z",
        to: null,
      };
      expect((await post("/leases", wanted)).status).toBe(201);
    }
    for (let round = 0; round < 5; round++) {
      const from = `203${round}-01-01T00:00:00Z`;
      const to = `203${round}-06-01T00:00:00Z`;
      const answers = await Promise.all(
        ids.map((id) => post(`/leases/${id}/assignments`, { rack: "k2", from, to })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
  });

  it("a rack and a card in it at the same moment: exactly one, although the database alone would take both", async () => {
    const cards = {
      tenant: "t1",
      resource: "accelerators",
      amount: 1,
      from: "2040-01-01T00:00:00Z",
      to: null,
    };
    await post("/leases/l1/end", { at: "2029-01-01T00:00:00Z" });
    expect((await post("/leases", { ...cards, id: "c" })).status).toBe(201);
    for (let round = 0; round < 5; round++) {
      const term = { from: `204${round}-01-01T00:00:00Z`, to: `204${round}-06-01T00:00:00Z` };
      const answers = await Promise.all([
        post("/leases/a/assignments", { rack: "k2", ...term }),
        post("/leases/c/assignments", { accelerator: "s2:5", ...term }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    }
  });
});

describe("a month with an issued statement", () => {
  it("that a change reaches into is named in the audit log: it gets an adjustment line", async () => {
    await server.database.ownerPool.query(
      `insert into statement (center_id, tenant_id, month, number, document, ledger_head, content_sha256, issued_by)
       values ('c1', 't2', '2026-02', 'N-1', '{}', 0, '', 'test'), ('c1', 't2', '2026-03', 'N-2', '{}', 0, '', 'test')`,
    );
    const wanted = { id: "late", tenant: "t2", resource: "power_w", amount: 500, to: null };
    await post("/leases", { ...wanted, from: "2026-03-10T00:00:00Z" });
    expect((await audit("lease.create"))[0]).toMatchObject({
      subject: "lease/late",
      after: { adjusts: ["2026-03"] },
    });
    await post("/leases/late/resize", { amount: 400, from: "2026-04-02T00:00:00Z" });
    expect(JSON.stringify(await audit("lease.resize"))).not.toContain("adjusts");
  });
});

it("a part of a document that clashes with what is stored is refused with who holds it", async () => {
  const { racks, servers, ...rest } = aCenterDocument();
  const accelerator = "s1:0";
  const leases = [{ id: "p", tenant: "t1", resource: "accelerators", amount: 1, from: since, to: null }];
  const assignments = [{ lease: "p", accelerator, from: since, to: "2026-02-01T00:00:00Z" }];
  const headers = server.credentials.admin;
  const body = { ...rest, racks, servers, leases, assignments };
  const refused = await server.call("/api/centers/import", { method: "POST", headers, body });
  expect(told(refused)).toEqual([
    409,
    "Accelerator s1:0 is held by lease l1 and by p from 2026-01-01T00:00:00Z until 2026-02-01T00:00:00Z.",
  ]);
});

it("a document that lets a lease run into the next of its contract is refused", async () => {
  const { tenants, leases, ...rest } = Object((await get("/document")).json);
  const longer = leases.map((lease: { id: string }) =>
    lease.id === "l2" ? { ...lease, to: "2026-05-01T00:00:00Z" } : lease,
  );
  const headers = server.credentials.admin;
  const body = { ...rest, tenants, leases: longer };
  const refused = await server.call("/api/centers/import", { method: "POST", headers, body });
  expect(told(refused)).toEqual([
    409,
    "Contract l2 goes on as lease l2.2 from 2026-03-31T16:00:00Z; lease l2 has to end by then.",
  ]);
});

it("the document of the center comes back as it went out", async () => {
  const document = (await get("/document")).json;
  const headers = server.credentials.admin;
  const again = await server.call("/api/centers/import", { method: "POST", headers, body: document });
  expect(again.json).toMatchObject({ created: 0, changed: 0 });
});

it("the document of before does not undo what was changed since", async () => {
  const before = Object((await get("/document")).json);
  const headers = server.credentials.admin;
  const body = aCenterDocument();
  const again = await server.call("/api/centers/import", { method: "POST", headers, body });
  expect(again.json).toMatchObject({ created: 0, changed: 0 });
  expect((await get("/document")).json).toEqual(before);
});
