import { randomUUID } from "node:crypto";
import { noticeAttemptSchema, noticeTargetSchema } from "@aidc/contract";
import type { AlarmEventDraft } from "@aidc/store";
import { eventually } from "@aidc/testkit";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { HttpPeer } from "../../notices/peers.fixture.ts";
import { openHttpPeer } from "../../notices/peers.fixture.ts";
import type { TestServer } from "../../test-server.fixture.ts";
import { startTestServer } from "../../test-server.fixture.ts";
import { tellNotices } from "./compose.ts";
import { sendDue } from "./tell.ts";

let server: TestServer;
let peer: HttpPeer;
const logged: string[] = [];
beforeAll(async () => {
  peer = await openHttpPeer();
  server = await startTestServer({ log: (line) => logged.push(line) });
});
afterAll(async () => {
  await server.close();
  await peer.close();
});
beforeEach(() => {
  peer.received.length = 0;
  peer.answer = { status: 200, body: "taken", headers: {} };
});

const call = (method: string, path: string, body?: unknown) =>
  server.call(`/api/centers/c1/notice-targets${path}`, {
    method,
    headers: server.credentials.operator,
    body,
  });
const settings = {
  name: "Night shift",
  language: "en",
  digestMinutes: 0,
  quiet: null,
  severities: ["critical", "major"],
  events: ["raised", "returned"],
};
const changedSchema = z.object({ target: noticeTargetSchema, madeSecret: z.string().nullable() });
async function create(
  change: object = {},
  address: object = { kind: "webhook", url: `${peer.url}/hook/k3y-of-hook` },
) {
  const { status, text, json } = await call("POST", "", { settings: { ...settings, ...change }, address });
  expect([status, text]).toEqual([201, text]);
  return changedSchema.parse(json);
}
const remove = async (id: string) => expect((await call("DELETE", `/${id}`)).status).toBe(200);
const listed = async () => {
  const { json } = await call("GET", "");
  return z.object({ targets: z.array(noticeTargetSchema), alertmanagerUrl: z.string() }).parse(json);
};
const targetNow = async (id: string) => (await listed()).targets.find((target) => target.id === id);
const deliveries = async (id: string) => {
  const { json } = await call("GET", `/${id}/deliveries`);
  return z.object({ attempts: z.array(noticeAttemptSchema) }).parse(json).attempts;
};

function anEvent(change: Partial<AlarmEventDraft> = {}): AlarmEventDraft {
  return {
    id: randomUUID(),
    atMs: Date.now(),
    alarm: "hot/rack/k1",
    rule: "hot",
    ruleVersion: 1,
    severity: "critical",
    occurrence: 1,
    event: "annunciate",
    by: null,
    note: "",
    value: 33.5,
    ...change,
  };
}
const happen = (...events: AlarmEventDraft[]) =>
  server.services.alarmStore.write("c1", { alarms: [], events, audit: null });
const messageSchema = z.object({
  type: z.string(),
  data: z.object({
    count: z.number(),
    events: z.array(z.looseObject({ alarm: z.string() })),
    unlisted: z.number(),
  }),
});
const messages = () => peer.received.map(({ body }) => messageSchema.parse(JSON.parse(body)));
const toldEvents = () => messages().reduce((sum, { data }) => sum + data.count, 0);

describe("a webhook", () => {
  it("gets what happens from now on, signed, and its secret is told once", async () => {
    await happen(anEvent({ alarm: "before/rack/k1" }));
    const { target, madeSecret } = await create();
    expect(target).toMatchObject({ kind: "webhook", destination: peer.url, secret: "set", state: "untried" });
    await happen(
      anEvent(),
      anEvent({ alarm: "small/rack/k1", severity: "minor" }),
      anEvent({ alarm: "shy/rack/k1", event: "raise_silently" }),
      anEvent({ alarm: "shy/rack/k1", event: "clear" }),
    );
    await eventually(() => expect(peer.received).toHaveLength(1));
    const [received] = peer.received;
    const headers = Object.fromEntries(
      Object.entries(received?.headers ?? {}).map(([key, value]) => [key, String(value)]),
    );
    expect(new Webhook(madeSecret ?? "").verify(received?.body ?? "", headers)).toMatchObject({
      type: "alarm.notice",
    });
    expect(messages()[0]?.data.events.map(({ alarm }) => alarm)).toEqual(["hot/rack/k1"]);
    await eventually(async () => {
      expect(await targetNow(target.id)).toMatchObject({ state: "delivered", waiting: 0 });
    });
    const [attempt] = await deliveries(target.id);
    expect(attempt).toMatchObject({ ok: true, status: 200, answer: "taken", number: 1, events: 1 });
    expect(attempt?.message).toBe(received?.headers["webhook-id"]);
    await remove(target.id);
  });

  it("that fails is tried again with the same id, loudly, and a test that arrives opens the way", async () => {
    const { target } = await create();
    peer.answer = { status: 503, body: "not now", headers: {} };
    await happen(anEvent());
    await eventually(async () => {
      const now = await targetNow(target.id);
      expect(now).toMatchObject({ state: "failing", waiting: 1 });
      expect(now?.lastAttempt).toMatchObject({ ok: false, status: 503, answer: "not now" });
      expect(Date.parse(now?.nextAttemptAt ?? "")).toBeGreaterThan(Date.now());
    });
    // What happens meanwhile waits, and comes as one.
    await happen(anEvent({ occurrence: 2 }), anEvent({ occurrence: 3 }));
    await eventually(async () => expect((await targetNow(target.id))?.waiting).toBe(3));
    peer.answer = { status: 200, body: "taken", headers: {} };
    const tested = noticeAttemptSchema.parse((await call("POST", `/${target.id}/test`, {})).json);
    expect(tested).toMatchObject({ ok: true, status: 200, answer: "taken", isTest: true });
    await eventually(async () => {
      expect(await targetNow(target.id)).toMatchObject({
        state: "delivered",
        waiting: 0,
        failingSince: null,
      });
    });
    const ids = peer.received.map(({ headers }) => headers["webhook-id"]);
    // Some seconds after it failed it is tried again, which a busy machine may see before the test: each once.
    const isOther = (_: unknown, at: number) => ids[at] !== ids[at - 1];
    const [first, test, again, rest] = ids.filter(isOther);
    expect([again === first, test === first, rest === first]).toEqual([true, false, false]);
    const counts = messages().map(({ data }) => data.count);
    expect(counts.filter(isOther)).toEqual([1, 0, 1, 2]);
    await remove(target.id);
  });

  it("that fails for a day is given up, and that shows", async () => {
    const { target } = await create();
    peer.answer = { status: 500, body: "broken", headers: {} };
    await happen(anEvent());
    await eventually(async () => expect((await targetNow(target.id))?.state).toBe("failing"));
    const later = { ...server.services, clock: () => Date.now() + 25 * 3_600_000 };
    await eventually(async () => {
      await sendDue(later);
      expect(await targetNow(target.id)).toMatchObject({ state: "given_up", waiting: 0 });
    });
    await remove(target.id);
  });
});

it("a flood of 10,000 alarms is a few messages that count every one, whoever tells them", async () => {
  const { target } = await create();
  const flood = Array.from({ length: 10_000 }, (_, n) =>
    anEvent({ alarm: `hot/rack/r${n}`, severity: n % 100 === 0 ? "critical" : "major" }),
  );
  await happen(...flood.slice(0, 4_000));
  // Two more processes tell at the same time as the server itself.
  await Promise.all([tellNotices(server.services), tellNotices(server.services)]);
  await happen(...flood.slice(4_000));
  await Promise.all([tellNotices(server.services), tellNotices(server.services)]);
  await eventually(() => expect(toldEvents()).toBe(10_000));
  expect(peer.received.length).toBeLessThanOrEqual(8);
  for (const { body } of peer.received) expect(Buffer.byteLength(body)).toBeLessThan(20_000);
  await remove(target.id);
});

it("nothing is lost and nothing told twice when the process ends between telling and sending", async () => {
  const { target } = await create({ digestMinutes: 1 });
  await happen(anEvent());
  await eventually(() => expect(toldEvents()).toBe(1));
  // Received is not yet recorded as sent.
  await eventually(async () =>
    expect(await targetNow(target.id)).toMatchObject({ state: "delivered", waiting: 0 }),
  );
  await happen(anEvent({ occurrence: 2 }));
  await eventually(async () => expect((await targetNow(target.id))?.waiting).toBe(1));
  // Another process, two minutes later: it takes the message and dies.
  const later = () => Date.now() + 120_000;
  const dying = { ...server.services.noticeSender, send: () => Promise.reject(new Error("gone")) };
  const dead = { ...server.services, clock: later, noticeSender: dying };
  // A target that the server's own job is looking at this moment is left to it: then asked again.
  await eventually(() => expect(tellNotices(dead)).rejects.toThrow("gone"));
  expect((await targetNow(target.id))?.waiting).toBe(1);
  // Its lease has not ended yet; then somebody else sends it.
  await tellNotices({ ...server.services, clock: () => later() + 30_000 });
  expect(toldEvents()).toBe(1);
  await eventually(async () => {
    await tellNotices({ ...server.services, clock: () => later() + 90_000 });
    expect(toldEvents()).toBe(2);
  });
  await remove(target.id);
});

describe("who sets it", () => {
  it("a robot that answers 200 and means no is shown as failed, in its words", async () => {
    peer.answer = { status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}', headers: {} };
    const { target } = await create(
      {},
      { kind: "wecom", url: `${peer.url}/cgi-bin/send?key=r0b0t-key-1234` },
    );
    const tested = await call("POST", `/${target.id}/test`, {});
    expect(tested.json).toMatchObject({ ok: false, status: 200, answer: peer.answer.body });
    expect(await targetNow(target.id)).toMatchObject({ state: "failing" });
    const more = await Promise.all(Array.from({ length: 6 }, () => call("POST", `/${target.id}/test`, {})));
    expect(more.map(({ status }) => status)).toContain(429);
    await remove(target.id);
  });

  it("a change keeps the secret, and what happens while it is off is not told", async () => {
    const { target, madeSecret } = await create();
    const address = { kind: "webhook", url: `${peer.url}/other` };
    const off = { ...settings, enabled: false };
    expect((await call("PUT", `/${target.id}`, { settings: off, address })).json).toMatchObject({
      madeSecret: null,
    });
    await happen(anEvent());
    expect((await call("PUT", `/${target.id}`, { settings })).status).toBe(200);
    await happen(anEvent({ alarm: "hot/rack/k2" }));
    await eventually(() => expect(peer.received).toHaveLength(1));
    expect(peer.received[0]?.path).toBe("/other");
    const { body = "", headers = {} } = peer.received[0] ?? {};
    const plain = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
    expect(() => new Webhook(madeSecret ?? "").verify(body, plain)).not.toThrow();
    expect(messages()[0]?.data.events.map(({ alarm }) => alarm)).toEqual(["hot/rack/k2"]);
    await remove(target.id);
  });

  it("no secret is in any answer, in the database, in the log or in the audit log", async () => {
    const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
    const key = "s3cret-key-of-the-robot";
    const hook = await create({}, { kind: "webhook", url: `${peer.url}/${key}`, secret });
    const robot = await create(
      {},
      { kind: "dingtalk", url: `${peer.url}/?access_token=${key}`, secret: "SECx9x9x9" },
    );
    for (const [{ target }, shown] of [
      [hook, secret],
      [robot, "SECx9x9x9"],
    ] as const) {
      peer.answer.body = `you sent ${key} and ${shown}`;
      await call("POST", `/${target.id}/test`, {});
    }
    const answers = [await call("GET", ""), await call("GET", `/${robot.target.id}/deliveries`)];
    const { rows } = await server.database.ownerPool.query(
      "select row_to_json(t)::text as text from notice_target t union all select row_to_json(a)::text from audit_entry a union all select row_to_json(n)::text from notice_attempt n",
    );
    const everything = [...answers.map(({ text }) => text), ...rows.map(({ text }) => text), ...logged].join(
      "\n",
    );
    expect(everything).toContain("notice_target.test");
    for (const hidden of [secret, key, "SECx9x9x9"]) expect(everything.includes(hidden)).toBe(false);
    for (const { target } of [hook, robot]) await remove(target.id);
  });

  it("is told why an address is refused", async () => {
    const address = { kind: "webhook", url: "http://169.254.169.254/latest/" };
    const { status, json } = await call("POST", "", { settings, address });
    expect(status).toBe(400);
    expect(json).toMatchObject({ data: { issues: [{ path: "address.url" }] } });
    const mail = await call("POST", "", { settings, address: { kind: "email", to: ["a@example.org"] } });
    expect(mail.text).toContain("AIDC_SMTP_URL");
  });
});
