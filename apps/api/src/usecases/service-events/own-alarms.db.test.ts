import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { memberOf } from "../leasing/tenant-people.fixture.ts";

const hot = {
  name: "Inlet too hot",
  nameZh: "进风过热",
  severity: "critical",
  onDelayS: 0,
  offDelayS: 0,
  condition: {
    kind: "limit",
    subjectKind: "rack",
    quantity: "inlet_temperature",
    side: "above",
    raiseAt: 30,
    deadBand: 1,
  },
};
/** A center is loaded again with points that were bound since only after a while, on a busy machine a minute and more. */
const patience = { timeoutMs: 180_000 };
const racks = ["k1", "k2"] as const;
let server: TestServer;
let ids: Int32Array;
let sourceId: string;
let members: Record<"t1" | "t2", Record<string, string>>;

const call = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  server.call(`/api/centers/c1${path}`, { method, headers, body });

async function measured(values: Record<(typeof racks)[number], number>): Promise<void> {
  await server.telemetry.append({
    centerId: "c1",
    sourceId,
    count: racks.length,
    seriesIds: Int32Array.from(ids),
    timesMs: new Float64Array(racks.length).fill(Date.now()),
    values: Float64Array.from(racks, (rack) => values[rack]),
  });
}

/** t1 holds rack k1, t2 rack k2. */
beforeAll(async () => {
  server = await startTestServer();
  const { operator } = server.credentials;
  await call("PUT", "/tenants/t2", operator, { name: "Tenant Two" });
  const always = { from: "2026-01-01T00:00:00Z", to: null };
  const lease = { id: "space", tenant: "t2", resource: "racks", amount: 1, ...always };
  await call("POST", "/leases", operator, lease);
  await call("POST", "/leases/space/assignments", operator, { rack: "k2", ...always });
  members = {
    t1: await memberOf(server, "t1", "tenant_member"),
    t2: await memberOf(server, "t2", "tenant_member"),
  };
  sourceId = (await server.services.access.createIngestKey("c1", "bms")).id;
  ids = await server.telemetry.resolveSeries(
    "c1",
    sourceId,
    racks.map((id) => ({
      labels: { rack: id },
      match: { subject: { kind: "rack", id }, quantity: "inlet_temperature", scale: 1, offset: 0 },
    })),
  );
  server.services.directory.changed("c1");
  await measured({ k1: 22, k2: 22 });
  await call("PUT", "/alarm-rules/hot", operator, { definition: hot });
});
afterAll(() => server.close());

const alarmsSchema = z.array(z.object({ id: z.string(), place: z.string() }).loose());
async function alarmsOf(tenant: keyof typeof members) {
  const { json } = await call("GET", `/tenants/${tenant}/service`, members[tenant]);
  return alarmsSchema.parse(Object(json).alarms ?? []).filter(({ id }) => id.startsWith("hot/"));
}
const racksOf = async (tenant: keyof typeof members) => (await alarmsOf(tenant)).map(({ id }) => id);

describe("alarms on what a tenant holds", { timeout: 900_000 }, () => {
  it("are told to it, with rule, place and time, and to no other tenant", async () => {
    await measured({ k1: 41, k2: 22 });
    await eventually(async () => expect(await racksOf("t1")).toEqual(["hot/rack/k1"]), patience);
    expect(await alarmsOf("t1")).toEqual([
      {
        id: "hot/rack/k1",
        name: "Inlet too hot",
        nameZh: "进风过热",
        severity: "critical",
        place: expect.stringContaining("Rack 1"),
        raisedAt: expect.stringMatching(/Z$/),
      },
    ]);
    expect(await racksOf("t2")).toEqual([]);
    const other = await call("GET", "/tenants/t1/service", members.t2);
    expect([other.status, other.text.includes("hot")]).toEqual([403, false]);
  });
  it("of both at once each reads its own", async () => {
    await measured({ k1: 41, k2: 42 });
    await eventually(async () => expect(await racksOf("t2")).toEqual(["hot/rack/k2"]), patience);
    expect(await racksOf("t1")).toEqual(["hot/rack/k1"]);
    const { text } = await call("GET", "/tenants/t1/service", members.t1);
    for (const foreign of ["k2", "Rack 2", "t2", "Tenant Two"]) expect(text).not.toContain(foreign);
  });
  it("are gone when they have returned", async () => {
    await measured({ k1: 22, k2: 42 });
    await eventually(async () => expect(await racksOf("t1")).toEqual([]), patience);
    expect(await racksOf("t2")).toEqual(["hot/rack/k2"]);
  });
  it("are counted, and not named, where a lease without a place may be", async () => {
    const { operator } = server.credentials;
    const possible = async (tenant: keyof typeof members) => {
      const { json } = await call("GET", `/tenants/${tenant}/service`, members[tenant]);
      return Object(json).possible;
    };
    expect(await possible("t1")).toBe(0);
    const always = { from: "2026-01-01T00:00:00Z", to: null };
    await call("POST", "/leases", operator, {
      id: "open",
      tenant: "t1",
      resource: "racks",
      amount: 1,
      ...always,
    });
    await call("POST", "/leases/space/end", operator, { at: new Date().toISOString() });
    await measured({ k1: 22, k2: 43 });
    await eventually(async () => expect(await possible("t1")).toBe(1), patience);
    expect(await racksOf("t1")).toEqual([]);
    const { text } = await call("GET", "/tenants/t1/service", members.t1);
    for (const foreign of ["k2", "Rack 2", "t2", "Tenant Two"]) expect(text).not.toContain(foreign);
  });
  it("of another rule engine are told to whom they name, under the rule that took them and never in their own words", async () => {
    const { key } = await server.services.access.createIngestKey("c1", "alertmanager");
    const told = (fingerprint: string, labels: Record<string, string>) => ({
      status: "firing",
      startsAt: new Date().toISOString(),
      endsAt: "0001-01-01T00:00:00Z",
      fingerprint,
      labels: { alertname: "Tenant Two is slow", severity: "critical", ...labels },
      annotations: { summary: "Tenant Two waits" },
    });
    const alerts = [
      told("a1", { tenant: "t1" }),
      told("a2", { rack: "k1" }),
      told("a3", { tenant: "somebody" }),
    ];
    const body = { version: "4", status: "firing", receiver: "aidc", truncatedAlerts: 0, alerts };
    const headers = { authorization: `Bearer ${key}` };
    expect((await server.call("/api/v1/alertmanager", { method: "POST", headers, body })).status).toBe(200);
    const serviceOf = (tenant: keyof typeof members) =>
      call("GET", `/tenants/${tenant}/service`, members[tenant]);
    await eventually(async () => {
      const { json, text } = await serviceOf("t1");
      const own = alarmsSchema
        .parse(Object(json).alarms)
        .map(({ id, place }) => [id.split("/").at(-1), place]);
      expect(own).toEqual([
        ["a1", "Tenant One"],
        ["a2", expect.stringContaining("Rack 1")],
      ]);
      expect(text).not.toContain("Tenant Two");
    }, patience);
    const other = await serviceOf("t2");
    for (const foreign of ["a1", "a2", "a3"]) expect(other.text).not.toContain(`alert/${foreign}`);
    expect(Object(other.json).possible).toBe(0);
  });
});
