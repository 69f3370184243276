import { expect, test } from "vitest";
import { disagreesSince } from "./since.ts";

const band = { lowShare: 0.9, highShare: 1.1, floor: 0 };
/** One letter per hour: a agree, b break, ? not known. */
const pieces = (text: string) =>
  [...text].map((letter, hour) => ({
    fromMs: hour,
    toMs: hour + 1,
    first: 100,
    coveredMs: letter === "?" ? 0 : 1,
    second: letter === "b" ? 120 : 100,
  }));

test.each([
  ["a break to the end", "aabb", 2],
  ["from the beginning", "bbbb", 0],
  ["over: the last one agrees", "abba", null],
  ["only the last run counts", "babb", 2],
  ["what is not known does not end it", "ab?b", 1],
  ["nor does it make it older", "a??b", 3],
  ["nor does silence at the end", "abb??", 1],
  ["nothing is known", "???", null],
  ["nothing is there", "", null],
])("%s", (_, text, since) => {
  expect(disagreesSince(pieces(text), band)).toBe(since);
});
