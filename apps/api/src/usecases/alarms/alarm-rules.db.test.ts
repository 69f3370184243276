import { afterAll, beforeAll, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const put = (rule: string, condition: object, enabled = true) =>
  server.call(`/api/centers/c1/alarm-rules/${rule}`, {
    method: "PUT",
    headers: server.credentials.operator,
    body: { definition: { name: rule, severity: "minor", condition }, enabled },
  });

it("that could never clear can be switched off, and not on again", async () => {
  const forEver = { kind: "rack_share", raiseAt: 0.9, deadBand: 0.95 };
  const refused = await put("of-old", forEver);
  expect([refused.status, refused.text]).toEqual([400, expect.stringContaining("it could never clear")]);
  const off = await put("of-old", forEver, false);
  expect([off.status, off.json]).toMatchObject([200, { enabled: false }]);
  expect((await put("of-old", forEver)).status).toBe(400);
});

it("that want the same alerts at once do not both get them", async () => {
  const fizz = { kind: "external", severityLabels: ["fizz"], others: false };
  const answers = await Promise.all(["e1", "e2", "e3"].map((rule) => put(rule, fizz)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
});
