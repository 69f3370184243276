import type { AsKnownReport } from "@aidc/contract";
import { asKnownReportSchema, reportSchema } from "@aidc/contract";
import { aCenterDocument, eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    assignments: [{ lease: "l1", rack: "k1", from: lease.from, to: null }],
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
    ...changes,
  });

let server: TestServer;
const series = new Map<string, number>();
beforeAll(async () => {
  server = await startTestServer();
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

async function measure(kind: "server" | "meter", id: string, watts: number): Promise<void> {
  const { id: source } = await server.services.access.createIngestKey("known", `test ${id}`);
  const match = { subject: { kind, id }, quantity: "power" as const, scale: 1, offset: 0 };
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

  it("of the time before its history is as recorded first, and says since when", async () => {
    const { basis, leftOut } = partOf(await asKnown(Date.parse("2025-06-10T00:00:00Z")), "leases") ?? {};
    expect(basis).toBe("first");
    expect(leftOut).toBeGreaterThan(0);
  });
});
