import { describe, expect, it } from "vitest";
import { gateReads } from "./read-gate.ts";

describe("gateReads", () => {
  it("lets four reads run at once, the rest in the order they came, and a failed one frees its place", async () => {
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const gated = gateReads({
      laterDays: async () => ({ sinceMs: null, points: [] }),
      readRollups: async () => [],
      sumDays: async () => [],
      sumPoints: async () => [],
      greatestQuarters: async () => [],
      boundsOfHours: async () => [],
      cardDays: async () => ({ days: [], mixed: [] }),
      readSamples: async (_points, { fromMs }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        order.push(fromMs);
        if (fromMs % 3 === 0) throw new Error("broken");
        return [];
      },
    });
    const reads = Array.from({ length: 20 }, (_, fromMs) => gated.readSamples([], { fromMs, toMs: 100 }));
    const settled = await Promise.allSettled(reads);
    expect(most).toBe(4);
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(7);
  });
});
