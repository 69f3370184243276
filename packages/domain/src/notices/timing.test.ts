import { describe, expect, it } from "vitest";
import { aLine, digestOf } from "./notice.fixture.ts";
import { isQuiet, mayTell } from "./timing.ts";

const timeZone = "Asia/Shanghai";
/** Of that zone. */
const at = (text: string) => Date.parse(`2026-05-04T${text}+08:00`);
const minor = digestOf([aLine({ severity: "minor" })]);
const critical = digestOf([aLine()]);
const settings = { digestMinutes: 0, quiet: null };

describe("quiet hours", () => {
  it.each([
    ["22:00", "07:00", "21:59:59", false],
    ["22:00", "07:00", "22:00:00", true],
    ["22:00", "07:00", "03:00:00", true],
    ["22:00", "07:00", "06:59:59", true],
    ["22:00", "07:00", "07:00:00", false],
    ["12:00", "13:30", "12:30:00", true],
    ["12:00", "13:30", "13:30:00", false],
    ["08:00", "08:00", "07:00:00", true],
  ])("from %s to %s, at %s: %s", (from, to, time, quiet) => {
    expect(isQuiet({ from, to }, at(time), timeZone)).toBe(quiet);
  });

  it("do not hold back what is critical", () => {
    const night = { kind: "wecom", lastMessageAtMs: null, timeZone } as const;
    const quiet = { ...settings, quiet: { from: "22:00", to: "07:00" } };
    expect(mayTell({ ...night, settings: quiet, digest: minor }, at("23:00:00"))).toBe(false);
    expect(mayTell({ ...night, settings: quiet, digest: critical }, at("23:00:00"))).toBe(true);
    expect(mayTell({ ...night, settings: quiet, digest: minor }, at("07:00:00"))).toBe(true);
  });
});

describe("at most one message in so many minutes", () => {
  const told = { kind: "wecom", settings: { ...settings, digestMinutes: 15 }, timeZone } as const;
  it.each([
    [null, true],
    [at("11:50:00"), false],
    [at("11:45:00"), true],
    // A clock that was set back must not stop the messages.
    [at("18:00:00"), true],
  ])("the last at %s: %s", (lastMessageAtMs, may) => {
    expect(mayTell({ ...told, digest: critical, lastMessageAtMs }, at("12:00:00"))).toBe(may);
  });
});

it("keeps away from full and half hours at Feishu, unless it is critical", () => {
  const told = { kind: "feishu", settings, lastMessageAtMs: null, timeZone } as const;
  const may = (time: string, digest = minor) => mayTell({ ...told, digest }, at(time));
  expect([may("12:00:05"), may("12:30:19"), may("12:30:20"), may("12:15:00")]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(may("12:00:05", critical)).toBe(true);
  expect(mayTell({ ...told, kind: "wecom", digest: minor }, at("12:00:05"))).toBe(true);
});
