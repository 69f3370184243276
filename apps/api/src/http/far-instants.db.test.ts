import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import { namedIds, requestOf } from "./endpoint-requests.fixture.ts";
import { listEndpoints } from "./openapi.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const asked = listEndpoints()
  .map((endpoint) => ({ name: endpoint.name, ...requestOf(endpoint, namedIds) }))
  .filter(({ method, path }) => method === "GET" && path.includes(encodeURIComponent("T00:00:00Z")));

/** The windows of the table are a day, from midnight to midnight. */
async function statusesAt(fromDay: string, toDay: string): Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  for (const { name, path } of asked) {
    const far = path.replaceAll("2026-05-01", fromDay).replaceAll("2026-05-02", toDay);
    statuses[name] = (await server.call(far, { headers: server.credentials.operator })).status;
  }
  return statuses;
}

it.each([
  ["0000-01-01", "0000-01-02"],
  ["0001-01-01", "0001-01-02"],
  ["9999-12-30", "9999-12-31"],
])("what asks about %s to %s is refused everywhere", async (fromDay, toDay) => {
  expect(asked.length).toBeGreaterThan(10);
  expect(await statusesAt(fromDay, toDay)).toEqual(Object.fromEntries(asked.map(({ name }) => [name, 400])));
});

it.each([
  ["0100-01-01", "0100-01-02"],
  ["9899-12-30", "9899-12-31"],
])("from %s to %s there is room for whatever is reckoned", async (fromDay, toDay) => {
  const failed = Object.entries(await statusesAt(fromDay, toDay)).filter(([, status]) => status >= 500);
  expect(failed).toEqual([]);
});

it.each([
  ["wall-at?at=0001-01-01T00:00:00Z", "at", "before the year 100"],
  ["figures?from=9999-12-31T00:00:00Z&to=9999-12-31T23:59:59.999Z", "to", "after the year 9899"],
  ["energy-flow?from=2026-05-01T00:00:00Z&to=9999-12-31T23:59:59.999Z", "to", "after the year 9899"],
])("%s names the field and what would do", async (path, field, words) => {
  const answer = await server.call(`/api/centers/c1/${path}`, { headers: server.credentials.operator });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(`"path":"${field}"`);
  expect(answer.text).toContain(words);
});
