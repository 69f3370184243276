import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTeller } from "./tell-together.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tells each listener once for several changes, all in one go", () => {
  const order: string[] = [];
  const [first, second] = [() => order.push("first"), () => order.push("second")];
  const { tell } = createTeller(30);
  for (const listener of [first, second, first, first]) tell(listener);
  vi.advanceTimersByTime(29);
  expect(order).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(order).toEqual(["first", "second"]);
});

it("who joins is told with each change, first and once, and alone brings about nothing", () => {
  const order: string[] = [];
  const { tell, join } = createTeller(30);
  const clock = () => order.push("clock");
  const leave = join(clock);
  vi.advanceTimersByTime(60);
  tell(() => order.push("picture"));
  tell(clock);
  vi.advanceTimersByTime(60);
  expect(order).toEqual(["clock", "picture"]);
  leave();
  tell(() => order.push("picture"));
  vi.advanceTimersByTime(60);
  expect(order).toEqual(["clock", "picture", "picture"]);
});

it("a change while it tells is told next time, and after the end nothing is", () => {
  let told = 0;
  const { tell, stop } = createTeller(30);
  const again = () => {
    told++;
    if (told === 1) tell(again);
  };
  tell(again);
  vi.advanceTimersByTime(60);
  expect(told).toBe(2);
  tell(again);
  stop();
  vi.advanceTimersByTime(60);
  expect(told).toBe(2);
});
