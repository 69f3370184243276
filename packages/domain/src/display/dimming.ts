/** How bright a display is at a time of day: less at night spares the panel and the eyes (features 5, burn-in). */
import type { WallSettings } from "@aidc/contract";

/**
 * @param minuteOfDay local to the center, from 0
 * @returns 0..1; a schedule over midnight is one interval, half-open, and from = to is never
 */
export function brightnessAt(minuteOfDay: number, dimming: WallSettings["dimming"]): number {
  if (dimming === null) return 1;
  const [from, to] = [minutesOf(dimming.from), minutesOf(dimming.to)];
  const isDim =
    from <= to ? minuteOfDay >= from && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to;
  return isDim ? dimming.level : 1;
}

/** `22:30` is 1350. */
export function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(":").map(Number);
  return hours * 60 + minutes;
}
