import { expect, it } from "vitest";
import { checkRatchet, countHatches } from "./ratchet.ts";

const path = "packages/domain/src/a.ts";
const count = (text: string) => countHatches([{ path, text }])["packages/domain"];
const none = { any: 0, cast: 0, nonNull: 0, tsIgnore: 0, lintOff: 0, nested: 0 };

it.each([
  ["any", "const a: any = 1;", { any: 1 }],
  ["cast", "const a = b as string;", { cast: 1 }],
  ["double cast", "const a = b as unknown as string;", { cast: 2 }],
  ["old cast", "const a = <string>b;", { cast: 1 }],
  ["non-null", "const a = b!.c;", { nonNull: 1 }],
  ["ts-ignore", "// @ts-ignore\nconst a = 1;", { tsIgnore: 1 }],
  ["ts-expect-error", "// @ts-expect-error why\nconst a = 1;", { tsIgnore: 1 }],
  ["lint off", "// biome-ignore lint/x: why\nconst a = 1;", { lintOff: 1 }],
  ["a literal in a literal", "const a = { ...{ b, c }, d };", { nested: 1 }],
  ["index cast to another type", "const a = rows[0] as Row;", { cast: 1 }],
])("counts: %s", (_, text, expected) => {
  expect(count(text)).toEqual({ ...none, ...expected });
});

it.each([
  ["as const", "const a = [1] as const;"],
  ["a number read at an index", "const a = times[i] as number;"],
  ["a column read at an index", "const a = columns[i] as Float64Array;"],
  ["the words in a text", 'const a = "as any, @ts-ignore";'],
  ["a part that is there or not", "const a = { ...b, ...(c ? { d } : {}), ...{} };"],
  ["satisfies", "const a = {} satisfies Row;"],
])("does not count: %s", (_, text) => {
  expect(count(text)).toEqual(none);
});

it("lets counts fall and catches a rise, also in a new package", () => {
  const files = [{ path, text: "const a = b as string;" }];
  expect(checkRatchet(files, { "packages/domain": { ...none, cast: 2 } })).toEqual([]);
  expect(checkRatchet(files, { "packages/domain": { ...none, cast: 1 } })).toEqual([]);
  expect(checkRatchet(files, { "packages/domain": none })).toHaveLength(1);
  expect(checkRatchet(files, {})).toHaveLength(1);
});
