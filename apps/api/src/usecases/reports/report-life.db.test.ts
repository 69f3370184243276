import { reportSchema } from "@aidc/contract";
import { contentHashes } from "@aidc/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { sha256 } from "./report-life.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const call = (path: string, body: unknown) =>
  server.call(`/api/centers/c1/${path}`, { method: "POST", body, headers: server.credentials.admin });
const issuePeriod = (period: string, people: { issuer: string; reviewer: string }) =>
  call("issued-reports", { period, ...people });
const by = { actor: { kind: "system", id: null, name: "test" }, requestId: null } as const;

describe("issuing a period whose draft somebody reviewed meanwhile", () => {
  const period = "2026-03";
  it("says whom to name as its reviewer, and with that it is issued", async () => {
    const { id } = reportSchema.parse((await call("reports", { period })).json);
    const atMs = server.services.clock();
    await server.services.reports.review("c1", id, { name: "Bo", personId: null, atMs }, by);
    const refused = await issuePeriod(period, { issuer: "Ann", reviewer: "Cy" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("issue it with Bo as its reviewer and somebody else as its issuer");
    const issued = await issuePeriod(period, { issuer: "Ann", reviewer: "Bo" });
    expect(reportSchema.parse(issued.json)).toMatchObject({ id, issuer: "Ann", reviewer: "Bo", version: 1 });
  });
});

describe("a version of which nothing that is kept says why it differs", () => {
  const period = "2026-04";
  it("is refused by the field that would say it, and issued with it", async () => {
    const first = reportSchema.parse((await issuePeriod(period, { issuer: "Ann", reviewer: "Bo" })).json);
    const content = { ...first.content, headline: { en: "another", zh: "\u53e6\u4e00" } };
    const { text, ...hashes } = contentHashes(content, sha256);
    const draft = await server.services.reports.draft(
      {
        centerId: "c1",
        id: "00000000-0000-4000-8000-000000000002",
        period,
        draftedAtMs: server.services.clock(),
        draftedBy: "Ann",
        drafterId: null,
        content: text,
        software: first.software ?? "test",
        ...hashes,
      },
      by,
    );
    const atMs = server.services.clock();
    await server.services.reports.review("c1", draft.id, { name: "Bo", personId: null, atMs }, by);
    const refused = await call(`reports/${draft.id}/issue`, {});
    expect(refused.status).toBe(400);
    const fault = z.object({ data: z.object({ issues: z.array(z.object({ path: z.string() })) }) });
    expect(fault.parse(refused.json).data.issues).toMatchObject([{ path: "cause" }]);
    const issued = await call(`reports/${draft.id}/issue`, { cause: "words of the program" });
    expect(reportSchema.parse(issued.json)).toMatchObject({
      version: 2,
      restatement: [{ figure: "report", cause: "words of the program" }],
    });
  });
});
