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

describe.each(listEndpoints())("$name", ({ name, method }) => {
  const { path, body } = examples[name] ?? { path: "/" };
  const told = async (at: string, sent: unknown) => {
    const answer = await server.call(`/api${at}`, { method, headers: server.credentials.admin, body: sent });
    return [answer.status, answer.text];
  };

  it("refuses a parameter of the query that it does not know", async () => {
    const strange = `${path}${path.includes("?") ? "&" : "?"}strange=1`;
    expect(await told(strange, body)).toEqual([400, expect.stringContaining('"path":"strange"')]);
  });

  it.runIf(method !== "GET")("refuses a field of the body that it does not know", async () => {
    const sent = { ...Object(body), strange: 1 };
    expect(await told(path, sent)).toEqual([400, expect.stringContaining("strange")]);
  });
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
