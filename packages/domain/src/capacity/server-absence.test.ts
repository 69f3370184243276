import { expect, test } from "vitest";
import type { ServerLine } from "./server-absence.ts";
import { absencesOf, serversNotIn } from "./server-absence.ts";

const window = { fromMs: 1000, toMs: 2000 };
const line = (atMs: number, stands = true): ServerLine => ({ id: "s1", atMs, stands });

// Naive: what the inventory holds today stood there at all times.
test.each<[string, readonly ServerLine[], boolean]>([
  ["its history says nothing of it", [], false],
  ["it was there when the history began, after the window", [line(5000)], false],
  ["it came after the window", [line(6000)], true],
  ["it came at the end of the window", [line(5000, false), line(6000)], false],
  ["it came with the end of the window, which is half open", [line(2000)], false],
])("a server has %s", (_, lines, isAbsent) => {
  expect(serversNotIn(absencesOf(lines, 5000), window).has("s1")).toBe(isAbsent);
});

test.each<[string, readonly ServerLine[], boolean]>([
  ["came when the window ended", [line(2000)], true],
  ["came within it", [line(1999)], false],
  ["had gone before it and came back after it", [line(100), line(500, false), line(3000)], true],
  ["had gone before it and came back within it", [line(100), line(500, false), line(1500)], false],
  ["went within it", [line(100), line(1500, false)], false],
  ["was renamed within it", [line(100), line(1500)], false],
])("a server that %s, of a history that began before the window", (_, lines, isAbsent) => {
  expect(serversNotIn(absencesOf(lines, 100), window).has("s1")).toBe(isAbsent);
});
