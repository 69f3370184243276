import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";

const hourMs = 3_600_000;
const startMs = Math.floor(Date.now() / hourMs) * hourMs - 6 * hourMs;
const iso = (atMs: number) => new Date(atMs).toISOString();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const { telemetry, directory } = server.services;
  const { id: sourceId } = await server.services.access.createIngestKey("c1", "test");
  const store = server.telemetry;
  const match = {
    subject: { kind: "server" as const, id: "s1" },
    quantity: "power" as const,
    scale: 1,
    offset: 0,
  };
  const [seriesId = 0] = await store.resolveSeries("c1", sourceId, [{ labels: { __name__: "p" }, match }]);
  directory.changed("c1");
  // 2 h at 1 kW, an hour of silence, 2 h at 3 kW; a sample every 15 s.
  const times: number[] = [];
  for (let at = 0; at <= 5 * hourMs; at += 15_000)
    if (at <= 2 * hourMs || at >= 3 * hourMs) times.push(startMs + at);
  const count = times.length;
  await store.append({
    centerId: "c1",
    sourceId,
    count,
    seriesIds: new Int32Array(count).fill(seriesId),
    timesMs: Float64Array.from(times),
    values: Float64Array.from(times, (at) => (at <= startMs + 2 * hourMs ? 1000 : 3000)),
  });
  expect(telemetry.latest.values[seriesId]).toBe(3000);
});
afterAll(() => server.close());

async function history(query: string) {
  const path = `/api/centers/c1/history?subjectKind=server&subjectId=s1&quantity=power&${query}`;
  const { json, status, text } = await server.call(path, { headers: server.credentials.admin });
  expect({ status, text }).toMatchObject({ status: 200 });
  return Object(json);
}

describe.each(["before", "after"] as const)("history %s compaction", (when) => {
  beforeAll(async () => {
    if (when === "after") await server.services.compact();
  });

  it("draws hours from roll-ups; a silent one is null, never 0", async () => {
    const { bucketMs, unit, buckets } = await history(
      `from=${iso(startMs)}&to=${iso(startMs + 5 * hourMs)}&maxPoints=6`,
    );
    expect({ bucketMs, unit }).toEqual({ bucketMs: hourMs, unit: "W" });
    expect(buckets.map((bucket: { mean: number | null }) => bucket.mean)).toEqual([
      1000,
      1000,
      null,
      3000,
      3000,
    ]);
    expect(buckets.map((bucket: { coverage: number }) => bucket.coverage)).toEqual([1, 1, 0, 1, 1]);
  });

  it("draws short windows from samples, in at most maxPoints buckets", async () => {
    const window = `from=${iso(startMs + 7_000)}&to=${iso(startMs + 607_000)}`;
    const { bucketMs, buckets } = await history(`${window}&maxPoints=20`);
    expect(bucketMs).toBe(60_000);
    expect(buckets.length).toBeLessThanOrEqual(20);
    for (const bucket of buckets)
      expect(bucket).toMatchObject({ mean: 1000, min: 1000, max: 1000, coverage: 1 });
  });

  it("answers the same energy whatever the window's edges", async () => {
    const window = `from=${iso(startMs + 1_234)}&to=${iso(startMs + 4_321_987)}`;
    const { json } = await server.call(`/api/centers/c1/figures?names=it_energy&${window}`, {
      headers: server.credentials.admin,
    });
    expect(Object(json).it_energy.value).toBeCloseTo((4_321_987 - 1_234) / hourMs, 9);
  });
});

describe("of a rack without a meter of its own", () => {
  const window = `from=${iso(startMs)}&to=${iso(startMs + 5 * hourMs)}&maxPoints=6`;
  const ask = (subject: string, quantity = "power") =>
    server.call(`/api/centers/c1/history?${subject}&quantity=${quantity}&${window}`, {
      headers: server.credentials.admin,
    });

  it("is that of its servers, whose sum stands above it", async () => {
    const { json } = await ask("subjectKind=rack&subjectId=k1");
    const { buckets, unit } = Object(json);
    expect(unit).toBe("W");
    expect(buckets.map(({ mean }: { mean: number | null }) => mean)).toEqual([1000, 1000, null, 3000, 3000]);
  });
  it("says that nothing is collected where nothing measures it, and that a rack is not there", async () => {
    const nothing = { buckets: [], reason: "not_collected" };
    expect((await ask("subjectKind=rack&subjectId=k2")).json).toMatchObject(nothing);
    expect((await ask("subjectKind=rack&subjectId=k1", "relative_humidity")).json).toMatchObject(nothing);
    expect((await ask("subjectKind=rack&subjectId=k9")).status).toBe(404);
  });
});

describe("explanation", () => {
  it("names the points, who sent them, and each silence to the millisecond", async () => {
    const window = `from=${iso(startMs)}&to=${iso(startMs + 5 * hourMs)}`;
    const { json } = await server.call(`/api/centers/c1/figures/it_energy/explanation?${window}`, {
      headers: server.credentials.admin,
    });
    const { points, pointCount, formula } = Object(json);
    expect(pointCount).toBe(1);
    expect(formula).toContain("trapezoid");
    expect(points[0]).toMatchObject({
      source: "test",
      coverage: 0.8,
      gaps: [{ from: iso(startMs + 2 * hourMs), to: iso(startMs + 3 * hourMs) }],
    });
  });
});

it.each([
  ["a tenant that does not exist", "accelerator_hours_leased", "zz", 404, "zz does not exist"],
  ["a figure that no tenant has", "pue", "t1", 400, "name: of a tenant is one of"],
])("an explanation of %s is refused as the figure is", async (_, name, tenant, status, words) => {
  const window = `from=${iso(startMs)}&to=${iso(startMs + hourMs)}`;
  const answer = await server.call(`/api/centers/c1/figures/${name}/explanation?${window}&tenant=${tenant}`, {
    headers: server.credentials.admin,
  });
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
});

describe("import", () => {
  it("changes nothing the second time, and shows a change at once", async () => {
    const headers = server.credentials.admin;
    const body = aCenterDocument();
    const again = await server.call("/api/centers/import", { method: "POST", headers, body });
    expect(again.json).toMatchObject({ created: 0, changed: 0 });
    const renamed = { ...body, racks: body.racks.map((rack) => ({ ...rack, name: `${rack.name}!` })) };
    expect(
      (await server.call("/api/centers/import", { method: "POST", headers, body: renamed })).json,
    ).toMatchObject({ changed: 2 });
    expect((await server.call("/api/centers/c1/racks/k1", { headers })).json).toMatchObject({
      name: "Rack 1!",
    });
  });

  it("refuses what contradicts itself, with the path of each fault", async () => {
    const body = aCenterDocument({
      racks: [{ id: "k1", row: "nowhere", name: "Rack", position: 1 }],
      servers: [],
      assignments: [],
    });
    const refused = await server.call("/api/centers/import", {
      method: "POST",
      headers: server.credentials.admin,
      body,
    });
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ code: "bad_request", data: { issues: [{ path: "racks.0.row" }] } });
  });
});
