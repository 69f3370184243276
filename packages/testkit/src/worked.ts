/**
 * Milliseconds that this thread has worked since it began. For what must not take long because of what it does: a busy
 * machine stretches every millisecond of the clock, but adds no work.
 */
export function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
