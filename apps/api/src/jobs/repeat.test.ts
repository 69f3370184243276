import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startJobs } from "./repeat.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("startJobs", () => {
  const heard = () => {
    const events: object[] = [];
    return {
      events,
      log: { info: (event: object) => events.push(event), error: (event: object) => events.push(event) },
    };
  };

  it("never runs a job beside itself, and goes on after a failure", async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const { events, log } = heard();
    const stop = startJobs(
      [
        {
          name: "slow",
          everyMs: 10,
          run: async () => {
            runs++;
            most = Math.max(most, ++running);
            await new Promise((resolve) => setTimeout(resolve, 35));
            running--;
            if (runs === 1) throw new Error("once");
            return { done: runs };
          },
        },
      ],
      log,
    );
    await vi.advanceTimersByTimeAsync(200);
    const stopped = stop();
    await vi.advanceTimersByTimeAsync(100);
    await stopped;
    expect(most).toBe(1);
    expect(runs).toBeGreaterThan(2);
    expect(events[0]).toMatchObject({ job: "slow", err: expect.any(Error) });
    expect(events[1]).toMatchObject({ job: "slow", done: 2 });
  });

  it("waits, when stopped, for what is under way", async () => {
    let finished = false;
    const { log } = heard();
    const run = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      finished = true;
      return undefined;
    };
    const stop = startJobs([{ name: "last", everyMs: 10, run }], log);
    await vi.advanceTimersByTimeAsync(15);
    const stopped = stop();
    expect(finished).toBe(false);
    await vi.advanceTimersByTimeAsync(60);
    await stopped;
    expect(finished).toBe(true);
  });
});
