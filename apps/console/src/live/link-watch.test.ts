import { expect, it } from "vitest";
import { createLinkWatch } from "./link-watch.ts";

/** A link with its clock in hand. */
function linkAt(startMs: number) {
  let nowMs = startMs;
  const link = createLinkWatch(() => nowMs);
  const at = (ms: number) => {
    nowMs = ms;
  };
  return { link, at };
}

it("silence begins with the last word, not when somebody notices that there was none since", () => {
  const { link, at } = linkAt(0);
  link.set("connected");
  at(5_000);
  link.hear();
  at(13_000);
  link.set("lost");
  expect(link.facts().silentSinceMs).toBe(5_000);
});

it("ends with the link that is back, and the next one begins anew", () => {
  const { link, at } = linkAt(0);
  link.set("connected");
  link.set("lost");
  at(60_000);
  link.hear();
  link.set("connected");
  expect(link.facts().silentSinceMs).toBeNull();
  at(61_000);
  link.set("lost");
  expect(link.facts().silentSinceMs).toBe(60_000);
});

it("who listens elsewhere knows better when the last word came", () => {
  const { link, at } = linkAt(10_000);
  link.set("connected");
  at(20_000);
  link.set("lost", 12_000);
  expect(link.facts().silentSinceMs).toBe(12_000);
});
