import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AlarmView } from "@aidc/contract";
import { alarmBoardSchema } from "@aidc/contract";
import { eventually, freePort } from "@aidc/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";

let server: TestServer;
let key = "";
beforeAll(async () => {
  server = await startTestServer();
  key = (await server.services.access.createIngestKey("c1", "alertmanager")).key;
});
afterAll(() => server.close());

const started = "2026-05-04T02:51:00.123Z";
const never = "0001-01-01T00:00:00Z";
function anAlert(change: object = {}) {
  return {
    status: "firing",
    startsAt: started,
    endsAt: never,
    fingerprint: "c6eadffa33fcdf37",
    labels: { alertname: "NodeDown", severity: "critical", server: "s1", instance: "10.0.0.7:9100" },
    annotations: { summary: "s1 does not answer" },
    generatorURL: "http://prometheus/graph",
    ...change,
  };
}
const payload = (...alerts: object[]) => ({
  version: "4",
  groupKey: '{}:{alertname="NodeDown"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "aidc",
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://am",
  alerts,
});
const tell = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
  server.call("/api/v1/alertmanager", { method: "POST", headers, body });
async function board(): Promise<AlarmView[]> {
  const headers = server.credentials.operator;
  return alarmBoardSchema.parse((await server.call("/api/centers/c1/alarms", { headers })).json).alarms;
}
const alarmOf = async (id: string) => (await board()).find((alarm) => alarm.id.endsWith(`/alert/${id}`));
async function linesOf(id: string): Promise<string[]> {
  const events = await server.services.alarmStore.journal("c1", null);
  return events
    .filter(({ alarm }) => alarm.endsWith(`/alert/${id}`))
    .map(({ event }) => event)
    .reverse();
}

describe("an alert", () => {
  it("becomes an alarm with its name, its severity and its place; told again it changes nothing", async () => {
    const answer = await tell(payload(anAlert()));
    expect([answer.status, answer.json]).toEqual([200, { firing: 1, resolved: 0, truncated: 0 }]);
    await eventually(async () => {
      expect(await alarmOf("c6eadffa33fcdf37")).toMatchObject({
        id: "alert-critical/alert/c6eadffa33fcdf37",
        severity: "critical",
        letter: "B",
        occurrence: 1,
        ruleName: "NodeDown: s1 does not answer",
        onsetMs: Date.parse(started),
      });
    });
    const alarm = await alarmOf("c6eadffa33fcdf37");
    expect(alarm?.place).toContain("/");
    expect(alarm?.exposure.accelerators).toBeGreaterThan(0);
    for (let turn = 0; turn < 3; turn++) expect((await tell(payload(anAlert()))).status).toBe(200);
    // Another alert that was told later has come all the way: so has what was told before it.
    await tell(payload(anAlert({ fingerprint: "later" })));
    await eventually(async () => expect(await linesOf("later")).toEqual(["annunciate"]));
    expect(await linesOf("c6eadffa33fcdf37")).toEqual(["annunciate"]);
  });

  it("that is not heard of any more goes on; it ends when its end is told, and fires anew with a new start", async () => {
    await server.services.alerts.refresh(["c1"]);
    expect((await alarmOf("c6eadffa33fcdf37"))?.letter).toBe("B");
    const resolved = { status: "resolved", endsAt: "2026-05-04T03:00:00Z" };
    expect((await tell(payload(anAlert(resolved)))).json).toMatchObject({ firing: 0, resolved: 1 });
    await eventually(async () => expect((await alarmOf("c6eadffa33fcdf37"))?.letter).toBe("D"));
    // An older start that comes late is not news.
    await tell(payload(anAlert({ startsAt: "2026-05-04T01:00:00Z" })));
    await tell(payload(anAlert({ startsAt: "2026-05-04T04:00:00Z" })));
    await eventually(async () => expect((await alarmOf("c6eadffa33fcdf37"))?.occurrence).toBe(2));
    await eventually(async () =>
      expect(await linesOf("c6eadffa33fcdf37")).toEqual(["annunciate", "clear", "annunciate"]),
    );
  });

  it.each([
    ["page", "critical", "alert-critical"],
    ["HIGH", "major", "alert-major"],
    ["medium", "minor", "alert-minor"],
    ["info", "warning", "alert-warning"],
    [undefined, "warning", "alert-warning"],
  ])("with severity %s is %s", async (word, severity, rule) => {
    const fingerprint = `f${word ?? "none"}`;
    const labels = { alertname: "A", instance: "10.9.9.9:9100", ...(word ? { severity: word } : {}) };
    await tell(payload(anAlert({ fingerprint, labels, annotations: {} })));
    await eventually(async () => {
      expect(await alarmOf(fingerprint)).toMatchObject({
        severity,
        rule,
        place: "10.9.9.9:9100",
        ruleName: "A",
      });
    });
  });

  it("with half of a character in a label, or where its summary is cut, is taken, and those beside it too", async () => {
    const labels = { alertname: "half \ud800", severity: "page", "name\udc00": "x" };
    const annotations = { summary: `${"x".repeat(999)}\u{1f525}` };
    const told = [anAlert({ fingerprint: "half", labels }), anAlert({ fingerprint: "cut", annotations })];
    expect((await tell(payload(...told))).json).toMatchObject({ firing: 2 });
    await eventually(async () => {
      expect((await alarmOf("half"))?.ruleName).toBe("half \ufffd: s1 does not answer");
      expect((await alarmOf("cut"))?.letter).toBe("B");
    });
  });

  it("of a revoked key counts no more", async () => {
    const other = await server.services.access.createIngestKey("c1", "old");
    const fingerprint = "orphan";
    await tell(payload(anAlert({ fingerprint })), { authorization: `Bearer ${other.key}` });
    await eventually(async () => expect((await alarmOf(fingerprint))?.letter).toBe("B"));
    await server.services.access.revokeIngestKey("c1", other.id);
    await eventually(async () => expect((await alarmOf(fingerprint))?.letter).toBe("D"));
  });
});

it("is taken by one rule: a second one for it is refused by name, unless it is switched off", async () => {
  const put = (condition: object, enabled = true) =>
    server.call("/api/centers/c1/alarm-rules/second", {
      method: "PUT",
      headers: server.credentials.operator,
      body: { definition: { name: "Second", severity: "minor", condition }, enabled },
    });
  const others = { kind: "external", severityLabels: [], others: true };
  const refused = await put(others);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('"path":"definition.condition.others"');
  expect(refused.text).toContain("alert-warning");
  expect((await put({ ...others, others: false, severityLabels: ["PAGE"] })).text).toContain(
    "alert-critical",
  );
  expect((await put(others, false)).status).toBe(200);
  expect((await put({ ...others, others: false, severityLabels: ["drill"] })).status).toBe(200);
});

describe("what is no alert is refused in words", () => {
  it.each([
    ["no key", payload(anAlert()), {}, 401, "ingest key"],
    [
      "a wrong key",
      payload(anAlert()),
      { authorization: `Bearer aidc_ing_aaaaaaaa_${"a".repeat(43)}` },
      401,
      "key",
    ],
    ["version 3", { ...payload(anAlert()), version: "3" }, null, 400, "version 4"],
    ["no alerts", { version: "4" }, null, 400, "alerts"],
    ["no fingerprint", payload(anAlert({ fingerprint: undefined })), null, 400, "alerts.0.fingerprint"],
    ["a time that is none", payload(anAlert({ startsAt: "yesterday" })), null, 400, "alerts.0.startsAt"],
    ["labels that are no text", payload(anAlert({ labels: { a: 1 } })), null, 400, "alerts.0.labels.a"],
    ["another status", payload(anAlert({ status: "maybe" })), null, 400, "alerts.0.status"],
    ["a NUL", payload(anAlert({ labels: { a: "\u0000" } })), null, 400, "NUL"],
    ["a number", 7, null, 400, "no alert of Alertmanager"],
  ])("%s", async (_what, body, headers, status, words) => {
    const answer = await tell(body, headers ?? undefined);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  it("text that is not JSON, and another content type", async () => {
    const post = (body: string, type: string) =>
      fetch(`${server.url}/api/v1/alertmanager`, {
        method: "POST",
        body,
        headers: { authorization: `Bearer ${key}`, "content-type": type },
      });
    expect((await post("{", "application/json")).status).toBe(400);
    expect((await post("{}", "text/plain")).status).toBe(415);
  });
});

const program = "prometheus-alertmanager";
const isInstalled = spawnSync(program, ["--version"]).status === 0;

describe.skipIf(!isInstalled)(`${program} itself`, () => {
  it("delivers firing and resolved alerts, and is content with the answers", async () => {
    const dir = await mkdtemp(join(tmpdir(), "aidc-alertmanager-"));
    const config = [
      "route: {receiver: aidc, group_wait: 0s, group_interval: 1s, repeat_interval: 1m}",
      "receivers:",
      "  - name: aidc",
      "    webhook_configs:",
      `      - url: ${server.url}/api/v1/alertmanager`,
      "        send_resolved: true",
      "        http_config:",
      `          authorization: {type: Bearer, credentials: ${key}}`,
      "",
    ].join("\n");
    await writeFile(join(dir, "alertmanager.yml"), config);
    const port = await freePort();
    const flags = [
      `--config.file=${dir}/alertmanager.yml`,
      `--storage.path=${dir}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--cluster.listen-address=",
    ];
    const child = spawn(program, flags, { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    try {
      const url = `http://127.0.0.1:${port}`;
      await eventually(async () => expect((await fetch(`${url}/-/ready`)).ok).toBe(true));
      const labels = { alertname: "RackHot", severity: "major", rack: "k1" };
      // Said outright: an end before a beginning that was filled in would be another alert to it.
      const startsAt = new Date(Date.now() - 60_000).toISOString();
      const push = (alert: object) =>
        fetch(`${url}/api/v2/alerts`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify([{ labels, startsAt, annotations: { summary: "too hot" }, ...alert }]),
        });
      expect((await push({})).status).toBe(200);
      const found = async () => (await board()).find(({ ruleName }) => ruleName === "RackHot: too hot");
      await eventually(async () => expect(await found()).toMatchObject({ letter: "B", severity: "major" }));
      await push({ endsAt: new Date(Date.now() - 1_000).toISOString() });
      // It tells of the end with its next group, which it forms in its own time.
      await eventually(async () => expect((await found())?.letter).toBe("D"), { timeoutMs: 40_000 });
      expect(said).not.toMatch(/Notify for alerts failed|unexpected status/);
    } finally {
      const ended = new Promise((resolve) => {
        child.once("exit", resolve);
      });
      child.kill();
      await ended;
      await rm(dir, { recursive: true, force: true });
    }
  });
});
