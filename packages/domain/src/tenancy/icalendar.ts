/**
 * Service events as iCalendar. Text is escaped and lines are folded at 75 octets without cutting a character; times
 * are UTC; the id of an event never changes, so a calendar replaces what it knows. Source: RFC 5545 sections 3.1
 * (folding), 3.3.11 (text), 3.6.1 (VEVENT), 3.8.7.2 (DTSTAMP is the last revision where there is no method); RFC 7986
 * (NAME, REFRESH-INTERVAL).
 */
import type { ServiceEvent } from "@aidc/contract";

export interface Calendar {
  readonly name: string;
  /** Tells events of one center from another's in the ids. */
  readonly centerId: string;
  readonly events: readonly Omit<ServiceEvent, "tenants" | "places">[];
}

const longestLine = 75;

/** @returns the whole file, lines ended by CRLF */
export function calendarText({ name, centerId, events }: Calendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//AIDC Console//Service events//EN",
    "CALSCALE:GREGORIAN",
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    ...events.flatMap((event) => eventLines(event, centerId)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

/** An incident without an end is drawn at its beginning: nobody knows yet how long it lasts, and its text says so. */
function eventLines(event: Calendar["events"][number], centerId: string): string[] {
  const revised = utcTime(event.updatedAt);
  const ongoing = event.to === null;
  const text = ongoing ? `${event.text}\n(no end known yet)`.trim() : event.text;
  return [
    "BEGIN:VEVENT",
    `UID:${event.id}@${centerId}`,
    `DTSTAMP:${revised}`,
    `LAST-MODIFIED:${revised}`,
    `DTSTART:${utcTime(event.from)}`,
    ...(event.to === null ? [] : [`DTEND:${utcTime(event.to)}`]),
    `SUMMARY:${escapeText(event.title)}`,
    ...(text === "" ? [] : [`DESCRIPTION:${escapeText(text)}`]),
    `CATEGORIES:${event.kind.toUpperCase()}`,
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** `20260301T000000Z` */
function utcTime(instant: string): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

/** Backslash, semicolon, comma and line break are written out; other control characters do not belong in text. */
export function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}/gu, "")
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\n/g, "\\n");
}

/** A line that goes on begins with a space, which counts. */
export function foldLine(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > longestLine) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** Of one character in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
