import { expect, it } from "vitest";
import { createServerClock } from "./server-clock.ts";

it("takes the message that travelled least as the truth", () => {
  let browserMs = 1_000;
  const clock = createServerClock(() => browserMs);
  expect(clock.nowMs()).toBe(1_000);
  clock.hear(61_000 - 900);
  clock.hear(61_000 - 20);
  clock.hear(61_000 - 400);
  expect(clock.nowMs()).toBe(60_980);
  browserMs += 5_000;
  expect(clock.nowMs()).toBe(65_980);
});
