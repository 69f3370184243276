import { createHash } from "node:crypto";
import { auditEntrySchema } from "@aidc/contract";
import { checkChain } from "@aidc/domain";
import { aCenterDocument, eventually } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { TestServer } from "../test-server.fixture.ts";
import { startTestServer } from "../test-server.fixture.ts";

const page = z.object({ entries: z.array(auditEntrySchema), head: z.string().nullable().optional() });
const lastLine = z.object({ entries: z.number(), head: z.string() });
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the audit log over the API", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const read = async (path: string) =>
    page.parse((await server.call(path, { headers: server.credentials.admin })).json);

  it("holds what somebody known was refused, with who asked and with which request", async () => {
    const asked = "/api/centers/c1/tenants/t1/statements?month=2026-05";
    const refused = await server.call(asked, { headers: server.credentials.wall });
    expect(refused.status).toBe(403);
    const stranger = await server.call(asked);
    expect(stranger.status).toBe(401);
    await eventually(async () => {
      const { entries } = await read("/api/audit");
      const refusals = entries.filter((entry) => entry.action === "access.refuse");
      expect(refusals).toMatchObject([
        {
          outcome: "refused",
          subject: "GET /api/centers/c1/tenants/t1/statements",
          center: null,
          tenant: null,
          requestId: refused.headers.get("x-request-id"),
        },
      ]);
    });
    const trail = await read("/api/centers/c1/tenants/t1/audit");
    expect(JSON.stringify(trail)).not.toContain("access.refuse");
  });

  it("tells who removed a center, which leaves nothing else behind", async () => {
    const headers = server.credentials.admin;
    const document = aCenterDocument({ center: { ...aCenterDocument().center, id: "gone", origin: "demo" } });
    await server.call("/api/centers/import", { method: "POST", headers, body: document });
    const removed = await server.call("/api/centers/gone", { method: "DELETE", headers });
    expect(removed.status).toBe(200);
    const { entries } = await read("/api/audit");
    expect(entries.filter((entry) => entry.action === "center.remove")).toMatchObject([
      {
        actor: { kind: "command_line" },
        center: "gone",
        tenant: null,
        subject: "center/gone",
        before: { origin: "demo" },
        requestId: removed.headers.get("x-request-id"),
      },
    ]);
  });

  it("leaves as lines that verify up to the head", async () => {
    const { text, headers } = await server.call("/api/audit/export", { headers: server.credentials.admin });
    expect(headers.get("content-disposition")).toContain("audit.jsonl");
    const lines = text.trimEnd().split("\n");
    const entries = lines.slice(0, -1).map((line) => auditEntrySchema.parse(JSON.parse(line)));
    const last = lastLine.parse(JSON.parse(lines.at(-1) ?? ""));
    expect(checkChain(entries, sha256)).toEqual({ ok: true, ...last });
    expect(last.entries).toBeGreaterThan(0);
    expect((await read("/api/audit")).head).toBe(last.head);
  });

  it("is an administrator's; the trail is the tenant's", async () => {
    for (const path of ["/api/audit", "/api/audit/export"])
      expect((await server.call(path, { headers: server.credentials.wall })).status).toBe(403);
  });
});
