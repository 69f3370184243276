import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Role = "operator" | "admin";
const call = (method: string, path: string, body?: unknown, role: Role = "operator") =>
  server.call(`/api/centers/c1${path}`, { method, headers: server.credentials[role], body });
const window = () => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});
const first = { id: randomUUID(), text: "Pump 2 is loud", rack: "k1" };

describe("the shift log", () => {
  it("keeps what was written, once, under the name of who wrote it", async () => {
    const written = await call("POST", "/shift-log", { entry: first });
    expect([written.status, written.json]).toMatchObject([200, { text: "Pump 2 is loud", by: "Desk" }]);
    const again = await call("POST", "/shift-log", { entry: { ...first, text: "rewritten" } });
    expect(again.json).toEqual(written.json);
    const correction = { id: randomUUID(), text: "It was pump 3", corrects: first.id };
    expect((await call("POST", "/shift-log", { entry: correction })).status).toBe(200);
    const log = await call("GET", `/shift-log?${new URLSearchParams(window())}`);
    expect(log.json).toMatchObject([{ corrects: first.id }, { text: "Pump 2 is loud", corrects: null }]);
  });

  it("refuses what names a rack or an entry that is not there", async () => {
    const wrong = [{ rack: "nowhere" }, { corrects: randomUUID() }];
    for (const part of wrong) {
      const answer = await call("POST", "/shift-log", { entry: { id: randomUUID(), text: "x", ...part } });
      expect(answer.status).toBe(400);
    }
  });

  it("cannot be changed by the server's own role", async () => {
    const change = server.database.db.$client.query("update shift_entry set text = 'x'");
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe("a hand-over note", () => {
  it("sums up the shift, is signed by one and taken over by another, once", async () => {
    const id = randomUUID();
    const signed = await call("POST", "/shift-handovers", { id, note: "All calm", ...window() });
    expect(signed.json).toMatchObject({
      note: "All calm",
      handedOver: { by: "Desk" },
      takenOver: null,
      summary: { entries: 2, alarmsRaised: 0, openCount: expect.any(Number) },
    });
    // The window that was asked for ends in the future; the shift does not.
    expect(Date.parse(Object(signed.json).summary.to)).toBeLessThanOrEqual(Date.now() + 1);
    const path = `/shift-handovers/${id}/takeover`;
    expect((await call("POST", path, {})).status).toBe(409);
    const taken = await call("POST", path, {}, "admin");
    expect([taken.status, taken.json]).toMatchObject([200, { takenOver: { by: "command line" } }]);
    expect((await call("POST", path, {}, "admin")).status).toBe(409);
    expect((await call("POST", `/shift-handovers/${randomUUID()}/takeover`, {})).status).toBe(404);
    const notes = await call("GET", "/shift-handovers");
    expect(notes.json).toMatchObject([{ id, takenOver: { by: "command line" } }]);
  });

  it("leaves its traces in the audit log", async () => {
    const text = "select action from audit_entry where action like 'shift.%' order by seq";
    const { rows } = await server.database.ownerPool.query(text);
    expect(rows.map(({ action }) => action)).toEqual([
      ...["shift.write", "shift.write", "shift.hand_over", "shift.take_over"],
    ]);
  });
});
