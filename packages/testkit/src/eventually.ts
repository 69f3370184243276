import { setTimeout as delay } from "node:timers/promises";

/**
 * Repeats until `attempt` stops throwing, and returns what it returned. For what happens soon but not at once:
 * nothing in a test sleeps a fixed time. When the time is over it looks once more, after a pause: a process that stood
 * still all the while has not yet heard what came meanwhile.
 * @throws the last error when the deadline has passed
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeoutMs = 30_000, pauseMs = 20 } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (let isLast = false; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (isLast) throw error;
      isLast = performance.now() > deadline;
      await delay(pauseMs);
    }
  }
}
