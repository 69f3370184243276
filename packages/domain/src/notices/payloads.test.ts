import { noticeEvents, severities } from "@aidc/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { utf8Length } from "./bytes.ts";
import { noticeLimits } from "./limits.ts";
import { aLine, digestOf, scene } from "./notice.fixture.ts";
import { dingtalkPayload, feishuPayload, mailOf, webhookPayload, wecomPayload } from "./payloads.ts";

const one = { digest: digestOf([aLine()]), scene: scene() };
const textOf = (payload: object): string => JSON.stringify(payload);

describe("words", () => {
  it("one alarm in English and in Chinese, with the clock of the center", () => {
    expect(mailOf(one)).toEqual({
      subject: "Suzhou - [critical] raised: Inlet too hot · Hall A / R-07",
      text: [
        "[critical] raised: Inlet too hot · Hall A / R-07",
        "",
        "2026-05-04 10:51:00 raised [critical] Inlet too hot · Hall A / R-07 33.46 °C (limit 32 °C)",
        "",
        "Open the alarms: https://aidc.example.org/ops/alarms?center=c1",
        "Suzhou (Asia/Shanghai)",
        "",
      ].join("\n"),
    });
    expect(mailOf({ ...one, scene: scene({ language: "zh" }) }).text).toContain(
      "2026-05-04 10:51:00 触发 [紧急] 进风过热 · Hall A / R-07 33.46 °C (限值 32 °C)",
    );
  });

  it("many as counts and the worst few", () => {
    const lines = Array.from({ length: 40 }, (_, seq) =>
      aLine({ seq, severity: seq < 3 ? "critical" : "minor", alarm: `a/${seq}` }),
    );
    const { subject, text } = mailOf({ digest: digestOf(lines), scene: scene() });
    expect(subject).toBe("Suzhou - 40 alarm events: critical 3, minor 37");
    expect(text).toContain("30 more are not listed here.");
    expect(text.match(/raised \[critical\]/g)).toHaveLength(3);
  });

  it("who did it and why; shares in percent; no number where there is none", () => {
    const digest = digestOf([
      aLine({ event: "acknowledged", by: "Wang", note: "on my way" }),
      aLine({ seq: 2, unit: "ratio", value: 1.0349, limit: 1 }),
      aLine({ seq: 3, unit: "cadences", value: 7, limit: 3 }),
      aLine({ seq: 4, value: null }),
    ]);
    const { text } = mailOf({ digest, scene: scene() });
    expect(text).toContain("acknowledged [critical] Inlet too hot · Hall A / R-07 (by: Wang - on my way)");
    expect(text).toContain("R-07 103.5 % (limit 100 %)");
    expect(text.match(/°C/g)).toBeNull();
  });

  it("a test says that it is one", () => {
    expect(textOf(wecomPayload({ digest: null, scene: scene({ language: "zh" }) }))).toContain(
      "Suzhou 的告警通知将发送到这里。当前没有发生任何事件。",
    );
    expect(webhookPayload({ digest: null, scene: scene() }, "t")).toMatchObject({ type: "notice.test" });
  });
});

it("names become neither links nor mentions nor markup nor lines", () => {
  const name = "<@all> [here](https://evil.example.org) **x**\n# `y`\u202e<at id=all></at>";
  const digest = digestOf([aLine({ name, place: name })]);
  for (const payload of [wecomPayload, dingtalkPayload, feishuPayload]) {
    const text = textOf(payload({ digest, scene: scene() }));
    expect(text).not.toMatch(/<|`|\u202e|\[here|\]\(https:\/\/evil/);
    expect(text).not.toContain("\\n#");
  }
});

const line = fc
  .record({
    severity: fc.constantFrom(...severities),
    event: fc.constantFrom(...noticeEvents),
    name: fc.string({ unit: "binary", maxLength: 400 }),
    place: fc.string({ unit: "grapheme", maxLength: 400 }),
    note: fc.string({ maxLength: 2_000 }),
    by: fc.option(fc.string({ maxLength: 200 })),
  })
  .map((draft) => aLine(draft));

it("whatever the names, every payload keeps the limit of its kind and stays whole text", () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 15 }),
      fc.constantFrom("zh", "en"),
      (lines, language) => {
        const content = { digest: digestOf(lines), scene: scene({ language }) };
        const wecom = JSON.parse(textOf(wecomPayload(content)));
        expect(utf8Length(wecom.markdown.content)).toBeLessThanOrEqual(noticeLimits.wecom.maxBytes);
        expect(wecom.markdown.content.length).toBeGreaterThan(20);
        for (const [kind, payload] of [
          ["dingtalk", dingtalkPayload(content)],
          ["feishu", feishuPayload(content)],
          ["webhook", webhookPayload(content, "t")],
        ] as const)
          expect(utf8Length(textOf(payload))).toBeLessThanOrEqual(noticeLimits[kind].maxBytes);
        expect(utf8Length(mailOf(content).subject)).toBeLessThanOrEqual(300);
        expect(mailOf(content).subject).not.toMatch(/[\r\n]/);
      },
    ),
  );
});

it("what a webhook cannot list it counts", () => {
  const wide = {
    name: "长".repeat(160),
    place: "名".repeat(160),
    note: "由".repeat(160),
    nameZh: "钟".repeat(160),
  };
  const lines = Array.from({ length: 500 }, (_, seq) => aLine({ seq, ...wide, alarm: "a".repeat(400) }));
  const payload = JSON.parse(textOf(webhookPayload({ digest: digestOf(lines), scene: scene() }, "t")));
  expect(payload.data.count).toBe(500);
  expect(payload.data.events.length).toBeGreaterThan(3);
  expect(payload.data.unlisted).toBe(500 - payload.data.events.length);
});
