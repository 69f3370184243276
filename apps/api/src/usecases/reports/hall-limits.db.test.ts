import { reportSchema } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

/** Hall limits of the days of May, in a center whose limits were changed in the middle of it and after its end. */

const center = "kept";
const [from, middle, to] = ["2026-05-01T00:00:00Z", "2026-05-16T00:00:00Z", "2026-06-01T00:00:00Z"];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  // What an import says holds from its import on: these are put back to the times they are to be of.
  for (const [at, limitW] of [
    ["2026-01-01T00:00:00Z", 20_000],
    [middle, 40_000],
    ["2026-06-02T00:00:00Z", 80_000],
  ] as const)
    await importAt(at, limitW);
  const { id: source } = await server.services.access.createIngestKey(center, "test");
  const ids = await server.telemetry.resolveSeries(
    center,
    source,
    ["s1", "s2"].map((id) => ({
      labels: { __name__: "p", id },
      match: { subject: { kind: "server", id }, quantity: "power", scale: 1, offset: 0 },
    })),
  );
  await server.database.ownerPool.query(
    `insert into rollup_1d (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets)
      select $1, id, d, d + interval '1 day', 10000::numeric * 86400000, 86400000, 10000, 10000, 5760, 0
      from unnest($2::int[]) id, generate_series($3::timestamptz, $4::timestamptz - interval '1 day', interval '1 day') d`,
    [center, [...ids], from, to],
  );
  server.services.directory.changed(center);
});
afterAll(() => server.close());

async function importAt(at: string, limitW: number): Promise<void> {
  const { racks } = aCenterDocument();
  const document = aCenterDocument({
    center: { id: center, name: center, timeZone: "UTC" },
    racks: racks.map((rack) => (rack.id === "k1" ? { ...rack, powerLimitW: limitW } : rack)),
    meters: [],
    leases: [],
    assignments: [],
  });
  const { rows } = await server.database.ownerPool.query<{ now: Date }>("select clock_timestamp() as now");
  await server.services.inventory.writeDocument(document);
  await server.database.ownerPool.query(
    "update document_line set recorded_at = $2 where center_id = $1 and recorded_at >= $3",
    [center, at, rows[0]?.now],
  );
}

async function limitsByWeek() {
  const { status, text, json } = await server.call(`/api/centers/${center}/report-preview?period=2026-05`, {
    headers: server.credentials.admin,
  });
  expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
  const { content } = reportSchema.parse(json);
  const raw = content.chapters.find(({ id }) => id === "raw")?.blocks ?? [];
  const table = raw.find(({ id }) => id === "hall_use");
  if (table?.kind !== "table") throw new Error("no hall is told");
  return table.rows.map(({ id, cells }) => [id, ...cells.map(({ value }) => value)]);
}

it("a limit holds from the import that stated it on: the days before keep theirs, and what came after the period is none of it", async () => {
  const rows = await limitsByWeek();
  expect(rows).toHaveLength(31);
  // Two racks of 10 kW: 480 kWh a day, of 20 + 20 kW and then of 40 + 20.
  for (const [at, row] of rows.entries()) {
    const limitKwh = (at < 15 ? 40 : 60) * 24;
    expect(row.slice(1)).toEqual([480, limitKwh, limitKwh]);
  }
});

it("a row that was moved since stood where it was: the days before its move keep its racks in their hall", async () => {
  const before = await limitsByWeek();
  const { rows } = await server.database.ownerPool.query<{ now: Date }>("select clock_timestamp() as now");
  await server.services.inventory.writeDocument(
    aCenterDocument({
      center: { id: center, name: center, timeZone: "UTC" },
      halls: ["h1", "h2"].map((id) => ({ id, name: id })),
      rows: [{ id: "r1", hall: "h2", name: "Row 1" }],
      racks: aCenterDocument().racks.map((rack) => ({
        ...rack,
        powerLimitW: rack.id === "k1" ? 80_000 : 20_000,
      })),
      meters: [],
      leases: [],
      assignments: [],
    }),
  );
  await server.database.ownerPool.query(
    "update document_line set recorded_at = '2026-06-03T00:00:00Z' where center_id = $1 and recorded_at >= $2",
    [center, rows[0]?.now],
  );
  server.services.directory.changed(center);
  const after = await limitsByWeek();
  expect(after.filter(([id]) => String(id).startsWith("h1 "))).toEqual(before);
});
