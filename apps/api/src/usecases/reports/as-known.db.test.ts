import type { AsKnownReport } from "@aidc/contract";
import { asKnownReportSchema, reportSchema } from "@aidc/contract";
import { aCenterDocument, eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { SignedInPerson } from "../../auth/people.fixture.ts";
import { peopleOf } from "../../auth/people.fixture.ts";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

/** May 2025 in Shanghai; the racks draw 10 kW each. */
const startMs = Date.parse("2025-04-30T16:00:00Z");
const period = "2025-05";
const lease = {
  id: "l1",
  tenant: "t1",
  resource: "accelerators",
  amount: 8,
  from: "2025-01-01T00:00:00Z",
  to: null,
} as const;
/** Of fewer the report says nothing, because it would tell of one. */
const tenants = ["t1", "t2", "t3", "t4", "t5"];
const leasesOf = (amount: number) =>
  tenants.map((tenant, at) => ({ ...lease, tenant, id: `l${at + 1}`, amount }));
const document = (changes: Parameters<typeof aCenterDocument>[0] = {}) =>
  aCenterDocument({
    center: { id: "known", name: "known", timeZone: "Asia/Shanghai" },
    tenants: tenants.map((id) => ({ id, name: id })),
    leases: leasesOf(2),
    assignments: [],
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
    ...changes,
  });

let server: TestServer;
let planner: SignedInPerson;
const series = new Map<string, number>();
beforeAll(async () => {
  server = await startTestServer();
  planner = await peopleOf(server).staff("planner@example.org", "planner");
  await take(document());
  await measure("server", "s1", 10_000);
  await measure("meter", "grid", 30_000);
});
afterAll(() => server.close());

async function take(wanted: ReturnType<typeof aCenterDocument>): Promise<void> {
  await server.services.inventory.writeDocument(wanted);
  server.services.directory.changed("known");
}

/** @returns an instant that is over: whatever comes next is later, by the millisecond that the database keeps */
async function databaseNow(): Promise<number> {
  const readClock = async (): Promise<number> => {
    const { rows } = await server.database.ownerPool.query(
      "select extract(epoch from clock_timestamp())::float8 * 1000 as ms",
    );
    return Math.ceil(rows[0].ms);
  };
  const atMs = await readClock();
  await eventually(async () => expect(await readClock()).toBeGreaterThan(atMs + 1));
  return atMs;
}

async function measure(
  kind: "server" | "meter" | "tenant",
  id: string,
  watts: number,
  quantity: "power" | "accelerators_allocated" = "power",
): Promise<void> {
  const { id: source } = await server.services.access.createIngestKey("known", `test ${id}`);
  const match = { subject: { kind, id }, quantity, scale: 1, offset: 0 };
  const told = { labels: { __name__: "p", id }, match };
  const [seriesId = 0] = await server.telemetry.resolveSeries("known", source, [told]);
  series.set(id, seriesId);
  await server.database.ownerPool.query(
    `insert into rollup_1d (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets)
      select 'known', $1, to_timestamp($2::bigint / 1000) + d * interval '1 day', to_timestamp($2::bigint / 1000) + (d + 1) * interval '1 day',
        $3::numeric * 86400000000, 86400000, 0, 5e6, 20, 0 from generate_series(0, 30) d`,
    [seriesId, startMs, watts / 1000],
  );
  server.services.directory.changed("known");
}

const asAdmin = async (method: string, path: string, body?: unknown) => {
  const { json, status, text } = await server.call(`/api/centers/known/${path}`, {
    method,
    headers: server.credentials.admin,
    body,
  });
  if (status >= 300) throw new Error(text);
  return json;
};
const asKnown = async (atMs: number): Promise<AsKnownReport> => {
  const on = new Date(atMs).toISOString();
  return asKnownReportSchema.parse(await asAdmin("GET", `report-as-known?period=${period}&on=${on}`));
};
const valueIn = ({ report }: Pick<AsKnownReport, "report">, id: string) =>
  report.content.figures.find((one) => one.id === id)?.figure.value;
const now = async () => ({
  report: reportSchema.parse(await asAdmin("GET", `report-preview?period=${period}`)),
});
const partOf = ({ parts }: AsKnownReport, wanted: string) => parts.find(({ kind }) => kind === wanted);
const leased = "utilisation.leased_hours";

describe("the report of a period as known on a day", () => {
  it("is that of now while nothing has changed, and every part is as then", async () => {
    const known = await asKnown(await databaseNow());
    expect(known.report.contentSha256).toBe((await now()).report.contentSha256);
    expect(known.parts.filter(({ basis }) => basis !== "then")).toEqual([]);
  });

  it("has a lease as it was recorded by then, and one that was entered later not at all", async () => {
    const issued = await asAdmin("POST", "issued-reports", { period, issuer: "A", reviewer: "B" });
    const before = await databaseNow();
    const [ended, ...others] = leasesOf(3);
    const late = { ...lease, id: "late", amount: 1 };
    await take(
      document({
        leases: [{ ...(ended ?? lease), to: "2025-05-10T16:00:00Z" }, ...others, late],
        assignments: [],
      }),
    );
    const then = await asKnown(before);
    expect(then.report.contentSha256).toBe(Object(issued).contentSha256);
    expect(then.inForce).toMatchObject({ number: Object(issued).number, differing: [] });
    expect(partOf(then, "leases")).toMatchObject({ basis: "then", leftOut: 6 });
    const told = await now();
    expect(told.report.contentSha256).not.toBe(then.report.contentSha256);
    const after = await asKnown(await databaseNow());
    expect(after.report.contentSha256).toBe(told.report.contentSha256);
    expect(partOf(after, "leases")).toMatchObject({ basis: "then", leftOut: 0 });
    expect(after.inForce?.differing.map(({ figure }) => figure)).toContain(leased);
    expect(valueIn(then, leased)).not.toBe(valueIn(told, leased));
  });

  it("has no server that was entered later, though what measures it has a history", async () => {
    const before = await databaseNow();
    const told = await now();
    const more = { id: "s3", rack: "k2", name: "s3", heightU: 4 };
    await take(document({ leases: [], assignments: [], servers: [more] }));
    await measure("server", "s3", 10_000);
    expect(valueIn(await now(), "energy.it")).not.toBe(valueIn(told, "energy.it"));
    const then = await asKnown(before);
    expect(valueIn(then, "energy.it")).toBe(valueIn(told, "energy.it"));
    expect(partOf(then, "places")).toMatchObject({ basis: "then", leftOut: 1 });
  });

  it("names the days that were written again after it, because samples came late", async () => {
    const before = await databaseNow();
    await server.database.ownerPool.query(
      `update rollup_1d set integral = integral * 2, written_at = clock_timestamp()
        where series_id = $1 and starts_at >= $2 and starts_at < $3`,
      [series.get("grid"), new Date(startMs + 9 * 86_400_000), new Date(startMs + 11 * 86_400_000)],
    );
    const samples = partOf(await asKnown(before), "samples");
    expect(samples).toMatchObject({ basis: "now", leftOut: null });
    expect(samples?.later).toEqual([
      {
        subject: { kind: "meter", id: "grid" },
        quantity: "power",
        days: 2,
        firstDay: "2025-05-10",
        lastDay: "2025-05-11",
      },
    ]);
    expect(samples?.note.en).toContain("meter grid (power) 2 days");
    expect(partOf(await asKnown(await databaseNow()), "samples")).toMatchObject({
      basis: "then",
      leftOut: 0,
    });
  });

  it("names late days of all the time that it reads: figures over 12 months reach before what it compares", async () => {
    const before = await databaseNow();
    onTestFinished(async () => {
      await server.database.ownerPool.query("delete from rollup_1d where starts_at < '2025-01-01'");
    });
    // The 24 months that end with May 2025 begin in June 2023; IT and facility are read of them.
    for (const day of ["2023-05-20", "2023-06-20", "2024-12-10"])
      await server.database.ownerPool.query(
        `insert into rollup_1d (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets, written_at)
          select 'known', $1, d, d + interval '1 day', 1, 86400000, 0, 5e6, 20, 0, clock_timestamp() from (select $2::timestamptz d)`,
        [series.get("grid"), `${day}T00:00:00+08:00`],
      );
    const samples = partOf(await asKnown(before), "samples");
    expect(samples?.later).toEqual([
      {
        subject: { kind: "meter", id: "grid" },
        quantity: "power",
        days: 2,
        firstDay: "2023-06-20",
        lastDay: "2024-12-10",
      },
    ]);
  });

  it("of the time before its history is as recorded first, and says since when", async () => {
    const known = await asKnown(Date.parse("2025-06-10T00:00:00Z"));
    const { basis, leftOut } = partOf(known, "leases") ?? {};
    expect(basis).toBe("first");
    expect(leftOut).toBeGreaterThan(0);
    const samples = partOf(known, "samples");
    expect(samples).toMatchObject({ basis: "now", leftOut: null });
    expect(samples).not.toHaveProperty("later");
    expect(samples?.note.en).toContain("is not known before 20");
  });

  it("withholds what a hall drew that one tenant holds as is recorded now, though nobody held it then", async () => {
    // The one server that is measured still.
    const servers = [{ id: "s3", rack: "k2", name: "s3", heightU: 4 }];
    await take(document({ servers }));
    const before = await databaseNow();
    const told = ({ report }: Pick<AsKnownReport, "report">) =>
      report.content.chapters
        .flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === "table" && block.id === "hall_use" ? block.rows : []))
        .flatMap(({ cells }) => cells)
        .some(({ value }) => value !== null);
    expect(told(await asKnown(before))).toBe(true);
    const held = [{ lease: "l1", rack: "k1", from: lease.from, to: null }];
    await take(document({ servers, assignments: held }));
    expect(told(await now())).toBe(false);
    expect(told(await asKnown(before))).toBe(false);
  });

  it("answers who sees no tenant at the ends of days and of the present only, and says which", async () => {
    const ask = (atMs: number, headers: Record<string, string> = planner.headers) =>
      server.call(`/api/centers/known/report-as-known?period=${period}&on=${new Date(atMs).toISOString()}`, {
        headers,
      });
    const midnight = Date.parse("2025-06-09T16:00:00Z");
    expect((await ask(midnight)).status).toBe(200);
    expect((await ask(await databaseNow())).status).toBe(200);
    for (const atMs of [midnight - 1, midnight + 1, midnight + 3_600_000]) {
      const { status, text } = await ask(atMs);
      expect([status, text]).toEqual([
        400,
        expect.stringContaining("on: must be the end of a day in Asia/Shanghai"),
      ]);
      expect((await ask(atMs, server.credentials.admin)).status).toBe(200);
    }
    expect((await ask(midnight + 1)).text).toContain("2025-06-09T16:00:00.000Z or 2025-06-10T16:00:00.000Z");
  });

  it("tells who sees no tenant neither tenants nor meters of few of them by name", async () => {
    const meters = [
      { id: "grid", name: "Grid", role: "grid_import" as const },
      { id: "branch", name: "Branch", role: "pdu_output" as const },
    ];
    await take(document({ meters, feeds: [{ id: "f1", name: "F1", meter: "branch", racks: ["k1"] }] }));
    await measure("meter", "branch", 10_000);
    await measure("tenant", "t1", 4_000, "accelerators_allocated");
    const on = await databaseNow();
    await server.database.ownerPool.query(
      "update rollup_1d set written_at = clock_timestamp() where series_id = any($1)",
      [["grid", "branch", "t1"].map((id) => series.get(id))],
    );
    const path = `/api/centers/known/report-as-known?period=${period}&on=${new Date(on).toISOString()}`;
    const namesTo = async (headers: Record<string, string>) => {
      const { json, text } = await server.call(path, { headers });
      const part = partOf(asKnownReportSchema.parse(json), "samples");
      return { text, part, names: part?.later?.map(({ subject }) => subject.id).sort() };
    };
    expect((await namesTo(server.credentials.admin)).names).toEqual(["branch", "grid", "t1"]);
    const { text, part, names } = await namesTo(planner.headers);
    expect(names).toEqual(["grid"]);
    expect(part?.note.en).toContain("3 points, at most 31 days each: meter grid (power) 31 days");
    expect(part?.note.en).toContain("2 that are not named");
    expect(JSON.stringify(part)).not.toContain("branch");
    for (const tenant of tenants) expect(text).not.toMatch(new RegExp(`\\b${tenant}\\b`));
  });
});
