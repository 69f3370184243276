import { createHash, randomUUID } from "node:crypto";
import { reportFileSchema, reportSchema } from "@aidc/contract";
import { figureRests } from "@aidc/domain";
import { eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
const ask = async (format: string, language = "en") => {
  const { status, text, json } = await call(`/reports/${number}/files`, { format, language });
  expect([status, text]).toEqual([202, text]);
  return reportFileSchema.parse(json);
};
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

  it("shows its step, survives a failed try, and is begun anew when it was given up", async () => {
    const { services } = server;
    const { reportFile } = services;
    let isBroken = true;
    let isSeen = () => {};
    const seen = new Promise<void>((resolve) => {
      isSeen = resolve;
    });
    Object.assign(services, {
      reportFile: async (...wish: Parameters<Services["reportFile"]>) => {
        await seen;
        if (isBroken) throw new Error("no room on the disk");
        return reportFile(...wish);
      },
    });
    const asked = await ask("csv");
    await eventually(
      async () => expect(await fileOf(asked.id)).toMatchObject({ state: "running", step: "draw" }),
      {
        timeoutMs: 60_000,
      },
    );
    isSeen();
    await eventually(
      async () =>
        expect(await fileOf(asked.id)).toMatchObject({ state: "waiting", error: "no room on the disk" }),
      { timeoutMs: 60_000 },
    );
    const [stored] = await services.reportFiles.unfinished();
    if (stored === undefined) throw new Error("nothing waits");
    await services.reportFiles.fail(stored, {
      error: "no room on the disk",
      isLast: true,
      atMs: services.clock(),
    });
    expect(await fileOf(asked.id)).toMatchObject({ state: "failed", error: "no room on the disk" });
    isBroken = false;
    const again = await ask("csv");
    expect(again.id).not.toBe(asked.id);
    await ready(again.id);
    Object.assign(services, { reportFile });
  });

  it("is found by any server although the one that was asked ended before the queue had it", async () => {
    const { services } = server;
    const report = await services.reports.find("c1", number);
    const wish = {
      centerId: "c1",
      reportId: report?.id ?? "",
      number,
      format: "json",
      language: "en",
    } as const;
    const { id } = await services.reportFiles.ask({ ...wish, askedAtMs: services.clock(), askedBy: "A" }, 20);
    await tendFiles(services);
    const made = await ready(id);
    const { text } = await call(`/report-files/${id}`);
    expect(createHash("sha256").update(text).digest("hex")).toBe(made?.sha256);
  });

  it("is the same for good: a program that draws otherwise gives out what was given out, also by mail", async () => {
    const [kept] = (await services().reportFiles.list("c1")).filter(({ format }) => format === "xlsx");
    const { text } = await call(`/reports/${number}/file?format=xlsx&language=en`);
    const report = await sealedReport(services(), { center: "c1", report: number });
    const redrawn = { ...services(), reportFile: async () => new File(["otherwise"], "a.xlsx") };
    const again = await issuedFile(redrawn, report, { format: "xlsx", language: "en" }, "B");
    expect(sumOf(Buffer.from(await again.arrayBuffer()))).toBe(kept?.sha256);
    await tendFiles({ ...services(), clock: () => Date.now() + 8 * 86_400_000 });
    expect((await call(`/reports/${number}/file?format=xlsx&language=en`)).text).toBe(text);
    // Of two who draw at once, and draw otherwise, both get the first.
    const other = { ...services(), reportFile: async () => new File(["second"], "a.pdf") };
    const first = { ...services(), reportFile: async () => new File(["first"], "a.pdf") };
    const zh = { format: "pdf", language: "zh" } as const;
    const drawn = await Promise.all([first, other].map((one) => issuedFile(one, report, zh, "B")));
    const [one, two] = await Promise.all(drawn.map((file) => file.text()));
    expect(two).toBe(one);
  });

  it("is bounded: so many at a time, what failed for a week, and what is not there is not found", async () => {
    const { services } = server;
    const report = await services.reports.find("c1", number);
    const wish = {
      centerId: "c1",
      reportId: report?.id ?? "",
      number,
      format: "pdf",
      language: "en",
    } as const;
    await expect(services.reportFiles.ask({ ...wish, askedAtMs: 0, askedBy: "A" }, 0)).rejects.toThrow(
      "0 files of the center are being made",
    );
    expect((await call(`/report-files/${randomUUID()}`)).status).toBe(404);
    await tendFiles({ ...services, clock: () => Date.now() + 8 * 86_400_000 });
    expect(z.array(reportFileSchema).parse((await call("/report-files")).json)).not.toContainEqual(
      expect.objectContaining({ state: "failed" }),
    );
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
      const { tables, explained, meters, records, unknown } = figureRests(row, report);
      expect([row.id, unknown]).toEqual([row.id, []]);
      if (tables.length === 0)
        expect([row.id, row.figure.value, row.figure.reason]).toEqual([row.id, null, expect.any(String)]);
      else expect([row.id, explained.length + meters.length + records.length > 0]).toEqual([row.id, true]);
      const window = `from=${row.figure.from}&to=${row.figure.to}`;
      for (const name of explained) asked.set(`figures/${name}/explanation?${window}`, row.id);
      for (const role of meters) asked.set(`meters/${role}/points?${window}`, row.id);
    }
    expect(asked.size).toBeGreaterThan(0);
    for (const [query, id] of asked) {
      const { status, json } = await call(`/${query}`);
      expect([id, status, typeof Object(json).pointCount]).toEqual([id, 200, "number"]);
    }
  },
);
