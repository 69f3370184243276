import { setTimeout as delay } from "node:timers/promises";

/**
 * Repeats until `attempt` stops throwing, and returns what it returned. For what happens soon but not at once:
 * nothing in a test sleeps a fixed time.
 * @throws the last error when the deadline passes
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeoutMs = 10_000, pauseMs = 20 } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(pauseMs);
    }
  }
}
