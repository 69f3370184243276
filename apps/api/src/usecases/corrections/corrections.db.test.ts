import { createHash } from "node:crypto";
import type { Figure } from "@aidc/contract";
import { asKnownReportSchema } from "@aidc/contract";
import { buildReportContent, contentSha256 } from "@aidc/domain";
import { aCenterDocument, eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { readReportInputs } from "../reports/read-inputs.ts";

/** May 2025 in Shanghai: IT draws 10 kW, the grid meter 12.5 kW where it says anything. */
const may = { from: "2025-04-30T16:00:00Z", to: "2025-05-31T16:00:00Z" };
const dayMs = 86_400_000;
const startMs = Date.parse(may.from);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await makeCenter("metered", { it: [0, 31], grid: [0, 9, 12, 31] });
  await makeCenter("billed", { it: [0, 31], grid: [] });
  await makeCenter("beside", { it: [0, 31], grid: [0, 30] });
  await makeCenter("gappy", { it: [0, 20], grid: [] });
  await makeCenter("registered", { it: [0, 31], grid: [0, 31] }, "energy");
});
afterAll(() => server.close());

/** @param days pairs of the first day and that after the last, of each side */
async function makeCenter(
  center: string,
  days: { it: number[]; grid: number[] },
  ofGrid: "power" | "energy" = "power",
): Promise<void> {
  const document = aCenterDocument({
    center: { id: center, name: center, timeZone: "Asia/Shanghai" },
    racks: [{ id: "k1", row: "r1", name: "k1", position: 1 }],
    servers: [{ id: "s1", rack: "k1", name: "s1", heightU: 8 }],
    meters: [{ id: "grid", name: "Grid", role: "grid_import" }],
    leases: [],
    assignments: [],
  });
  await server.services.inventory.writeDocument(document);
  const { id: source } = await server.services.access.createIngestKey(center, "test");
  const subjects = [
    { kind: "server" as const, id: "s1", quantity: "power" as const, watts: 10_000, days: days.it },
    { kind: "meter" as const, id: "grid", quantity: ofGrid, watts: 12_500, days: days.grid },
  ].filter((subject) => subject.days.length > 0);
  const series = subjects.map(({ kind, id, quantity }) => ({
    labels: { __name__: "p", id },
    match: { subject: { kind, id }, quantity, scale: 1, offset: 0 },
  }));
  const ids = await server.telemetry.resolveSeries(center, source, series);
  server.services.directory.changed(center);
  for (const [at, { watts, days: edges }] of subjects.entries())
    for (let edge = 0; edge < edges.length; edge += 2)
      await insertDays(center, ids[at] ?? 0, watts, edges.slice(edge, edge + 2));
}

async function insertDays(center: string, series: number, watts: number, [from = 0, to = 0]: number[]) {
  await server.database.ownerPool.query(
    `insert into rollup_1d (center_id, series_id, starts_at, ends_at, integral, covered_ms, min, max, samples, resets)
      select $1, $2, to_timestamp($3::bigint / 1000) + d * interval '1 day', to_timestamp($3::bigint / 1000) + (d + 1) * interval '1 day',
        $4::numeric * 86400000, 86400000, 0, 5e6, 20, 0 from generate_series($5::int, $6::int - 1) d`,
    [center, series, startMs, watts, from, to],
  );
}

const asAdmin = (method: string, path: string, body?: unknown) =>
  server.call(`/api/centers/${path}`, { method, headers: server.credentials.admin, body });

async function figuresOf(center: string, window = may) {
  const names = "it_energy,facility_energy,pue";
  const { json } = await asAdmin(
    "GET",
    `${center}/figures?from=${window.from}&to=${window.to}&names=${names}`,
  );
  return Object(json);
}

async function issue(center: string) {
  const body = { period: "2025-05", issuer: "A. Issuer", reviewer: "B. Reviewer" };
  const { json, status, text } = await asAdmin("POST", `${center}/issued-reports`, body);
  if (status >= 300) throw new Error(text);
  return Object(json);
}

type Told = { id: string; figure: Pick<Figure, "value" | "reason" | "grade" | "inputs"> };
const figureIn = (report: { content: { figures: Told[] } }, id: string) =>
  report.content.figures.find((one) => one.id === id)?.figure;

/** The three days that the grid meter says nothing of. */
const fill = {
  kind: "gap_fill",
  subject: { kind: "meter", id: "grid" },
  energyKwh: "900",
  from: "2025-05-09T16:00:00Z",
  to: "2025-05-12T16:00:00Z",
  reason: "read at the substation",
};

describe("a correction", () => {
  it("of a digit too many is refused by what was measured around it, before it is in any figure", async () => {
    // 12.5 kW are measured before and after: 72 h of ten times that are 9000 kWh.
    const draft = { ...fill, energyKwh: "9001" };
    for (const path of ["metered/correction-preview", "metered/corrections"]) {
      const { status, text } = await asAdmin("POST", path, { draft });
      expect([path, status]).toEqual([path, 400]);
      expect(text).toContain("at most 125 kW is taken: 10 times the mean of the days around it");
    }
    const allowed = { ...fill, energyKwh: "9000" };
    expect((await asAdmin("POST", "metered/correction-preview", { draft: allowed })).status).toBe(200);
  });
  it("recorded after issue makes a new version that names it, and every page tells the same number", async () => {
    const first = await issue("metered");
    expect(figureIn(first, "energy.facility")).toMatchObject({ value: 28 * 24 * 12.5 });
    // The naive PUE over the whole month would be 8400 / 7440 = 1.129 of two different times.
    expect(figureIn(first, "energy.pue")).toMatchObject({ value: null, reason: "coverage_low" });

    const preview = await asAdmin("POST", "metered/correction-preview", { draft: fill });
    expect(preview.json).toMatchObject({
      old: { energyKwh: null, reason: "no_data" },
      new: { energyKwh: 900 },
    });
    const recorded = await asAdmin("POST", "metered/corrections", { draft: fill });
    expect(recorded.status).toBe(201);
    const { id, recordedBy } = Object(recorded.json);

    const figures = await figuresOf("metered");
    expect(figures.facility_energy).toMatchObject({ value: 9300, coverage: 1, grade: "assumed" });
    const second = await issue("metered");
    for (const [name, own] of [
      ["facility_energy", "energy.facility"],
      ["it_energy", "energy.it"],
      ["pue", "energy.pue"],
    ] as const) {
      expect(figureIn(second, own)?.value).toBe(figures[name].value);
      expect(figureIn(second, own)?.grade).toBe(figures[name].grade);
    }
    expect(second).toMatchObject({ version: 2, supersedes: first.number });
    const line = second.restatement.find(({ figure }: { figure: string }) => figure === "energy.facility");
    expect(line).toMatchObject({ old: 8400, new: 9300, author: recordedBy });
    expect(line.cause).toContain(id);
    expect(line.cause).toContain("read at the substation");
    const origin = second.content.inputs.find(({ kind }: { kind: string }) => kind === "corrections");
    expect(origin).toMatchObject({ count: 1 });
    expect(origin.sha256).not.toBe(
      first.content.inputs.find(({ kind }: { kind: string }) => kind === "corrections").sha256,
    );
  });

  it("cannot be stated twice of one time, and a withdrawn one is known as of before", async () => {
    const again = await asAdmin("POST", "metered/corrections", { draft: { ...fill, energyKwh: "1" } });
    expect(again.status).toBe(400);
    expect(again.text).toContain("draft.from");
    const { json } = await asAdmin("GET", "metered/corrections");
    const [{ id, recordedAt }] = Object(json).corrections;
    const withdrawal = await asAdmin("POST", `metered/corrections/${id}/withdrawal`, { reason: "misread" });
    expect(withdrawal.status).toBe(200);
    expect((await figuresOf("metered")).facility_energy).toMatchObject({ value: 8400 });

    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    const hashAt = async (atMs: number) =>
      contentSha256(
        buildReportContent(await readReportInputs(server.services, "metered", "2025-05", atMs)),
        sha256,
      );
    const reports = Object((await asAdmin("GET", "metered/reports")).json);
    const hashes = new Map(
      reports.map((one: { version: number; contentSha256: string }) => [one.version, one.contentSha256]),
    );
    expect(await hashAt(Date.parse(recordedAt) - 1)).toBe(hashes.get(1));
    expect(await hashAt(Date.parse(recordedAt))).toBe(hashes.get(2));
    // Planners ask the same of the server: as known then, and as known now.
    const asKnown = async (atMs: number) => {
      const on = new Date(atMs).toISOString();
      const { json: told } = await asAdmin("GET", `metered/report-as-known?period=2025-05&on=${on}`);
      return asKnownReportSchema.parse(told);
    };
    const before = await asKnown(Date.parse(recordedAt) - 1);
    expect(before.report.contentSha256).toBe(hashes.get(1));
    expect(before.parts).toContainEqual(
      expect.objectContaining({ kind: "corrections", basis: "then", leftOut: 1 }),
    );
    expect(before.parts).toContainEqual(expect.objectContaining({ kind: "samples", basis: "then" }));
    const then = await asKnown(Date.parse(recordedAt));
    expect(then.report).toMatchObject({ contentSha256: hashes.get(2), asKnownAt: recordedAt, number: null });
    const now = Object((await asAdmin("GET", "metered/report-preview?period=2025-05")).json);
    expect(now.contentSha256).not.toBe(hashes.get(2));
    for (const on of ["2025-05-31T00:00:00Z", "2999-01-01T00:00:00Z"])
      expect((await asAdmin("GET", `metered/report-as-known?period=2025-05&on=${on}`)).status).toBe(400);
    const twice = await asAdmin("POST", `metered/corrections/${id}/withdrawal`, { reason: "misread" });
    expect(twice.status).toBe(409);
    const entries = await server.services.audit.list(null);
    const own = entries.filter(({ subject }) => subject === `corrections/${id}`).map(({ action }) => action);
    expect(own.sort()).toEqual(["correction.record", "correction.withdraw"]);
  });
});

describe("a meter exchange", () => {
  it("with other transformers counts on with its factor in every report after it", async () => {
    const draft = {
      kind: "meter_exchange",
      subject: { kind: "meter", id: "grid" },
      reason: "worn out",
      at: "2025-05-20T04:00:00Z",
      lastReadingKwh: "9000",
      firstReadingKwh: "0",
      factor: "1.5",
    };
    expect((await asAdmin("POST", "registered/corrections", { draft })).status).toBe(201);
    // Of the day itself no samples are left: what its roll-up says is kept.
    const value = 20 * 300 + 11 * 300 * 1.5;
    expect((await figuresOf("registered")).facility_energy).toMatchObject({ value, coverage: 1 });
    expect(figureIn(await issue("registered"), "energy.facility")).toMatchObject({ value, grade: "derived" });
    const { status, json } = await asAdmin("GET", "registered/report-preview?period=2025-04");
    expect(status).toBe(200);
    const before = figureIn(Object(json), "energy.facility");
    expect(before?.inputs.map(({ kind }) => kind)).toEqual(["meter"]);
  });
});

describe("what is known since when", () => {
  it("is the time it was recorded at, not that at which somebody began to wait for another", async () => {
    const client = await server.database.ownerPool.connect();
    const lock = "hashtextextended('corrections\nregistered', 0)";
    await client.query(`select pg_advisory_lock(${lock})`);
    const pending = asAdmin("POST", "registered/corrections", { draft: fill });
    await eventually(async () => {
      const { rows } = await client.query(
        `select from pg_locks waits join pg_locks held using (locktype, database, classid, objid)
          where not waits.granted and held.granted and held.pid = pg_backend_pid()`,
      );
      expect(rows).toHaveLength(1);
    });
    const releasedMs = server.services.clock();
    await client.query(`select pg_advisory_unlock(${lock})`);
    client.release();
    const { recordedAt } = Object((await pending).json);
    expect(Date.parse(recordedAt)).toBeGreaterThanOrEqual(releasedMs);
  });
});

describe("bills", () => {
  const header = "kind,target,month,energy_kwh,cost,document\n";
  const take = async (center: string, csv: string, dryRun = false) =>
    Object((await asAdmin("POST", `${center}/meter-readings`, { csv, dryRun })).json);

  it("are judged row by row, and a file is taken whole or not at all", async () => {
    const bad = `${header}bill,facility,2025-05,9300,6500.50,bill 5\nbill,grud,2025-13,x,,\n`;
    const refused = await take("billed", bad, true);
    expect(refused.stored).toBe(0);
    expect(refused.rows).toMatchObject([
      { line: 2, verdict: "new" },
      { line: 3, verdict: "refused" },
    ]);
    const paths = refused.rows[1].issues.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(expect.arrayContaining(["month", "energy_kwh", "document"]));
    // Nothing is taken, so the status is no success: a program that reads it alone would think it was.
    const { status, json } = await asAdmin("POST", "billed/meter-readings", { csv: bad });
    expect(status).toBe(400);
    expect(Object(json)).toMatchObject({
      message: expect.stringContaining("1 row is refused and nothing was stored; line 3: "),
      data: { issues: expect.arrayContaining([expect.objectContaining({ path: "csv.3.month" })]) },
    });
    expect(await take("billed", bad, true)).toMatchObject({ rows: [{ verdict: "new" }, {}] });
    const good = `\uFEFF${header}bill,facility,2025-05,9300,6500.50,"bill ""5"", part 1"\r\n`;
    expect(await take("billed", good, true)).toMatchObject({ stored: 0, rows: [{ verdict: "new" }] });
    expect(await take("billed", good)).toMatchObject({ stored: 1 });
    expect(await take("billed", good)).toMatchObject({ stored: 0, rows: [{ verdict: "known" }] });
  });

  it("state the month of the place, no day of it, and a PUE only with IT of the very same time", async () => {
    const figures = await figuresOf("billed");
    expect(figures.facility_energy).toMatchObject({ value: 9300, grade: "derived", coverage: 1 });
    expect(figures.pue).toMatchObject({ value: 1.25, coverage: 1 });
    const day = { from: may.from, to: new Date(startMs + dayMs).toISOString() };
    expect((await figuresOf("billed", day)).facility_energy).toMatchObject({
      value: null,
      reason: "window_mismatch",
    });
    // A month of UTC is 8 hours another one.
    const utc = { from: "2025-05-01T00:00:00Z", to: "2025-06-01T00:00:00Z" };
    expect((await figuresOf("billed", utc)).facility_energy).toMatchObject({
      value: null,
      reason: "window_mismatch",
    });

    const report = await issue("billed");
    expect(figureIn(report, "energy.facility")?.value).toBe(9300);
    expect(figureIn(report, "energy.pue")?.value).toBe(figures.pue.value);

    await take("gappy", `${header}bill,facility,2025-05,9300,,bill 5\n`);
    // 9300 kWh over the 20 days that IT is known of would make 1.94.
    expect((await figuresOf("gappy")).pue).toMatchObject({ value: null, reason: "window_mismatch" });
  });

  it("count where samples cover less than 95 % of their time, and stand beside them elsewhere", async () => {
    const april = "bill,facility,2025-04,9000,,bill 4\n";
    const taken = await take("metered", `${header}${april}bill,facility,2025-05,9300,,bill 5\n`);
    // Samples tell of 28 of the 31 days.
    expect(taken).toMatchObject({
      stored: 2,
      rows: [
        { verdict: "new", issues: [] },
        { verdict: "new", issues: [{ path: "target" }] },
      ],
    });
    expect(taken.rows[1].issues[0].message).toBe(
      "will count in place of samples, which cover 90.3 % of that time and are left out",
    );
    const figures = await figuresOf("metered");
    expect(figures.facility_energy).toMatchObject({ value: 9300, coverage: 1, grade: "derived" });
    expect(figures.pue).toMatchObject({ value: 1.25, coverage: 1, grade: "derived" });

    const beside = await take("beside", `${header}bill,facility,2025-05,9300,,bill 5\n`);
    expect(beside.rows[0].issues[0].message).toBe(
      "will not count: samples or corrections cover 96.7 % of that time",
    );
    expect((await figuresOf("beside")).facility_energy).toMatchObject({ value: 9000, grade: "metered" });
  });

  it("are told with what samples say of the same time in the report, which agrees with the figures", async () => {
    const told = async (center: string) => {
      const report = await issue(center);
      const chapters: {
        blocks: { id: string; rows?: { label: { en: string }; cells: { text: string }[] }[] }[];
      }[] = report.content.chapters;
      const rows = (id: string) =>
        chapters.flatMap(({ blocks }) => blocks).find((block) => block.id === id)?.rows ?? [];
      const bill = rows("statements").find(({ cells }) => cells[0]?.text?.startsWith("2025-04-30"));
      return {
        report,
        bill: bill?.cells.at(-1)?.text,
        days: rows("energy_day").map(({ label }) => label.en),
      };
    };
    const metered = await told("metered");
    expect(figureIn(metered.report, "energy.facility")?.value).toBe(9300);
    expect(figureIn(metered.report, "energy.pue")?.value).toBe(1.25);
    expect(metered.bill).toBe("counted; samples cover 90.3 % of that time and are left out");
    expect(metered.days.at(-1)).toBe("2025-05-01 - 2025-05-31, samples left out");
    const beside = await told("beside");
    expect(figureIn(beside.report, "energy.facility")?.value).toBe(9000);
    expect(beside.bill).toBe(
      "not counted: samples of that time do, 96.7 % covered; it states +3.3 % beside them",
    );
  });
});
