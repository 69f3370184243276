import type { ReportSchedule } from "@aidc/contract";
import { reportDeliverySchema, reportRunSchema, reportScheduleSchema } from "@aidc/contract";
import type { JobTry } from "@aidc/store";
import { eventually } from "@aidc/testkit";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { HttpPeer } from "../../notices/peers.fixture.ts";
import { openHttpPeer, openMailPeer } from "../../notices/peers.fixture.ts";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import type { Caller } from "../caller.ts";
import { issueReport, reviewReport } from "../reports/report-life.ts";
import type { Services } from "../services.ts";
import { runSchedule } from "./run-schedule.ts";
import { tendSchedules } from "./tend-schedules.ts";

let server: TestServer;
let http: HttpPeer;
let smtp: Awaited<ReturnType<typeof openMailPeer>>;
beforeAll(async () => {
  [http, smtp] = await Promise.all([openHttpPeer(), openMailPeer()]);
  server = await startTestServer({
    notices: {
      smtp: { url: smtp.url, from: "AIDC <aidc@example.org>" },
      policy: { privateNetworks: true, allowed: ["127.0.0.0/8"] },
    },
  });
});
afterAll(async () => {
  await server.close();
  await Promise.all([http.close(), smtp.close()]);
});
beforeEach(() => {
  http.received.length = 0;
  smtp.mails.length = 0;
  http.answer = { status: 200, body: "taken", headers: {} };
});

const call = (method: string, path = "", body?: unknown) =>
  server.call(`/api/centers/c1/report-schedules${path}`, {
    method,
    headers: server.credentials.operator,
    body,
  });
const historySchema = z.object({
  runs: z.array(reportRunSchema),
  deliveries: z.array(reportDeliverySchema),
});
const addedSchema = z.object({
  schedule: reportScheduleSchema,
  madeSecrets: z.array(z.object({ destination: z.string(), secret: z.string() })),
});
async function add(deliverTo: readonly object[] = [], every = "month") {
  const schedule = { name: "To the city", every, language: "en", deliverTo };
  const { status, text, json } = await call("POST", "", { schedule });
  expect([status, text]).toEqual([201, text]);
  return addedSchema.parse(json);
}
const listed = async (id: string): Promise<ReportSchedule | undefined> => {
  const { json } = await call("GET");
  return z
    .object({ schedules: z.array(reportScheduleSchema) })
    .parse(json)
    .schedules.find((schedule) => schedule.id === id);
};
const history = async (id: string) => historySchema.parse((await call("GET", `/${id}/history`)).json);
const remove = async (id: string) => expect((await call("DELETE", `/${id}`)).status).toBe(200);
async function storedOf(id: string) {
  const found = (await server.services.reportSchedules.list("c1")).find((one) => one.id === id);
  if (found === undefined) throw new Error("it was not kept");
  return found;
}
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** When a server started that has run ever since. */
const longAgoMs = 0;
/** Another server at another time. */
const at = (atMs: number): Services => ({ ...server.services, clock: () => atMs });
const reportsOf = async (period: string) =>
  (await server.services.reports.list("c1")).filter((report) => report.period === period);
const webhook = () => ({ kind: "webhook", url: `${http.url}/reports` });
const told = () =>
  http.received.map(({ body }) =>
    z
      .object({ type: z.string(), data: z.object({ status: z.string(), number: z.string().nullable() }) })
      .parse(JSON.parse(body)),
  );

describe("a schedule", () => {
  it("drafts each missed period once, whoever looks, and delivers the draft as one", async () => {
    const { schedule } = await add([webhook(), { kind: "email", to: ["city@example.org"] }]);
    expect(schedule).toMatchObject({ day: 3, time: "06:00", lastRun: null, failingDeliveries: 0 });
    expect(JSON.stringify(await listed(schedule.id))).not.toContain("/reports");

    // The server was down for two months. What senders kept meanwhile comes in first; then two servers look again and again.
    const backMs = Date.parse(schedule.next.at) + 32 * dayMs;
    await tendSchedules(at(backMs + 15 * minuteMs - 1), backMs);
    expect((await history(schedule.id)).runs).toEqual([]);
    const later = at(backMs + 15 * minuteMs);
    const look = () => tendSchedules(later, backMs);
    await Promise.all([look(), look(), look()]);
    await look();
    await eventually(
      async () => {
        await look();
        const { runs, deliveries } = await history(schedule.id);
        expect(runs.map(({ state }) => state)).toEqual(["drafted", "drafted"]);
        expect(deliveries.map(({ state }) => state)).toEqual(Array(4).fill("delivered"));
      },
      { timeoutMs: 120_000, pauseMs: 100 },
    );
    const { runs } = await history(schedule.id);
    for (const { period, report } of runs)
      expect((await reportsOf(period)).map(({ id, status }) => [id, status])).toEqual([[report, "draft"]]);
    expect(told().map(({ type, data }) => [type, data.status, data.number])).toEqual([
      ["report.drafted", "draft", null],
      ["report.drafted", "draft", null],
    ]);
    expect(smtp.mails.every(({ text }) => /Subject: .*DRAFT/.test(text) && text.includes("DRAFT-c1-"))).toBe(
      true,
    );

    await remove(schedule.id);
  });

  it("delivers what is issued, signed, with number, hash, status and link", async () => {
    const { schedule, madeSecrets } = await add([webhook()]);
    const period = `${new Date().getUTCFullYear() - 1}-04`;
    expect((await call("POST", `/${schedule.id}/run`, { period })).status).toBe(200);
    const report = await eventually(
      async () => {
        const [run] = (await history(schedule.id)).runs;
        expect(run?.state).toBe("drafted");
        return run?.report ?? "";
      },
      { timeoutMs: 60_000, pauseMs: 100 },
    );
    const issued = await issueAt(Date.now(), report);
    const received = await eventually(
      async () => {
        await tendSchedules(server.services, longAgoMs);
        const found = http.received.find(({ body }) => body.includes("report.issued"));
        expect(found).toBeDefined();
        return found;
      },
      { timeoutMs: 60_000, pauseMs: 100 },
    );
    const headers = Object.entries(received?.headers ?? {}).map(([key, value]) => [key, String(value)]);
    const secret = madeSecrets[0]?.secret ?? "";
    expect(new Webhook(secret).verify(received?.body ?? "", Object.fromEntries(headers))).toMatchObject({
      type: "report.issued",
      data: {
        number: issued.number,
        status: "issued",
        contentSha256: issued.contentSha256,
        url: expect.stringContaining(`/reports?center=c1&period=${issued.content.period.name}`),
        seal: { hash: issued.seal?.hash },
      },
    });
    await remove(schedule.id);
  });

  it("whose webhook says no shows the answer, and is tried again with the same id", async () => {
    const { schedule } = await add([webhook()], "quarter");
    http.answer = { status: 503, body: "not now", headers: {} };
    const later = at(Date.parse(schedule.next.at));
    await tendSchedules(later, longAgoMs);
    const failing = await eventually(
      async () => {
        await tendSchedules(later, longAgoMs);
        const [delivery] = (await history(schedule.id)).deliveries;
        expect(delivery).toMatchObject({ state: "waiting", event: "drafted", number: null });
        expect(delivery?.attempts[0]).toMatchObject({ ok: false, status: 503, answer: "not now", number: 1 });
        expect(Date.parse(delivery?.nextAttemptAt ?? "")).toBeGreaterThan(Date.now());
        return delivery;
      },
      { timeoutMs: 60_000, pauseMs: 100 },
    );
    expect(await listed(schedule.id)).toMatchObject({ failingDeliveries: 1 });
    http.answer = { status: 200, body: "taken", headers: {} };
    const again = `/${schedule.id}/deliveries/${failing?.id}/again`;
    expect((await call("POST", again, {})).status).toBe(200);
    await eventually(
      async () => {
        const [delivery] = (await history(schedule.id)).deliveries;
        expect(delivery?.state).toBe("delivered");
        expect(delivery?.attempts.map(({ status }) => status)).toEqual([200, 503]);
      },
      { timeoutMs: 60_000, pauseMs: 100 },
    );
    expect(new Set(http.received.map(({ headers }) => headers["webhook-id"]))).toEqual(
      new Set([failing?.id]),
    );
    expect((await call("POST", again, {})).status).toBe(409);
    await remove(schedule.id);
    expect((await call("GET", `/${schedule.id}/history`)).status).toBe(404);
  });
});

describe("several schedules", () => {
  it("of one period share the draft that says the same", async () => {
    const both = [await add(), await add()].map(({ schedule }) => schedule.id);
    const period = `${new Date().getUTCFullYear() - 2}-05`;
    const reports: (string | null | undefined)[] = [];
    for (const id of both) {
      expect((await call("POST", `/${id}/run`, { period })).status).toBe(200);
      const run = await eventually(
        async () => {
          const last = (await listed(id))?.lastRun;
          expect(last).toMatchObject({ state: "drafted" });
          return last;
        },
        { timeoutMs: 60_000, pauseMs: 100 },
      );
      reports.push(run?.report);
    }
    const kept = (await reportsOf(period)).map(({ id }) => id);
    expect([kept.length, reports]).toEqual([1, [kept[0], kept[0]]]);
    for (const id of both) await remove(id);
  });

  it("are looked after although one of them cannot be, and that is said", async () => {
    const [bad, good] = [(await add()).schedule, (await add()).schedule];
    const { planRuns } = server.services.reportSchedules;
    const later = at(Date.parse(good.next.at));
    const broken: Services = {
      ...later,
      reportSchedules: {
        ...later.reportSchedules,
        planRuns: (schedule, due) =>
          schedule.id === bad.id ? Promise.reject(new Error("no such zone")) : planRuns(schedule, due),
      },
    };
    await expect(tendSchedules(broken, longAgoMs)).rejects.toThrow("no such zone");
    const runs = [await history(bad.id), await history(good.id)].map((one) => one.runs.length);
    expect(runs).toEqual([0, 1]);
    for (const { id } of [bad, good]) await remove(id);
  });
});

describe("a run", () => {
  it("that dies after drafting finds its draft at the next try; one that fails says why and can be started anew", async () => {
    const letGo = holdBackServer();
    const { schedule } = await add([], "year");
    const stored = await storedOf(schedule.id);
    const due = { period: schedule.next.period, dueMs: Date.parse(schedule.next.at) };
    const by = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;
    const run = await server.services.reportSchedules.startRun(stored, due, by);
    const job: JobTry = { id: run.jobId, centerId: "c1", number: 1, isLast: false };
    const dying = (change: Partial<Services["reportSchedules"]>): Services => ({
      ...server.services,
      reportSchedules: { ...server.services.reportSchedules, ...change },
    });
    const gone = () => Promise.reject(new Error("gone"));
    await runSchedule(dying({ endRun: gone, failRun: async () => {} }), job).catch(() => {});
    await runSchedule(server.services, job);
    expect((await reportsOf(due.period)).map(({ id }) => id)).toEqual([run.reportId]);
    expect((await history(schedule.id)).runs[0]).toMatchObject({ state: "drafted", report: run.reportId });
    await remove(schedule.id);

    const { schedule: yearly } = await add([], "year");
    const other = await storedOf(yearly.id);
    // Years that have ended, so that a person may start the run by the clock of the server.
    const year = String(new Date().getUTCFullYear() - 2);
    const failed = await server.services.reportSchedules.startRun(other, { period: year, dueMs: 0 }, by);
    const broken = { ...server.services, billing: { ...server.services.billing, listStatements: gone } };
    const last = { id: failed.jobId, centerId: "c1", number: 6, isLast: true };
    await expect(runSchedule(broken, last)).rejects.toThrow("gone");
    expect(await listed(yearly.id)).toMatchObject({
      lastRun: { state: "failed", error: "gone", period: year },
    });
    letGo();
    const started = await call("POST", `/${yearly.id}/run`, { period: year });
    expect([started.status, reportRunSchema.parse(started.json).state]).toEqual([200, "waiting"]);
    await eventually(
      async () => expect((await listed(yearly.id))?.lastRun).toMatchObject({ state: "drafted", error: null }),
      { timeoutMs: 60_000, pauseMs: 100 },
    );
    expect((await call("POST", `/${yearly.id}/run`, { period: year })).status).toBe(409);
    const running = String(new Date().getUTCFullYear() + 1);
    expect((await call("POST", `/${yearly.id}/run`, { period: running })).status).toBe(409);
    expect((await call("POST", `/${yearly.id}/run`, { period: `${year}-05` })).status).toBe(400);
    await remove(yearly.id);
  });

  it("and who asked for it are in the audit log", async () => {
    const actions = (await server.services.audit.list(null)).map(({ action, actor }) => [action, actor.kind]);
    expect(actions).toEqual(
      expect.arrayContaining([
        ["report_schedule.add", "person"],
        ["report_schedule.run", "person"],
        ["report_schedule.deliver", "person"],
        ["report_schedule.remove", "person"],
        ["report.draft", "system"],
      ]),
    );
  });
});

/** Until it is let go, the server itself does not see runs that wait: the test alone tries them. */
function holdBackServer(): () => void {
  const { reportSchedules } = server.services;
  const { waitingRuns } = reportSchedules;
  reportSchedules.waitingRuns = async () => [];
  return () => {
    reportSchedules.waitingRuns = waitingRuns;
  };
}

/** Reviewed and issued by two people, at an instant after the period. */
async function issueAt(atMs: number, report: string) {
  const callerOf = (name: string): Caller => ({
    requestId: null,
    identity: {
      role: "person",
      staffRole: "operator",
      memberships: [],
      person: { id: name, name, email: `${name}@example.org` },
      session: { id: name, expiresAtMs: Number.MAX_SAFE_INTEGER },
    },
  });
  const which = { center: "c1", report };
  await reviewReport(at(atMs), callerOf("reviewer"), which);
  return issueReport(at(atMs), callerOf("issuer"), which);
}
