/** Part of a whole for drawing, 0..1; null when either is unknown or the whole is nothing. */
export function shareOf(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole <= 0) return null;
  return Math.min(1, Math.max(0, part / whole));
}
