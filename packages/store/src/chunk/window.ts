/** Width of a chunk's window; windows are aligned to the epoch, so every UTC hour lies in one. */
export const chunkWindowMs = 7_200_000;

/** Start of the window that holds the instant, epoch ms. */
export function chunkWindowAt(timeMs: number): number {
  return Math.floor(timeMs / chunkWindowMs) * chunkWindowMs;
}
