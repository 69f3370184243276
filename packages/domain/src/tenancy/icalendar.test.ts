import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarText, escapeText, foldLine } from "./icalendar.ts";

const event = {
  id: "0a0e1d6e-0000-4000-8000-000000000001",
  kind: "maintenance" as const,
  title: "Chiller 2; hall B, north",
  text: "First line\r\nSecond \\ line",
  from: "2026-03-01T08:00:00+08:00",
  to: "2026-03-01T02:30:00.000Z",
  updatedAt: "2026-02-20T10:11:12.345Z",
};
const textOf = (change: Partial<Omit<typeof event, "to">> & { to?: string | null } = {}) =>
  calendarText({ name: "Center One: Tenant", centerId: "c1", events: [{ ...event, ...change }] });

test("an event is written in UTC, escaped, with an id that stays", () => {
  expect(textOf().split("\r\n")).toEqual([
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//AIDC Console//Service events//EN",
    "CALSCALE:GREGORIAN",
    "NAME:Center One: Tenant",
    "X-WR-CALNAME:Center One: Tenant",
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "BEGIN:VEVENT",
    "UID:0a0e1d6e-0000-4000-8000-000000000001@c1",
    "DTSTAMP:20260220T101112Z",
    "LAST-MODIFIED:20260220T101112Z",
    "DTSTART:20260301T000000Z",
    "DTEND:20260301T023000Z",
    "SUMMARY:Chiller 2\\; hall B\\, north",
    "DESCRIPTION:First line\\nSecond \\\\ line",
    "CATEGORIES:MAINTENANCE",
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]);
});

test("without an end there is no DTEND, and the text says why", () => {
  expect(textOf({ to: null, text: "" })).toContain("DESCRIPTION:(no end known yet)\r\n");
  expect(textOf({ to: null })).not.toContain("DTEND");
  expect(textOf({ text: "" })).not.toContain("DESCRIPTION");
});

test("no text can end its line and begin one of its own", () => {
  const hostile = "x\r\nEND:VEVENT\nATTACH:http://example.org\u0085\u0000";
  expect(escapeText(hostile)).toBe("x\\nEND:VEVENT\\nATTACH:http://example.org");
  expect(textOf({ title: hostile }).match(/^END:VEVENT/gm)).toHaveLength(1);
});

/** In UTF-8, counted another way than the code under test does. */
const octetsOf = (text: string) => encodeURIComponent(text).replace(/%../g, "%").length;

test("lines fold at 75 octets between characters, and unfold to what they were", () => {
  const unicode = fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => text.replace(/[\r\n]/g, ""));
  fc.assert(
    fc.property(unicode, (line) => {
      const folded = foldLine(line);
      const octets = folded.split("\r\n").map(octetsOf);
      expect(Math.max(...octets)).toBeLessThanOrEqual(75);
      expect(folded.replaceAll("\r\n ", "")).toBe(line);
    }),
  );
  expect(foldLine("好".repeat(30)).split("\r\n")).toHaveLength(2);
});
