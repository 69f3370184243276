import { asKnownReportSchema } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

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
  ...{ id, account: "lab", eligible: at(0), start, end: null },
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

  expect((await asAdmin("POST", "/queued-jobs", { knownAt, jobs })).json).toEqual({ stored: 3, known: 0 });
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
