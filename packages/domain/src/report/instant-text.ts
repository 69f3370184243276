/** Instants in tables as a reader of the place knows them; files and JSON keep them in UTC. Source: standards 1.7. */
import { civilTimeAt } from "../time/zone.ts";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/;

/** `2026-05-17 08:30`, with its seconds where it has some; any other text as it is. */
export function instantText(text: string, timeZone: string): string {
  if (!instant.test(text)) return text;
  const { year, month, day, hour, minute, second } = civilTimeAt(Date.parse(text), timeZone);
  const clock = second === 0 ? [hour, minute] : [hour, minute, second];
  return `${year}-${two(month)}-${two(day)} ${clock.map(two).join(":")}`;
}

const two = (value: number): string => String(value).padStart(2, "0");
