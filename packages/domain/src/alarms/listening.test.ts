import { describe, expect, it } from "vitest";
import { Listening } from "./listening.ts";

/** Ticks at these seconds. @returns since when it listens, s */
function listensAfter(...ticks: number[]): number {
  const listening = new Listening();
  let since = Number.NaN;
  for (const tick of ticks) since = listening.tick(tick * 1_000) / 1_000;
  return since;
}

describe("since when we listen without a gap", () => {
  it.each([
    ["from the first tick", [100], 100],
    ["a slow second is none", [100, 101, 110], 100],
    ["a stopped process, a closed laptop, a machine that was moved", [100, 101, 112], 112],
    ["the last of two", [100, 200, 201, 300, 301], 300],
    ["a clock that is set back", [100, 40, 41], 100],
    ["one that is set forward, which looks the same", [100, 3_700], 3_700],
  ])("%s", (_, ticks, since) => {
    expect(listensAfter(...ticks)).toBe(since);
  });
});
