import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";
import { examples } from "./endpoint-examples.fixture.ts";
import { listEndpoints } from "./openapi.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const endpoints = listEndpoints();
const told = async (
  name: string,
  method: string,
  change: (example: { path: string; body?: unknown }) => object,
) => {
  const { path, body }: { path: string; body?: unknown } = examples[name] ?? { path: "/" };
  const asked = { path, body, ...change({ path, body }) };
  const headers = server.credentials.admin;
  const answer = await server.call(`/api${asked.path}`, { method, headers, body: asked.body });
  return [answer.status, answer.text];
};

describe("what it does not know is refused by", () => {
  it.each(endpoints)("$name in the query", async ({ name, method }) => {
    const strange = await told(name, method, ({ path }) => ({
      path: `${path}${path.includes("?") ? "&" : "?"}strange=1`,
    }));
    expect(strange).toEqual([400, expect.stringContaining('"path":"strange"')]);
  });

  it.each(endpoints.filter(({ method }) => method !== "GET"))(
    "$name in the body",
    async ({ name, method }) => {
      const strange = await told(name, method, ({ body }) => ({ body: { ...Object(body), strange: 1 } }));
      expect(strange).toEqual([400, expect.stringContaining("strange")]);
    },
  );
});

it.each([
  [
    "POST",
    "/series/1/binding",
    { subject: { kind: "rack", id: "k1", name: "K" }, quantity: "power", unit: "W" },
  ],
  [
    "POST",
    "/bindings",
    { metric: "m", kind: "rack", by: { label: "rack", lable: "rack" }, quantity: "power", unit: "W" },
  ],
] as const)("%s %s refuses what is within a field", async (method, path, body) => {
  const headers = server.credentials.admin;
  const { status, text } = await server.call(`/api/centers/c1${path}`, { method, headers, body });
  expect([status, text]).toEqual([400, expect.stringMatching(/"path":"(subject\.name|by\.lable)"/)]);
});
