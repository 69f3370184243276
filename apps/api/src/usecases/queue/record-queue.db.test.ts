import { asKnownReportSchema, queueListSchema } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { byTest, cookieOf, startTestServer, visitor } from "../../test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const center = { id: "queue", name: "Queue", timeZone: "UTC" };
  await server.services.inventory.writeDocument(aCenterDocument({ center }));
});
afterAll(() => server.close());

const asAdmin = (method: string, path: string, body?: unknown) =>
  server.call(`/api/centers/queue${path}`, { method, headers: server.credentials.admin, body });
const at = (hour: number) => `2025-05-02T${String(hour).padStart(2, "0")}:00:00Z`;
const job = (id: string, start: string | null, change: object = {}) => ({
  id,
  account: "lab",
  eligible: at(0),
  start,
  end: null,
  ...change,
});
const knownAt = "2025-06-01T00:00:00Z";
const jobs = [job("1", at(1)), job("2", at(2)), job("3", at(3))];

async function reportOn(instant: string) {
  const { json } = await asAdmin("GET", `/report-as-known?period=2025-05&on=${instant}`);
  const { report, parts } = asKnownReportSchema.parse(json);
  const figure = (id: string) => report.content.figures.find((one) => one.id === id)?.figure;
  return { figure, leftOut: parts.find(({ kind }) => kind === "jobs")?.leftOut };
}

test("rows are kept whole or not at all, each fault with its row and field; a report tells them as they were known", async () => {
  const wrong = await asAdmin("POST", "/queued-jobs", {
    knownAt,
    jobs: [...jobs, job("4", "2025-05-01T00:00:00Z")],
  });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain("jobs.3.start");
  const before = new Date(server.services.clock()).toISOString();
  expect((await reportOn(before)).figure("service.queue_wait")).toMatchObject({ reason: "not_collected" });

  const verdictsOf = async (told: object[]) =>
    (await asAdmin("POST", "/queued-job-verdicts", { knownAt, jobs: told })).json;
  expect(await verdictsOf(jobs)).toEqual({ verdicts: ["new", "new", "new"] });
  expect((await asAdmin("POST", "/queued-jobs", { knownAt, jobs })).json).toEqual({ stored: 3, known: 0 });
  const again = [job("3", at(3)), job("4", at(3)), job("1", at(5))];
  expect(await verdictsOf(again)).toEqual({ verdicts: ["known", "new", "refused"] });
  expect((await asAdmin("POST", "/queued-jobs", { knownAt, jobs })).json).toEqual({ stored: 0, known: 3 });
  const other = await asAdmin("POST", "/queued-jobs", { knownAt, jobs: [job("1", at(5))] });
  expect([other.status, other.text]).toEqual([409, expect.stringContaining("later knownAt")]);
  const ahead = await asAdmin("POST", "/queued-jobs", { knownAt: "2999-01-01T00:00:00Z", jobs });
  expect([ahead.status, ahead.text]).toEqual([400, expect.stringContaining("lies in the future")]);

  const now = await reportOn(new Date(server.services.clock()).toISOString());
  expect(now.figure("service.queue_wait")).toMatchObject({ value: 2, unit: "h" });
  expect(now.figure("service.queue_jobs")).toMatchObject({ value: 3 });
  expect(now.leftOut).toBe(0);
  const then = await reportOn(before);
  expect(then.figure("service.queue_wait")).toMatchObject({ value: null, reason: "not_collected" });
  expect(then.leftOut).toBe(3);
});

async function aPlanner() {
  const wanted = { email: "planner@example.org", name: "Planner", staffRole: "planner" as const };
  const { person } = await server.services.people.create(wanted, byTest);
  return { cookie: cookieOf((await server.services.auth.startSession(person.id, visitor)).cookies) };
}

test("the jobs behind the figure are listed and exported as they were known; whose they are is told to operators alone", async () => {
  const period = "period=2025-05";
  const listed = async (query: string, headers: Record<string, string> = server.credentials.admin) => {
    const { json } = await server.call(`/api/centers/queue/queued-jobs?${query}`, { headers });
    return queueListSchema.parse(json);
  };
  const all = await listed(period);
  expect(all.jobs).toHaveLength(3);
  expect(all.jobs[0]).toMatchObject({
    id: "3",
    account: "lab",
    isTenant: false,
    kind: "started",
    waitHours: 3,
    end: null,
  });
  expect(all.next).toBeNull();
  const third = `${3 * 3_600_000}:3`;
  expect((await listed(`${period}&after=${third}`)).jobs.map(({ id }) => id)).toEqual(["2", "1"]);
  expect((await asAdmin("GET", `/queued-jobs?${period}&after=3`)).text).toContain("after");
  expect((await listed(`${period}&group=4`)).jobs.map(({ id }) => id)).toEqual(["3", "2", "1"]);
  expect(await listed(`${period}&group=3`)).toEqual({ jobs: [], next: null });
  expect(await listed(`${period}&recordedBy=2025-06-01T00:00:00Z`)).toEqual({ jobs: [], next: null });
  expect((await asAdmin("GET", "/queued-jobs?period=1799-01")).text).toContain("period");

  const file = await asAdmin("GET", `/queued-jobs/export?${period}`);
  expect(file.headers.get("content-type")).toContain("text/csv");
  expect(file.text.split("\r\n")).toHaveLength(5);
  expect(file.text).toContain(
    '"3","lab","2025-05-02T00:00:00.000Z","2025-05-02T03:00:00.000Z",,"started",3.0000000',
  );

  const planner = await aPlanner();
  expect((await listed(period, planner)).jobs.map(({ account }) => account)).toEqual([null, null, null]);
  // One tenant alone: its figure is withheld, and so are its jobs.
  const own = [job("9", at(4), { account: "t1" })];
  expect((await asAdmin("POST", "/queued-jobs", { knownAt, jobs: own })).status).toBe(200);
  expect(await listed(period, planner)).toEqual({ reason: "suppressed", jobs: [], next: null });
  expect((await listed(period)).jobs).toHaveLength(4);
  const asked = await server.call(`/api/centers/queue/queued-jobs/export?${period}`, { headers: planner });
  expect([asked.status, asked.text]).toEqual([404, expect.stringContaining("withheld")]);
});
