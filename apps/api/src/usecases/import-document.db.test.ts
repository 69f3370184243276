import { aCenterDocument } from "@aidc/testkit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { messageV1, pack } from "../ingest/remote-write/messages.fixture.ts";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";

let server: TestServer;
const lines: string[] = [];
beforeAll(async () => {
  server = await startTestServer({ log: (line) => lines.push(line) });
});
afterAll(() => server.close());

it("binds samples that came first to the rack that an import brings later", async () => {
  const [rack] = aCenterDocument().racks;
  if (!rack) throw new Error("the example center has racks");
  const { key } = await server.services.access.createIngestKey("c1", "prometheus");
  const labels = { __name__: "aidc_rack_power_watts", rack: "k99" };
  const samples = [{ timeMs: Date.now(), value: 5000 }];
  const sent = await fetch(`${server.url}/api/v1/write`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/x-protobuf",
      "content-encoding": "snappy",
    },
    body: new Uint8Array(pack(messageV1([{ labels, samples }]))),
  });
  expect([sent.status, await sent.text()]).toEqual([204, ""]);
  // Somebody looked at the center: the server holds the document of before.
  await server.call("/api/centers/c1/document", { headers: server.credentials.admin });
  const racks = [...aCenterDocument().racks, { ...rack, id: "k99", name: "k99", position: 99 }];
  const imported = await server.call("/api/centers/import", {
    method: "POST",
    headers: server.credentials.admin,
    body: aCenterDocument({ racks }),
  });
  expect(imported.json).toMatchObject({ created: 1, seriesBound: 1 });
});

it("samples that were taken do not fill the log", () => {
  const ofDoor = lines.filter((line) => line.includes('"path":"/api/v1/write"'));
  expect(ofDoor).toHaveLength(1);
  expect(JSON.parse(ofDoor[0] ?? "")).toMatchObject({ level: 20, status: 204 });
});
