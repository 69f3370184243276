import { createHash, randomUUID } from "node:crypto";
import { reportFileKinds, reportFileSchema, reportSchema } from "@aidc/contract";
import { figureRests } from "@aidc/domain";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { draftReport, issueReport, sealedReport } from "../reports/report-life.ts";
import type { Services } from "../services.ts";
import { issuedFile, tendFiles } from "./report-files.ts";

let server: TestServer;
let number: string;
beforeAll(async () => {
  server = await startTestServer();
  number = await issue("2026-05");
});
afterAll(() => server.close());

const services = () => server.services;
const sumOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const call = (path: string, body?: unknown) =>
  server.call(`/api/centers/c1${path}`, {
    method: body === undefined ? "GET" : "POST",
    body,
    headers: server.credentials.admin,
  });
async function issue(period: string): Promise<string> {
  const { json } = await call("/issued-reports", { period, issuer: "A", reviewer: "B" });
  return reportSchema.parse(json).number ?? "";
}
const ask = async (format: string, of = number) => {
  const { status, text, json } = await call(`/reports/${of}/files`, { format, language: "en" });
  expect([status, text]).toEqual([202, text]);
  return reportFileSchema.parse(json);
};
const filesOf = async (which: string) =>
  z
    .array(reportFileSchema)
    .parse((await call("/report-files")).json)
    .filter((file) => file.number === which);
const fileOf = async (id: string) =>
  z
    .array(reportFileSchema)
    .parse((await call("/report-files")).json)
    .find((file) => file.id === id);
const ready = (id: string) =>
  eventually(
    async () => {
      const file = await fileOf(id);
      expect(file?.state).toBe("ready");
      return file;
    },
    { timeoutMs: 60_000, pauseMs: 100 },
  );

describe("files of an issued report", () => {
  it("wait to be drawn from its issue on, all of them, and are kept without anybody asking", async () => {
    const ordered = await filesOf(number);
    const kinds = ordered.map(({ format, language }) => `${format} ${language}`).sort();
    const drawn = ["pdf en", "pdf zh", "xlsx en", "xlsx zh"];
    expect(kinds).toEqual([
      "csv zh",
      "json zh",
      "notes zh",
      ...drawn.slice(0, 2),
      "schema zh",
      ...drawn.slice(2),
    ]);
    expect(new Set(ordered.map(({ askedBy }) => askedBy))).toEqual(new Set(["A"]));
    await tendFiles(services());
    await eventually(
      async () => expect((await filesOf(number)).map(({ state }) => state)).toEqual(kinds.map(() => "ready")),
      { timeoutMs: 60_000 },
    );
    const otherProgram = { ...services(), reportFile: () => Promise.reject(new Error("it is drawn anew")) };
    const report = await sealedReport(services(), { center: "c1", report: number });
    for (const kind of reportFileKinds)
      expect((await issuedFile(otherProgram, report, kind, "B")).size).toBeGreaterThan(0);
  });

  it("show their step, survive a failed try, and are begun anew by themselves and when somebody asks", async () => {
    const { reportFile } = services();
    let isBroken = true;
    let isSeen = () => {};
    const seen = new Promise<void>((resolve) => {
      isSeen = resolve;
    });
    onTestFinished(() => void Object.assign(services(), { reportFile }));
    Object.assign(services(), {
      reportFile: async (...wish: Parameters<Services["reportFile"]>) => {
        await seen;
        if (isBroken) throw new Error("no room on the disk");
        return reportFile(...wish);
      },
    });
    const other = await issue("2026-02");
    await tendFiles(services());
    const anyIs = (like: object) =>
      eventually(async () => expect(await filesOf(other)).toContainEqual(expect.objectContaining(like)), {
        timeoutMs: 60_000,
      });
    await anyIs({ state: "running", step: "draw" });
    isSeen();
    const error = "no room on the disk";
    await anyIs({ state: "waiting", error });
    for (const file of await services().reportFiles.unfinished())
      await services().reportFiles.fail(file, { error, isLast: true, atMs: services().clock() });
    const states = async () => (await filesOf(other)).map(({ state }) => state);
    const tendAfter = (ms: number) => tendFiles({ ...services(), clock: () => Date.now() + ms });
    await tendAfter(50 * 60_000);
    expect(await states()).toEqual(Array(8).fill("failed"));
    isBroken = false;
    const [given, again] = [
      (await filesOf(other)).find(({ format }) => format === "csv"),
      await ask("csv", other),
    ];
    expect(again.id).not.toBe(given?.id);
    await ready(again.id);
    const [waiting] = (await filesOf(other)).filter(({ state }) => state === "failed");
    expect(waiting).toMatchObject({ error });
    await tendAfter(61 * 60_000);
    await eventually(async () => expect(await states()).toEqual(Array(8).fill("ready")), {
      timeoutMs: 60_000,
    });
  });
});

describe("a file that is asked for", () => {
  it("is made once, whoever asks, kept with its sum, and is what the report gives at once", async () => {
    const [one, other] = await Promise.all([ask("xlsx"), ask("xlsx")]);
    expect(other.id).toBe(one.id);
    const made = await ready(one.id);
    const kept = await call(`/report-files/${one.id}`);
    const drawn = await call(`/reports/${number}/file?format=xlsx&language=en`);
    expect(kept.text).toBe(drawn.text);
    expect(kept.headers.get("content-disposition")).toContain(`${number}.en.xlsx`);
    expect(made).toMatchObject({ step: null, error: null, before: 0 });
    expect((await ask("xlsx")).state).toBe("ready");
  });

  it("is the same for good: a program that draws otherwise gives out what was given out, also by mail", async () => {
    const kept = (await filesOf(number)).find((file) => file.format === "xlsx" && file.language === "en");
    const { text } = await call(`/reports/${number}/file?format=xlsx&language=en`);
    const report = await sealedReport(services(), { center: "c1", report: number });
    const redrawn = { ...services(), reportFile: async () => new File(["otherwise"], "a.xlsx") };
    const again = await issuedFile(redrawn, report, { format: "xlsx", language: "en" }, "B");
    expect(sumOf(Buffer.from(await again.arrayBuffer()))).toBe(kept?.sha256);
    expect((await call(`/reports/${number}/file?format=xlsx&language=en`)).text).toBe(text);
    expect((await call(`/report-files/${randomUUID()}`)).status).toBe(404);
  });

  it("of a report that was issued by an older version is drawn when it is asked for, and of two the first is kept", async () => {
    const report = await sealedReport(services(), { center: "c1", report: await issue("2026-01") });
    await server.database.ownerPool.query("delete from report_file where report_id = $1", [report.id]);
    const [first, other] = ["first", "second"].map((text) => ({
      ...services(),
      reportFile: async () => new File([text], "a.pdf"),
    }));
    if (!first || !other) throw new Error("two");
    const zh = { format: "pdf", language: "zh" } as const;
    const drawn = await Promise.all([first, other].map((one) => issuedFile(one, report, zh, "B")));
    const [one, two] = await Promise.all(drawn.map((file) => file.text()));
    expect(two).toBe(one);
    await ready((await ask("csv", report.number ?? "")).id);
  });
});

it("two servers that draft the same period in one second make one draft", async () => {
  const caller = { requestId: null, identity: { role: "admin" } } as const;
  const draft = () => draftReport(server.services, caller, { center: "c1", period: "2026-04" });
  const [one, other] = await Promise.all([draft(), draft()]);
  expect(other.id).toBe(one.id);
  const kept = (await server.services.reports.list("c1")).filter(({ period }) => period === "2026-04");
  expect(kept).toHaveLength(1);
});

it("a period that has not begun is refused by its field, as a preview and as a draft, and is kept nowhere", async () => {
  const refused = [400, expect.stringContaining("period: has not begun yet")];
  const preview = await call("/report-preview?period=2099-01");
  expect([preview.status, preview.text]).toEqual(refused);
  const caller = { requestId: null, identity: { role: "admin" } } as const;
  await expect(draftReport(server.services, caller, { center: "c1", period: "2099-01" })).rejects.toThrow(
    "period: has not begun yet",
  );
  expect((await server.services.reports.list("c1")).some(({ period }) => period === "2099-01")).toBe(false);
});

it("what is drafted while its period runs tells its days so far and is issued neither then nor after its end", async () => {
  const caller = { requestId: null, identity: { role: "admin" } } as const;
  const at = (iso: string): Services => ({ ...server.services, clock: () => Date.parse(iso) });
  const { id, content } = await draftReport(at("2026-03-12T09:30:00Z"), caller, {
    center: "c1",
    period: "2026-03",
  });
  expect(Date.parse(content.period.to)).toBeLessThan(Date.parse("2026-03-12T09:30:00Z"));
  const { runsTo } = content.period;
  const listed = await server.services.reports.list("c1");
  expect(listed.find((one) => one.id === id)).toMatchObject({ period: "2026-03", runsTo });
  const issueAt = (iso: string) => issueReport(at(iso), caller, { center: "c1", report: id });
  await expect(issueAt("2026-03-12T09:31:00Z")).rejects.toThrow(`2026-03 ends at ${runsTo}`);
  await expect(issueAt("2026-04-02T00:00:00Z")).rejects.toThrow("draft it anew");
});

it.each(["2026-05", "2026-Q2", "2025"])(
  "every figure of %s opens down to its points, or says why not",
  async (period) => {
    const report = reportSchema.parse((await call(`/report-preview?period=${period}`)).json);
    const asked = new Map<string, string>();
    for (const row of report.content.figures) {
      const { tables, points, records, unknown } = figureRests(row, report);
      expect([row.id, unknown]).toEqual([row.id, []]);
      if (tables.length === 0)
        expect([row.id, row.figure.value, row.figure.reason]).toEqual([row.id, null, expect.any(String)]);
      else expect([row.id, points.length + records.length > 0]).toEqual([row.id, true]);
      const window = `from=${row.figure.from}&to=${row.figure.to}`;
      for (const basis of points) asked.set(`points/${basis}?${window}`, row.id);
    }
    expect(asked.size).toBeGreaterThan(0);
    for (const [query, id] of asked) {
      const { status, json } = await call(`/${query}`);
      expect([id, status, typeof Object(json).pointCount]).toEqual([id, 200, "number"]);
    }
  },
);
