import { expect, test } from "vitest";
import { readReplayKey } from "./read-replay-key.ts";

const atMs = Date.UTC(2026, 4, 1, 8, 30);
const nowMs = Date.UTC(2026, 4, 1, 9, 0, 30);
const free = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const press = (key: string, change: Partial<typeof free> = {}) =>
  readReplayKey({ key, ...free, ...change }, { atMs, nowMs });

test.each([
  ["ArrowLeft", false, -5_000],
  ["ArrowRight", false, 5_000],
  ["ArrowRight", true, 60_000],
  ["PageUp", false, -3_600_000],
  ["PageDown", false, nowMs - atMs],
  ["Home", false, -1_800_000],
  ["End", false, 1_800_000],
])("%s (shift: %s) goes by %i ms, and never past now", (key, shiftKey, byMs) => {
  expect(press(key, { shiftKey })).toEqual({ kind: "go", toMs: atMs + byMs });
});

test("space plays, digits are scenes, and what the browser or the desk owns is left alone", () => {
  expect(press(" ")).toEqual({ kind: "play" });
  expect(press("2")).toEqual({ kind: "scene", scene: "racks" });
  expect(press("5")).toBeNull();
  expect(press("g")).toBeNull();
  expect(press("ArrowLeft", { altKey: true })).toBeNull();
});
