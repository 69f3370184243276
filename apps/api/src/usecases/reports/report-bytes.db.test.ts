import { createHash } from "node:crypto";
import type { Report, ReportFormat } from "@aidc/contract";
import { canonicalJson } from "@aidc/domain";
import { aCenterDocument, testConfig } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportFile } from "../../exports/report-files.ts";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { buildReport, issuePeriod, sealedReport } from "./report-life.ts";
import { signPages } from "./sign-pages.ts";

/** A report is the same however the database answers, and so are its files. */

const center = "small";
const period = "2025-06";
/** June 2024 to June 2025 in Shanghai: 13 months, and the month of the report for its demand. */
const firstDay = "2024-05-31T16:00:00Z";
const days = 395;
const firstQuarter = "2025-05-31T16:00:00Z";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeCenter(8);
});
afterAll(() => server.close());

async function makeCenter(count: number): Promise<void> {
  const racks = Array.from({ length: count }, (_, at) => `k${String(at + 1).padStart(4, "0")}`);
  const document = aCenterDocument({
    center: { id: center, name: center, timeZone: "Asia/Shanghai", ratedItPowerW: 4000 * count },
    racks: racks.map((id, at) => ({ id, row: "r1", name: id, position: at + 1, powerLimitW: 10_000 })),
    servers: racks.map((rack) => ({
      id: `s-${rack}`,
      rack,
      name: rack,
      heightU: 8,
      accelerators: { model: "h100-sxm", count: 8 },
    })),
    tenants: accounts.map((id) => ({ id, name: id })),
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
  await insertRollups([...ids.subarray(0, racks.length)], ids[racks.length] ?? 0);
  await insertJobs();
}

/** So many that no wait is one account's. */
const accounts = ["t1", "t2", "t3", "t4"];

/** As the store keeps what schedulers tell: every fifth job was told as waiting before; some wait still. */
async function insertJobs(): Promise<void> {
  await server.database.ownerPool.query(
    `with job as (
        select n, $2::timestamptz + n * interval '113 minutes' as eligible, $2::timestamptz + interval '396 days' as known
        from generate_series(1, 5000) n
      ), told as (select *, false as early from job union all select *, true from job where n % 5 = 0)
      insert into queued_job (center_id, tenant_id, job_id, known_at, recorded_at, eligible_at, started_at, state, superseded_at)
      select $1, ($3::text[])[1 + n % 4], 'job-' || n, case when early then eligible else known end,
        case when early then eligible else known end, eligible,
        case when not early and n % 50 > 0 then eligible + n * 7919 % 5003 * interval '71 seconds' end, '',
        case when early then known else 'infinity' end
      from told`,
    [center, firstDay, accounts],
  );
}

/** Rows as the compaction writes them: IT draws 3 to 3.6 kW a rack, the facility 1.25 of all. */
async function insertRollups(it: readonly number[], grid: number): Promise<void> {
  const { ownerPool } = server.database;
  const columns = "center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets";
  await ownerPool.query(
    `insert into rollup_1d (${columns})
      select $1, s, d, d + interval '1 day', (3000 + s % 7 * 100)::numeric * 86400000, 86400000, 0, 3600, 5760, 0
      from unnest($2::int[]) s, generate_series($3::timestamptz, $3::timestamptz + $4 * interval '1 day' - interval '1 day', interval '1 day') d`,
    [center, it, firstDay, days],
  );
  for (const [table, width, from, count] of [
    ["rollup_1d", "1 day", firstDay, days],
    ["rollup_5m", "5 minutes", firstQuarter, 30 * 288],
  ])
    await ownerPool.query(
      `insert into ${table} (${columns})
        select $1, $2::int, d, d + interval '${width}', (4125 * $5::bigint + extract(epoch from d)::bigint / 300 % 11)::numeric
            * extract(epoch from interval '${width}')::bigint * 1000, extract(epoch from interval '${width}') * 1000, 0, 5e6, 20, 0
        from generate_series($3::timestamptz, $3::timestamptz + $4 * interval '${width}' - interval '${width}', interval '${width}') d`,
      [center, grid, from, count, it.length],
    );
  await ownerPool.query("analyze rollup_1d; analyze rollup_5m");
}

const hash = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Of the roll-ups themselves: days without a state are not kept. */
async function contentOf({ services, database }: TestServer): Promise<string> {
  await database.ownerPool.query("delete from rollup_1d_state");
  return hash(canonicalJson(await buildReport(services, { center, period })));
}

/** Settings of a session that must not change a number, and how often a report is built under them. */
const sessions: readonly [times: number, Readonly<Record<string, string>>][] = [
  [20, { timezone: "America/New_York", intervalstyle: "sql_standard" }],
  [20, { timezone: "Asia/Kathmandu", lc_numeric: "C", lc_monetary: "C", extra_float_digits: "0" }],
  [
    18,
    {
      max_parallel_workers_per_gather: "4",
      parallel_setup_cost: "0",
      parallel_tuple_cost: "0",
      min_parallel_table_scan_size: "0",
    },
  ],
  [20, { enable_hashagg: "off", enable_hashjoin: "off", work_mem: "64kB" }],
  // Compiling every question takes a tenth of a second each.
  [
    2,
    { enable_indexscan: "off", enable_bitmapscan: "off", enable_sort: "off", jit: "on", jit_above_cost: "0" },
  ],
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

/** All rows of the center as text, into a database of its own, where they lie in another order. */
async function restoreInto(target: TestServer): Promise<void> {
  const [from, to] = [server.database.ownerPool, target.database.ownerPool];
  for (const table of await tablesOfCenters()) {
    const key = table === "center" ? "id" : "center_id";
    const columns = await writtenColumns(table);
    const { rows } = await from.query<{ line: string }>(
      `select row_to_json(t)::text as line from public."${table}" t where ${key} = $1 order by md5(t::text)`,
      [center],
    );
    if (rows.length === 0) continue;
    await to.query(
      `insert into public."${table}" (${columns}) overriding system value select ${columns} from unnest($1::text[]) told, json_populate_record(null::public."${table}", told::json) r`,
      [rows.map(({ line }) => line)],
    );
  }
  target.services.directory.changed(center);
}

/** Without those that the database makes itself. */
async function writtenColumns(table: string): Promise<string> {
  const { rows } = await server.database.ownerPool.query<{ columns: string }>(
    `select string_agg(format('%I', attname), ', ') as columns from pg_attribute
      where attrelid = format('public.%I', $1::text)::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.columns ?? "";
}

/**
 * A table that refers to another stands behind it. The audit log is one chain over all centers and stays; the states of
 * days are the database's own of the roll-ups that are written, here as there.
 */
async function tablesOfCenters(): Promise<string[]> {
  const { ownerPool } = server.database;
  const { rows } = await ownerPool.query<{ name: string; needs: string[] }>(
    `select c.relname as name, array(select o.relname::text from pg_constraint f join pg_class o on o.oid = f.confrelid where f.contype = 'f' and f.conrelid = c.oid
        and f.confrelid <> c.oid) as needs
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not in ('audit_entry', 'rollup_1d_state') and (c.relname = 'center' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'center_id'))
      order by 1`,
  );
  const needs = new Map(rows.map((row) => [row.name, row.needs]));
  const inOrder = new Set<string>();
  const place = (name: string): void => {
    if (inOrder.has(name)) return;
    for (const other of needs.get(name) ?? []) if (needs.has(other)) place(other);
    inOrder.add(name);
  };
  for (const { name } of rows) place(name);
  return [...inOrder];
}

const caller = { identity: { role: "admin" }, requestId: null } as const;

function issued(): Promise<Report> {
  const people = { issuer: "Ann", reviewer: "Bo" };
  return issuePeriod(server.services, caller, { center, period, ...people });
}

/** As the door hands it out; the key that signs is kept beside the database. */
async function fileOf({ services }: TestServer, { id }: Report, format: ReportFormat): Promise<string> {
  const report = await sealedReport(services, { center, report: id });
  const file = await signPages(
    await reportFile(report, format, { language: "zh", software: server.services.software }),
    report,
    server.services.reportSigner,
  );
  return hash(new Uint8Array(await file.arrayBuffer()));
}

describe("one report", () => {
  it("built 100 times, under other sessions and row orders, after VACUUM and a restore, has one hash and the same files", {
    timeout: 600_000,
  }, async () => {
    const { ownerPool } = server.database;
    const contents = new Set<string>();
    for (let round = 0; round < 10; round++) contents.add(await contentOf(server));
    const { figures } = await buildReport(server.services, { center, period });
    const waits = figures.filter(({ figure }) => figure.name.startsWith("queue_wait"));
    expect(waits.filter(({ figure }) => figure.value !== null)).not.toEqual([]);
    const report = await issued();
    const drawn = ["json", "csv", "notes", "xlsx"] as const;
    const files = {
      json: new Set<string>(),
      csv: new Set<string>(),
      notes: new Set<string>(),
      xlsx: new Set<string>(),
    };
    const draw = async (from: TestServer) => {
      for (const format of drawn) files[format].add(await patiently(() => fileOf(from, report, format)));
    };
    await draw(server);
    for (const [at, [times, settings]] of sessions.entries()) {
      await inSessionsWith(settings);
      if (at === 1)
        for (const part of [3, 1, 0, 2])
          await ownerPool.query("update rollup_1d set samples = samples where series_id % 4 = $1", [part]);
      if (at === 1)
        await ownerPool.query("update queued_job set state = state where hashtext(job_id) % 3 = 0");
      if (at === 2) await ownerPool.query("update rack set name = name where id like '%7'");
      if (at === 3) await ownerPool.query("vacuum rollup_1d");
      server.services.directory.changed(center);
      for (let round = 0; round < times; round++) {
        contents.add(await patiently(() => contentOf(server)));
        if (round % 5 === 0) await draw(server);
      }
    }
    const restored = await startTestServer();
    try {
      await restoreInto(restored);
      for (let round = 0; round < 10; round++) {
        contents.add(await contentOf(restored));
        if (round % 5 === 0) await draw(restored);
      }
      const pdfs = new Set<string>();
      for (let round = 0; round < testConfig.pdfDrawings; round++)
        pdfs.add(await fileOf(round % 2 === 0 ? server : restored, report, "pdf"));
      for (const [what, { size }] of Object.entries({ contents, ...files, pdfs }))
        expect([what, size]).toEqual([what, 1]);
    } finally {
      await restored.close();
    }
  });
});
