import { readFile } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { inTime } from "./in-time.ts";

/** The whole thread stands still, as on a machine that has no time for it. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

it("looks once more at what arrived while everything stood still", async () => {
  let isThere = false;
  readFile(import.meta.filename, () => {
    isThere = true;
  });
  let looks = 0;
  await eventually(
    () => {
      if (++looks === 1) standStill(60);
      expect(isThere).toBe(true);
    },
    { timeoutMs: 30 },
  );
  expect(looks).toBe(2);
});

it("gives up with the last error when the time is over", async () => {
  const attempt = () => Promise.reject(new Error("not there"));
  await expect(eventually(attempt, { timeoutMs: 30, pauseMs: 5 })).rejects.toThrow("not there");
});

it("calls in time what came before its timer, although both were heard late", async () => {
  const both = inTime(delay(20), 40);
  standStill(120);
  expect(await both).toBe(true);
  const read = inTime(new Promise((resolve) => readFile(import.meta.filename, resolve)), 10);
  standStill(60);
  expect(await read).toBe(true);
});

it("calls late what fails to come", async () => {
  expect(await inTime(delay(10_000, null, { ref: false }), 20)).toBe(false);
  expect(await inTime(Promise.reject(new Error("no")), 1_000)).toBe(true);
});
