import { expect, it } from "vitest";
import { lookAgainMs } from "./look-again.ts";

it.each([
  ["nothing is known yet", undefined, [], 5_000],
  ["all is made", ["ready"], [], 5_000],
  ["what others ordered waits", ["waiting", "failed"], [], 5_000],
  ["one is being made", ["waiting", "running"], [], 700],
  ["one's own waits", ["waiting"], ["0"], 700],
  ["one's own is made and others wait", ["ready", "waiting"], ["0"], 5_000],
] as const)("while %s the files are looked at again at that pace", (_, states, mine, expected) => {
  const files = states?.map((state, at) => ({ id: String(at), state }));
  expect(lookAgainMs(files, mine)).toBe(expected);
});
