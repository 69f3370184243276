import { expect, test } from "vitest";
import { WaitingSeries } from "./waiting-series.ts";

test("a center is told once, when a series that others wait for has fallen silent", () => {
  const waits = new WaitingSeries();
  const heard = new Set([1, 2, 10]);
  const isHeard = (id: number) => heard.has(id);
  waits.add("a", new Map([[2, 1]]));
  waits.add("b", new Map([[11, 10]]));
  waits.add("c", new Map());
  expect(waits.takeGivenUp(isHeard)).toEqual([]);
  heard.delete(10);
  // An outage of both: who waits is not heard either.
  expect(waits.takeGivenUp(isHeard)).toEqual([]);
  heard.add(11);
  expect(waits.takeGivenUp(isHeard)).toEqual(["b"]);
  expect(waits.takeGivenUp(isHeard)).toEqual([]);
});
