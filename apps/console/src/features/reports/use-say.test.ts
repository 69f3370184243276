import { expect, it } from "vitest";
import { wholeShares } from "./use-say.ts";

it.each([
  ["83.3 % of the racks, 34.5 % covered", "83.3\u00a0% of the racks, 34.5\u00a0% covered"],
  ["in %", "in %"],
])("a share and its sign stand on one line: %s", (text, whole) => {
  expect(wholeShares(text)).toBe(whole);
});
