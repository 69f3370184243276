import type { CenterDocumentInput } from "@aidc/contract";
import { meterReadingsSchema } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SignedInPerson } from "../../auth/people.fixture.ts";
import { peopleOf } from "../../auth/people.fixture.ts";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

/** Three days of Berlin, the second of 23 hours. */
const days = ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z"];
const [startMs = 0, secondMs = 0, thirdMs = 0, endMs = 0] = days.map(Date.parse);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const iso = (atMs: number) => new Date(atMs).toISOString();

let server: TestServer;
let planner: SignedInPerson;
let tenant: SignedInPerson;
beforeAll(async () => {
  server = await startTestServer();
  const people = peopleOf(server);
  await importCenter({});
  planner = await people.staff("planner@example.org", "planner");
  tenant = await people.member("member@example.org", "tenant_admin");
  const { id: sourceId } = await server.services.access.createIngestKey("c1", "test");
  const match = { subject: { kind: "meter" as const, id: "grid" }, quantity: "energy" as const };
  const [seriesId = 0] = await server.telemetry.resolveSeries("c1", sourceId, [
    { labels: { __name__: "e" }, match: { ...match, scale: 1, offset: 0 } },
  ]);
  server.services.directory.changed("c1");
  // 12 kW, a sample a minute, silent for four hours over the midnight between the second and the third day.
  const times: number[] = [];
  for (let at = startMs; at <= endMs; at += minuteMs)
    if (at <= thirdMs - 2 * hourMs || at >= thirdMs + 2 * hourMs) times.push(at);
  const count = times.length;
  await server.telemetry.append({
    centerId: "c1",
    sourceId,
    count,
    seriesIds: new Int32Array(count).fill(seriesId),
    timesMs: Float64Array.from(times),
    values: Float64Array.from(times, (at) => 1000 + (12_000 * (at - startMs)) / hourMs),
  });
  await server.services.compact();
});
afterAll(() => server.close());

const importCenter = async (feeds: Pick<CenterDocumentInput, "feeds">) => {
  const body = aCenterDocument({
    center: { id: "c1", name: "Center One", timeZone: "Europe/Berlin", defaultIntervalS: 60 },
    ...feeds,
  });
  const headers = server.credentials.admin;
  const done = await server.call("/api/centers/import", { method: "POST", headers, body });
  expect({ status: done.status, text: done.text }).toMatchObject({ status: 200 });
};
const ask = (from: number, to: number, headers: Record<string, string> = planner.headers, rest = "") =>
  server.call(`/api/centers/c1/meter-samples/grid?quantity=energy&from=${iso(from)}&to=${iso(to)}${rest}`, {
    headers,
  });
const read = async (from: number, to: number) => {
  const { status, text, json } = await ask(from, to);
  expect({ status, text }).toMatchObject({ status: 200 });
  return meterReadingsSchema.parse(json);
};

it("tells a planner the days of a window with the register at its edges; what is silent over midnight is no day's", async () => {
  const { unit, sampleUnit, edges, parts, samples } = await read(startMs, endMs);
  expect({ unit, sampleUnit, samples }).toEqual({ unit: "kWh", sampleUnit: "Wh", samples: [] });
  expect(edges).toEqual({
    from: { at: iso(startMs), value: 1000 },
    to: { at: iso(endMs), value: 1000 + 71 * 12_000 },
  });
  expect(parts.map(({ from }) => Date.parse(from))).toEqual([startMs, secondMs, thirdMs]);
  expect(parts.map(({ value }) => value)).toEqual([288, 252, 264]);
  expect(parts.map(({ coverage }) => coverage)).toEqual([1, 21 / 23, 22 / 24]);
});

it("tells the 23 hours of a day, a silent one as unknown, and the samples of an hour", async () => {
  const day = await read(secondMs, thirdMs);
  expect(day.parts.map(({ value }) => value)).toEqual([...Array(21).fill(12), null, null]);
  const hour = await read(secondMs, secondMs + hourMs);
  expect(hour.parts).toEqual([]);
  expect(hour.sampleCount).toBe(60);
  expect(hour.samples.slice(0, 2)).toEqual([
    { at: iso(secondMs), value: 1000 + 24 * 12_000 },
    { at: iso(secondMs + minuteMs), value: 1000 + 24 * 12_000 + 200 },
  ]);
});

it("the points of a role name the silence that the coverage leaves out", async () => {
  const path = `/api/centers/c1/points/grid_import?from=${iso(startMs)}&to=${iso(endMs)}`;
  const { json } = await server.call(path, { headers: planner.headers });
  expect(Object(json).points).toMatchObject([
    { coverage: 67 / 71, gaps: [{ from: iso(thirdMs - 2 * hourMs), to: iso(thirdMs + 2 * hourMs) }] },
  ]);
});

it("refuses a tenant and strangers, an unknown meter, and a window that is too long", async () => {
  expect((await ask(startMs, endMs, tenant.headers)).status).toBe(403);
  expect((await ask(startMs, endMs, {})).status).toBe(401);
  const wall = await ask(startMs, endMs, server.credentials.wall);
  expect(wall.status).toBe(403);
  const absent = `/api/centers/c1/meter-samples/none?quantity=energy&from=${iso(startMs)}&to=${iso(endMs)}`;
  expect((await server.call(absent, { headers: planner.headers })).status).toBe(404);
  const long = await ask(startMs, startMs + 500 * 24 * hourMs);
  expect([long.status, long.text]).toEqual([400, expect.stringContaining("to: must be within 400 days")]);
});

it("refuses a planner the meter of one tenant's racks, and not an operator", async () => {
  await importCenter({ feeds: [{ id: "f1", name: "Feed 1", meter: "grid", racks: ["k1"] }] });
  const refused = await ask(startMs, endMs);
  expect([refused.status, refused.text]).toEqual([403, expect.stringContaining("fewer than 3 tenants")]);
  expect((await ask(startMs, endMs, server.credentials.admin)).status).toBe(200);
});
