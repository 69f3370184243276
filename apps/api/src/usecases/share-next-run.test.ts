import { describe, expect, it } from "vitest";
import { shareNextRun } from "./share-next-run.ts";

function counted() {
  const ends: ((error?: Error) => void)[] = [];
  const shared = shareNextRun(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.push((error) => (error ? reject(error) : resolve(number)));
      }),
  );
  return { ends, shared };
}

describe("shareNextRun", () => {
  it("serves all who ask during a run by one that begins after it", async () => {
    const { ends, shared } = counted();
    const first = shared();
    const others = [shared(), shared(), shared()];
    expect(ends).toHaveLength(1);
    ends[0]?.();
    expect(await first).toBe(1);
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
  });

  it("begins anew after a failure, which only its own callers hear of", async () => {
    const { ends, shared } = counted();
    const first = shared();
    const second = shared();
    ends[0]?.(new Error("once"));
    await expect(first).rejects.toThrow("once");
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    expect(await second).toBe(2);
    const third = shared();
    ends[2]?.();
    expect(await third).toBe(3);
  });
});
