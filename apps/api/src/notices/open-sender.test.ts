import { createHmac } from "node:crypto";
import type { NoticeAddress } from "@aidc/contract";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Sending } from "../usecases/notices/sender-port.ts";
import { addressRule, guardedLookup, RefusedAddress } from "./address-policy.ts";
import { openSender } from "./open-sender.ts";
import type { HttpPeer } from "./peers.fixture.ts";
import { openHttpPeer, openMailPeer } from "./peers.fixture.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
let http: HttpPeer;
let smtp: Awaited<ReturnType<typeof openMailPeer>>;
beforeAll(async () => {
  [http, smtp] = await Promise.all([openHttpPeer(), openMailPeer()]);
});
afterAll(() => Promise.all([http.close(), smtp.close()]));
beforeEach(() => {
  http.received.length = 0;
  http.answer = { status: 200, body: "ok", headers: {} };
});

const here = { privateNetworks: true, allowed: ["127.0.0.0/8"] };
const sender = (policy = here) =>
  openSender({ policy, smtp: { url: smtp.url, from: "AIDC <aidc@example.org>" }, clock: Date.now });
const id = "7d0d9d3a-3a54-4f8b-9f2e-0f6f4e1f3a11";
const sending = (address: NoticeAddress): Sending => ({
  id,
  address,
  madeAtMs: Date.UTC(2026, 4, 4),
  content: {
    digest: null,
    scene: {
      language: "zh",
      center: { id: "c1", name: "Suzhou", timeZone: "Asia/Shanghai" },
      url: "https://aidc.example.org/ops/alarms",
    },
  },
});
const send = (address: NoticeAddress, policy = here) => sender(policy).send(sending(address));
function lastReceived() {
  const last = http.received.at(-1);
  if (!last) throw new Error("nothing was received");
  return last;
}

describe("a webhook", () => {
  it("is signed as an independent implementation of Standard Webhooks verifies it", async () => {
    expect(await send({ kind: "webhook", url: `${http.url}/in`, secret })).toEqual({
      ok: true,
      status: 200,
      answer: "ok",
      pauseMs: null,
    });
    const { body, headers } = lastReceived();
    const plainHeaders = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key, String(value)]),
    );
    const verified = new Webhook(secret).verify(body, plainHeaders);
    expect(verified).toMatchObject({ type: "notice.test", timestamp: "2026-05-04T00:00:00.000Z" });
    expect(headers["webhook-id"]).toBe(id);
    const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
    expect(() => new Webhook(other).verify(body, plainHeaders)).toThrow();
  });

  it("that redirects is not followed, and that says no is believed", async () => {
    http.answer = { status: 302, body: "", headers: { location: `${http.url}/elsewhere` } };
    expect(await send({ kind: "webhook", url: http.url, secret })).toMatchObject({ ok: false, status: 302 });
    expect(http.received).toHaveLength(1);
    http.answer = { status: 429, body: "later", headers: { "retry-after": "120" } };
    expect(await send({ kind: "webhook", url: http.url, secret })).toMatchObject({
      ok: false,
      status: 429,
      answer: "later",
      pauseMs: 120_000,
    });
  });

  it("that answers without end is read for a page, and its secrets are not told", async () => {
    http.answer = {
      status: 500,
      body: `no: ${secret} /hook/abcdefgh1234 ${"x".repeat(200_000)}`,
      headers: {},
    };
    const { ok, answer } = await send({ kind: "webhook", url: `${http.url}/hook/abcdefgh1234`, secret });
    expect(ok).toBe(false);
    expect(answer.length).toBeLessThan(610);
    expect(answer).toMatch(/^no: \*\*\* \*\*\* x/);
  });

  it("that is not there is a reason, not an exception", async () => {
    const { ok, status, answer } = await send({ kind: "webhook", url: "http://127.0.0.1:9/", secret });
    expect([ok, status]).toEqual([false, null]);
    expect(answer).toContain("ECONNREFUSED");
  });
});

describe("a robot", () => {
  it.each([
    ["wecom", '{"errcode":0,"errmsg":"ok"}', true, null],
    ["wecom", '{"errcode":93000,"errmsg":"invalid webhook url"}', false, null],
    ["wecom", '{"errcode":45009,"errmsg":"api freq out of limit"}', false, 60_000],
    ["dingtalk", '{"errcode":0,"errmsg":"ok"}', true, null],
    ["dingtalk", '{"errcode":310000,"errmsg":"sign not match"}', false, null],
    ["dingtalk", '{"errcode":130101,"errmsg":"send too fast"}', false, 600_000],
    ["feishu", '{"code":0,"msg":"success","data":{}}', true, null],
    ["feishu", '{"StatusCode":0,"StatusMessage":"success"}', true, null],
    ["feishu", '{"code":19021,"msg":"sign match fail"}', false, null],
    ["feishu", '{"code":11232,"msg":"frequency limited"}', false, 60_000],
    ["feishu", "<html>login</html>", false, null],
  ] as const)("of %s answers 200 with %s: delivered %s", async (kind, body, ok, pauseMs) => {
    http.answer = { status: 200, body, headers: {} };
    const outcome = await send({ kind, url: `${http.url}/robot` });
    expect(outcome).toMatchObject({ ok, status: 200, pauseMs });
    expect(outcome.answer).toContain(body);
  });

  it("of DingTalk is signed with milliseconds in the query", async () => {
    http.answer.body = '{"errcode":0}';
    await send({ kind: "dingtalk", url: `${http.url}/robot/send?access_token=t`, secret: "SECabc" });
    const query = new URL(lastReceived().path, http.url).searchParams;
    const timestamp = query.get("timestamp") ?? "";
    expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000);
    const expected = createHmac("sha256", "SECabc").update(`${timestamp}\nSECabc`).digest("base64");
    expect([query.get("sign"), query.get("access_token")]).toEqual([expected, "t"]);
    expect(JSON.parse(lastReceived().body)).toMatchObject({ msgtype: "markdown" });
  });

  it("of Feishu is signed with seconds in the body: the key is time and secret, the text is empty", async () => {
    http.answer.body = '{"code":0}';
    await send({ kind: "feishu", url: http.url, secret: "abc" });
    const { timestamp, sign, card } = JSON.parse(lastReceived().body);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    expect(sign).toBe(createHmac("sha256", `${timestamp}\nabc`).digest("base64"));
    expect(card.header.title.content).toBe("测试消息");
  });
});

describe("a mail", () => {
  it("arrives at a real mail server, and keeps its id over every try", async () => {
    const outcome = await send({ kind: "email", to: ["ops@example.org", "night@example.org"] });
    expect(outcome).toMatchObject({ ok: true, status: null });
    expect(outcome.answer).toMatch(/^250 /);
    await send({ kind: "email", to: ["ops@example.org"] });
    expect(smtp.mails.map(({ from, to }) => [from, to])).toEqual([
      ["aidc@example.org", ["ops@example.org", "night@example.org"]],
      ["aidc@example.org", ["ops@example.org"]],
    ]);
    for (const { text } of smtp.mails) expect(text).toContain(`Message-ID: <${id}@example.org>`);
  });

  it("that nobody may get has failed, in the server's words; taken for some it was sent, and names the others", async () => {
    const none = await send({ kind: "email", to: ["nobody@example.org"] });
    expect(none).toMatchObject({ ok: false, answer: expect.stringContaining("no such person here") });
    const some = await send({ kind: "email", to: ["nobody@example.org", "ops@example.org"] });
    expect(some).toMatchObject({
      ok: true,
      answer: expect.stringMatching(/^refused: nobody@example.org; 250 /),
    });
    expect(smtp.mails.at(-1)?.to).toEqual(["ops@example.org"]);
  });

  it("without a mail server is refused before anybody tries", async () => {
    const none = openSender({ policy: here, smtp: null, clock: Date.now });
    const address = { kind: "email" as const, to: ["ops@example.org"] };
    expect(none.refuse(address)).toContain("AIDC_SMTP_URL");
    expect(await none.send(sending(address))).toMatchObject({ ok: false });
  });
});

describe("where nothing may go", () => {
  const strict = { privateNetworks: true, allowed: [] };
  it.each([
    "http://127.0.0.1:4600/",
    "http://localhost/",
    "http://a.localhost./",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0.0.0.0/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
    "http://224.0.0.1/",
  ])("%s", async (url) => {
    const address = { kind: "wecom" as const, url };
    expect(sender(strict).refuse(address)).toContain("AIDC_NOTICES_ALLOW");
    expect(await send(address, strict)).toMatchObject({ ok: false, status: null });
  });

  it("a name that resolves to this machine is refused when it is connected to", async () => {
    const outcome = await send({ kind: "wecom", url: `http://localhost:${new URL(http.url).port}/` }, strict);
    expect(outcome.answer).toContain("leads to");
    expect(http.received).toHaveLength(0);
    const looked = new Promise((resolve) => {
      guardedLookup(addressRule(strict))("localhost", { all: true }, (error) => resolve(error));
    });
    expect(await looked).toBeInstanceOf(RefusedAddress);
  });

  it.each(["http://10.1.2.3/", "http://192.168.1.1/", "http://172.16.0.1/", "http://[fc00::1]/"])(
    "%s only when private networks are forbidden",
    (url) => {
      const address = { kind: "wecom" as const, url };
      expect(sender(strict).refuse(address)).toBeNull();
      const forbidden = { privateNetworks: false, allowed: ["192.168.1.1"] };
      const refused = sender(forbidden).refuse(address);
      if (url.includes("192.168")) expect(refused).toBeNull();
      else expect(refused).toContain("AIDC_NOTICES_PRIVATE");
    },
  );
});
