/** Instants in tables as a reader of the place knows them; files and JSON keep them in UTC. Source: standards 1.7. */
import { civilTimeAt, offsetMsAt } from "../time/zone.ts";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

/** `2026-05-17 08:30`, with its seconds where it has some; any other text as it is. */
export function instantText(text: string, timeZone: string): string {
  if (!instant.test(text)) return text;
  const { year, month, day, hour, minute, second } = civilTimeAt(Date.parse(text), timeZone);
  const clock = second === 0 ? [hour, minute] : [hour, minute, second];
  return `${year}-${two(month)}-${two(day)} ${clock.map(two).join(":")}`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-05-17 08:30 (UTC+8)`: where nothing else on the page says how far the clocks were from UTC on that day. */
export function zonedText(instant: string, timeZone: string): string {
  const minutes = offsetMsAt(Date.parse(instant), timeZone) / 60_000;
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const offset =
    minutes === 0 ? "" : `${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${two(rest)}`}`;
  return `${minuteText(Date.parse(instant), timeZone)} (UTC${offset})`;
}

function minuteText(atMs: number, timeZone: string): string {
  const { year, month, day, hour, minute } = civilTimeAt(atMs, timeZone);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
