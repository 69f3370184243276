import { describe, expect, it } from "vitest";
import { mayReloadFor } from "./reload-on-new-build.ts";

function memoryStore() {
  const lines = new Map<string, string>();
  return {
    getItem: (key: string) => lines.get(key) ?? null,
    setItem: (key: string, value: string) => void lines.set(key, value),
  };
}
const minuteMs = 60_000;

describe("the reload guard", () => {
  it("lets a build reload once, and again after ten minutes", () => {
    const store = memoryStore();
    expect(mayReloadFor("b2", store, 0)).toBe(true);
    expect(mayReloadFor("b2", store, 9 * minuteMs)).toBe(false);
    expect(mayReloadFor("b2", store, 10 * minuteMs)).toBe(true);
  });

  it("ends a ping-pong of two builds after one round", () => {
    const store = memoryStore();
    const allowed = Array.from({ length: 20 }, (_, turn) =>
      mayReloadFor(turn % 2 ? "odd" : "even", store, turn * 1_000),
    );
    expect(allowed.filter(Boolean)).toHaveLength(2);
  });
});
